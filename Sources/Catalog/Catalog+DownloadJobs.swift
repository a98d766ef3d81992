package import Model
internal import Platform
internal import SQLite

extension Catalog {
  /// The jobs for files of a mount, oldest first, counted anew.
  ///
  /// - Parameter id: of one job; nil for all.
  package func downloadJobs(at mountPoint: String, _ id: Int64? = nil) throws(CatalogError) -> [DownloadJob] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT id, title, state, present, created, ended FROM download_job
        WHERE mount_point = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY id
        """)
      query.bind(mountPoint, at: 1)
      query.bind(id, at: 2)
      var jobs: [DownloadJob] = []
      while try query.step() {
        guard let state = DownloadJob.State(rawValue: query.text(2)) else { continue }
        var job = DownloadJob(id: query.integer(0), title: query.text(1), created: query.integer(4))
        job.state = state
        job.counts.present = Int(query.integer(3))
        job.ended = query.optionalInteger(5)
        jobs.append(job)
      }
      query.reset()
      for index in jobs.indices { try Catalog.count(&jobs[index], connection) }
      return jobs
    }
  }

  private static func count(_ job: inout DownloadJob, _ connection: Connection) throws(SQLiteError) {
    let query = try connection.statement(
      """
      SELECT state, count(*), total(max(coalesce(size, part_total, received), received)), total(received),
        total(retry_at IS NOT NULL), min(retry_at)
      FROM download_job_item JOIN download ON download.id = download_id WHERE job_id = ? GROUP BY state
      """)
    query.bind(job.id, at: 1)
    defer { query.reset() }
    while try query.step() {
      guard let state = Download.State(rawValue: query.text(0)) else { continue }
      job.counts.states[state] = Int(query.integer(1))
      if state != .cancelled, state != .failed || query.integer(4) > 0 {
        // A sum of untrue sizes may be larger than any integer.
        job.counts.bytes = job.counts.bytes.saturatingSum(Int64(min(query.real(2), 9e18)))
      }
      job.counts.received += state == .cancelled ? 0 : Int64(query.real(3))
      if state == .failed {
        job.counts.retrying = Int(query.real(4))
        job.counts.nextRetry = query.optionalInteger(5)
      }
    }
  }

  /// Files of a job, in the order they were asked for.
  ///
  /// - Parameters:
  ///   - after: the number of the last one of the page before; 0 for the first.
  ///   - states: which of them; all where it is empty.
  package func downloads(
    ofJob job: Int64, after id: Int64 = 0, limit: Int, in states: Set<Download.State> = []
  ) throws(CatalogError) -> [Download] {
    let words = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    let condition = states.isEmpty ? "" : "AND download.state IN (\(words))"
    return try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(DownloadRows.columns) FROM download_job_item JOIN download ON download.id = download_id
        WHERE job_id = ?1 AND download_id > ?2 \(condition) ORDER BY download_id LIMIT ?3
        """)
      query.bind(job, at: 1)
      query.bind(id, at: 2)
      query.bind(limit, at: 3)
      return try DownloadRows.all(query)
    }
  }

  /// Where files go, of those that are known.
  package func downloadPaths(_ ids: [Int64]) throws(CatalogError) -> [(id: Int64, path: [UInt8])] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT path FROM download WHERE id = ?")
      defer { query.reset() }
      var paths: [(id: Int64, path: [UInt8])] = []
      for id in ids {
        query.reset()
        query.bind(id, at: 1)
        if try query.step() { paths.append((id, query.blob(0))) }
      }
      return paths
    }
  }

  /// Has nothing begin for a job, or goes on with it.
  ///
  /// - Returns: its files that no running job waits for now, or, where it goes on, those that are to be fetched again;
  ///   nil where the job has ended or there is none.
  package func setPaused(
    _ isPaused: Bool, downloadJob job: Int64, at mountPoint: String
  ) throws(CatalogError) -> [Int64]? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let update = try connection.statement(
          "UPDATE download_job SET state = ?3 WHERE id = ?1 AND mount_point = ?2 AND ended IS NULL")
        update.bind(job, at: 1)
        update.bind(mountPoint, at: 2)
        update.bind((isPaused ? DownloadJob.State.paused : .running).rawValue, at: 3)
        try update.run()
        guard connection.changes > 0 else { return nil }
        return try Catalog.openFiles(ofJob: job, exceptWantedBy: isPaused ? ["running"] : [], connection)
      }
    }
  }

  /// Ends a job for good. Files that another job waits for stay on their way.
  ///
  /// - Returns: the files that nobody waits for any more, which are cancelled, and those that only paused jobs wait for;
  ///   nil where the job has ended or there is none.
  package func cancel(
    downloadJob job: Int64, at mountPoint: String, now: Int64
  ) throws(CatalogError) -> (cancelled: [Int64], paused: [Int64])? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let end = try connection.statement(
          "UPDATE download_job SET state = 'cancelled', ended = ?3 WHERE id = ?1 AND mount_point = ?2 AND ended IS NULL"
        )
        end.bind(job, at: 1)
        end.bind(mountPoint, at: 2)
        end.bind(now, at: 3)
        try end.run()
        guard connection.changes > 0 else { return nil }
        let files = try Catalog.openFiles(ofJob: job, exceptWantedBy: ["running", "paused"], connection)
        for id in files {
          let update = try connection.statement(
            "UPDATE download SET state = 'cancelled', retry_at = NULL, updated = ?2 WHERE id = ?1")
          update.bind(id, at: 1)
          update.bind(now, at: 2)
          try update.run()
        }
        let paused = try Catalog.openFiles(ofJob: job, exceptWantedBy: ["running"], connection)
        return (files, paused)
      }
    }
  }

  /// Has the files of a job that failed or were cancelled be fetched again, with as many tries as at first.
  ///
  /// - Returns: how many; nil where there is no such job.
  package func retry(downloadJob job: Int64, at mountPoint: String, now: Int64) throws(CatalogError) -> Int? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let query = try connection.statement("SELECT 1 FROM download_job WHERE id = ?1 AND mount_point = ?2")
        query.bind(job, at: 1)
        query.bind(mountPoint, at: 2)
        let isKnown = try query.step()
        query.reset()
        guard isKnown else { return nil }
        let update = try connection.statement(
          """
          UPDATE OR IGNORE download SET state = 'pending', failures = 0, retry_at = NULL, updated = ?2
          WHERE state IN ('failed', 'cancelled')
            AND id IN (SELECT download_id FROM download_job_item WHERE job_id = ?1)
          """)
        update.bind(job, at: 1)
        update.bind(now, at: 2)
        try update.run()
        let count = connection.changes
        if count > 0 {
          let goOn = try connection.statement(
            "UPDATE download_job SET state = 'running', ended = NULL WHERE id = ? AND state <> 'paused'")
          goOn.bind(job, at: 1)
          try goOn.run()
        }
        return Int(count)
      }
    }
  }

  /// - Parameter states: of other jobs; a file that one of them waits for as well is left out.
  private static func openFiles(
    ofJob job: Int64, exceptWantedBy states: [String], _ connection: Connection
  ) throws(SQLiteError) -> [Int64] {
    let words = states.map { "'\($0)'" }.joined(separator: ", ")
    let query = try connection.statement(
      """
      SELECT item.download_id FROM download_job_item AS item JOIN download ON download.id = item.download_id
      WHERE item.job_id = ?1
        AND (download.state NOT IN ('done', 'failed', 'cancelled') OR download.retry_at IS NOT NULL)
        AND NOT EXISTS (
          SELECT 1 FROM download_job_item AS other JOIN download_job ON download_job.id = other.job_id
          WHERE other.download_id = item.download_id AND other.job_id <> ?1 AND download_job.state IN (\(words)))
      ORDER BY item.download_id
      """)
    query.bind(job, at: 1)
    defer { query.reset() }
    var ids: [Int64] = []
    while try query.step() { ids.append(query.integer(0)) }
    return ids
  }
}
