internal import Platform
internal import SQLite

extension OfflineDatabase {
  /// Brings the database up to what the sources are now. Files that have not changed since they were imported are not
  /// read again; a file that cannot be read to its end leaves what was imported from it before, if anything was.
  ///
  /// - Parameters:
  ///   - progress: called on this thread, some times a second at most.
  ///   - isCancelled: asked on this thread, again and again.
  /// - Returns: what was done; nothing where everything was current.
  /// - Throws: ``OfflineFailure``; the database is then as it was.
  package func importSources(
    _ sources: OfflineSources, progress: (OfflineProgress) -> Void = { _ in }, isCancelled: () -> Bool = { false }
  ) throws(OfflineFailure) -> OfflineReport {
    try importSources(sources, holding: try lockDirectory(), progress, isCancelled)
  }

  /// The lock goes with the descriptor.
  private func lockDirectory() throws(OfflineFailure) -> FileDescriptor {
    do throws(Errno) {
      try createDirectories(directory, permissions: 0o700)
      let lock = try FileDescriptor.open(directory + "/offline.lock", [.readWrite, .create], permissions: 0o600)
      guard try lock.lockExclusively() else { throw .busy }
      return lock
    } catch {
      throw error == .busy ? .busy : .directory(path: directory, reason: "\(error)")
    }
  }

  private func importSources(
    _ sources: OfflineSources, holding lock: borrowing FileDescriptor, _ progress: (OfflineProgress) -> Void,
    _ isCancelled: () -> Bool
  ) throws(OfflineFailure) -> OfflineReport {
    let list = OfflineSourceList(sources)
    // What is there and cannot be read is built anew.
    let known =
      (try? withReader { reader throws(SQLiteError) in try OfflineImporter.sources(of: reader.connection) }) ?? []
    let plan = OfflineImporter.Plan(list, known, keyVersion: keyVersion)
    let temporary = path + ".new"
    do throws(Errno) {
      // Of an import that was killed, or of a program that used this name otherwise.
      for suffix in ["", "-journal", "-wal", "-shm"] { try removeFile(temporary + suffix) }
    } catch {
      throw .directory(path: directory, reason: "\(error)")
    }
    var report = OfflineReport()
    for (_, path, error) in list.missing {
      report.add("it cannot be looked at (\(error)): what was imported from it stays", .file, of: path)
    }
    guard !plan.isEmpty else {
      report.keptFiles = plan.kept.count
      return report
    }
    do throws(OfflineFailure) {
      try build(temporary, plan, &report, progress, isCancelled)
      try putInPlace(temporary)
    } catch {
      try? removeFile(temporary)
      throw error
    }
    return report
  }

  private func build(
    _ temporary: String, _ plan: OfflineImporter.Plan, _ report: inout OfflineReport,
    _ progress: (OfflineProgress) -> Void, _ isCancelled: () -> Bool
  ) throws(OfflineFailure) {
    do throws(SQLiteError) {
      let importer = try OfflineImporter(temporary, old: known(path), keyVersion: keyVersion, key: key)
      let isWhole = try importer.run(plan, progress: progress, isCancelled: isCancelled)
      report.merge(importer.report)
      guard isWhole, !isCancelled() else {
        throw SQLiteError(code: OfflineDatabase.cancelledCode, message: "", sql: "")
      }
    } catch {
      switch error.kind {
      case _ where error.code == OfflineDatabase.cancelledCode: throw .cancelled
      case .notAccessible, .full: throw .directory(path: directory, reason: error.message)
      case .busy, .damaged, .other: throw .database("\(error)")
      }
    }
  }

  // Outside SQLite's own range of codes.
  private static let cancelledCode: Int32 = -1

  /// The path where there is a database that can be read.
  private func known(_ path: String) -> String? {
    let isThere = (try? withReader { _ throws(SQLiteError) in true }) ?? false
    return isThere == true ? path : nil
  }

  /// Brings the new file to the disk, and then under its name.
  private func putInPlace(_ temporary: String) throws(OfflineFailure) {
    do throws(Errno) {
      try FileDescriptor.open(temporary, .readOnly).synchronize()
      // It is never written to: whatever journal there is belongs to none that this program has made.
      for suffix in ["-journal", "-wal", "-shm"] { try removeFile(path + suffix) }
      try renameFile(temporary, to: path)
      try FileDescriptor.open(directory, [.readOnly, .directory]).synchronize()
    } catch {
      throw .directory(path: directory, reason: "\(error)")
    }
    reopen()
  }
}
