package import Model

/// What scans ask of the parts that look and hash: everything that takes time.
///
/// Every call returns soon; what comes of it is told through ``ScanEvents`` from other threads, also after a halt.
package protocol ScanEngine: Sendable {
  /// Looks through the system folders of a job's scope.
  ///
  /// - Parameter finished: those that the job is done with.
  func discover(_ job: ScanJob, finished: Set<Shelf.Location>, _ events: ScanEvents)

  /// Hashes what is left of a job's scope.
  func hash(_ job: ScanJob, _ events: ScanEvents)

  /// Whether there is anybody who can be asked about games.
  var canEnrich: Bool { get }

  /// Asks providers about what is left of a job's games, when its turn comes.
  func enrich(_ job: ScanJob, _ events: ScanEvents)

  /// How far the present run of asking is; nil while its turn has not come.
  func enriched(_ job: Int64) -> ScanJobs.Enriched?

  /// Stores of the games that a job has not asked about that it was ended before.
  func giveUp(_ job: ScanJob)

  /// Ends what runs for a job.
  ///
  /// - Parameter isFinal: nobody comes back for the rest.
  func halt(_ job: Int64, isFinal: Bool)

  /// How far the look of a job is within the folders that are not done.
  func filesSeen(_ job: Int64) -> Int

  /// How many files a look will meet as far as is known from before; 0 where nothing is known.
  func filesExpected(_ job: Int64) -> Int

  /// Has everything rest that no reader waits for, or go on.
  func rest(_ isResting: Bool)

  /// Goes on without folders that do not answer. Called about once a second while a scan looks.
  func passOverSilent()

  /// What the threads are at.
  var workers: [ScanReport.Worker] { get }

  /// The roots whose folders jobs may have been done with.
  var libraryRoots: [LibraryRoot] { get }
}

/// What the work for one run of a job tells. Callable from any thread, without a lock of the caller's.
package struct ScanEvents: Sendable {
  /// How many system folders there are to look through.
  package var expected: @Sendable (Int) -> Void
  /// A folder has been looked through, and what was found is stored.
  package var lookedThrough: @Sendable (Shelf.Location, ScanJobs.Found) -> Void
  /// The look is over; the text says why it failed.
  package var discovered: @Sendable ([ScanJob.Problem], String?) -> Void
  /// How far hashing is.
  package var hashed: @Sendable (ScanJobs.Hashed) -> Void
  /// The raw absolute path of a file that is not what it was.
  package var foundDamaged: @Sendable ([UInt8]) -> Void
  /// The raw absolute path of a file that could not be hashed.
  package var foundUnreadable: @Sendable ([UInt8]) -> Void
  /// Hashing is over.
  package var hashingEnded: @Sendable (ScanJobs.Hashed) -> Void
  /// Asking is over; the text says why it failed.
  package var enrichmentEnded: @Sendable (ScanJobs.Enriched, String?) -> Void
}
