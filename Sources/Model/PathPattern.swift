internal import Text

/// A pattern that names files or folders of a root, as in `.gitignore`: `*.txt`, `saves/`, `/psx/old`, `**/extras/**`.
///
/// | pattern | matches |
/// |---|---|
/// | `name` without a slash | an entry of this name at any depth |
/// | with a slash inside or in front | a path from the root on |
/// | a slash at the end | folders only |
/// | `*`, `?` | any bytes, one character, but no slash |
/// | `[a-z]`, `[!a-z]` | one of these characters, one of all others |
/// | `**` | any number of folders |
///
/// Letters of ASCII match in either case. What a pattern matches is left out with everything below it.
package struct PathPattern: Hashable, Sendable {
  /// As given.
  package let text: String
  private let isFolderOnly: Bool
  private let isAnchored: Bool
  /// Folded; `**` is a component of its own.
  private let components: [[UInt8]]

  private static let folders = Array("**".utf8)

  /// - Returns: nil for a pattern that matches nothing: empty, only slashes, or with an open bracket.
  package init?(_ text: String) {
    self.text = text
    var bytes = text.utf8.map { UTF8Text.foldedASCII($0) }
    isFolderOnly = bytes.last == UInt8(ascii: "/")
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    isAnchored = bytes.contains(UInt8(ascii: "/"))
    var components = bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
    // `a/**` is what lies in `a`, not `a`.
    if components.last == PathPattern.folders { components.append(Array("*".utf8)) }
    self.components = components
    guard !components.isEmpty, components.allSatisfy({ PathPattern.isClosed($0) }) else { return nil }
  }

  private static func isClosed(_ component: [UInt8]) -> Bool {
    var index = 0
    while index < component.count {
      if component[index] == UInt8(ascii: "[") {
        guard let end = PathPattern.endOfClass(component, from: index) else { return false }
        index = end
      }
      index += 1
    }
    return true
  }

  /// The closing bracket of the class that opens at `start`; one right at its beginning is a member of it.
  private static func endOfClass(_ pattern: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    if index < pattern.count, pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^") { index += 1 }
    if index < pattern.count, pattern[index] == UInt8(ascii: "]") { index += 1 }
    while index < pattern.count {
      if pattern[index] == UInt8(ascii: "]") { return index }
      index += 1
    }
    return nil
  }

  /// Whether the entry itself is matched; those above it are asked about by themselves, from the top down.
  ///
  /// - Parameter path: raw path below the root.
  package func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
    if isFolderOnly, !isFolder { return false }
    let names = path.split(separator: UInt8(ascii: "/")).map { $0.map { UTF8Text.foldedASCII($0) } }
    guard let last = names.last else { return false }
    if !isAnchored { return PathPattern.matches(components[0][...], last[...]) || components[0] == PathPattern.folders }
    return matches(names)
  }

  /// Backtracks to the last `**` only: what stands before it has matched, and more names for an earlier one would only
  /// leave fewer to the rest.
  private func matches(_ names: [[UInt8]]) -> Bool {
    var position = 0
    var place = 0
    var anyFolders: (position: Int, place: Int)?
    while place < names.count {
      if position < components.count, components[position] == PathPattern.folders {
        anyFolders = (position, place)
        position += 1
      } else if position < components.count, PathPattern.matches(components[position][...], names[place][...]) {
        position += 1
        place += 1
      } else if let last = anyFolders {
        anyFolders = (last.position, last.place + 1)
        position = last.position + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return components[position...].allSatisfy { $0 == PathPattern.folders }
  }

  /// One component; both folded. Backtracks to the last star only, so it takes at most the product of the lengths.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    let pattern = Array(pattern)
    var position = 0
    var place = name.startIndex
    var star: (position: Int, place: Int)?
    while place < name.endIndex {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, place)
        position += 1
      } else if let next = step(pattern, position, name, place) {
        position = next.position
        place = next.place
      } else if let last = star {
        star = (last.position, last.place + 1)
        position = last.position + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func step(
    _ pattern: [UInt8], _ position: Int, _ name: ArraySlice<UInt8>, _ place: Int
  ) -> (position: Int, place: Int)? {
    guard position < pattern.count else { return nil }
    switch pattern[position] {
    case UInt8(ascii: "?"):
      // One character, of however many bytes.
      var end = place + 1
      if name[place] >= 0xC0 { while end < name.endIndex, name[end] & 0xC0 == 0x80 { end += 1 } }
      return (position + 1, end)
    case UInt8(ascii: "["):
      guard let end = endOfClass(pattern, from: position) else { return nil }
      return isMember(name[place], of: pattern[(position + 1)..<end]) ? (end + 1, place + 1) : nil
    default: return pattern[position] == name[place] ? (position + 1, place + 1) : nil
    }
  }

  private static func isMember(_ byte: UInt8, of members: ArraySlice<UInt8>) -> Bool {
    var members = members
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    if isNegated { members = members.dropFirst() }
    var isFound = false
    var index = members.startIndex
    while index < members.endIndex {
      if index + 2 < members.endIndex, members[index + 1] == UInt8(ascii: "-") {
        isFound = isFound || (members[index] <= byte && byte <= members[index + 2])
        index += 3
      } else {
        isFound = isFound || members[index] == byte
        index += 1
      }
    }
    return isFound != isNegated
  }
}
