package import Model
internal import Text

/// What `vitrine scan` was asked for: everything that can be judged without looking at the machine.
package struct ScanRequest: Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case start, pause, resume, cancel
  }

  package var action = Action.start
  package var kind = ScanJob.Kind.quick
  /// What a scan for metadata asks for.
  package var metadata = MetadataOptions()
  /// As given.
  package var platforms: [String]
  /// As given.
  package var paths: [String]
  package var returnsAtOnce: Bool
  package var writesJSON: Bool

  package init(_ invocation: Invocation) throws(Complaint) {
    paths = invocation.operands
    platforms = invocation.options.filter { $0.name == "--platform" }.map(\.value)
    returnsAtOnce = invocation.has("--detach")
    writesJSON = invocation.has("--json")
    let actions = Action.allCases.filter { invocation.has("--\($0.rawValue)") }
    if actions.count > 1 {
      throw Complaint(
        .usage, "\(actions.map { "--\($0.rawValue)" }.joined(separator: " and ")) cannot be had together")
    }
    if let action = actions.first { self.action = action }
    if let name = invocation.value(of: "--type") {
      if action != .start { throw Complaint(.usage, "--type is for starting a scan, not for --\(action.rawValue)") }
      (kind, metadata.selection) = try ScanRequest.type(name)
    }
    try metadata.take(invocation, for: kind)
  }

  /// What other programs call a scan.
  private static let customary: [String: (ScanJob.Kind, EnrichmentSelection?)] = [
    "new_platforms": (.new, nil), "new-platforms": (.new, nil), "unmatched": (.metadata, .missing),
    "unidentified": (.metadata, .missing), "partial": (.metadata, .missing), "update": (.metadata, .all),
  ]

  /// - Returns: the kind, and which games providers are asked about where the name says so.
  package static func type(_ name: String) throws(Complaint) -> (ScanJob.Kind, EnrichmentSelection?) {
    if let kind = ScanJob.Kind(rawValue: name.lowercased()) { return (kind, nil) }
    if let known = customary[name.lowercased()] { return known }
    let names = ScanJob.Kind.allCases.map(\.rawValue)
    throw Complaint(
      .usage,
      "there is no scan type `\(name)`\(suggestion(name, from: names)); it is one of \(names.joined(separator: ", "))")
  }
}

/// A scan as it is asked for over the control socket: words `name=value`, the values raw.
package struct ScanOrder: Hashable, Sendable {
  /// What a path is about.
  package enum Place: Hashable, Sendable {
    /// Raw path below the mount point, of a view or something in it.
    case view([UInt8])
    /// Raw absolute path: a root of the library, or something below one.
    case library([UInt8])
  }

  package var kind = ScanJob.Kind.quick
  /// What a scan for metadata asks for.
  package var metadata = MetadataOptions()
  /// As the user gave them.
  package var platforms: [String] = []
  /// Empty: everywhere.
  package var places: [Place] = []
  /// A single job; for what is not starting one.
  package var job: Int64?

  package init() {}

  /// The arguments of the request.
  package var arguments: [[UInt8]] {
    var words = [Array("type=\(kind.rawValue)".utf8)]
    words += metadata.words.map { Array($0.utf8) }
    words += platforms.map { Array("platform=\($0)".utf8) }
    words += places.map { place in
      switch place {
      case .view(let path): Array("view=".utf8) + path
      case .library(let path): Array("path=".utf8) + path
      }
    }
    if let job { words.append(Array("job=\(job)".utf8)) }
    return words
  }

  package init(arguments: [[UInt8]]) throws(Complaint) {
    var options: [String] = []
    for argument in arguments {
      let parts = argument.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Array(parts[1]) : []
      let text = String(decoding: value, as: UTF8.self)
      switch String(decoding: parts[0], as: UTF8.self) {
      case "type": (kind, _) = try ScanRequest.type(text)
      case "platform": platforms.append(text)
      case "view": places.append(.view(value))
      case "path": places.append(.library(value))
      case "job":
        guard let number = Int64(text) else { throw Complaint(.usage, "`\(text)` is no number of a scan") }
        job = number
      case let name where MetadataOptions.names.contains(name): options.append("\(name)=\(text)")
      case let name: throw Complaint(.usage, "a scan has no `\(name)`: type, platform, path, view and job")
      }
    }
    guard let metadata = MetadataOptions(words: options) else {
      throw Complaint(.usage, "`\(options.joined(separator: " "))` is not what a scan can ask providers for")
    }
    self.metadata = metadata
  }
}
