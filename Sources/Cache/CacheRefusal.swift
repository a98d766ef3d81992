package import Platform

/// Why a ZIP is not built. Reading goes on without the cache.
package enum CacheRefusal: Hashable, Sendable {
  /// The policy.
  case off
  /// It would have to be copied, and only what costs no space is built.
  case reflinkOnly
  /// It alone is more than the cache may hold.
  case tooLarge(Int64)
  /// So many bytes more would have to go, and what is there is in use, pinned or used too lately.
  case cacheFull(Int64)
  /// So many bytes more would have to be free on the disk.
  case diskFull(Int64)
  /// Its checksums do not come.
  case checksums
  /// A file of it is not what it was.
  case changed
  case failed(Errno, String)

  /// What was there under its name does not go.
  static let replacement = CacheRefusal.failed(.busy, "removing a damaged one")

  /// Whether it can be otherwise once there is room.
  package var isForRoom: Bool {
    switch self {
    case .cacheFull, .diskFull: true
    default: false
    }
  }

  /// Seconds for which the answer stays the same. A new version of a file is a new ZIP anyway.
  var interval: Int64 {
    switch self {
    case .changed: 60
    // There was not even room to try.
    case .failed(.noSpace, _), .failed(.quotaExceeded, _): 30
    default: 600
    }
  }
}

extension CacheRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .off: "the cache is switched off"
    case .reflinkOnly: "its files cannot be cloned into the cache, and copies are switched off"
    case .tooLarge(let size): "it is larger than the cache may be: \(CacheRefusal.text(size))"
    case .cacheFull(let missing):
      "the cache is full: \(CacheRefusal.text(missing)) would have to go, and what is there is in use or was lately"
    case .diskFull(let missing): "the disk is full: \(CacheRefusal.text(missing)) more would have to be free"
    case .checksums: "the checksums of its files could not be computed"
    case .changed: "a file of it has changed"
    case .failed(let error, let place): "\(place): \(error)"
    }
  }

  /// For people: one digit after the point.
  private static func text(_ bytes: Int64) -> String {
    var value = max(0, bytes)
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var tenths: Int64 = 0
    while value >= 1024, unit < units.count - 1 {
      tenths = value % 1024 * 10 / 1024
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(value) B" : "\(value).\(tenths) \(units[unit])"
  }
}
