internal import Model
internal import SQLite

/// The table `unused_content`: whose checksums are kept though nobody has the content any more, and since when.
///
/// Files come and go, and a file may be published and hashed before its folder is stored: so what is unused is only
/// noted at first, and removed when it has been unused for long.
struct UnusedContent {
  /// The tables that are about content.
  private static let tables = ["checksum", "archive", "checksum_difference"]

  private let connection: Connection
  private let now: Int64

  init(_ connection: Connection, now: Int64) {
    self.connection = connection
    self.now = now
  }

  /// Brings the table up to date, and removes the checksums of what has been in it for ``IdentityLimits/checksum``.
  func sweep() throws(SQLiteError) {
    var contents = Contents()
    try forEach(in: UnusedContent.tables) { contents.add($0) }
    guard !contents.isEmpty else { return }
    contents.sort()
    try forEach(
      "SELECT root_id, size, file.modified, inode FROM file JOIN platform ON platform.id = platform_id"
    ) { contents.markUsed($0) }
    try forEach("SELECT root_id, size, modified, inode FROM missing_file") { contents.markUsed($0) }
    try remove(contents)
    try note(contents)
  }

  /// What has been unused for long, and is.
  private func remove(_ contents: Contents) throws(SQLiteError) {
    var used: [ContentKey] = []
    var outdated: [ContentKey] = []
    let query = try connection.statement("SELECT root_id, size, modified, inode, since FROM unused_content")
    while try query.step() {
      let key = Catalog.key(query)
      if contents.isUsed(key) {
        used.append(key)
      } else if query.integer(4) < now - IdentityLimits.checksum {
        outdated.append(key)
      }
    }
    query.reset()
    try delete(used + outdated, from: "unused_content")
    for table in UnusedContent.tables { try delete(outdated, from: table) }
  }

  private func delete(_ keys: [ContentKey], from table: String) throws(SQLiteError) {
    guard !keys.isEmpty else { return }
    let delete = try connection.statement(
      "DELETE FROM \(table) WHERE root_id = ? AND size = ? AND modified = ? AND inode = ?")
    for key in keys {
      Catalog.bind(key, to: delete)
      try delete.run()
    }
  }

  private func note(_ contents: Contents) throws(SQLiteError) {
    var unused: Set<ContentKey> = []
    try forEach(in: UnusedContent.tables) { key in if !contents.isUsed(key) { unused.insert(key) } }
    let insert = try connection.statement(
      "INSERT OR IGNORE INTO unused_content (root_id, size, modified, inode, since) VALUES (?, ?, ?, ?, ?)")
    for key in unused {
      Catalog.bind(key, to: insert)
      insert.bind(now, at: 5)
      try insert.run()
    }
  }

  private func forEach(in tables: [String], _ body: (ContentKey) -> Void) throws(SQLiteError) {
    for table in tables { try forEach("SELECT root_id, size, modified, inode FROM \(table)", body) }
  }

  private func forEach(_ sql: String, _ body: (ContentKey) -> Void) throws(SQLiteError) {
    let query = try connection.statement(sql)
    defer { query.reset() }
    while try query.step() { body(Catalog.key(query)) }
  }
}

extension UnusedContent {
  /// Keys by a hash of 64 bits: 8 bytes and a mark each, for there may be a million. Where two have one hash and one
  /// of them is used, both count as used.
  private struct Contents {
    private var hashes: [UInt64] = []
    private var marks: [Bool] = []

    var isEmpty: Bool { hashes.isEmpty }

    mutating func add(_ key: ContentKey) { hashes.append(Contents.hash(key)) }

    /// Ends adding.
    mutating func sort() {
      hashes.sort()
      marks = Array(repeating: false, count: hashes.count)
    }

    mutating func markUsed(_ key: ContentKey) {
      if let index = find(key) { marks[index] = true }
    }

    func isUsed(_ key: ContentKey) -> Bool { find(key).map { marks[$0] } ?? true }

    private func find(_ key: ContentKey) -> Int? {
      let hash = Contents.hash(key)
      var low = 0
      var high = hashes.count
      while low < high {
        let middle = (low + high) / 2
        if hashes[middle] < hash { low = middle + 1 } else { high = middle }
      }
      return low < hashes.count && hashes[low] == hash ? low : nil
    }

    private static func hash(_ key: ContentKey) -> UInt64 {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      let fields = [
        UInt64(truncatingIfNeeded: key.root), UInt64(bitPattern: key.version.size),
        UInt64(bitPattern: key.version.modified), key.version.inode,
      ]
      for field in fields {
        hash = (hash ^ field) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 31
      }
      return hash
    }
  }
}
