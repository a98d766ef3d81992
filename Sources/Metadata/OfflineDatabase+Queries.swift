package import Model
package import SQLite

/// What is asked of the offline database. Nothing is found where there is none.
extension OfflineDatabase {
  /// Games that are known by one of several names.
  ///
  /// - Parameters:
  ///   - keys: names as the key function of the database makes them; games of the first come first.
  ///   - system: the key of the system, such as `snes`, that the games are for; nil for any, also one that is not known
  ///     here.
  /// - Returns: each game once, ``mostRecords`` at most.
  package func records(named keys: [String], system: String?) throws(SQLiteError) -> [GameRecord] {
    try withReader { reader throws(SQLiteError) in
      var rows = RowList()
      for key in keys where !key.isEmpty {
        let statement = try reader.connection.statement(
          "SELECT DISTINCT game.row, platform FROM name JOIN game ON game.row = name.game WHERE key = ? LIMIT 1000")
        statement.bind(key, at: 1)
        while try statement.step() {
          let platform = statement.isNull(1) ? nil : reader.platforms[Int(statement.integer(1))]
          if let system, platform?.systems.contains(system) != true { continue }
          rows.add(statement.integer(0))
        }
        statement.reset()
      }
      return try records(of: rows, reader)
    } ?? []
  }

  /// The game that a provider has under an identifier; nil for one that is not there, and of another provider.
  package func record(_ game: ProviderGame) throws(SQLiteError) -> GameRecord? {
    try withReader { reader throws(SQLiteError) in
      guard let row = try row(of: game, reader) else { return nil }
      return try record(row, reader)
    } ?? nil
  }

  /// Games with a file that has one of these checksums, or this serial. What says more comes first: SHA-1, MD5, the
  /// serial, CRC-32; the latter two may be those of games of several systems.
  ///
  /// - Parameters:
  ///   - sha1: 20 bytes.
  ///   - md5: 16 bytes.
  ///   - serial: with or without dashes, in any case.
  package func records(
    crc32: UInt32? = nil, sha1: [UInt8]? = nil, md5: [UInt8]? = nil, serial: String? = nil
  ) throws(SQLiteError) -> [GameRecord] {
    try withReader { reader throws(SQLiteError) in
      var rows = RowList()
      func find(_ column: String, _ bind: (Statement) -> Void) throws(SQLiteError) {
        let statement = try reader.connection.statement("SELECT DISTINCT game FROM dump WHERE \(column) = ? LIMIT 100")
        bind(statement)
        while try statement.step() { rows.add(statement.integer(0)) }
        statement.reset()
      }
      if let sha1 { try find("sha1") { $0.bind(sha1, at: 1) } }
      if let md5 { try find("md5") { $0.bind(md5, at: 1) } }
      let serial = serial.map { DumpSerial.normalized($0) } ?? ""
      if !serial.isEmpty { try find("serial") { $0.bind(serial, at: 1) } }
      // Of nothing.
      if let crc32, crc32 != 0 { try find("crc32") { $0.bind(Int64(crc32), at: 1) } }
      return try records(of: rows, reader)
    } ?? []
  }

  /// What a provider says of a game that ``GameFacts`` has no place for.
  package struct Extras: Hashable, Sendable {
    /// As the ESRB has it, as written: `E - Everyone`.
    package var ageRating: String?
    package var isCooperative: Bool?

    package init(ageRating: String? = nil, isCooperative: Bool? = nil) {
      self.ageRating = ageRating
      self.isCooperative = isCooperative
    }
  }

  /// nil for a game that is not there.
  package func extras(_ game: ProviderGame) throws(SQLiteError) -> Extras? {
    try withReader { reader throws(SQLiteError) -> Extras? in
      guard let row = try row(of: game, reader) else { return nil }
      let statement = try reader.connection.statement("SELECT age_rating, cooperative FROM game WHERE row = ?")
      statement.bind(row, at: 1)
      defer { statement.reset() }
      guard try statement.step() else { return nil }
      return Extras(
        ageRating: statement.optionalText(0), isCooperative: statement.isNull(1) ? nil : statement.integer(1) == 1)
    } ?? nil
  }

  /// Whether games of a provider were imported: where there are none, it says nothing of what it does not know.
  package func holds(_ provider: Provider) throws(SQLiteError) -> Bool {
    try withReader { reader throws(SQLiteError) in
      let statement = try reader.connection.statement("SELECT 1 FROM source WHERE provider = ? AND games > 0 LIMIT 1")
      statement.bind(provider.rawValue, at: 1)
      defer { statement.reset() }
      return try statement.step()
    } ?? false
  }

