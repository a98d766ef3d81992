internal import Digest
package import Metadata
package import Model
internal import SQLite

/// LaunchBox's dump or libretro's databases as the engine sees them: by checksums where they have some, and by titles.
///
/// Asks a file on the disk: there is nothing to wait for but that.
package struct OfflineSource: GameSource {
  package let provider: Provider
  package let concurrency = 1
  package let ways: [WayOfAsking]

  private let database: OfflineDatabase

  /// - Parameter provider: launchbox or libretro.
  package init(_ provider: Provider, _ database: OfflineDatabase) {
    self.provider = provider
    self.database = database
    // libretro's names are those of files: its checksums are what it is for.
    ways =
      provider == .libretro
      ? [WayOfAsking(.checksums, batch: 200)]
      : [WayOfAsking(.ids, batch: 200), WayOfAsking(.titles, batch: 200)]
  }

  package func readiness(of question: Question) -> Readiness {
    guard provider == .libretro, question.id == nil else { return .ready }
    return question.checksums == nil ? .later : .ready
  }

  package func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer] {
    let isThere = (try? database.holds(provider)) ?? true
    return questions.map { question in
      // The file may be on a disk that comes later.
      guard isThere else {
        return .failed(ProviderFailure(.unavailable, "nothing of \(provider.rawValue)'s files has been imported"))
      }
      do throws(SQLiteError) {
        switch way.kind {
        case .ids: return try byID(question)
        case .checksums: return try byChecksums(question)
        case .titles, .search: return try byTitle(question)
        }
      } catch {
        return .failed(ProviderFailure(.unavailable, "the offline database cannot be read: \(error.description)"))
      }
    }
  }

  private func byID(_ question: Question) throws(SQLiteError) -> SourceAnswer {
    guard let id = question.id, let record = try database.record(ProviderGame(provider, id)) else { return .gone }
    return SourceAnswer(known: record, method: question.method)
  }

  private func byChecksums(_ question: Question) throws(SQLiteError) -> SourceAnswer {
    guard let checksums = question.checksums else { return .open }
    let records = try database.records(
      crc32: checksums.crc32, sha1: checksums.sha1?.bytes, md5: checksums.md5?.bytes
    ).filter { $0.game.provider == provider && ($0.systems.isEmpty || $0.systems.contains(question.query.system)) }
    return records.first.map { SourceAnswer(known: $0, method: .checksum) } ?? .nothing([], evidence: nil)
  }

  private func byTitle(_ question: Question) throws(SQLiteError) -> SourceAnswer {
    let key = TitleKey(question.query.title)
    let spellings = SearchTerms.variants(of: question.query.title, editions: question.query.editions)
      .map { TitleKey($0).strict }
    var keys = [key.strict]
    for other in spellings where !keys.contains(other) { keys.append(other) }
    let records = try database.records(named: keys, system: question.query.system)
      .filter { $0.game.provider == provider }
    let match = Matcher.match(question.query, among: records)
    return SourceAnswer(match, of: records, method: .title) ?? SourceAnswer(rejected: match, of: records)
  }
}
