internal import CPlatform
internal import Glibc

/// How a file is read once without leaving more of it in the page cache than was there before.
package enum CachePreservation: Sendable, Hashable, CaseIterable {
  /// The kernel does it itself: RWF_DONTCACHE, from Linux 6.14 on and on the usual file systems.
  case byKernel
  /// What cachestat(2) says is not in the cache is dropped after it has been read. From Linux 6.5 on; from 6.14 on
  /// only for files one may write to.
  case byStatistics
  /// The same with mincore(2), which any kernel has and which tells the truth of one's own files alone.
  case byResidency
  /// Nobody says what was there before: what somebody else may need is rather kept than dropped.
  case impossible
}

/// Reads one open file from front to back, and remembers how its file system wants to be asked for that.
///
/// Belongs to one thread.
package struct CacheSparingReader: ~Copyable {
  private let allowed: [CachePreservation]
  /// Devices on which the first of `allowed` was refused.
  private var refusing: Set<UInt64> = []

  private var method = CachePreservation.impossible
  private var device: UInt64 = 0
  /// Of the present file: what was not in the cache before, ascending.
  private var missing: [Range<Int64>] = []
  /// Of ``missing``, those before this one have been dropped.
  private var dropped = 0
  private var size: Int64 = 0

  /// - Parameter methods: those that may be used, the first that works for a file system is.
  package init(methods: [CachePreservation] = CachePreservation.allCases) { allowed = methods }

  /// Begins with a file.
  ///
  /// - Parameter status: that of `file`.
  package mutating func begin(_ file: borrowing FileDescriptor, _ status: FileStatus) {
    device = status.device
    size = status.size
    missing.removeAll(keepingCapacity: true)
    dropped = 0
    method = .impossible
    if allowed.contains(.byKernel), !refusing.contains(device) {
      method = .byKernel
    } else {
      examine(file, status)
    }
  }

  private mutating func examine(_ file: borrowing FileDescriptor, _ status: FileStatus) {
    if allowed.contains(.byStatistics), let ranges = CachedRanges.missingByStatistics(file, size: size) {
      missing = ranges
      method = .byStatistics
    } else if allowed.contains(.byResidency), let ranges = CachedRanges.missingByResidency(file, status) {
      missing = ranges
      method = .byResidency
    }
  }

  /// Reads up to `buffer.count` bytes at `offset`; fewer mean the end of the file.
  package mutating func read(
    _ file: borrowing FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    if method == .byKernel {
      do throws(Errno) {
        return try readUncached(file, into: buffer, at: offset)
      } catch {
        guard error == .notSupported || error == .invalidArgument || error == .noSystemCall else { throw error }
        refusing.insert(device)
        examine(file, try file.status())
      }
    }
    let count = try file.read(into: buffer, at: offset)
    drop(file, upTo: offset + Int64(count))
    return count
  }

  private func readUncached(
    _ file: borrowing FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    var done = 0
    while done < buffer.count {
      let count = try unwrapped(
        cplatform_read_uncached(
          file.rawValue, buffer.baseAddress.map { $0 + done }, buffer.count - done, offset + Int64(done)))
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Dropping takes its time, so not after every read.
  private static let dropStep: Int64 = 4 << 20

  /// Drops what has been read of `missing` and is large enough to be worth it.
  private mutating func drop(_ file: borrowing FileDescriptor, upTo end: Int64) {
    while dropped < missing.count {
      let range = missing[dropped]
      let last = min(range.upperBound, end / CachedRanges.pageBytes * CachedRanges.pageBytes)
      guard last >= range.upperBound || last - range.lowerBound >= CacheSparingReader.dropStep else { return }
      file.adviseNotNeeded(from: range.lowerBound, length: last - range.lowerBound)
      guard last < range.upperBound else {
        dropped += 1
        continue
      }
      missing[dropped] = last..<range.upperBound
      return
    }
  }

  /// Ends with the file, wherever reading stopped: the kernel may have read ahead.
  package mutating func end(_ file: borrowing FileDescriptor) {
    for range in missing[dropped...] {
      // Up to the end of the file and not to the last whole page.
      let length = range.upperBound >= size ? 0 : range.upperBound - range.lowerBound
      file.adviseNotNeeded(from: range.lowerBound, length: length)
    }
    missing.removeAll(keepingCapacity: true)
    dropped = 0
  }

  /// From here on the file is read for somebody who will read it again: what comes into the cache stays.
  package mutating func keep() {
    method = .impossible
    missing.removeAll(keepingCapacity: true)
    dropped = 0
  }
}

/// Which parts of a file are not in the page cache.
package enum CachedRanges {
  static let pageBytes = Int64(sysconf(Int32(_SC_PAGESIZE)))

  /// Parts of a file that is in the cache here and there: beyond so many, the rest counts as cached.
  private static let rangeLimit = 1024
  private static let questionLimit = 16_384

  /// Whole pages, ascending; by halving what is neither cached as a whole nor not at all; nil where the kernel does not tell.
  package static func missingByStatistics(_ file: borrowing FileDescriptor, size: Int64) -> [Range<Int64>]? {
    guard size > 0 else { return [] }
    var found: [Range<Int64>] = []
    var questions = 0
    // The next part to look at is the last.
    var parts = [0..<(size + pageBytes - 1) / pageBytes]
    while let part = parts.popLast() {
      questions += 1
      guard questions <= questionLimit, found.count < rangeLimit else { return found }
      let cached = cplatform_cached_pages(
        file.rawValue, part.lowerBound * pageBytes, Int64(part.count) * pageBytes)
      if cached < 0 { return nil }
      if cached == 0 {
        append(part.lowerBound * pageBytes..<part.upperBound * pageBytes, to: &found)
      } else if cached < part.count {
        let middle = part.lowerBound + Int64(part.count / 2)
        parts.append(middle..<part.upperBound)
        parts.append(part.lowerBound..<middle)
      }
    }
    return found
  }

  /// Bytes of a file that are mapped at a time, for a byte a page.
  private static let mappedBytes: Int64 = 256 << 20

  /// Whole pages, ascending. nil where the kernel's answer means nothing: for files of others that may not be written either.
  package static func missingByResidency(_ file: borrowing FileDescriptor, _ status: FileStatus) -> [Range<Int64>]? {
    guard status.owner == geteuid() || geteuid() == 0 else { return nil }
    var found: [Range<Int64>] = []
    var offset: Int64 = 0
    var pages: [UInt8] = []
    while offset < status.size {
      let length = min(mappedBytes, status.size - offset)
      pages = [UInt8](repeating: 0, count: Int((length + pageBytes - 1) / pageBytes))
      guard cplatform_resident_pages(file.rawValue, offset, Int(length), &pages) == 0 else { return nil }
      for (index, page) in pages.enumerated() where page & 1 == 0 {
        guard found.count < rangeLimit else { return found }
        let start = offset + Int64(index) * pageBytes
        append(start..<start + pageBytes, to: &found)
      }
      offset += length
    }
    return found
  }

  private static func append(_ range: Range<Int64>, to found: inout [Range<Int64>]) {
    if let last = found.last, last.upperBound == range.lowerBound {
      found[found.count - 1] = last.lowerBound..<range.upperBound
    } else {
      found.append(range)
    }
  }
}
