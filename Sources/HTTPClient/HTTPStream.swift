internal import Platform

/// An answer that is read while it comes, however long it is. For one reader, on a thread that may wait.
///
/// What the reader has not taken yet is kept, up to a limit; from there on the server waits. The server is asked for
/// the bytes as they are stored, and nothing is unpacked. Letting go of the stream ends the transfer, as ``cancel()`` does.
package final class HTTPStream: Sendable {
  private let transfer: Transfer
  private let desk: TransferDesk
  private let buffer: StreamBuffer

  init(_ request: HTTPRequest, _ limits: StreamLimits, _ desk: TransferDesk) {
    let buffer = StreamBuffer(limits, desk.spares)
    let transfer = Transfer(request, into: buffer)
    self.buffer = buffer
    self.transfer = transfer
    self.desk = desk
    desk.start(transfer)
  }

  deinit { desk.cancel(transfer) }

  /// Waits for the status and the headers, without a body: those of the last answer where there were redirections.
  package func head() throws(HTTPError) -> HTTPResponse { try buffer.head().get() }

  /// Waits for bytes of the body: what follows on what came before.
  ///
  /// - Returns: nil at the end. Where the answer says how long it is, that many bytes have come by then.
  package func next() throws(HTTPError) -> [UInt8]? {
    let (bytes, goesOn) = try buffer.next().get()
    if goesOn { desk.goOn(transfer) }
    return bytes
  }

  /// Bytes of ``next()`` that nobody needs any more. Their memory is for those that come: fresh memory costs more than all
  /// else that is done to them here.
  package func giveBack(_ bytes: consuming [UInt8]) { desk.spares.keep(consume bytes) }

  /// Ends the transfer: whoever waits for it, or reads it later, fails with ``HTTPError/Reason/cancelled``. Any thread.
  package func cancel() {
    buffer.finish(.failure(HTTPError(.cancelled, "the transfer was cancelled")))
    desk.cancel(transfer)
  }
}

/// When a stream is given up, and how much of it is kept.
package struct StreamLimits: Hashable, Sendable {
  /// Fewer bytes a second than ``slowest`` for so long are a failure, while the reader waits for them. Seconds.
  package var patience: Int
  /// Bytes a second.
  package var slowest: Int
  /// What is kept for the reader before the server waits. Bytes.
  package var ahead: Int

  package init(patience: Int = 30, slowest: Int = 256, ahead: Int = 1 << 20) {
    self.patience = patience
    self.slowest = slowest
    self.ahead = ahead
  }
}

/// Between the client's thread, which never waits here, and the one that reads.
final class StreamBuffer: Sendable {
  private struct State {
    var head: HTTPResponse?
    var chunks: [[UInt8]] = []
    var next = 0
    /// Of them, and of the one that is being filled.
    var bytes = 0
    /// The server waits for the reader.
    var isFull = false
    var end: Result<Void, HTTPError>?
  }

  let limits: StreamLimits
  private let spares: SpareChunks
  private let state = Monitor(State())

  // Those of the client's thread alone: nobody waits while it copies.
  /// What is not handed over yet. libcurl gives 16 KiB at a time: they are put together, so that the reader is woken, and
  /// the bytes are handed over, for more than that. Chunks end at multiples of their size.
  nonisolated(unsafe) private var chunk: [UInt8] = []
  /// Bytes of the body that came.
  nonisolated(unsafe) private var total = 0

  init(_ limits: StreamLimits, _ spares: SpareChunks) {
    self.limits = limits
    self.spares = spares
  }

  // MARK: The client's thread

  func take(_ head: HTTPResponse) { state.signal { $0.head = $0.head ?? head } }

  /// The reader gets them when a chunk is full, or with ``flush()``.
  ///
  /// - Returns: false where the bytes are not taken: they are to come again once the stream goes on.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let isTaken = state.withLock { state -> Bool in
      // At least one piece, however small the limit.
      let isFull = state.bytes > 0 && state.bytes + bytes.count > limits.ahead
      if isFull { state.isFull = true } else { state.bytes += bytes.count }
      return !isFull
    }
    guard isTaken else {
      handOver()
      return false
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let room = SpareChunks.size - total % SpareChunks.size
      let part = rest.prefix(room)
      if chunk.isEmpty { chunk = spares.take() }
      chunk.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
      total += part.count
      if part.count == room { handOver() }
      rest = rest.dropFirst(part.count)
    }
    return true
  }

  /// Nothing more comes just now: the reader gets what there is.
  func flush() { handOver() }

  private func handOver() {
    if chunk.isEmpty { return }
    var full: [UInt8] = []
    swap(&full, &chunk)
    state.signal { state in
      if state.end == nil { state.chunks.append(full) }
    }
  }

  /// Once: what comes later changes nothing.
  func finish(_ result: Result<HTTPResponse, HTTPError>) {
    state.signal { state in
      if state.end != nil { return }
      switch result {
      case .success(let response):
        state.head = state.head ?? response
        state.end = .success(())
      case .failure(let error): state.end = .failure(error)
      }
    }
  }

  // MARK: The reader

  func head() -> Result<HTTPResponse, HTTPError> {
    let found: Result<HTTPResponse, HTTPError>? = state.wait { state in
      // What has come before a failure is as good as any, unless nobody wants it any more.
      if case .failure(let error) = state.end, state.head == nil || error.reason == .cancelled {
        return .failure(error)
      }
      return state.head.map { .success($0) }
    }
    return found ?? .failure(.closed)
  }

  /// - Returns: bytes, or nil at the end; and whether the server has waited and is to go on.
  func next() -> Result<(bytes: [UInt8]?, goesOn: Bool), HTTPError> {
    let found: Result<(bytes: [UInt8]?, goesOn: Bool), HTTPError>? = state.wait { state in
      // What has come before a failure is as good as any.
      if state.next < state.chunks.count {
        let bytes = state.chunks[state.next]
        state.chunks[state.next] = []
        state.next += 1
        if state.next == state.chunks.count {
          state.chunks.removeAll(keepingCapacity: true)
          state.next = 0
        }
        state.bytes -= bytes.count
        let goesOn = state.isFull && state.bytes <= self.limits.ahead / 2
        if goesOn { state.isFull = false }
        return .success((bytes, goesOn))
      }
      switch state.end {
      case .success: return .success((nil, false))
      case .failure(let error): return .failure(error)
      case nil: return nil
      }
    }
    return found ?? .failure(.closed)
  }
}
