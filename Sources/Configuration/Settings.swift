package import Model
package import Platform

/// Everything that can be configured; a new value has the defaults.
package struct Settings: Hashable, Sendable {
  /// Absolute; links are not resolved.
  package var mountPoint: String?
  package var roots: [RootSettings] = []
  /// For all roots, in addition to their own.
  package var excludes: [PathPattern] = []
  /// In the order they are listed in, those that are not enabled included.
  package var views = ViewSettings.standard
  /// Those of the user's own, in the order given.
  package var collections: [CollectionSettings] = []
  package var hashing = Hashing()
  package var scan = Scan()
  package var cache = Cache()
  package var providers = Providers()
  package var enrichment = Enrichment()
  /// Where missing games are fetched from, in the order given; those that are not enabled included.
  package var sources: [SourceSettings] = []
  package var downloads = Downloads()
  package var remote = Remote()
  package var log = Logging()
  /// Seconds.
  package var readDeadline = 30
  package var allowOther = false
  /// The user the service becomes.
  package var user: String?
  /// Where the catalog is kept. Absolute.
  package var state: String?

  package init() {}

  package struct Hashing: Hashable, Sendable {
    /// Whose single files are hashed in the background; games of several files always are.
    package enum Platforms: Hashable, Sendable {
      /// Those whose games are identified by their checksums.
      case standard
      case all
      case none
      /// Names of platforms, as configured.
      case listed([String])
    }

    package enum Algorithm: String, Hashable, Sendable, CaseIterable {
      case crc32, sha1, md5, sha256
    }

    package var platforms = Platforms.standard
    package var algorithms: [Algorithm] = [.crc32, .sha1]
    /// Threads; nil finds out.
    package var workers: Int?
    package var background = true
    package var pauseOnBattery = true
    /// Processes that want to run, per core, above which hashing pauses; nil never pauses.
    package var maxLoad: Double? = 2
    /// Bytes above which a single file is not hashed without being asked for; nil goes by the platforms.
    package var sizeLimit: Int64?
  }

  package struct Scan: Hashable, Sendable {
    package enum Interval: Hashable, Sendable {
      /// Where changes cannot be watched.
      case automatic
      case never
      case seconds(Int)
    }

    /// Threads; nil finds out.
    package var workers: Int?
    package var interval = Interval.automatic
    package var watch = true
    /// Directories; nil finds out.
    package var watchLimit: Int?
  }

  package struct Cache: Hashable, Sendable {
    package enum Policy: String, Hashable, Sendable, CaseIterable {
      case lazy, always, never
    }

    /// Space that stays free on the disk.
    package enum Reserve: Hashable, Sendable {
      case bytes(Int64)
      case percent(Int)
    }

    package var directory: String?
    /// Bytes.
    package var size: Int64 = 64 << 30
    package var reserve = Reserve.percent(10)
    /// Seconds.
    package var ttl = 48 * 3600
    /// Seconds.
    package var ttlLarge = 12 * 3600
    /// Bytes.
    package var large: Int64 = 8 << 30
    /// Bytes.
    package var minimum: Int64 = 1 << 20
    package var policy = Policy.lazy
    /// No copies: only what shares its bytes with the library's files is kept.
    package var reflinkOnly = false
  }

  package struct Logging: Hashable, Sendable {
    package var level = Log.Level.info
    /// Absolute.
    package var file: String?
  }
}
