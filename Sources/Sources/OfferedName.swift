internal import Text

/// Which names of files a source may offer. What it names is made on disk later, so that nothing is guessed: a name is
/// an ordinary one, or is refused. Pure.
package enum OfferedName {
  /// The longest name that Linux allows, bytes.
  static let longest = 255
  /// The longest path below a root that can still be opened with a root in front of it, bytes.
  static let longestPath = 3800

  /// - Returns: nil where the name is an ordinary one.
  package static func refusal(of name: [UInt8]) -> NameRefusal? {
    if name.isEmpty { return .empty }
    if name.count > longest { return .tooLong }
    var isOnlyDots = true
    for byte in name {
      switch byte {
      case 0..<0x20, 0x7F: return .control
      case UInt8(ascii: "/"): return .separator
      case UInt8(ascii: "\\"): return .backslash
      default: if byte != UInt8(ascii: ".") { isOnlyDots = false }
      }
    }
    if isOnlyDots { return .dots }
    if !UTF8Text.isValid(name) { return .notUTF8 }
    // U+0080 to U+009F, one of which starts terminal sequences as Escape does.
    for index in name.indices.dropLast() where name[index] == 0xC2 && name[index + 1] < 0xA0 { return .control }
    if name.count > 1, name[1] == UInt8(ascii: ":"), (0x61...0x7A).contains(name[0] | 0x20) { return .drive }
    return nil
  }

  /// The same for a path, `/` between its components.
  package static func refusal(ofPath path: [UInt8]) -> NameRefusal? {
    if path.count > longestPath { return .tooLong }
    for component in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let refusal = refusal(of: Array(component)) { return refusal }
    }
    return nil
  }
}

/// Why a name is not taken.
package enum NameRefusal: String, Hashable, Sendable, CaseIterable {
  case empty
  /// Only dots: `..` leads out of the folder, and `...` is refused with it.
  case dots
  /// A `/` inside a name, which a server sends as `%2F`.
  case separator
  case backslash
  /// `C:`, which is a disk elsewhere.
  case drive
  /// NUL, a line end, or another control character.
  case control
  case notUTF8
  case tooLong
  /// It lies elsewhere than in the folder that was asked for, or at another host.
  case outside
  /// The server says that there is something by that name, and not what.
  case withheld

  /// For people, to follow "the name".
  package var words: String {
    switch self {
    case .empty: "is empty"
    case .dots: "is only dots"
    case .separator: "holds a / (%2F)"
    case .backslash: "holds a backslash"
    case .drive: "begins like a disk of Windows (C:)"
    case .control: "holds a control character"
    case .notUTF8: "is not UTF-8"
    case .tooLong: "is longer than \(OfferedName.longest) bytes, or its path than \(OfferedName.longestPath)"
    case .outside: "lies outside of the folder"
    case .withheld: "is not shown by the server"
    }
  }
}

/// How many names were refused, and some of them.
package struct RefusedNames: Hashable, Sendable {
  package private(set) var counts: [NameRefusal: Int] = [:]
  /// The first ones, with the path of the folder, escaped for people.
  package private(set) var examples: [Example] = []

  package struct Example: Hashable, Sendable {
    package var path: String
    package var refusal: NameRefusal
  }

  package init() {}

  package static let mostExamples = 20

  package var count: Int { counts.values.reduce(0, +) }

  package mutating func add(_ refusal: NameRefusal, path: [UInt8]) {
    counts[refusal, default: 0] += 1
    if examples.count < RefusedNames.mostExamples {
      examples.append(Example(path: RefusedNames.shown(path), refusal: refusal))
    }
  }

  /// Adds what was refused in a folder.
  package mutating func add(_ others: RefusedNames, in folder: [UInt8]) {
    for (refusal, count) in others.counts { counts[refusal, default: 0] += count }
    let prefix = folder.isEmpty ? "" : RefusedNames.shown(folder) + "/"
    for example in others.examples.prefix(RefusedNames.mostExamples - examples.count) {
      examples.append(Example(path: prefix + example.path, refusal: example.refusal))
    }
  }

  /// Fit for a terminal, and not longer than a line.
  private static func shown(_ path: [UInt8]) -> String {
    let cut = path.count > 200 ? Array(path[..<200]) + Array("…".utf8) : path
    return String(
      String.UnicodeScalarView(
        String(decoding: cut, as: UTF8.self).unicodeScalars.map {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "\u{FFFD}" : $0
        }))
  }
}
