internal import Text

/// What is asked of the cache over the control socket: words `name=value`, the values raw.
package struct CacheOrder: Hashable, Sendable {
  /// In the order given.
  package var places: [ScanOrder.Place] = []
  /// Of entries, as ``CacheReport/key`` has them.
  package var keys: [String] = []
  /// A single preparation.
  package var preparation: Int64?

  package init() {}

  /// The arguments of the request.
  package var arguments: [[UInt8]] {
    var words = places.map { place in
      switch place {
      case .view(let path): Array("view=".utf8) + path
      case .library(let path): Array("path=".utf8) + path
      }
    }
    words += keys.map { Array("key=\($0)".utf8) }
    if let preparation { words.append(Array("id=\(preparation)".utf8)) }
    return words
  }

  package init(arguments: [[UInt8]]) throws(Complaint) {
    for argument in arguments {
      let parts = argument.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Array(parts[1]) : []
      let text = String(decoding: value, as: UTF8.self)
      switch String(decoding: parts[0], as: UTF8.self) {
      case "view": places.append(.view(value))
      case "path": places.append(.library(value))
      case "key":
        guard CacheOrder.isKey(text) else { throw Complaint(.usage, "`\(text)` is no key of the cache") }
        keys.append(text)
      case "id":
        guard let number = Int64(text) else { throw Complaint(.usage, "`\(text)` is no number of a preparation") }
        preparation = number
      case let name: throw Complaint(.usage, "the cache has no `\(name)`: path, view, key and id")
      }
    }
  }

  /// Whether `text` is what an entry's file is called by: 64 lower-case hexadecimal digits.
  static func isKey(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }
}

/// What `vitrine cache` was asked for: everything that can be judged without looking at the machine.
package struct CacheRequest: Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case list, pin, unpin, prune, clear, path
  }

  package var action: Action
  /// As given.
  package var paths: [String]
  /// Those of the operands that are keys.
  package var keys: [String]
  package var mountPoint: String?
  package var writesJSON: Bool

  package init(_ invocation: Invocation) throws(Complaint) {
    let names = Action.allCases.map(\.rawValue)
    guard let word = invocation.operands.first else {
      throw Complaint(
        .usage, "`vitrine cache` needs one of \(names.joined(separator: ", ")) behind it; see `vitrine help cache`")
    }
    guard let action = Action(rawValue: word) else {
      let meant =
        CacheRequest.customary[word].map { " (did you mean `\($0.rawValue)`?)" } ?? suggestion(word, from: names)
      throw Complaint(.usage, "`vitrine cache` does not know `\(word)`\(meant); see `vitrine help cache`")
    }
    self.action = action
    let operands = invocation.operands.dropFirst()
    if operands.contains("") {
      throw Complaint(.usage, "PATH is empty: usage: vitrine cache \(word) \(action.operands)")
    }
    if operands.isEmpty, action == .pin || action == .unpin {
      throw Complaint(.usage, "`vitrine cache \(word)` needs more: usage: vitrine cache \(word) \(action.operands)")
    }
    let limit =
      switch action {
      case .list, .prune, .clear: 0
      case .path: 1
      case .pin, .unpin: Int.max
      }
    if operands.count > limit {
      let surplus = operands[operands.startIndex + limit]
      throw Complaint(.usage, "`\(surplus)` is too much: vitrine cache \(word) \(action.operands)".trimmed)
    }
    keys = operands.filter(CacheOrder.isKey)
    paths = operands.filter { !CacheOrder.isKey($0) }
    mountPoint = invocation.value(of: "--mount")
    writesJSON = invocation.has("--json")
  }

  /// What people type because other programs call it so.
  private static let customary: [String: Action] = [
    "ls": .list, "show": .list, "status": .list, "info": .list, "rm": .clear, "remove": .clear, "delete": .clear,
    "purge": .clear, "empty": .clear, "flush": .clear, "drop": .clear, "gc": .prune, "clean": .prune, "trim": .prune,
    "evict": .prune, "dir": .path, "directory": .path, "where": .path, "keep": .pin, "lock": .pin, "release": .unpin,
    "unlock": .unpin,
  ]
}

extension CacheRequest.Action {
  var operands: String {
    switch self {
    case .list, .prune, .clear: ""
    case .path: "[PATH]"
    case .pin, .unpin: "PATH..."
    }
  }
}

extension String {
  /// Without a space at its end.
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}

/// What `vitrine prepare` was asked for.
package struct PrepareRequest: Sendable {
  /// As given.
  package var paths: [String]
  package var mountPoint: String?
  /// Ends what is prepared instead of beginning something.
  package var cancels: Bool
  package var returnsAtOnce: Bool
  package var writesJSON: Bool

  package init(_ invocation: Invocation) throws(Complaint) {
    paths = invocation.operands
    mountPoint = invocation.value(of: "--mount")
    cancels = invocation.has("--cancel")
    returnsAtOnce = invocation.has("--detach")
    writesJSON = invocation.has("--json")
    if cancels, let surplus = paths.first {
      throw Complaint(.usage, "`\(surplus)` is too much: --cancel ends all that a mount prepares")
    }
    if cancels, returnsAtOnce { throw Complaint(.usage, "--cancel and --detach cannot be had together") }
    if paths.isEmpty, !cancels {
      throw Complaint(.usage, "`vitrine prepare` needs more: usage: vitrine prepare PATH...")
    }
  }
}
