internal import Platform
internal import SQLite
internal import Synchronization

/// What LaunchBox and libretro know of games, on this disk: no request leaves the machine.
///
/// It is one file, `offline.sqlite`, which is built from the files the user has of them (see ``OfflineSources``) and is
/// never changed once it is there: an import builds another beside it, and puts that in its place in one step. A
/// process that is killed, or a machine that loses its power, leaves the one that was there before.
///
/// For any thread. Calls block, an import for minutes; it needs some 50 MB of memory, whatever the files have.
package final class OfflineDatabase: Sendable {
  /// Of the database file.
  package let path: String

  let directory: String
  let keyVersion: Int
  let key: @Sendable (String) -> String
  /// nil before anything was imported.
  private let reader = Mutex<Reader?>(nil)

  /// A connection and what it needs all the time.
  struct Reader {
    let connection: Connection
    /// By number.
    let platforms: [Int: Platform]

    struct Platform {
      var name: String
      var systems: Set<String>
    }
  }

  /// - Parameters:
  ///   - directory: where the database is, or will be; made when it is needed.
  ///   - keyVersion: of `key`: games are imported again with another one.
  ///   - key: makes of a title what titles are compared by; called on the thread of an import, some million times.
  package init(directory: String, keyVersion: Int, key: @escaping @Sendable (String) -> String) {
    self.directory = directory
    path = directory + "/offline.sqlite"
    self.keyVersion = keyVersion
    self.key = key
  }

  /// Whether there is nothing to import: what `sources` names has been, by this version of the program.
  ///
  /// A source that cannot be looked at now, as on a disk that is not there, counts as it was imported last.
  package func isCurrent(for sources: OfflineSources) -> Bool {
    let list = OfflineSourceList(sources)
    let known =
      (try? withReader { reader throws(SQLiteError) in try OfflineImporter.sources(of: reader.connection) }) ?? []
    return OfflineImporter.Plan(list, known, keyVersion: keyVersion).isEmpty
  }

  /// What `sources` names and cannot be looked at now, with the reasons.
  package func missing(of sources: OfflineSources) -> [String] {
    OfflineSourceList(sources).missing.map { "\($0.path): it cannot be looked at (\($0.error))" }
  }

  /// Calls `body` with the connection that is open, and opens it before; nil where there is no database of this
  /// version.
  func withReader<Result: Sendable>(
    _ body: (Reader) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result? {
    do throws(SQLiteError) {
      return try reader.withLock { (reader: inout Reader?) throws(SQLiteError) -> Result? in
        if let reader { return try body(reader) }
        guard let opened = try OfflineDatabase.open(path) else { return nil }
        reader = opened
        return try body(opened)
      }
    } catch {
      // What is damaged is opened again when it has been replaced.
      if error.kind == .damaged { reopen() }
      throw error
    }
  }

  /// The next call opens the file that is there then.
  func reopen() { reader.withLock { $0 = nil } }

  private static func open(_ path: String) throws(SQLiteError) -> Reader? {
    guard (try? FileStatus.of(path)) != nil else { return nil }
    let connection = try Connection(path: path, for: .reading)
    guard try connection.integer("PRAGMA user_version") == Int64(OfflineSchema.version),
      try connection.integer("PRAGMA application_id") == Int64(OfflineSchema.applicationID)
    else { return nil }
    var platforms: [Int: Reader.Platform] = [:]
    let statement = try connection.statement("SELECT id, name FROM platform")
    while try statement.step() {
      let name = statement.text(1)
      platforms[Int(statement.integer(0))] = Reader.Platform(
        name: name, systems: PlatformNames.standard.systems(of: name))
    }
    return Reader(connection: connection, platforms: platforms)
  }
}
