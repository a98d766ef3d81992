internal import Configuration
internal import Remote

extension Settings {
  /// How files at sources are fetched while they are read.
  var remoteLimits: RemoteEngine.Limits {
    var limits = RemoteEngine.Limits()
    limits.plan.deadline = readDeadlineNanoseconds
    // A request that hangs leaves time for another one.
    limits.patience = max(2, min(15, readDeadline / 2))
    limits.imageLargest = remote.prefetch ?? 0
    limits.indexers = remote.indexers
    limits.indexerBytes = remote.indexerBytes
    return limits
  }
}
