/// How a ``Pipeline`` works. Times in nanoseconds.
package struct PipelineSettings: Hashable, Sendable {
  /// Workers are called by it and their number, such as "enrich-igdb-1".
  package var name: String
  /// So many fetches are under way at the same time.
  package var concurrency: Int
  /// So many results are written together, if they come soon enough.
  package var groupCount: Int
  /// A result waits at most so long for others to be written with it.
  package var groupWait: UInt64
  /// What becomes of fetches under way when the pipeline is cancelled: they go on for so long, and are cancelled then.
  package var grace: UInt64

  /// Numbers below 1 count as 1.
  package init(
    name: String, concurrency: Int, groupCount: Int = 32, groupWait: UInt64 = 100_000_000,
    grace: UInt64 = 5_000_000_000
  ) {
    self.name = name
    self.concurrency = max(concurrency, 1)
    self.groupCount = max(groupCount, 1)
    self.groupWait = groupWait
    self.grace = grace
  }
}

/// What a pipeline's worker is at.
package struct PipelineWorker: Hashable, Sendable {
  package enum Activity: Hashable, Sendable {
    /// Results are waiting to be written, and there are enough of them.
    case waitingForWriter
    case waitingForWork
    /// With the words the pipeline was given for the work.
    case fetching(String)
    case done
  }

  package var name: String
  package var activity: Activity
  /// Monotonic nanoseconds.
  package var since: UInt64
}

/// What a pipeline has done so far, at one moment.
package struct PipelineStatus: Hashable, Sendable {
  package var workers: [PipelineWorker] = []
  package var fetched = 0
  package var written = 0
  /// Groups that were written.
  package var groups = 0
  /// Results that are not written yet.
  package var unwritten = 0
  package var isCancelled = false

  package init() {}
}

/// How a pipeline ended.
package struct PipelineEnd: Sendable {
  package var fetched: Int
  package var written: Int
  /// Results that were not written, because writing failed.
  package var lost: Int
  package var isCancelled: Bool
  /// What the writer threw; nil where it did not. It is not called again afterwards.
  package var failure: (any Error)?
}
