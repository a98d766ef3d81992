package import Catalog
package import HTTPClient
package import Model
package import Platform
package import Sources
internal import Synchronization

/// Fetches what jobs want: asks sources, transfers, verifies, and stores how everything stands, so that a service that
/// was killed goes on where it was.
///
/// One thread ("acquire") decides and stores; each transfer has a thread of its own. Every call may come from any
/// thread; those that change something wait for the catalog. The acquirer's own lock is held for no other call.
package final class Acquirer: Sendable {
  package struct Settings: Hashable, Sendable {
    /// Where files go, in the layout of a library. Absolute.
    package var directory: String
    package var plan = AcquisitionPlan.Limits()
    package var transfer = FileTransfer.Limits()
    /// Longer files are refused. Bytes.
    package var largest = OfferSize.largest
    /// Of all transfers together, bytes a second; nil for no limit.
    package var bandwidth: Int64?
    /// After how long what failed for a passing reason is tried again: each time twice as long. Nanoseconds.
    package var retry: Int64 = 300_000_000_000
    /// So often, and then it is given up.
    package var mostRetries = 12
    /// Files that are looked at in one go: the others wait in the catalog.
    package var window = 4000
    /// Without an answer for so long a source counts as silent. Nanoseconds.
    package var patience: UInt64 = 15_000_000_000

    package init(directory: String) {
      self.directory = directory
      plan.patience = 30 * 86_400_000_000_000
    }
  }

  /// A source that files can be fetched from now.
  package struct Place: Sendable {
    package var known: KnownSource
    package var source: any Source
    /// At the same time.
    package var asked: Int
    package var transfers: Int

    package init(_ known: KnownSource, _ source: any Source, asked: Int = 4, transfers: Int = 4) {
      self.known = known
      self.source = source
      self.asked = asked
      self.transfers = transfers
    }
  }

  let catalog: Catalog
  let client: HTTPClient
  let mountPoint: String
  let bandwidth: BandwidthLimit
  let inbox = Monitor(AcquisitionInbox())
  let published = Mutex(AcquisitionView())
  /// Told of a file when it has its place, on the transfer's thread.
  ///
  /// - Parameter path: below the directory of downloads.
  let landed: @Sendable (_ path: [UInt8], _ file: TransferredFile) -> Void
  private let settings: Settings

  /// - Parameter mountPoint: absolute; whose jobs they are.
  package init(
    _ catalog: Catalog, _ client: HTTPClient, at mountPoint: String, _ settings: Settings,
    landed: @escaping @Sendable (_ path: [UInt8], _ file: TransferredFile) -> Void = { _, _ in }
  ) {
    self.catalog = catalog
    self.client = client
    self.mountPoint = mountPoint
    self.settings = settings
    self.landed = landed
    bandwidth = BandwidthLimit(settings.bandwidth)
  }

  /// Goes on with what the catalog has.
  package func start() throws(Errno) {
    try WorkerThread(name: "acquire", stackBytes: 1 << 20) { [self] in
      var run = AcquisitionRun(self, settings)
      run.work()
      inbox.signal { $0.hasStopped = true }
    }.detach()
  }

  /// Ends what is under way; the parts stay, and the next service goes on with them. Waits for that, but not for long.
  package func stop() {
    inbox.signal { $0.isStopping = true }
    _ = inbox.wait(until: monotonicNanoseconds() + 5_000_000_000) { $0.hasStopped ? true : nil }
  }

  /// Lets other sources, or other limits of them, hold.
  package func configure(_ places: [Place]) { send(.places(places)) }

  /// Lets other settings hold; the directory stays what it was.
  package func configure(_ settings: Settings) {
    bandwidth.set(settings.bandwidth)
    send(.settings(settings))
  }

  // MARK: Jobs

  /// - Parameter job: without a number.
  package func add(_ job: DownloadJob, _ wanted: [WantedFile]) throws(CatalogError) -> DownloadJob {
    let added = try catalog.add(job, wanted, at: mountPoint, now: wallNanoseconds())
    send(.look)
    return added
  }

  package func jobs(_ id: Int64? = nil) throws(CatalogError) -> [DownloadJob] {
    try catalog.downloadJobs(at: mountPoint, id)
  }

  /// - Returns: whether there is such a job that has not ended.
  package func pause(_ job: Int64) throws(CatalogError) -> Bool {
    guard let files = try catalog.setPaused(true, downloadJob: job, at: mountPoint) else { return false }
    send(.hold(files))
    return true
  }

  /// - Returns: whether there is such a job that has not ended.
  package func resume(_ job: Int64) throws(CatalogError) -> Bool {
    guard let files = try catalog.setPaused(false, downloadJob: job, at: mountPoint) else { return false }
    send(.release(files))
    return true
  }

  /// Ends a job at once; what came of its files that are not whole goes.
  ///
  /// - Returns: whether there is such a job that had not ended.
  package func cancel(_ job: Int64) throws(CatalogError) -> Bool {
    guard let files = try catalog.cancel(downloadJob: job, at: mountPoint, now: wallNanoseconds()) else { return false }
    send(.cancel(files.cancelled))
    if !files.paused.isEmpty { send(.hold(files.paused)) }
    return true
  }

  /// Fetches what failed or was cancelled again.
  ///
  /// - Returns: how many files; nil where there is no such job.
  package func retry(_ job: Int64) throws(CatalogError) -> Int? {
    let count = try catalog.retry(downloadJob: job, at: mountPoint, now: wallNanoseconds())
    send(.look)
    return count
  }

  /// Somebody waits for this file: it goes before all others.
  ///
  /// - Parameter id: ``Download/id``, of a job that is not paused.
  package func hurry(_ id: Int64) { send(.hurry(id)) }

  // MARK: Telling

  /// What is being done, as of a moment ago.
  package var view: AcquisitionView { published.withLock { $0 } }

  func send(_ event: AcquisitionEvent) { inbox.signal { $0.events.append(event) } }
}

/// What comes to the thread that decides.
struct AcquisitionInbox: Sendable {
  var events: [AcquisitionEvent] = []
  var isStopping = false
  var hasStopped = false
}

enum AcquisitionEvent: Sendable {
  /// The catalog has other files to fetch.
  case look
  case places([Acquirer.Place])
  case settings(Acquirer.Settings)
  case hold([Int64])
  case release([Int64])
  case cancel([Int64])
  case hurry(Int64)
  case answered(Int64, source: Int64, ProbeAnswer)
  /// Stored now and then while it comes.
  case kept(Int64, PartRecord)
  case verifying(Int64)
  /// - Parameter stored: told whether the file is still wanted, when it is stored that it is about to land.
  case verified(Int64, TransferredFile, stored: Monitor<Bool?>)
  case ended(Int64, Result<TransferredFile, TransferFailure>)
  /// What was found under the name of a file that is wanted: nil is another file.
  case compared(Int64, Result<TransferredFile?, Errno>)
}
