internal import HTTPClient
internal import Model
internal import Platform
internal import Sources

/// One transfer on its thread, and what the thread that decides knows of it.
final class TransferErrand: Sendable, TransferHooks {
  private struct State {
    var transfer: FileTransfer?
    var isCancelled = false
  }

  let download: Download
  let source: Acquirer.Place
  /// In its worker's name.
  let number: Int
  let isReaders: Bool
  let meter = TransferMeter()
  private let acquirer: Acquirer
  private let settings: Acquirer.Settings
  private let landing: Landing
  private let place: OfferPlace
  private let order: TransferOrder
  private let state = Monitor(State())

  init(
    _ download: Download, from source: Acquirer.Place, at place: OfferPlace, size: Int64?, number: Int,
    isReaders: Bool, _ acquirer: Acquirer, _ settings: Acquirer.Settings, _ landing: Landing
  ) {
    self.download = download
    self.source = source
    self.place = place
    self.number = number
    self.isReaders = isReaders
    self.acquirer = acquirer
    self.settings = settings
    self.landing = landing
    order = TransferOrder(size: size, checksums: download.checksums, largest: settings.largest)
  }

  func start() {
    do throws(Errno) {
      try WorkerThread(name: "transfer-\(number)") { [self] in
        let result = run()
        if case .success(let file) = result { acquirer.landed(download.path, file) }
        acquirer.send(.ended(download.id, result))
      }.detach()
    } catch {
      acquirer.send(.ended(download.id, .failure(TransferFailure(.unavailable, "no thread for it: \(error)"))))
    }
  }

  /// Ends it at once.
  func cancel() {
    let transfer = state.signal { state in
      state.isCancelled = true
      return state.transfer
    }
    transfer?.cancel()
  }

  private var isCancelled: Bool { state.withLock { $0.isCancelled } }

  private func run() -> Result<TransferredFile, TransferFailure> {
    let landingPlace: LandingPlace
    do throws(Errno) {
      landingPlace = try landing.prepare(download.path, number: download.id, replaces: download.replaces)
    } catch {
      return .failure(TransferFailure(disk: error))
    }
    let transfer = FileTransfer(
      place, order, to: landingPlace, modified: download.modified, acquirer.client, settings.transfer, self)
    let isCancelled = state.withLock { state in
      state.transfer = transfer
      return state.isCancelled
    }
    if isCancelled { transfer.cancel() }
    do throws(TransferFailure) { return .success(try transfer.run(record)) } catch { return .failure(error) }
  }

  /// Of the part that an earlier transfer left. Another source's is gone on with only where checksums tell that it is
  /// the same file.
  var record: PartRecord {
    let record = PartRecord(
      bytes: download.received, total: download.partTotal, etag: download.partETag, modified: download.partModified)
    if download.source == source.known.name { return record }
    return order.isVerifiable ? PartRecord(bytes: record.bytes) : PartRecord()
  }

  // MARK: What the transfer asks and tells

  func pace(_ bytes: Int) { acquirer.bandwidth.wait(for: bytes) { !isCancelled } }

  func keep(_ record: PartRecord) { acquirer.send(.kept(download.id, record)) }

  func progressed(_ bytes: Int64, of total: Int64?) { meter.progressed(bytes, of: total) }

  func verifying() {
    meter.verifies()
    acquirer.send(.verifying(download.id))
  }

  func verified(_ file: TransferredFile) -> Bool {
    let stored = Monitor<Bool?>(nil)
    acquirer.send(.verified(download.id, file, stored: stored))
    while true {
      if let isWanted = stored.wait(until: monotonicNanoseconds() + 100_000_000, { $0 }) { return isWanted }
      if isCancelled { return false }
    }
  }
}
