package import Platform

/// A ZIP or a file of a remote server in the cache as its service tells of it: one object of JSON, read again by those who show it.
package struct CacheReport: Hashable, Sendable {
  /// 64 hexadecimal digits.
  package var key: String
  package enum Kind: String, Sendable {
    case zip
    /// A whole file of a remote server.
    case file
    /// One of which only a part is there.
    case partial
  }

  package var kind = Kind.zip
  /// Bytes of ``size`` that are there; nil for all.
  package var held: Int64?
  /// Such as `psx`.
  package var system: String
  /// Such as `Star Saga.zip`; empty where it is not known any more.
  package var name: String
  /// Bytes as a file.
  package var size: Int64
  /// Bytes of the disk that are this entry's alone.
  package var occupied: Int64
  /// Seconds since 1970.
  package var created: Int64
  /// Seconds since 1970.
  package var lastUsed: Int64
  package var isPinned = false
  /// Somebody reads it, or has it open.
  package var isOpen = false
  /// It was used so lately that it is kept in any case.
  package var isInGrace = false

  package init(
    key: String, system: String, name: String, size: Int64, occupied: Int64, created: Int64, lastUsed: Int64
  ) {
    self.key = key
    self.system = system
    self.name = name
    self.size = size
    self.occupied = occupied
    self.created = created
    self.lastUsed = lastUsed
  }

  /// Why it stays whatever happens, in words; none for what may go.
  package var states: [String] {
    [isPinned ? "pinned" : nil, isOpen ? "open" : nil, isInGrace ? "in grace" : nil].compactMap { $0 }
  }

  /// How much of it is there, in words; nil for all.
  package var part: String? {
    held.map { held in
      let percent = size > 0 ? Double(held) / Double(size) * 100 : 100
      return "\(Int(min(99, max(0, percent)))) % of it"
    }
  }

  /// What people know it by.
  package var title: String { name.isEmpty ? "\(key.prefix(12))….\(kind == .zip ? "zip" : "file")" : name }
}

extension CacheReport {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("key", key)
      json.member("kind", kind.rawValue)
      if let held { json.member("held", held) }
      json.member("system", system)
      json.member("name", name)
      json.member("size", size)
      json.member("occupied", occupied)
      json.member("created", created)
      json.member("lastUsed", lastUsed)
      json.member("pinned", isPinned)
      json.member("open", isOpen)
      json.member("grace", isInGrace)
    }
  }

  /// nil for what ``write(to:)`` has not written.
  package init?(_ json: JSONValue) {
    guard let key = json["key"].string, let size = json["size"].bytes else { return nil }
    self.init(
      key: key, system: json["system"].string ?? "", name: json["name"].string ?? "", size: size,
      occupied: json["occupied"].bytes ?? 0, created: json["created"].bytes ?? 0,
      lastUsed: json["lastUsed"].bytes ?? 0)
    kind = json["kind"].string.flatMap { Kind(rawValue: $0) } ?? .zip
    held = json["held"].bytes
    isPinned = json["pinned"].boolean == true
    isOpen = json["open"].boolean == true
    isInGrace = json["grace"].boolean == true
  }
}

extension JSONValue {
  /// A count of bytes, or another large whole number.
  package var bytes: Int64? { number.map { Int64(exactly: $0.rounded()) ?? ($0 > 0 ? .max : .min) } }
}
