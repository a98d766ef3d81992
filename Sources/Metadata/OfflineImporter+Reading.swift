internal import Platform
internal import SQLite
internal import XML

extension OfflineImporter {
  func read(
    _ source: OfflineSource, _ old: Int64?, _ didRead: (Int64) -> Bool, _ isCancelled: () -> Bool
  ) throws(SQLiteError) -> Bool {
    let id = try addSource(source)
    let rows = OfflineRows(connection, source: id)
    let (written, failure, goesOn) =
      switch source.kind {
      case .launchBox: try readLaunchBox(source, rows, didRead)
      case .libretro: try readLibretro(source, rows, didRead)
      }
    guard goesOn, !isCancelled() else { return false }
    if let failure {
      report.add(
        failure + (old == nil ? "; what came before it counts" : "; what was imported before stays"), .file,
        of: source.path)
      if let old {
        for table in OfflineSchema.content { try connection.execute("DELETE FROM \(table) WHERE source = \(id)") }
        try takeOver(old, as: source, id: id)
        report.keptFiles += 1
        return true
      }
    }
    report.readFiles += 1
    report.games += written.gameCount
    report.rows += written.count
    try connection.execute("UPDATE source SET games = \(written.gameCount) WHERE id = \(id)")
    return true
  }

  private typealias Reading = (rows: OfflineRows, failure: String?, goesOn: Bool)

  private func readLaunchBox(
    _ source: OfflineSource, _ rows: OfflineRows, _ didRead: (Int64) -> Bool
  ) throws(SQLiteError) -> Reading {
    var document = XMLRecordStream(records: LaunchBoxImport.records, fields: LaunchBoxImport.fields)
    var reading = LaunchBoxImport(rows, key: key)
    var failure: SQLiteError?
    var goesOn = true
    func take(_ record: XMLRecord) -> Bool {
      do throws(SQLiteError) {
        let problem = try reading.take(record) { name throws(SQLiteError) in try platform(name, of: source.kind) }
        if let problem { report.add(problem, .line(record.line), of: source.path) }
        return true
      } catch {
        failure = error
        return false
      }
    }
    let outcome = LaunchBoxFile.read(source.path, didRead: { if !didRead($0) { goesOn = false } }) { bytes in
      goesOn && document.append(bytes, take)
    }
    if let failure { throw failure }
    guard goesOn else { return (reading.rows, nil, false) }
    _ = document.finish(take)
    if failure == nil { do throws(SQLiteError) { try reading.rows.finish() } catch { failure = error } }
    if let failure { throw failure }
    for mistake in document.mistakes { report.add(mistake.message, .line(mistake.line), of: source.path) }
    report.addUncounted(document.mistakeCount - document.mistakes.count)
    if case .failed(let message) = outcome { return (reading.rows, message, true) }
    return (reading.rows, reading.rows.gameCount == 0 ? "there are no games in it: it is not LaunchBox's" : nil, true)
  }

  private func readLibretro(
    _ source: OfflineSource, _ rows: OfflineRows, _ didRead: (Int64) -> Bool
  ) throws(SQLiteError) -> Reading {
    let firstRow = max(OfflineSchema.firstFreeRow, (try connection.integer("SELECT max(row) FROM game") ?? 0) + 1)
    var reading = LibretroImport(
      rows, playlist: source.stem, platform: try platform(source.stem, of: source.kind), firstRow: firstRow, key: key)
    var message: String?
    var failure: SQLiteError?
    var goesOn = true
    do throws(RDBFile.Failure) {
      let file: FileDescriptor
      do throws(Errno) { file = try FileDescriptor.open(source.path, .readOnly) } catch { throw .file(error) }
      var database = try RDBFile(file)
      while let entry = try database.next() {
        if failure == nil { do throws(SQLiteError) { try reading.take(entry) } catch { failure = error } }
        if failure != nil { break }
        goesOn = didRead(database.offset)
        if !goesOn { break }
      }
      if failure == nil, goesOn { note(database, of: source) }
    } catch {
      switch error {
      case .file(let error): message = "it cannot be read (\(error))"
      case .notADatabase: message = "it is no database of libretro: it does not begin with RARCHDB"
      case .damaged(let offset): message = "it is damaged from byte \(offset) on: download it again"
      }
    }
    if let failure { throw failure }
    guard goesOn else { return (reading.rows, nil, false) }
    try reading.rows.finish()
    return (reading.rows, message, true)
  }

  private func note(_ database: borrowing RDBFile, of source: OfflineSource) {
    for offset in database.badOffsets {
      report.add("an entry or value that makes no sense is left out", .offset(offset), of: source.path)
    }
    report.addUncounted(database.badCount - database.badOffsets.count)
    if let count = database.count, count != database.readCount {
      report.add("there should be \(count) entries, and \(database.readCount) are there", .file, of: source.path)
    }
  }
}
