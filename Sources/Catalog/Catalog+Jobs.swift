package import Model
internal import SQLite

extension Catalog {
  /// Ended jobs that are kept of each mount.
  package static let jobHistoryLimit = 100

  /// The jobs asked for at a mount point, oldest first: those under way and the last that ended.
  ///
  /// One that was about a root that the catalog does not know any more is left out.
  package func jobs(at mountPoint: String) throws(CatalogError) -> [ScanJob] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      // One transaction: no other process's commit falls between one table and the next.
      try connection.execute("BEGIN")
      defer { try? connection.execute("COMMIT") }
      let query = try connection.statement(JobRow.select)
      query.bind(mountPoint, at: 1)
      defer { query.reset() }
      var jobs: [ScanJob] = []
      while try query.step() {
        guard let scope = try Catalog.scope(ofJob: query.integer(0), connection), var job = JobRow.read(query, scope)
        else { continue }
        job.problems = try Catalog.problems(ofJob: job.id, connection)
        jobs.append(job)
      }
      return jobs
    }
  }

  /// Stores a new job, and forgets the oldest ended ones of the mount beyond ``jobHistoryLimit``.
  ///
  /// - Returns: the job with its number.
  package func add(_ job: ScanJob, at mountPoint: String) throws(CatalogError) -> ScanJob {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement(
          "INSERT INTO job (mount_point, kind, phase, state, created, metadata) VALUES (?, ?, '', '', ?, nullif(?, ''))"
        )
        insert.bind(mountPoint, at: 1)
        insert.bind(job.kind.rawValue, at: 2)
        insert.bind(job.created, at: 3)
        insert.bind(job.metadata.words.joined(separator: " "), at: 4)
        try insert.run()
        var job = job
        job.id = connection.lastInsertedRow
        try Catalog.write(job.scope, ofJob: job.id, connection)
        try Catalog.write(job, connection)
        try Catalog.forgetOldJobs(at: mountPoint, connection)
        return job
      }
    }
  }

  /// Stores what has become of jobs, all of them or none. What one that has ended is done with is forgotten.
  ///
  /// - Parameter folders: system folders that are done, by job.
  package func update(
    _ jobs: [ScanJob], folders: [(job: Int64, location: Shelf.Location)] = []
  ) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for (job, location) in folders {
          let insert = try connection.statement(
            "INSERT INTO job_folder (job_id, root_id, folder) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
          insert.bind(job, at: 1)
          insert.bind(location.root.id, at: 2)
          insert.bind(location.folder, at: 3)
          try insert.run()
        }
        for job in jobs { try Catalog.write(job, connection) }
      }
    }
  }

  /// The system folders that a job under way is done with.
  ///
  /// - Parameter roots: folders of others are left out.
  package func finishedFolders(ofJob job: Int64, in roots: [LibraryRoot]) throws(CatalogError) -> Set<Shelf.Location> {
    let byID = Dictionary(roots.map { ($0.id, $0) }) { first, _ in first }
    return try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT root_id, folder FROM job_folder WHERE job_id = ?")
      query.bind(job, at: 1)
      defer { query.reset() }
      var folders: Set<Shelf.Location> = []
      while try query.step() {
        guard let root = byID[Int(query.integer(0))] else { continue }
        folders.insert(Shelf.Location(root: root, folder: query.blob(1)))
      }
      return folders
    }
  }

  /// Has a job look through its system folders once more.
  package func forgetFinishedFolders(ofJob job: Int64) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try Catalog.deleteFinishedFolders(ofJob: job, connection)
    }
  }

  private static func write(_ job: ScanJob, _ connection: Connection) throws(SQLiteError) {
    let update = try connection.statement(JobRow.update)
    JobRow.bind(job, update)
    try update.run()
    let delete = try connection.statement("DELETE FROM job_problem WHERE job_id = ?")
    delete.bind(job.id, at: 1)
    try delete.run()
    for problem in job.problems {
      let insert = try connection.statement(
        "INSERT INTO job_problem (job_id, reason, count, examples) VALUES (?, ?, ?, ?)")
      insert.bind(job.id, at: 1)
      insert.bind(problem.reason, at: 2)
      insert.bind(problem.count, at: 3)
      insert.bind(Array(problem.examples.map { $0 + [0] }.joined()), at: 4)
      try insert.run()
    }
    if job.state.isEnded { try deleteFinishedFolders(ofJob: job.id, connection) }
  }

  private static func deleteFinishedFolders(ofJob job: Int64, _ connection: Connection) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM job_folder WHERE job_id = ?")
    delete.bind(job, at: 1)
    try delete.run()
  }

  private static func forgetOldJobs(at mountPoint: String, _ connection: Connection) throws(SQLiteError) {
    let delete = try connection.statement(
      """
      DELETE FROM job WHERE mount_point = ?1 AND ended IS NOT NULL AND id NOT IN
        (SELECT id FROM job WHERE mount_point = ?1 AND ended IS NOT NULL ORDER BY id DESC LIMIT ?2)
      """)
    delete.bind(mountPoint, at: 1)
    delete.bind(jobHistoryLimit, at: 2)
    try delete.run()
  }
}

extension Catalog {
  fileprivate static func write(_ scope: ScanScope, ofJob job: Int64, _ connection: Connection) throws(SQLiteError) {
    for place in scope.places {
      let insert = try connection.statement("INSERT INTO job_scope (job_id, root_id, path) VALUES (?, ?, ?)")
      insert.bind(job, at: 1)
      insert.bind(place.root.id, at: 2)
      insert.bind(place.path, at: 3)
      try insert.run()
    }
    for system in scope.systems {
      let insert = try connection.statement("INSERT INTO job_scope (job_id, system) VALUES (?, ?)")
      insert.bind(job, at: 1)
      insert.bind(system, at: 2)
      try insert.run()
    }
  }

