package import Model
internal import SQLite

extension Catalog {
  /// Ended jobs for files that are kept of each mount.
  package static let downloadHistoryLimit = 100

  // MARK: Asking for files

  /// Stores a job and what it wants, all of it or nothing. A file that is on its way already, or is to be tried again, is
  /// not wanted twice: the job waits for it as well, and it can come from where this job has it from too.
  ///
  /// - Parameter job: without a number; its count of files that are there already is stored with it.
  /// - Returns: the job with its number.
  package func add(
    _ job: DownloadJob, _ wanted: [WantedFile], at mountPoint: String, now: Int64
  ) throws(CatalogError) -> DownloadJob {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement(
          "INSERT INTO download_job (mount_point, title, state, present, created, ended) VALUES (?, ?, ?, ?, ?, ?)")
        var job = job
        if wanted.isEmpty { (job.state, job.ended) = (.done, now) }
        insert.bind(mountPoint, at: 1)
        insert.bind(job.title, at: 2)
        insert.bind(job.state.rawValue, at: 3)
        insert.bind(job.counts.present, at: 4)
        insert.bind(job.created, at: 5)
        insert.bind(job.ended, at: 6)
        try insert.run()
        job.id = connection.lastInsertedRow
        for file in wanted {
          let id = try Catalog.download(of: file, at: mountPoint, now: now, connection)
          let item = try connection.statement(
            "INSERT INTO download_job_item (job_id, download_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
          item.bind(job.id, at: 1)
          item.bind(id, at: 2)
          try item.run()
        }
        try Catalog.forgetOldDownloads(at: mountPoint, connection)
        return job
      }
    }
  }

  private static func download(
    of file: WantedFile, at mountPoint: String, now: Int64, _ connection: Connection
  ) throws(SQLiteError) -> Int64 {
    let query = try connection.statement(
      """
      SELECT id FROM download WHERE mount_point = ?1 AND path = ?2 AND state NOT IN ('done', 'failed', 'cancelled')
      UNION ALL
      SELECT id FROM download WHERE mount_point = ?1 AND retry_at IS NOT NULL AND path = ?2
      """)
    query.bind(mountPoint, at: 1)
    query.bind(file.download.path, at: 2)
    let known = try query.step() ? query.integer(0) : nil
    query.reset()
    if let known {
      try join(file, to: known, now: now, connection)
      return known
    }
    let insert = try connection.statement(DownloadRows.insert)
    var download = file.download
    download.updated = now
    DownloadRows.bindInsert(download, at: mountPoint, insert)
    try insert.run()
    let id = connection.lastInsertedRow
    for (number, offer) in file.offers.enumerated() {
      let insert = try connection.statement(
        "INSERT INTO download_offer (download_id, number, offer_id) VALUES (?, ?, ?)")
      insert.bind(id, at: 1)
      insert.bind(number, at: 2)
      insert.bind(offer, at: 3)
      try insert.run()
    }
    return id
  }

  /// A file that is wanted already comes from the new offers as well, after those it has, and at once.
  private static func join(
    _ file: WantedFile, to id: Int64, now: Int64, _ connection: Connection
  ) throws(SQLiteError) {
    let update = try connection.statement(
      """
      UPDATE download SET replaces = max(replaces, ?2), failures = iif(state = 'failed', 0, failures),
        state = iif(state = 'failed', 'pending', state), retry_at = NULL, updated = ?3
      WHERE id = ?1
      """)
    update.bind(id, at: 1)
    update.bind(file.download.replaces ? 1 : 0, at: 2)
    update.bind(now, at: 3)
    try update.run()
    // Where these are of another file, its size and checksums say so.
    for offer in file.offers {
      let insert = try connection.statement(
        """
        INSERT INTO download_offer (download_id, number, offer_id)
        SELECT ?1, coalesce((SELECT max(number) FROM download_offer WHERE download_id = ?1), -1) + 1, ?2
        WHERE NOT EXISTS (SELECT 1 FROM download_offer WHERE download_id = ?1 AND offer_id = ?2)
        """)
      insert.bind(id, at: 1)
      insert.bind(offer, at: 2)
      try insert.run()
    }
  }

  // MARK: What becomes of them

  /// Stores how files stand, all of them or none, and ends the jobs that have nothing to wait for any more.
  package func update(_ downloads: [Download], now: Int64) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for download in downloads {
          let update = try connection.statement(DownloadRows.update)
          DownloadRows.bindUpdate(download, update)
          try update.run()
        }
        if downloads.contains(where: \.state.isEnded) { try Catalog.endJobs(now: now, connection) }
      }
    }
  }

  /// Files that are to be fetched now: those of jobs that are not paused, in the order they were asked for.
  ///
  /// - Parameter after: the number of the last one known; 0 for the first.
  package func openDownloads(
    at mountPoint: String, after id: Int64, limit: Int
  ) throws(CatalogError) -> [Download] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(DownloadRows.columns) FROM download
        WHERE mount_point = ?1 AND id > ?2 AND state NOT IN ('done', 'failed', 'cancelled') AND EXISTS (
          SELECT 1 FROM download_job_item JOIN download_job ON download_job.id = job_id
          WHERE download_id = download.id AND download_job.state = 'running')
        ORDER BY id LIMIT ?3
        """)
      query.bind(mountPoint, at: 1)
      query.bind(id, at: 2)
      query.bind(limit, at: 3)
      return try DownloadRows.all(query)
    }
  }

  /// The offers that a file can come from, the preferred ones first.
  package func offers(forDownload id: Int64) throws(CatalogError) -> [StoredOffer] {
    let ids = try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT offer_id FROM download_offer WHERE download_id = ? ORDER BY number")
      query.bind(id, at: 1)
      defer { query.reset() }
      var ids: [Int64] = []
      while try query.step() { ids.append(query.integer(0)) }
      return ids
    }
    let found = Dictionary(try offers(ids).map { ($0.id, $0) }) { first, _ in first }
    return ids.compactMap { found[$0] }
  }

  /// Has those that failed and are due be tried again.
  ///
  /// - Returns: when the next ones are due, nanoseconds since 1970; nil for never.
  package func retryDueDownloads(at mountPoint: String, now: Int64) throws(CatalogError) -> Int64? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        // Another of that path may be under way.
        let update = try connection.statement(
          """
          UPDATE OR IGNORE download SET state = 'pending', retry_at = NULL, updated = ?2
          WHERE mount_point = ?1 AND state = 'failed' AND retry_at <= ?2
          """)
        update.bind(mountPoint, at: 1)
        update.bind(now, at: 2)
        try update.run()
        let rest = try connection.statement(
          "UPDATE download SET retry_at = NULL WHERE mount_point = ?1 AND state = 'failed' AND retry_at <= ?2")
        rest.bind(mountPoint, at: 1)
        rest.bind(now, at: 2)
        try rest.run()
        try Catalog.endJobs(now: now, connection)
        let query = try connection.statement(
          "SELECT min(retry_at) FROM download WHERE mount_point = ? AND retry_at IS NOT NULL")
        query.bind(mountPoint, at: 1)
        defer { query.reset() }
        return try query.step() ? query.optionalInteger(0) : nil
      }
    }
  }

  /// The numbers of files that are not there yet and not given up, of all mounts.
  package func openDownloadIDs() throws(CatalogError) -> Set<Int64> {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT id FROM download WHERE state NOT IN ('done', 'failed', 'cancelled') OR retry_at IS NOT NULL")
      defer { query.reset() }
      var ids: Set<Int64> = []
      while try query.step() { ids.insert(query.integer(0)) }
      return ids
    }
  }

  /// A job that waits for nothing more is done, or failed where a file is missing and nothing will try it again.
  static func endJobs(now: Int64, _ connection: Connection) throws(SQLiteError) {
    let update = try connection.statement(
      """
      UPDATE download_job SET ended = ?1, state = iif(EXISTS (
          SELECT 1 FROM download_job_item JOIN download ON download.id = download_id
          WHERE job_id = download_job.id AND download.state <> 'done'), 'failed', 'done')
      WHERE ended IS NULL AND NOT EXISTS (
        SELECT 1 FROM download_job_item JOIN download ON download.id = download_id
        WHERE job_id = download_job.id
          AND (download.state NOT IN ('done', 'failed', 'cancelled') OR download.retry_at IS NOT NULL))
      """)
    update.bind(now, at: 1)
    try update.run()
  }

  private static func forgetOldDownloads(at mountPoint: String, _ connection: Connection) throws(SQLiteError) {
    let jobs = try connection.statement(
      """
      DELETE FROM download_job WHERE mount_point = ?1 AND ended IS NOT NULL AND id NOT IN
        (SELECT id FROM download_job WHERE mount_point = ?1 AND ended IS NOT NULL ORDER BY id DESC LIMIT ?2)
      """)
    jobs.bind(mountPoint, at: 1)
    jobs.bind(downloadHistoryLimit, at: 2)
    try jobs.run()
    guard connection.changes > 0 else { return }
    let downloads = try connection.statement(
      """
      DELETE FROM download WHERE mount_point = ? AND state IN ('done', 'failed', 'cancelled')
        AND NOT EXISTS (SELECT 1 FROM download_job_item WHERE download_id = download.id)
      """)
    downloads.bind(mountPoint, at: 1)
    try downloads.run()
  }
}
