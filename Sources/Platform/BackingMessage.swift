/// What a worker asks of its supervisor about files that are read past it, and the answer; one message each, of 8-byte
/// words.
package enum BackingMessage: Hashable, Sendable {
  /// Registers the file whose descriptor comes along for `node`, or tells what is registered for it already.
  case open(node: UInt64)
  /// The answer: the slot in the ``BackingTable`` and the connection's number.
  case opened(slot: Int, number: Int32)
  /// The answer where that is impossible.
  case refused(Errno)
  /// Nobody has the node of this slot open any more. There is no answer.
  case close(slot: Int)

  package static let wordCount = 3

  package var words: [UInt64] {
    switch self {
    case .open(let node): [1, node, 0]
    case .opened(let slot, let number): [2, UInt64(slot), UInt64(number)]
    case .refused(let error): [3, UInt64(error.rawValue), 0]
    case .close(let slot): [4, UInt64(slot), 0]
    }
  }

  /// nil for what is no such message.
  package init?(_ words: [UInt64]) {
    guard words.count == BackingMessage.wordCount else { return nil }
    switch words[0] {
    case 1: self = .open(node: words[1])
    case 2:
      guard words[1] < BackingTable.slotCount, let number = Int32(exactly: words[2]) else { return nil }
      self = .opened(slot: Int(words[1]), number: number)
    case 3:
      guard let number = Int32(exactly: words[1]) else { return nil }
      self = .refused(Errno(rawValue: number))
    case 4:
      guard words[1] < BackingTable.slotCount else { return nil }
      self = .close(slot: Int(words[1]))
    default: return nil
    }
  }
}