  /// - Returns: nil where a root of it is unknown: without that place it could be about everything.
  fileprivate static func scope(ofJob job: Int64, _ connection: Connection) throws(SQLiteError) -> ScanScope? {
    let query = try connection.statement(
      """
      SELECT root_id, root.path, job_scope.path, system FROM job_scope LEFT JOIN root ON root.id = root_id
      WHERE job_id = ?
      """)
    query.bind(job, at: 1)
    defer { query.reset() }
    var places: [ScanScope.Place] = []
    var systems: [String] = []
    while try query.step() {
      guard query.isNull(3) else {
        systems.append(query.text(3))
        continue
      }
      if query.isNull(1) { return nil }
      places.append(
        ScanScope.Place(root: LibraryRoot(id: Int(query.integer(0)), path: query.text(1)), path: query.blob(2)))
    }
    return ScanScope(places: places, systems: systems)
  }

  fileprivate static func problems(
    ofJob job: Int64, _ connection: Connection
  ) throws(SQLiteError) -> [ScanJob.Problem] {
    let query = try connection.statement(
      "SELECT reason, count, examples FROM job_problem WHERE job_id = ? ORDER BY reason")
    query.bind(job, at: 1)
    defer { query.reset() }
    var problems: [ScanJob.Problem] = []
    while try query.step() {
      let examples = query.blob(2).split(separator: 0).map { [UInt8]($0) }
      problems.append(ScanJob.Problem(reason: query.text(0), count: Int(query.integer(1)), examples: examples))
    }
    return problems
  }
}

/// The columns of `job`, in one order for reading and writing.
private enum JobRow {
  private static let counts: [(column: String, count: any WritableKeyPath<ScanJob.Counts, Int> & Sendable)] = [
    ("systems_done", \.systemsDone), ("systems_total", \.systemsTotal), ("files", \.files), ("games", \.games),
    ("new", \.new), ("changed", \.changed), ("gone", \.gone), ("hashed_files", \.hashedFiles),
    ("files_to_hash", \.filesToHash), ("damaged", \.damaged), ("unreadable", \.unreadable),
    ("games_to_enrich", \.gamesToEnrich), ("enriched", \.enriched), ("unmatched", \.unmatched),
    ("enrichment_failed", \.enrichmentFailed), ("artwork", \.artwork), ("artwork_to_fetch", \.artworkToFetch),
  ]
  private static let bytes: [(column: String, count: any WritableKeyPath<ScanJob.Counts, Int64> & Sendable)] = [
    ("hashed_bytes", \.hashedBytes), ("bytes_to_hash", \.bytesToHash),
  ]
  private static let columns =
    ["kind", "phase", "state", "message", "created", "started", "ended"] + counts.map(\.column) + bytes.map(\.column)

  /// What a job asks providers for does not change: it is written once, with the row.
  static let select =
    "SELECT id, \(columns.joined(separator: ", ")), metadata FROM job WHERE mount_point = ? ORDER BY id"

  /// Empty texts and zeros of optional columns stand for nothing.
  static let update: String = {
    let optional: Set<String> = ["message", "started", "ended"]
    let values = columns.enumerated().map { index, column in
      optional.contains(column)
        ? "\(column) = nullif(?\(index + 2), \(column == "message" ? "''" : "0"))" : "\(column) = ?\(index + 2)"
    }
    return "UPDATE job SET \(values.joined(separator: ", ")) WHERE id = ?1"
  }()

  static func bind(_ job: ScanJob, _ update: Statement) {
    update.bind(job.id, at: 1)
    update.bind(job.kind.rawValue, at: 2)
    update.bind(job.phase.rawValue, at: 3)
    update.bind(job.state.rawValue, at: 4)
    update.bind(job.message ?? "", at: 5)
    update.bind(job.created, at: 6)
    update.bind(job.started ?? 0, at: 7)
    update.bind(job.ended ?? 0, at: 8)
    var index = 9
    for (_, count) in counts {
      update.bind(job.counts[keyPath: count], at: index)
      index += 1
    }
    for (_, count) in bytes {
      update.bind(job.counts[keyPath: count], at: index)
      index += 1
    }
  }

  /// nil for a row with a word this version does not know.
  static func read(_ row: Statement, _ scope: ScanScope) -> ScanJob? {
    guard let kind = ScanJob.Kind(rawValue: row.text(1)), let phase = ScanJob.Phase(rawValue: row.text(2)),
      let state = ScanJob.State(rawValue: row.text(3)),
      let metadata = MetadataOptions(words: row.text(columns.count + 1).split(separator: " ").map(String.init))
    else { return nil }
    var job = ScanJob(id: row.integer(0), kind: kind, scope: scope, metadata: metadata, created: row.integer(5))
    job.phase = phase
    job.state = state
    job.message = row.isNull(4) ? nil : row.text(4)
    job.started = row.isNull(6) ? nil : row.integer(6)
    job.ended = row.isNull(7) ? nil : row.integer(7)
    var column = 8
    for (_, count) in counts {
      job.counts[keyPath: count] = Int(row.integer(column))
      column += 1
    }
    for (_, count) in bytes {
      job.counts[keyPath: count] = row.integer(column)
      column += 1
    }
    return job
  }
}
