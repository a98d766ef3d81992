internal import Platform
internal import Synchronization

/// Whether programs other than this one keep a few disks busy with reads: what the kernel counts of the disks, less
/// what it counts of this process.
///
/// Files that the kernel reads itself are read by the programs that have them open, and count as theirs.
final class DiskTraffic: Sendable {
  private struct Count {
    /// Bytes read from all disks together.
    var disks: UInt64
    /// Bytes that this process had read from a disk.
    var own: UInt64
    var time: UInt64
  }

  /// Files of sysfs.
  private let statistics: [String]
  private let last: Mutex<(count: Count?, isBusy: Bool)>
  /// Nanoseconds between two looks.
  private static let interval: UInt64 = 100_000_000
  /// Bytes a second of others from which on a disk is busy.
  private static let threshold: UInt64 = 8 << 20

  /// - Parameter paths: on the disks that count.
  init(_ paths: [String]) {
    let mounts = try? MountTable.current()
    let disks = Set(paths.compactMap { mounts?.holding($0).flatMap(DiskTraffic.statistics) })
    statistics = disks.sorted()
    last = Mutex((nil, false))
  }

  private static func statistics(of mount: MountTable.Entry) -> String? {
    let path =
      if mount.major != 0 {
        "/sys/dev/block/\(mount.major):\(mount.minor)/stat"
      } else if mount.source.hasPrefix("/dev/"), let device = try? resolvedPath(mount.source) {
        // Btrfs and the like have device numbers of their own.
        "/sys/class/block/\(device.split(separator: "/").last.map(String.init) ?? "")/stat"
      } else {
        ""
      }
    return (try? readFile(path)) == nil ? nil : path
  }

  /// As of the last tenth of a second. False where the system does not tell.
  func isBusy() -> Bool {
    guard !statistics.isEmpty else { return false }
    let now = monotonicNanoseconds()
    if let (count, isBusy) = last.withLock({ last in last.count.map { ($0, last.isBusy) } }) {
      if now < count.time + DiskTraffic.interval { return isBusy }
      guard let next = read(now) else { return false }
      let all = next.disks &- count.disks
      let own = next.own &- count.own
      let foreign = all > own ? all - own : 0
      let busy = foreign > DiskTraffic.threshold * (now - count.time) / 1_000_000_000
      last.withLock { $0 = (next, busy) }
      return busy
    }
    let first = read(now)
    last.withLock { $0 = (first, false) }
    return false
  }

  private func read(_ now: UInt64) -> Count? {
    var disks: UInt64 = 0
    for path in statistics {
      // The third number: sectors of 512 bytes read.
      guard let text = try? readFile(path) else { return nil }
      let fields = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard fields.count > 2, let sectors = UInt64(fields[2]) else { return nil }
      disks += sectors * 512
    }
    guard let text = try? readFile("/proc/self/io") else { return nil }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("read_bytes:") }),
      let own = UInt64(line.dropFirst("read_bytes:".count).drop { $0 == " " })
    else { return nil }
    return Count(disks: disks, own: own, time: now)
  }
}
