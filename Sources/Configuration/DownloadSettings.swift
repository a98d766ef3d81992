internal import Platform

/// How the workers are divided among finding out where missing files are and fetching them.
package enum DownloadRule: String, Hashable, Sendable, CaseIterable {
  /// By what both are measured to cost.
  case adaptive
  /// A third of the workers, at most three, finds out.
  case fixed
  /// One worker sees a file through from the first question to the last byte.
  case mixed
}

extension Settings {
  /// How missing games are fetched, and where they are kept.
  package struct Downloads: Hashable, Sendable {
    /// In the layout of a library. Absolute; nil is `downloads` in the state directory.
    package var directory: String?
    package var workers = 6
    package var rule = DownloadRule.adaptive
    /// Bytes a second for all of them together; nil for no limit.
    package var bandwidth: Int64?
    /// Bytes that stay free on the disk.
    package var reserve: Int64 = 1 << 30
    /// Seconds without a byte after which a transfer is given up.
    package var stall = 30
    /// Bytes; larger files are refused.
    package var largest: Int64 = 64 << 30
    /// Seconds until what failed for a passing reason is tried again; more with each failure.
    package var retry = 300
    /// Seconds from one listing of the sources to the next; nil for none without being asked for.
    package var syncInterval: Int? = 86_400
  }
}

extension ValueType {
  /// Bytes in a second.
  static var rate: ValueType<Int64> {
    let least: Int64 = 1024
    let expectation = "bytes in a second such as \"5 MB\" or \"512 KiB\", at least \(ByteSize.text(least))"
    return ValueType<Int64>(expectation, .number) { node, reading in
      var text: String? =
        switch node.content {
        case .number(let text), .string(let text): text
        default: nil
        }
      // People write what it is per.
      for end in ["/s", "ps"] where text?.lowercased().hasSuffix(end) == true { text?.removeLast(end.count) }
      if let text, let bytes = ByteSize.parse(text), bytes >= least { return bytes }
      reading.refuse(node, expected: expectation)
      return nil
    } write: {
      $1.value(ByteSize.text($0))
    }
  }
}
