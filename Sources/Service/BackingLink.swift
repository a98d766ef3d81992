internal import Mount
internal import Platform
internal import Synchronization

/// The worker's way to have the supervisor register files that the kernel reads itself.
final class BackingLink: BackingRegistrar {
  /// What the supervisor gives every worker, by number.
  static let channelNumber: Int32 = 6
  static let tableNumber: Int32 = 7
  /// The supervisor answers at once unless it is unmounting; a reader does not wait for that.
  private static let patience: Int32 = 2_000

  private struct Channel: ~Copyable {
    let descriptor: FileDescriptor
    /// Answers that came too late, or are still to come.
    var lateAnswers = 0

    /// - Throws: ETIMEDOUT when there is no answer in time.
    mutating func ask(_ message: BackingMessage, passing file: Int32) throws(Errno) -> BackingMessage? {
      do throws(Errno) {
        while lateAnswers > 0 {
          _ = try descriptor.receiveWords(count: BackingMessage.wordCount).words
          lateAnswers -= 1
        }
        try descriptor.sendWords(message.words, passing: file)
        lateAnswers = 1
        let words = try descriptor.receiveWords(count: BackingMessage.wordCount).words
        lateAnswers = 0
        return BackingMessage(words)
      } catch {
        throw error == .again ? .timedOut : error
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
    channel.withLock { channel in try? channel.descriptor.sendWords(BackingMessage.close(slot: slot).words) }
  }
}
