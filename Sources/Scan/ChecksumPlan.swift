package import Model

/// Decides which file is hashed next. Pure: it starts no thread and reads no file.
package struct ChecksumPlan {
  /// Who hashes a file.
  package enum Lane: Hashable, Sendable {
    /// One thread that works through the library, behind everybody else's reads.
    case background
    /// Threads for files a reader waits for.
    case promoted
  }

  /// What becomes of a file a reader asks for.
  package enum Promotion: Equatable {
    case known(UInt32)
    /// Already being hashed, or first in line.
    case underWay
    /// `startThread`: nobody is free to take it.
    case queued(startThread: Bool)
  }

  /// Threads of the promoted lane; that many files may stall before a reader of another one waits.
  package static let threadLimit = 16

  /// Every checksum there is, CRC-32.
  package private(set) var known: [ContentKey: UInt32] = [:]
  /// Files that are finished, whether they could be read or not.
  package private(set) var filesDone = 0
  /// Files ever queued.
  package private(set) var filesTotal = 0
  /// Bytes read, and those of files that turned out unreadable.
  package private(set) var bytesDone: Int64 = 0
  /// Bytes of all files ever queued.
  package private(set) var bytesTotal: Int64 = 0

  private var background = CompactQueue()
  /// Of what stands in ``background``; a promoted file is taken out here and passed over there.
  private var waiting: Set<ContentKey> = []
  private var promoted: [LibraryFile] = []
  private var promotedKeys: Set<ContentKey> = []
  /// With the bytes read so far.
  private var running: [ContentKey: Int64] = [:]
  package private(set) var runningPromoted = 0
  /// Files of the background that a reader waits for by now.
  private var urgent: Set<ContentKey> = []
  /// Threads of the promoted lane that run or are being started.
  package private(set) var promotedThreads = 0

  /// - Parameter known: what need not be computed any more.
  package init(known: [(ContentKey, UInt32)]) {
    self.known.reserveCapacity(known.count)
    for (key, crc) in known { self.known[key] = crc }
  }

  /// Takes over a checksum that was computed earlier.
  package mutating func learn(_ crc: UInt32, of key: ContentKey) { known[key] = crc }

  /// Queues what is neither known nor on its way.
  ///
  /// - Returns: whether there is new work.
  package mutating func enqueue(_ files: [LibraryFile]) -> Bool {
    var isNew = false
    for file in files {
      let key = file.contentKey
      guard known[key] == nil, running[key] == nil, !promotedKeys.contains(key), waiting.insert(key).inserted else {
        continue
      }
      background.append(file)
      count(file)
      isNew = true
    }
    return isNew
  }

  /// Puts a file before everything the background has, unless that has it in hand.
  package mutating func promote(_ file: LibraryFile) -> Promotion {
    let key = file.contentKey
    if let crc = known[key] { return .known(crc) }
    if running[key] != nil { urgent.insert(key) }
    if running[key] != nil || promotedKeys.contains(key) { return .underWay }
    if waiting.remove(key) == nil { count(file) }
    promoted.append(file)
    promotedKeys.insert(key)
    let idle = promotedThreads - runningPromoted
    let startThread = promoted.count > idle && promotedThreads < ChecksumPlan.threadLimit
    if startThread { promotedThreads += 1 }
    return .queued(startThread: startThread)
  }

  private mutating func count(_ file: LibraryFile) {
    filesTotal += 1
    bytesTotal = ChecksumPlan.sum(bytesTotal, file.version.size)
  }

  /// A few sparse files together can be larger than the largest number.
  private static func sum(_ bytes: Int64, _ more: Int64) -> Int64 {
    let (sum, overflows) = bytes.addingReportingOverflow(more)
    return overflows ? .max : sum
  }

  /// The next file for a thread of `lane`, from now on being hashed by it.
  package mutating func next(_ lane: Lane) -> LibraryFile? {
    // Where no thread could be started for readers, the background's has to do.
    if lane == .promoted || promotedThreads == 0, !promoted.isEmpty {
      let file = promoted.removeFirst()
      promotedKeys.remove(file.contentKey)
      running[file.contentKey] = 0
      if lane == .promoted { runningPromoted += 1 }
      return file
    }
    guard lane == .background else { return nil }
    while let file = background.popFirst() {
      guard waiting.remove(file.contentKey) != nil else { continue }
      running[file.contentKey] = 0
      return file
    }
    return nil
  }

  /// What readers wait for and no thread has taken yet.
  package var queuedPromoted: [ContentKey] { promoted.map(\.contentKey) }

  /// Whether a reader waits for a file that is being hashed.
  package func isUrgent(_ key: ContentKey) -> Bool { urgent.contains(key) }

  /// Bytes that the thread hashing `key` has read since it last said so.
  package mutating func read(_ bytes: Int, of key: ContentKey) {
    running[key]? += Int64(bytes)
    bytesDone = ChecksumPlan.sum(bytesDone, Int64(bytes))
  }

  /// The end of a file that ``next(_:)`` gave.
  ///
  /// - Parameter crc: nil where it could not be read, or changed meanwhile; it may be queued again.
  package mutating func finish(_ file: LibraryFile, _ lane: Lane, crc: UInt32?) {
    let key = file.contentKey
    // What was not read is not going to be: progress arrives at its end all the same.
    bytesDone = ChecksumPlan.sum(bytesDone, file.version.size - (running.removeValue(forKey: key) ?? 0))
    filesDone += 1
    urgent.remove(key)
    if lane == .promoted { runningPromoted -= 1 }
    if let crc { known[key] = crc }
  }

  /// Whether a thread of the promoted lane that found nothing to do for a while may end; it then no longer counts.
  package mutating func mayEndThread() -> Bool {
    guard promoted.isEmpty else { return false }
    promotedThreads -= 1
    return true
  }

  /// A thread that was asked for could not be started.
  package mutating func threadFailed() { promotedThreads -= 1 }
}

/// First in, first out, in few bytes each: a library has more files than memory for their paths as arrays.
private struct CompactQueue {
  private var files = FileTable()
  private var rootOfFile: [UInt16] = []
  private var roots: [LibraryRoot] = []
  private var head = 0

  mutating func append(_ file: LibraryFile) {
    let root = roots.firstIndex(of: file.root) ?? roots.count
    if root == roots.count { roots.append(file.root) }
    rootOfFile.append(UInt16(root))
    files.append(path: file.path, version: file.version)
  }

  mutating func popFirst() -> LibraryFile? {
    guard head < rootOfFile.count else { return nil }
    let file = LibraryFile(
      root: roots[Int(rootOfFile[head])], path: [UInt8](files.path(at: head)), version: files.version(at: head))
    head += 1
    if head == rootOfFile.count {
      head = 0
      rootOfFile = []
      files = FileTable()
    }
    return file
  }
}
