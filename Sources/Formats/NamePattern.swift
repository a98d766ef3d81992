/// A folded name in which `*` is any characters and `?` is one.
struct NamePattern: Sendable {
  private let pattern: [UInt8]
  /// Up to the first `*` or `?`: what most names are told apart by.
  private let literalLength: Int

  init(_ pattern: [UInt8]) {
    self.pattern = pattern
    literalLength = pattern.firstIndex { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ?? pattern.count
  }

  var isLiteral: Bool { literalLength == pattern.count }

  /// Backtracks to the last star only, so it takes at most the product of the lengths.
  func matches(_ name: [UInt8]) -> Bool {
    guard name.count >= literalLength else { return false }
    return pattern.withUnsafeBufferPointer { pattern in
      name.withUnsafeBufferPointer { name in
        for index in 0..<literalLength where pattern[index] != name[index] { return false }
        return NamePattern.matches(pattern, name, from: literalLength)
      }
    }
  }

  private static func matches(
    _ pattern: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    var position = start
    var place = start
    var star: (position: Int, place: Int)?
    while place < name.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        position += 1
        place = NamePattern.candidate(pattern, position, name, place)
        star = (position - 1, place)
      } else if position < pattern.count, pattern[position] == UInt8(ascii: "?") {
        position += 1
        place += 1
        // The rest of a character.
        while place < name.count, name[place] & 0xC0 == 0x80 { place += 1 }
      } else if position < pattern.count, pattern[position] == name[place] {
        position += 1
        place += 1
      } else if let last = star {
        position = last.position + 1
        place = NamePattern.candidate(pattern, position, name, last.place + 1)
        star = (last.position, place)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// From `place` on, where what follows a star may begin.
  private static func candidate(
    _ pattern: UnsafeBufferPointer<UInt8>, _ position: Int, _ name: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> Int {
    guard position < pattern.count else { return place }
    let wanted = pattern[position]
    if wanted == UInt8(ascii: "*") || wanted == UInt8(ascii: "?") { return place }
    var place = place
    while place < name.count, name[place] != wanted { place += 1 }
    return place
  }
}
