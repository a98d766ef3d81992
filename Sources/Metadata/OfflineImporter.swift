internal import Platform
internal import SQLite

/// Builds one database file from sources and from the rows of the database before. Belongs to one thread.
final class OfflineImporter {
  /// A source as it was imported.
  struct Known: Hashable {
    var id: Int64
    var source: OfflineSource
    var keyVersion: Int
  }

  /// What is to be done.
  struct Plan {
    /// Files that are read, with the number of their rows in the database before.
    var read: [(source: OfflineSource, old: Int64?)] = []
    /// Files whose rows are taken over.
    var kept: [Known] = []
    /// Files that were imported and are no source any more.
    var dropped = 0

    var isEmpty: Bool { read.isEmpty && dropped == 0 }

    init(_ list: OfflineSourceList, _ known: [Known], keyVersion: Int) {
      var known = Dictionary(known.map { ($0.source.path, $0) }, uniquingKeysWith: { first, _ in first })
      for source in list.found {
        let before = known.removeValue(forKey: source.path)
        if let before, before.source == source, before.keyVersion == keyVersion {
          kept.append(before)
        } else {
          read.append((source, before?.keyVersion == keyVersion ? before?.id : nil))
        }
      }
      let missing = list.missing
      for (path, before) in known.sorted(by: { $0.key < $1.key }) {
        let isMissing = missing.contains {
          $0.kind == before.source.kind && (path == $0.path || path.hasPrefix($0.path + "/"))
        }
        if isMissing, before.keyVersion == keyVersion { kept.append(before) } else { dropped += 1 }
      }
    }
  }

  var report = OfflineReport()
  let connection: Connection
  let hasOld: Bool
  let keyVersion: Int
  let key: @Sendable (String) -> String
  /// By provider and name.
  var platforms: [String: Int] = [:]
  static let mostPlatforms = 10_000
  /// Between two looks at whether to go on, and two reports of progress, bytes.
  private static let step: Int64 = 1 << 20

  /// - Parameter old: the database before.
  init(
    _ path: String, old: String?, keyVersion: Int, key: @escaping @Sendable (String) -> String
  ) throws(SQLiteError) {
    connection = try Connection(path: path, for: .building)
    hasOld = old != nil
    self.keyVersion = keyVersion
    self.key = key
    // Sorting an index takes as much again.
    try connection.execute("PRAGMA cache_size = -8192")
    try connection.execute("PRAGMA page_size = 8192")
    try connection.execute("PRAGMA application_id = \(OfflineSchema.applicationID)")
    try connection.execute("PRAGMA user_version = \(OfflineSchema.version)")
    try connection.execute(OfflineSchema.tables)
    if let old {
      let statement = try connection.statement("ATTACH ? AS old")
      statement.bind(old, at: 1)
      try statement.run()
    }
  }

  /// What a database was built from; empty for one of another version.
  static func sources(of connection: Connection) throws(SQLiteError) -> [Known] {
    var known: [Known] = []
    let statement = try connection.statement("SELECT id, provider, path, size, modified, key_version FROM source")
    while try statement.step() {
      guard let kind = OfflineSource.Kind(rawValue: statement.text(1)) else { continue }
      let source = OfflineSource(
        kind: kind, path: statement.text(2), size: statement.integer(3), modified: statement.integer(4))
      known.append(Known(id: statement.integer(0), source: source, keyVersion: Int(statement.integer(5))))
    }
    return known
  }

  /// - Returns: false when it was cancelled.
  func run(
    _ plan: Plan, progress: (OfflineProgress) -> Void, isCancelled: () -> Bool
  ) throws(SQLiteError) -> Bool {
    let total = plan.read.reduce(0) { $0 + $1.source.size }
    var done: Int64 = 0
    try takeOverPlatforms()
    for known in plan.kept {
      if isCancelled() { return false }
      try takeOver(known.id, as: known.source)
      report.keptFiles += 1
    }
    for (source, old) in plan.read {
      let start = done
      var last = start
      progress(OfflineProgress(done: start, total: total, path: source.path))
      /// Whether to go on.
      func didRead(_ bytes: Int64) -> Bool {
        let now = start + min(bytes, source.size)
        guard now - last >= OfflineImporter.step else { return true }
        last = now
        progress(OfflineProgress(done: now, total: total, path: source.path))
        return !isCancelled()
      }
      if isCancelled() { return false }
      try connection.execute("BEGIN")
      let isWhole = try read(source, old, didRead, isCancelled)
      try connection.execute("COMMIT")
      guard isWhole else { return false }
      done += source.size
    }
    progress(OfflineProgress(done: total, total: total, path: nil))
    for index in OfflineSchema.indexes {
      if isCancelled() { return false }
      try connection.execute(index)
    }
    if hasOld { try connection.execute("DETACH old") }
    let check = try connection.statement("PRAGMA quick_check(1)")
    guard try check.step(), check.text(0) == "ok" else {
      throw SQLiteError(code: 11, message: "the new database is damaged: \(check.text(0))", sql: "")
    }
    check.reset()
    return true
  }
}
