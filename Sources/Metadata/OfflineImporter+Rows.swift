internal import SQLite

extension OfflineImporter {
  // MARK: Rows of the database before

  func addSource(_ source: OfflineSource) throws(SQLiteError) -> Int64 {
    let statement = try connection.statement(
      "INSERT INTO source (provider, path, size, modified, key_version, games) VALUES (?, ?, ?, ?, ?, 0)")
    statement.bind(source.kind.rawValue, at: 1)
    statement.bind(source.path, at: 2)
    statement.bind(source.size, at: 3)
    statement.bind(source.modified, at: 4)
    statement.bind(keyVersion, at: 5)
    try statement.run()
    return connection.lastInsertedRow
  }

  func takeOver(_ old: Int64, as source: OfflineSource) throws(SQLiteError) {
    let id = try addSource(source)
    try connection.execute("BEGIN")
    try takeOver(old, as: source, id: id)
    try connection.execute("COMMIT")
  }

  func takeOver(_ old: Int64, as source: OfflineSource, id: Int64) throws(SQLiteError) {
    let columns = [
      "game": "row, \(id), platform, id, title, kind, description, rating, released, developer, publisher, genre, "
        + "players, family, region, language, age_rating, cooperative",
      "title": "\(id), game, text, region", "name": "\(id), game, key", "image": "\(id), game, type, region, file",
      "dump": "\(id), game, crc32, md5, sha1, serial",
    ]
    for table in OfflineSchema.content {
      let list = columns[table] ?? ""
      try connection.execute("INSERT INTO \(table) SELECT \(list) FROM old.\(table) WHERE source = \(old)")
    }
    try connection.execute(
      "UPDATE source SET games = (SELECT games FROM old.source WHERE id = \(old)) WHERE id = \(id)")
  }

  // MARK: Platforms

  /// With their numbers, which the rows that are taken over have.
  func takeOverPlatforms() throws(SQLiteError) {
    guard hasOld else { return }
    try connection.execute("INSERT INTO platform SELECT id, provider, name FROM old.platform")
    let statement = try connection.statement("SELECT id, provider, name FROM platform")
    while try statement.step() { platforms["\(statement.text(1))/\(statement.text(2))"] = Int(statement.integer(0)) }
    statement.reset()
  }

  func platform(_ name: String, of kind: OfflineSource.Kind) throws(SQLiteError) -> Int? {
    let key = "\(kind.rawValue)/\(name)"
    if let known = platforms[key] { return known }
    guard platforms.count < OfflineImporter.mostPlatforms else { return nil }
    let statement = try connection.statement("INSERT INTO platform (provider, name) VALUES (?, ?)")
    statement.bind(kind.rawValue, at: 1)
    statement.bind(name, at: 2)
    try statement.run()
    platforms[key] = Int(connection.lastInsertedRow)
    return platforms[key]
  }
}
