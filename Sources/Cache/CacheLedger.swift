/// Decides what is built into the cache, when, and what has to go. Pure: it is told what happens and what time it is,
/// and returns what is to be done.
///
/// * One build for each ZIP, one copy and one clone at a time. What is prepared comes before what is read, and that
///   before what is built because everything is; clones overtake copies.
/// * A build starts only where it fits: into the cap, together with what is there and what is being built, and on the
///   disk, with the reserve left free; a copy needs twice its size free. What was used longest ago goes first to make
///   room, and only where that is enough. Nothing goes for what is built because everything is.
/// * What is open, pinned, or was used within the hour stays, even where others fill the disk. Then what is being
///   copied is given up instead.
/// * Blocks of files that are read from afar have the same limits: room is taken for them before they are fetched, and
///   what was used longest ago goes for them, whichever kind it is of.
/// * Who asks is answered: with the ZIP, or with why it is not built. That is remembered for a while, for readers.
///
/// Times are seconds of one clock, sizes bytes.
package struct CacheLedger: Hashable, Sendable {
  /// Why a ZIP is to be built, the most urgent first.
  package enum Cause: Int, CaseIterable, Hashable, Sendable {
    case prepare
    case read
    /// Everything is built.
    case always
  }

  /// A ZIP that somebody wants.
  package struct Request: Hashable, Sendable {
    package var key: CacheKey
    package var name: String
    package var size: Int64

    package init(key: CacheKey, name: String, size: Int64) {
      self.key = key
      self.name = name
      self.size = size
    }
  }

  package enum Answer: Hashable, Sendable {
    case complete
    case refused(CacheRefusal)
    /// Nobody wants it any more.
    case withdrawn
  }

  package enum Action: Hashable, Sendable {
    /// The build is known, and waits until it was ``inspected(_:method:cost:now:)`` and is ``ready(_:now:)``.
    case queued(CacheKey)
    case start(CacheKey, BuildMethod)
    /// The build is running. It ends with ``failed(_:_:space:now:)``, or is ``finished(_:space:now:)`` all the same.
    case cancel(CacheKey)
    case remove(CachedZip)
    /// What is kept of a version that nobody has open.
    case removeBlocks(RemoteVersion)
    case appeared(CachedZip)
    /// From now on it is not to be opened.
    case disappeared(CachedZip)
    /// To whoever asked for it. What was refused is not worth asking for again, but for a preparation.
    case answered(CacheKey, Answer)
    /// What was refused may be asked for again.
    case forgotten(CacheKey)
  }

  struct Entry: Hashable, Sendable {
    enum State: Hashable, Sendable {
      case complete
      /// Not what was built: removed as soon as nobody has it open.
      case condemned
      case removing
      /// Could not be removed; tried again then.
      case stuck(Int64)
    }

    var zip: CachedZip
    var state = State.complete
    var holds = 0
    /// Somebody wanted just this one.
    var isUsed: Bool
    /// Use or pin are not recorded yet.
    var isUnrecorded = false
  }

  struct Build: Hashable, Sendable {
    enum Phase: Hashable, Sendable {
      case waiting
      case ready
      case running
      /// With what those are answered who still want it.
      case cancelling(CacheRefusal?)
    }

    var request: Request
    var causes: Set<Cause>
    var since: Int64
    var method: BuildMethod?
    /// Bytes it will occupy.
    var cost: Int64 = 0
    var phase = Phase.waiting
    var done: Int64 = 0
    /// It could not be cloned though it should.
    var hasFailedToClone = false

    var urgency: Cause { causes.min { $0.rawValue < $1.rawValue } ?? .always }
    var isCancelled: Bool {
      if case .cancelling = phase { true } else { false }
    }
    /// Bytes of the disk that it will still take at most: less where space for all of it was taken at once.
    var remaining: Int64 { method == .copy ? max(0, cost - done) : cost }
  }

  struct Refused: Hashable, Sendable {
    var reason: CacheRefusal
    var until: Int64
    var method: BuildMethod?
    var cost: Int64
    var size: Int64
  }

  package internal(set) var limits: CacheLimits
  /// As observed last.
  package internal(set) var space: DiskSpace?
  /// Bytes of all entries, those being removed included.
  package internal(set) var occupied: Int64 = 0
  /// Bytes that are being removed.
  var leaving: Int64 = 0
  var entries: [CacheKey: Entry] = [:]
  var builds: [CacheKey: Build] = [:]
  var refusals: [CacheKey: Refused] = [:]
  var waiting: [CacheKey] = []
  var queues: [BuildMethod: BuildQueue] = [.clone: BuildQueue(), .copy: BuildQueue()]
  var running: [BuildMethod: CacheKey] = [:]
  /// Bytes that were removed and do not show as free yet: some file systems take their time.
  var credit: Int64 = 0
  var creditUntil: Int64 = 0
  /// Versions of which blocks are kept, or are about to be.
  var blockFiles: [CacheKey: BlockEntry] = [:]
  /// The keys of those, by the part that nodes of the mount are numbered by.
  var blockKeys: [UInt64: CacheKey] = [:]
  /// Bytes of blocks that may come.
  var roomTaken: Int64 = 0
  /// Bytes of blocks that were written, and how many of them the disk showed when it was observed.
  var storedTotal: Int64 = 0
  var seenTotal: Int64 = 0
  /// When a build last became ready.
  var lastReady: Int64 = .min / 2

  static let refusalLimit = 65_536
  /// Seconds without any build becoming ready after which one is given up.
  package static let patience: Int64 = 3600
  /// Seconds in which what was removed becomes free: btrfs does it with its next commit.
  package static let creditInterval: Int64 = 40
  /// Seconds after which a removal that failed is tried again.
  package static let removalInterval: Int64 = 600

  /// - Parameters:
  ///   - found: what is there complete.
  ///   - blocks: what is there in part.
  package init(_ limits: CacheLimits, found: [CachedZip], blocks: [FoundBlocks] = [], now: Int64) {
    self.limits = limits
    for var zip in found {
      // A clock that was wrong must not keep it for ever.
      zip.lastUsed = min(zip.lastUsed, now)
      entries[zip.key] = Entry(zip: zip, isUsed: true)
      occupied += zip.occupied
    }
    take(blocks, now: now)
  }
}