  /// How many games there are.
  package func gameCount() throws(SQLiteError) -> Int {
    try withReader { reader throws(SQLiteError) in
      Int(try reader.connection.integer("SELECT total(games) FROM source") ?? 0)
    } ?? 0
  }

  // MARK: Records

  /// Records that a query gives at most.
  package static let mostRecords = 100
  /// Pictures of one kind of a game, of which some have hundreds.
  private static let mostOfAKind = 20

  /// Each once, in the order in which they were found.
  private struct RowList {
    private(set) var rows: [Int64] = []
    private var known: Set<Int64> = []

    mutating func add(_ row: Int64) {
      if rows.count < OfflineDatabase.mostRecords, known.insert(row).inserted { rows.append(row) }
    }
  }

  private func row(of game: ProviderGame, _ reader: Reader) throws(SQLiteError) -> Int64? {
    switch game.provider {
    case .launchbox:
      guard let number = Int64(game.id), number > 0, number <= OfflineSchema.largestNumber else { return nil }
      return number
    case .libretro:
      let statement = try reader.connection.statement("SELECT row FROM game WHERE id = ?")
      statement.bind(game.id, at: 1)
      defer { statement.reset() }
      return try statement.step() ? statement.integer(0) : nil
    case .own, .hasheous, .igdb: return nil
    }
  }

  private func records(of rows: RowList, _ reader: Reader) throws(SQLiteError) -> [GameRecord] {
    var records: [GameRecord] = []
    for row in rows.rows { if let record = try record(row, reader) { records.append(record) } }
    return records
  }

  private func record(_ row: Int64, _ reader: Reader) throws(SQLiteError) -> GameRecord? {
    let game = try reader.connection.statement(
      "SELECT id, title, platform, kind, description, rating, released, developer, publisher, genre, players, family, "
        + "region, language FROM game WHERE row = ?")
    game.bind(row, at: 1)
    defer { game.reset() }
    guard try game.step() else { return nil }
    let provider = game.optionalText(0).map { ProviderGame(.libretro, $0) } ?? ProviderGame(.launchbox, String(row))
    var record = GameRecord(provider, titles: [GameRecord.Title(game.text(1))])
    if !game.isNull(2) { record.systems = reader.platforms[Int(game.integer(2))]?.systems ?? [] }
    record.kind = game.optionalText(3).flatMap { GameRecord.Kind(rawValue: $0) } ?? .main
    record.facts.description = game.optionalText(4)
    record.facts.rating = game.isNull(5) ? nil : game.real(5)
    record.facts.released = game.optionalText(6)
    record.years = record.facts.released.flatMap { Int($0.prefix(4)) }.map { [$0] } ?? []
    record.facts.developer = game.optionalText(7)
    record.facts.publisher = game.optionalText(8)
    record.facts.genre = game.optionalText(9)
    record.facts.players = game.optionalText(10)
    record.facts.family = game.optionalText(11)
    record.facts.region = game.optionalText(12)
    record.facts.language = game.optionalText(13)
    try addTitles(to: &record, row, reader)
    try addMedia(to: &record, row, reader)
    return record
  }

  private func addTitles(to record: inout GameRecord, _ row: Int64, _ reader: Reader) throws(SQLiteError) {
    let statement = try reader.connection.statement("SELECT text, region FROM title WHERE game = ? LIMIT 200")
    statement.bind(row, at: 1)
    while try statement.step() {
      let region = statement.optionalText(1)
      let title = GameRecord.Title(statement.text(0), region == nil ? .alternative : .localized, region: region)
      if !record.titles.contains(title) { record.titles.append(title) }
    }
    statement.reset()
  }

  /// The types of a kind are numbered from the best on.
  private func addMedia(to record: inout GameRecord, _ row: Int64, _ reader: Reader) throws(SQLiteError) {
    let statement = try reader.connection.statement(
      "SELECT type, region, file FROM image WHERE game = ? ORDER BY type, rowid LIMIT 2000")
    statement.bind(row, at: 1)
    var counts: [MediaKind: Int] = [:]
    while try statement.step() {
      let type = Int(statement.integer(0))
      guard LaunchBoxImageType.all.indices.contains(type) else { continue }
      let kind = LaunchBoxImageType.all[type].kind
      counts[kind, default: 0] += 1
      guard counts[kind, default: 0] <= OfflineDatabase.mostOfAKind else { continue }
      record.media.append(
        GameRecord.Medium(
          kind, url: LaunchBoxImageType.url(statement.text(2)), region: statement.optionalText(1)))
    }
    statement.reset()
  }
}

extension Statement {
  fileprivate func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
}
