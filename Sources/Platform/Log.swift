internal import Glibc
internal import Synchronization

/// Messages for whoever operates the service: one line each on standard error, which the supervisor
/// points at the log file.
package enum Log {
  package enum Level: Int, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    /// As it stands in every line, and as ``init(named:)`` takes it.
    package var name: String {
      switch self {
      case .debug: "debug"
      case .info: "info"
      case .warning: "warning"
      case .error: "error"
      }
    }

    package init?(named name: String) {
      guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
      self = level
    }
  }

  private static let threshold = Atomic<Int>(Level.info.rawValue)

  /// The least level that is written; `.info` unless set.
  package static func setLevel(_ level: Level) { threshold.store(level.rawValue, ordering: .relaxed) }

  package static func debug(_ message: @autoclosure () -> String) { write(.debug, message) }
  package static func info(_ message: @autoclosure () -> String) { write(.info, message) }
  package static func warning(_ message: @autoclosure () -> String) { write(.warning, message) }
  package static func error(_ message: @autoclosure () -> String) { write(.error, message) }

  private static func write(_ level: Level, _ message: () -> String) {
    guard level.rawValue >= threshold.load(ordering: .relaxed) else { return }
    // One write(2) a line: lines of several threads and processes do not mix.
    var line = ContiguousArray("\(timestamp()) \(level.name): ".utf8)
    // A name from the library may hold a line feed or an escape sequence.
    for byte in message().utf8 { line.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: "?") : byte) }
    line.append(0x0A)
    line.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// The calendar time in UTC, ISO 8601 with milliseconds.
  private static func timestamp() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return
      "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))T"
      + "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))."
      + "\(padded(Int(time.tv_nsec / 1_000_000), 3))Z"
  }
}
