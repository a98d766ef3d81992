internal import Platform

/// How discovery works, as configured.
package struct ScanSettings: Hashable, Sendable {
  /// System folders looked through at once; a processor each by default.
  package var workers: Int
  /// Whether changes of the library are followed as they happen.
  package var watches: Bool
  /// Directories watched at most; nil leaves an eighth of the user's limit to other programs.
  package var watchLimit: Int?
  /// Nanoseconds between looks at everything that cannot be watched, or ``never``; nil finds that out by what a look
  /// costs. Without watching, nil is never.
  package var interval: UInt64?

  /// An interval that does not end: what cannot be watched is looked at when somebody asks for it.
  package static let never = UInt64.max

  package init(workers: Int? = nil, watches: Bool = true, watchLimit: Int? = nil, interval: UInt64? = nil) {
    self.workers = max(1, workers ?? Host.processorCount)
    self.watches = watches
    self.watchLimit = watchLimit
    self.interval = interval
  }
}
