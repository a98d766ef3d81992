internal import Platform
internal import Synchronization

/// The bytes behind a file such as `.vitrine/status.json`, made anew at most twice a second however often they are asked
/// for.
final class MadeFile: Sendable {
  struct Version: Sendable {
    var bytes: [UInt8]
    /// Nanoseconds since 1970.
    var modified: Int64
    var made: UInt64
  }

  private let latest = Mutex<Version?>(nil)
  private let make: @Sendable () -> [UInt8]

  init(_ make: @escaping @Sendable () -> [UInt8]) { self.make = make }

  /// The bytes as they are now, or were less than half a second ago.
  func current() -> Version {
    if let version = latest.withLock({ $0 }), monotonicNanoseconds() - version.made < 500_000_000 { return version }
    let version = Version(bytes: make(), modified: wallNanoseconds(), made: monotonicNanoseconds())
    latest.withLock { $0 = version }
    return version
  }
}
