internal import Mount
internal import Platform
internal import Synchronization

/// The worker's way to have the supervisor register files that the kernel reads itself.
final class BackingLink: BackingRegistrar {
  /// What the supervisor gives every worker, by number.
  static let channelNumber: Int32 = 6
  static let tableNumber: Int32 = 7
  /// The supervisor answers at once unless it is unmounting; a reader does not wait for that.
  private static let patience: Int32 = 1_000
  /// Nanoseconds for which nothing is asked after there was no answer: ten openings must not wait one after the other.
  private static let respite: UInt64 = 1_000_000_000

  private struct Channel: ~Copyable {
    let descriptor: FileDescriptor
    /// Answers that came too late, or are still to come.
    var lateAnswers = 0
    /// Nothing is asked before, in ``monotonicNanoseconds()``.
    var restsUntil: UInt64 = 0
    /// Slots to be given up of which the supervisor could not be told.
    var unsaid: [Int] = []

    /// Tells what is to be given up. What cannot be said now is said later.
    mutating func close(_ slots: [Int]) {
      unsaid += slots
      while let slot = unsaid.first, (try? descriptor.sendWords(BackingMessage.close(slot: slot).words)) != nil {
        unsaid.removeFirst()
      }
    }

    /// - Throws: ETIMEDOUT when there is no answer in time.
    mutating func ask(_ message: BackingMessage, passing file: Int32) throws(Errno) -> BackingMessage? {
      let now = monotonicNanoseconds()
      guard now >= restsUntil else { throw .timedOut }
      do throws(Errno) {
        while lateAnswers > 0 {
          let late = try descriptor.receiveWords(count: BackingMessage.wordCount).words
          lateAnswers -= 1
          // Registered after all, and nobody knows of it.
          if case .opened(let slot, let number)? = BackingMessage(late), number != 0 { close([slot]) }
        }
        close([])
        try descriptor.sendWords(message.words, passing: file)
        lateAnswers = 1
        let words = try descriptor.receiveWords(count: BackingMessage.wordCount).words
        lateAnswers = 0
        return BackingMessage(words)
      } catch {
        guard error == .again else { throw error }
        restsUntil = monotonicNanoseconds() + BackingLink.respite
        throw .timedOut
      }
    }
  }

  /// One question at a time.
  private let channel: Mutex<Channel>

  init() throws(Errno) {
    let descriptor = FileDescriptor(owning: BackingLink.channelNumber)
    try descriptor.setInherited(false)
    try descriptor.setSocketTimeout(milliseconds: BackingLink.patience)
    channel = Mutex(Channel(descriptor: descriptor))
  }

  func open(_ node: UInt64, file: Int32) throws(Errno) -> (slot: Int, number: Int32) {
    let answer = try channel.withLock { (channel) throws(Errno) in try channel.ask(.open(node: node), passing: file) }
    switch answer {
    case .opened(let slot, let number): return (slot, number)
    case .refused(let error): throw error
    case .open, .close, nil: throw .notConnected
    }
  }

  func close(slot: Int) {
    channel.withLock { $0.close([slot]) }
  }
}
