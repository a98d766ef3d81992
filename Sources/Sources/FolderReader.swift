internal import Platform

/// Reads an offer from a folder of this machine, which may be a share whose server does not answer any more: then the
/// thread that reads is left behind, and whoever waits goes on.
final class FolderReader: OfferReading {
  private struct State {
    var answer: TransferAnswer?
    var pieces: [[UInt8]] = []
    var trouble: ReadingTrouble?
    var isDone = false
    var isCancelled = false
  }

  private static let pieceBytes = 512 << 10
  private static let piecesAhead = 4

  private let state = Monitor(State())
  /// Nanoseconds without a sign from the disk.
  private let patience: UInt64

  init(folder: String, path: [UInt8], _ request: TransferPlan.Request, patience: UInt64) {
    self.patience = patience
    do throws(Errno) {
      // It may outlive the transfer.
      let thread = try WorkerThread(name: "read-offer") { [weak self] in
        FolderReader.read(folder, path, request) { change in
          guard let self else { return false }
          return self.state.signal { state in
            if state.isCancelled { return false }
            change(&state)
            return true
          }
        } wait: {
          guard let self else { return false }
          return self.state.wait { state -> Bool? in
            state.isCancelled ? false : state.pieces.count < FolderReader.piecesAhead ? true : nil
          } ?? false
        }
      }
      thread.detach()
    } catch { state.signal { $0.trouble = ReadingTrouble(cause: "no thread for reading it: \(error)") } }
  }

  deinit { cancel() }

  func answer() throws(ReadingTrouble) -> TransferAnswer { try wait { $0.answer } }

  func next() throws(ReadingTrouble) -> [UInt8]? {
    let piece: [[UInt8]] = try wait { state in
      if !state.pieces.isEmpty { return [state.pieces.removeFirst()] }
      return state.isDone ? [] : nil
    }
    // The thread may have waited for room.
    state.signal { _ in }
    return piece.first
  }

  func cancel() { state.signal { $0.isCancelled = true } }

  private func wait<Value>(_ body: (inout State) -> Value?) throws(ReadingTrouble) -> Value {
    let found: Result<Value, ReadingTrouble>? = state.wait(until: monotonicNanoseconds() + patience) { state in
      if state.isCancelled { return .failure(ReadingTrouble(cause: "it was cancelled", isFinal: true)) }
      if let value = body(&state) { return .success(value) }
      return state.trouble.map { .failure($0) }
    }
    guard let found else {
      cancel()
      throw ReadingTrouble(cause: "the disk gave no sign for \(patience / 1_000_000_000) s")
    }
    return try found.get()
  }

  // MARK: The reading thread

  /// - Parameters:
  ///   - change: false where nobody reads any more.
  ///   - wait: for room; false where nobody reads any more.
  private static func read(
    _ folder: String, _ path: [UInt8], _ request: TransferPlan.Request, change: ((inout State) -> Void) -> Bool,
    wait: () -> Bool
  ) {
    do throws(Errno) {
      let root = try FileDescriptor.open(folder, [.path, .directory])
      let file = try root.openForReading(beneath: path)
      let status = try file.status()
      guard status.kind == .regular else { throw .noSuchFile }
      let tag = Self.tag(status)
      let isSame = request.ifRange == nil || request.ifRange == tag
      let from = isSame ? request.from : 0
      let end = min(status.size, request.through.map { $0 + 1 } ?? status.size)
      var answer = TransferAnswer(200, length: end - from, etag: tag)
      if from > 0 || end < status.size, from < end {
        answer.status = 206
        answer.range = ContentRange(from...end - 1, of: status.size)
      } else if from > 0 {
        answer = TransferAnswer(416, range: ContentRange(nil, of: status.size))
      }
      guard change({ $0.answer = answer }) else { return }
      var offset = from
      while answer.status != 416, offset < end {
        guard wait() else { return }
        var piece = [UInt8](repeating: 0, count: Int(min(Int64(pieceBytes), end - offset)))
        let result: Result<Int, Errno> = piece.withUnsafeMutableBytes { buffer in
          do throws(Errno) { return .success(try file.read(into: buffer, at: offset)) } catch { return .failure(error) }
        }
        let count = try result.get()
        // What is written to meanwhile is no version of the file.
        guard count == piece.count, Self.tag(try file.status()) == tag else { throw .stale }
        guard change({ $0.pieces.append(piece) }) else { return }
        offset += Int64(count)
      }
      _ = change { $0.isDone = true }
    } catch {
      let isGone = error == .noSuchFile || error == .notDirectory
      _ = change { state in
        if isGone, state.answer == nil { state.answer = TransferAnswer(404) }
        state.trouble = ReadingTrouble(cause: error == .stale ? "the file is being changed" : "\(error)")
      }
    }
  }

  /// As a server would tell versions of a file apart.
  private static func tag(_ status: FileStatus) -> String {
    "\"\(status.inode)-\(status.modified)-\(status.size)\""
  }
}
