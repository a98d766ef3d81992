internal import Platform

/// What a mount is and what it does at one moment: the contents of `.vitrine/status.json` and the answer to `status`.
package struct StatusReport: Sendable {
  /// What the kernel and the rights at hand allow.
  package struct Profile: Sendable {
    /// Whether the kernel reads single files and complete ZIPs itself.
    package var passthrough = false
    /// Files that the kernel reads itself and that programs have open.
    package var openFiles = 0
    /// Whether a dead worker's requests are delivered again to the next one.
    package var resend = false
    /// Why something is not available.
    package var reasons: [String] = []
    /// What would let reads go past the service; none where they do.
    package var passthroughReasons: [String] = []
    package init() {}
  }

  package struct Scan: Sendable {
    /// `waiting`, `running`, `idle` or `failed`.
    package var state = "waiting"
    package var systems = 0
    package var files = 0
    package var games = 0
    /// Games that another root has under the same name and in the same size.
    package var duplicates = 0
    /// What was left out and how often, such as `unreadable directory`.
    package var problems: [(reason: String, count: Int)] = []
    package init() {}
  }

  /// One root.
  package struct Library: Sendable {
    package enum State: String, Sendable {
      case available
      /// It cannot be read, or its disk is not there; what is known of it is shown.
      case unavailable
    }

    package var path: String
    package var state: State
    /// Why it is unavailable, in words.
    package var reason: String?
    package var files: Int
    package var games: Int

    package init(path: String, state: State, reason: String? = nil, files: Int, games: Int) {
      self.path = path
      self.state = state
      self.reason = reason
      self.files = files
      self.games = games
    }
  }

  /// How changes of the library become known.
  package struct Watching: Sendable {
    /// `events`, `polling`, `events and polling` or `off`.
    package var mode = "events"
    /// Directories the kernel tells of.
    package var watches = 0
    /// Folders that are looked at every few seconds instead.
    package var polled = 0
    /// Why not everything is watched.
    package var reasons: [String] = []
    package init() {}
  }

  /// Where the settings come from, and what came of the last reload.
  package struct Configuration: Sendable {
    /// The file that a reload reads; nil where there is none.
    package var file: String?
    /// Why the last reload was refused; nil where it was not, or there was none.
    package var refusal: String?

    package init(file: String? = nil, refusal: String? = nil) {
      self.file = file
      self.refusal = refusal
    }

    init(file: String?, _ report: ReloadReport?) {
      self.init(file: file, refusal: report.flatMap { $0.isAccepted ? nil : $0.summary })
    }
  }

  /// Reads that wait at this moment.
  package struct Reads: Sendable {
    /// For a checksum.
    package var parked = 0
    /// For a thread or a slow file system.
    package var pooled = 0
    package init() {}
  }

  package var version = Version.current
  package var processID: Int32 = 0
  /// Nanoseconds since the worker started.
  package var uptime: UInt64 = 0
  package var mountPoint = ""
  /// The first root.
  package var library = ""
  /// All roots, in the order configured.
  package var libraries: [Library] = []
  package var configuration = Configuration()
  package var stateDirectory = ""
  /// ``RuntimeEntry/base`` of the mount.
  package var runtime = ""
  /// How often a dead worker of this mount was replaced.
  package var restarts = 0
  package var profile = Profile()
  package var scan = Scan()
  package var watching = Watching()
  /// Scans that were asked for: those that have not ended, and the last one that has.
  package var jobs: [ScanReport] = []
  package var checksums = Checksums()
  package var cache = Cache()
  package var metadata = Metadata()
  /// One for each view with a save directory.
  package var saves: [Saves] = []
  package var reads = Reads()
  /// ZIPs of folders that somebody reads and that lack checksums.
  package var downloads: [Download] = []
  /// What is fetched from sources.
  package var acquisition = Acquisition()
  package var remote = Remote()

  package init() {}

  /// One JSON object and a line feed.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("version", version)
      json.member("pid", processID)
      json.member("uptime", Double(uptime / 1_000_000) / 1000)
      json.member("mountpoint", mountPoint)
      json.member("library", library)
      json.array("libraries") { json in
        for library in libraries {
          json.object { json in
            json.member("path", library.path)
            json.member("state", library.state.rawValue)
            if let reason = library.reason { json.member("reason", reason) }
            json.member("files", library.files)
            json.member("games", library.games)
          }
        }
      }
      json.object("configuration") { json in
        json.member("file", configuration.file)
        json.member("refusal", configuration.refusal)
      }
      json.member("stateDirectory", stateDirectory)
      json.member("runtime", runtime)
      json.member("restarts", restarts)
      json.object("profile") { json in
        json.member("passthrough", profile.passthrough)
        json.member("openFiles", profile.openFiles)
        json.member("resend", profile.resend)
        json.array("reasons") { json in for reason in profile.reasons { json.value(reason) } }
        json.array("passthroughReasons") { json in for reason in profile.passthroughReasons { json.value(reason) } }
      }
      json.object("scan") { json in
        json.member("state", scan.state)
        json.member("systems", scan.systems)
        json.member("files", scan.files)
        json.member("games", scan.games)
        json.member("duplicates", scan.duplicates)
        json.object("problems") { json in
          for problem in scan.problems { json.member(problem.reason, problem.count) }
        }
      }
      json.object("watching") { json in
        json.member("mode", watching.mode)
        json.member("watches", watching.watches)
        json.member("polled", watching.polled)
        json.array("reasons") { json in for reason in watching.reasons { json.value(reason) } }
      }
      checksums.write(to: &json)
      cache.write(to: &json)
      metadata.writeMember(to: &json)
      json.array("saves") { json in for layer in saves { layer.write(to: &json) } }
      json.array("jobs") { json in for job in jobs { job.write(to: &json) } }
      json.object("reads") { json in
        json.member("parked", reads.parked)
        json.member("pooled", reads.pooled)
      }
      json.array("downloads") { json in for download in downloads { download.write(to: &json) } }
      acquisition.writeMember(to: &json)
      remote.writeMember(to: &json)
    }
    return json.bytes + [0x0A]
  }
}

/// The version of this program.
package enum Version {
  package static let current = "0.1.0"
}
