package import HTTPClient
package import Model
package import Platform
internal import Synchronization

/// What a transfer asks and tells the one that runs it. On the thread of the transfer.
package protocol TransferHooks: Sendable {
  /// Waits until that many more bytes may come.
  func pace(_ bytes: Int)
  /// Stores what the part holds, in case that the program ends: those bytes are on the disk.
  func keep(_ record: PartRecord)
  /// - Parameter total: nil where it is not known.
  func progressed(_ bytes: Int64, of total: Int64?)
  /// All bytes came, and are compared now.
  func verifying()
  /// The part is the file and is about to get its name: to be stored, so that a file that has it is known after a
  /// crash.
  ///
  /// - Returns: false where nobody wants it any more.
  func verified(_ file: TransferredFile) -> Bool
}

extension TransferHooks {
  package func verifying() {}
  package func verified(_ file: TransferredFile) -> Bool { true }
}

/// A file that has been fetched.
package struct TransferredFile: Hashable, Sendable {
  package var size: Int64
  package var checksums: Checksums

  package init(size: Int64, checksums: Checksums) {
    self.size = size
    self.checksums = checksums
  }
}

/// Fetches one file: as ``TransferPlan`` decides, into a part file that gets its name when everything is verified.
package final class FileTransfer: Sendable {
  package struct Limits: Hashable, Sendable {
    package var stream = StreamLimits()
    /// What must be left on the disk. Bytes.
    package var keepFree: Int64 = 1 << 30
    /// The part is brought to the disk after that many bytes, and then counts after a crash.
    package var keepEvery: Int64 = 32 << 20

    package init() {}
  }

  /// Of a file of unknown length, room is taken in such steps. Bytes.
  private static let step: Int64 = 16 << 20

  private struct State {
    var isCancelled = false
    var reader: (any OfferReading)?
  }

  private let source: OfferPlace
  private let order: TransferOrder
  private let place: LandingPlace
  private let modified: Int64?
  private let client: HTTPClient
  private let limits: Limits
  private let hooks: any TransferHooks
  private let state = Monitor(State())

  /// - Parameters:
  ///   - source: where the bytes are.
  ///   - place: where they go. The name is not taken.
  ///   - modified: the file's time afterwards, seconds since 1970; nil for now.
  package init(
    _ source: OfferPlace, _ order: TransferOrder, to place: LandingPlace, modified: Int64?, _ client: HTTPClient,
    _ limits: Limits, _ hooks: any TransferHooks
  ) {
    self.source = source
    self.order = order
    self.place = place
    self.modified = modified
    self.client = client
    self.limits = limits
    self.hooks = hooks
  }

  /// Ends the transfer at once; the part stays. Any thread.
  package func cancel() {
    let reader = state.signal { state in
      state.isCancelled = true
      return state.reader
    }
    reader?.cancel()
  }

  private var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Fetches the file. On a thread that may wait.
  ///
  /// - Parameter record: of a part that an earlier run left.
  package func run(_ record: PartRecord) throws(TransferFailure) -> TransferredFile {
    var part: PartFile
    do throws(Errno) { part = try PartFile(place, known: record.bytes, order.checksums.algorithms) } catch {
      throw TransferFailure(disk: error)
    }
    var record = record
    record.bytes = part.bytes
    var plan = TransferPlan(order, record)
    let result: Result<TransferredFile, TransferFailure>
    do throws(Errno) { result = try run(&plan, &part) } catch {
      // What came is good, whatever the disk says now, unless somebody else has brought the file.
      if error == .exists || part.bytes == 0 || (try? keep(plan, &part)) == nil { try? part.discard() }
      throw TransferFailure(disk: error)
    }
    return try result.get()
  }

  private func run(
    _ plan: inout TransferPlan, _ part: inout PartFile
  ) throws(Errno) -> Result<TransferredFile, TransferFailure> {
    var found: Checksums?
    var reader: (any OfferReading)?
    defer { letGo(&reader) }
    var action = plan.begin()
    while true {
      if isCancelled { action = .stop(TransferFailure(.cancelled, "it was cancelled"), keepsPart: true) }
      switch action {
      case .request(let request):
        letGo(&reader)
        if request.from == 0 { try part.cut(to: 0) }
        let next = open(request)
        reader = next
        action = answer(of: next, &plan)
      case .take(let from, let comparing, let limit):
        guard let reader else { throw .invalidArgument }
        try part.cut(to: from + comparing)
        if let total = plan.record.total ?? order.size { try part.reserve(total, leaving: limits.keepFree) }
        action = try take(from: reader, at: from, comparing: comparing, limit, &plan, &part)
      case .pause(let nanoseconds):
        letGo(&reader)
        _ = state.wait(until: monotonicNanoseconds() + nanoseconds) { $0.isCancelled ? true : nil }
        action = plan.goOn()
      case .verify:
        letGo(&reader)
        hooks.verifying()
        action = try verify(&plan, &part, &found)
      case .finish:
        guard let found else { throw .invalidArgument }
        let file = TransferredFile(size: part.bytes, checksums: found)
        guard hooks.verified(file) else {
          action = .stop(TransferFailure(.cancelled, "nobody wants it any more"), keepsPart: true)
          continue
        }
        try part.land(modified: modified)
        return .success(file)
      case .stop(let failure, let keepsPart):
        if keepsPart, part.bytes > 0 { try keep(plan, &part) } else { try part.discard() }
        return .failure(failure)
      }
    }
  }

  private func verify(
    _ plan: inout TransferPlan, _ part: inout PartFile, _ found: inout Checksums?
  ) throws(Errno) -> TransferPlan.Action {
    do throws(Errno) {
      let checksums = try part.finishChecksums { !isCancelled }
      found = checksums
      return plan.verified(checksums)
    } catch {
      if error == .cancelled { return .verify }
      throw error
    }
  }

  private func open(_ request: TransferPlan.Request) -> any OfferReading {
    let reader: any OfferReading =
      switch source {
      case .web(let url, let access):
        WebReader(client, url, access.headers(for: .get), request, limits.stream)
      case .file(let folder, let path):
        FolderReader(
          folder: folder, path: path, request, patience: UInt64(max(1, limits.stream.patience)) * 1_000_000_000)
      }
    let isCancelled = state.withLock { state in
      state.reader = reader
      return state.isCancelled
    }
    if isCancelled { reader.cancel() }
    return reader
  }

  private func letGo(_ reader: inout (any OfferReading)?) {
    reader?.cancel()
    reader = nil
    state.withLock { $0.reader = nil }
  }

  private func answer(of reader: any OfferReading, _ plan: inout TransferPlan) -> TransferPlan.Action {
    do throws(ReadingTrouble) { return plan.answered(try reader.answer()) } catch {
      return plan.broke(error.cause, isFinal: error.isFinal)
    }
  }

  private func take(
    from reader: any OfferReading, at from: Int64, comparing: Int64, _ limit: Int64, _ plan: inout TransferPlan,
    _ part: inout PartFile
  ) throws(Errno) -> TransferPlan.Action {
    var left = comparing
    var kept = part.bytes
    var reserved = plan.record.total ?? order.size
    while true {
      let piece: [UInt8]?
      do throws(ReadingTrouble) { piece = try reader.next() } catch {
        return plan.broke(error.cause, isFinal: error.isFinal)
      }
      guard let piece else { break }
      hooks.pace(piece.count)
      if isCancelled { break }
      let compared = Int(min(left, Int64(piece.count)))
      if compared > 0 {
        if try !part.holds(piece[..<compared], at: from + comparing - left) { return plan.differed() }
        left -= Int64(compared)
      }
      let end = part.bytes + Int64(piece.count - compared)
      if end > limit { return plan.isTooLong() }
      if plan.record.total ?? order.size == nil, end > reserved ?? 0 {
        reserved = end + FileTransfer.step
        do throws(Errno) { try part.reserve(end + FileTransfer.step, leaving: limits.keepFree) } catch {
          if error == .noSpace { return plan.isBeyondRoom() }
          throw error
        }
      }
      try part.append(piece[compared...])
      plan.received(part.bytes)
      hooks.progressed(part.bytes, of: plan.record.total ?? order.size)
      if part.bytes - kept >= limits.keepEvery {
        try keep(plan, &part)
        kept = part.bytes
      }
    }
    // An answer that ends within what was to be compared holds nothing new.
    return left > 0 ? plan.differed() : plan.ended()
  }

  private func keep(_ plan: TransferPlan, _ part: inout PartFile) throws(Errno) {
    try part.synchronize()
    hooks.keep(plan.record)
  }
}

extension TransferFailure {
  /// What the disk said where the file is to go.
  package init(disk error: Errno) {
    switch error {
    case .noSpace, .quotaExceeded: self.init(.noSpace, "there is no room on the disk")
    case .fileTooLarge: self.init(.refused, "the file is larger than the disk")
    case .exists: self.init(.disk, "there is a file of that name by now")
    default: self.init(.disk, "the file cannot be written: \(error)")
    }
  }
}
