internal import Text

/// The part of a name that says which track of a disc it is: `Game (Track 02)`, `Game - Track 2`, `track02`.
package struct DiscTrack: Hashable, Sendable {
  /// The name without the tag and the blanks before it; empty where there is nothing else.
  package var title: [UInt8]
  package var number: Int

  /// - Parameter name: without its extension.
  package static func parse(_ name: some Collection<UInt8>) -> DiscTrack? {
    let name = Array(name)
    let word = Array("track".utf8)
    guard name.count > word.count else { return nil }
    // The last one: `Soundtrack (Track 1)`.
    for start in (0..<name.count - word.count).reversed() {
      guard zip(word, name[start...]).allSatisfy({ $0 == UTF8Text.foldedASCII($1) }) else { continue }
      var position = start + word.count
      while position < name.count, isBlank(name[position]) { position += 1 }
      let digits = name[position...].prefix { $0 &- UInt8(ascii: "0") < 10 }
      guard 1...2 ~= digits.count else { continue }
      let rest = name[digits.endIndex...]
      let before = name[..<start]
      let isBracketed = before.last == UInt8(ascii: "(") && rest.first == UInt8(ascii: ")")
      let isOpen = rest.isEmpty && (before.isEmpty || isBlank(before[before.endIndex - 1]))
      guard isBracketed || isOpen else { continue }
      var title = isBracketed ? before.dropLast() : before
      while let last = title.last, isBlank(last) { title.removeLast() }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      return DiscTrack(title: Array(title) + (isBracketed ? rest.dropFirst() : []), number: number)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
