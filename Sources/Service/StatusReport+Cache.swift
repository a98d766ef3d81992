package import Platform

extension StatusReport {
  /// The cache of ZIPs: how full it is, what its limits are, and what it does.
  package struct Cache: Hashable, Sendable {
    /// A ZIP that is being built.
    package struct Build: Hashable, Sendable {
      package var name: String
      package var system: String
      /// `clone` or `copy`.
      package var method: String
      /// Bytes.
      package var done: Int64
      /// Bytes.
      package var total: Int64

      package init(name: String, system: String, method: String, done: Int64, total: Int64) {
        self.name = name
        self.system = system
        self.method = method
        self.done = done
        self.total = total
      }
    }

    /// What went wrong, or was refused.
    package struct Problem: Hashable, Sendable {
      package var text: String
      /// Seconds since 1970.
      package var time: Int64

      package init(text: String, time: Int64) {
        self.text = text
        self.time = time
      }
    }

    /// Absolute; empty where there is none.
    package var directory = ""
    /// Whether anything is built.
    package var isOn = false
    /// Why nothing is.
    package var reason: String?
    /// `lazy`, `always` or `never`.
    package var policy = "lazy"
    package var reflinkOnly = false

    /// ZIPs that are complete.
    package var entries = 0
    package var pinned = 0
    /// Whole files of remote servers.
    package var files = 0
    /// Files of remote servers of which a part is there, their bytes as whole files, and what they take of the disk.
    package var partial = 0
    package var partialSize: Int64 = 0
    package var partialOccupied: Int64 = 0
    /// Bytes, as files.
    package var size: Int64 = 0
    /// Bytes of the disk that are the cache's alone.
    package var occupied: Int64 = 0
    /// What ``occupied`` may come to, bytes.
    package var cap: Int64 = 0
    /// Bytes free on its disk; nil where that is not known.
    package var free: Int64?
    /// Bytes of them that stay free.
    package var reserve: Int64 = 0
    /// How long a ZIP is kept after its last use, seconds, and one of ``large`` bytes and more.
    package var ttl = 0
    package var ttlLarge = 0
    package var large: Int64 = 0
    /// Bytes under which no ZIP is kept.
    package var minimum: Int64 = 0

    package var building: [Build] = []
    /// ZIPs that are to be built.
    package var waiting = 0
    package var problem: Problem?
    /// How often a ZIP was opened that was in the cache, since the service started.
    package var hits = 0
    /// How often one was read that was not.
    package var misses = 0

    package init() {}
  }
}

extension StatusReport.Cache {
  /// A cache that nobody could open, or that is configured away.
  package static func off(_ reason: String, directory: String = "", policy: String = "never") -> StatusReport.Cache {
    var cache = StatusReport.Cache()
    cache.directory = directory
    cache.reason = reason
    cache.policy = policy
    return cache
  }

  /// As the member `cache`.
  func write(to json: inout JSONWriter) {
    json.object("cache") { json in
      json.member("directory", directory)
      json.member("state", isOn ? "on" : "off")
      json.member("reason", reason)
      json.member("policy", policy)
      json.member("reflinkOnly", reflinkOnly)
      json.member("entries", entries)
      json.member("pinned", pinned)
      json.member("files", files)
      json.member("partial", partial)
      json.member("partialSize", partialSize)
      json.member("partialOccupied", partialOccupied)
      json.member("size", size)
      json.member("occupied", occupied)
      json.member("cap", cap)
      json.member("free") { json in if let free { json.value(free) } else { json.null() } }
      json.member("reserve", reserve)
      json.member("ttl", ttl)
      json.member("ttlLarge", ttlLarge)
      json.member("large", large)
      json.member("minimum", minimum)
      json.array("building") { json in
        for build in building {
          json.object { json in
            json.member("name", build.name)
            json.member("system", build.system)
            json.member("method", build.method)
            json.member("done", build.done)
            json.member("total", build.total)
          }
        }
      }
      json.member("waiting", waiting)
      json.member("problem") { json in
        guard let problem else { return json.null() }
        json.object { json in
          json.member("text", problem.text)
          json.member("time", problem.time)
        }
      }
      json.member("hits", hits)
      json.member("misses", misses)
    }
  }

  /// nil where a service of another version tells of no cache.
  package init?(_ json: JSONValue) {
    guard let state = json["state"].string else { return nil }
    directory = json["directory"].string ?? ""
    isOn = state == "on"
    reason = json["reason"].string
    policy = json["policy"].string ?? ""
    reflinkOnly = json["reflinkOnly"].boolean == true
    entries = json["entries"].integer ?? 0
    pinned = json["pinned"].integer ?? 0
    files = json["files"].integer ?? 0
    partial = json["partial"].integer ?? 0
    partialSize = json["partialSize"].bytes ?? 0
    partialOccupied = json["partialOccupied"].bytes ?? 0
    size = json["size"].bytes ?? 0
    occupied = json["occupied"].bytes ?? 0
    cap = json["cap"].bytes ?? 0
    free = json["free"].bytes
    reserve = json["reserve"].bytes ?? 0
    ttl = json["ttl"].integer ?? 0
    ttlLarge = json["ttlLarge"].integer ?? 0
    large = json["large"].bytes ?? 0
    minimum = json["minimum"].bytes ?? 0
    building = json["building"].array.map { build in
      Build(
        name: build["name"].string ?? "?", system: build["system"].string ?? "",
        method: build["method"].string ?? "copy", done: build["done"].bytes ?? 0, total: build["total"].bytes ?? 0)
    }
    waiting = json["waiting"].integer ?? 0
    problem = json["problem"]["text"].string.map { Problem(text: $0, time: json["problem"]["time"].bytes ?? 0) }
    hits = json["hits"].integer ?? 0
    misses = json["misses"].integer ?? 0
  }
}
