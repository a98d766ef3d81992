/// The bytes of an offer, as a server or a disk gives them. For one reader, on a thread that may wait.
protocol OfferReading: Sendable {
  /// Waits for what is said before the bytes.
  func answer() throws(ReadingTrouble) -> TransferAnswer

  /// Waits for bytes that follow on those before; nil at the end.
  func next() throws(ReadingTrouble) -> [UInt8]?

  /// Bytes of ``next()`` that nobody needs any more: their memory is for others.
  func giveBack(_ bytes: consuming [UInt8])

  /// Ends it, also for whoever waits. Any thread.
  func cancel()
}

extension OfferReading {
  func giveBack(_ bytes: consuming [UInt8]) {}
}

/// Why no bytes come.
struct ReadingTrouble: Error, Hashable, Sendable {
  /// For people.
  var cause: String
  /// Whether the same would happen again.
  var isFinal = false
}
