internal import Model
package import Platform

/// What became of files that were asked for.
enum GetAnswer: Sendable {
  /// It is being looked for.
  case pending
  case refused(Complaint)
  case found(GetFound)
}

/// What there is of what was asked for.
package struct GetFound: Hashable, Sendable {
  /// With those that are there already.
  package var games = 0
  package var presentGames = 0
  package var presentFiles = 0
  /// To be fetched.
  package var files = 0
  /// Of the files whose size is known.
  package var bytes: Int64 = 0
  package var unknownSizes = 0
  /// Files that none of the named sources has.
  package var unavailable = 0
  /// Names that nothing has.
  package var unmatched: [String] = []
  /// The first ones.
  package var paths: [[UInt8]] = []
  /// nil where nothing is fetched.
  package var job: DownloadJobReport?

  private static let mostPaths = 1000

  package init() {}

  init(_ picked: GetChoice.Picked, _ wanted: [WantedFile], unavailable: Int) {
    games = picked.games
    presentGames = picked.presentGames
    presentFiles = picked.presentFiles
    files = wanted.count
    bytes = wanted.reduce(0) { $0.saturatingSum($1.download.size ?? 0) }
    unknownSizes = wanted.count { $0.download.size == nil }
    self.unavailable = unavailable
    unmatched = picked.unmatched
    paths = wanted.prefix(GetFound.mostPaths).map(\.download.path)
  }

  package func writeMembers(to json: inout JSONWriter) {
    json.member("games", games)
    json.member("presentGames", presentGames)
    json.member("present", presentFiles)
    json.member("files", files)
    json.member("bytes", bytes)
    json.member("unknownSizes", unknownSizes)
    json.member("unavailable", unavailable)
    json.array("unmatched") { json in for line in unmatched { json.value(line) } }
    json.array("paths") { json in for path in paths { json.value(String(decoding: path, as: UTF8.self)) } }
    json.member("job") { json in
      if let job { job.write(to: &json) } else { json.null() }
    }
  }
  /// nil while it is being looked for, and for what ``writeMembers(to:)`` has not written.
  package init?(_ json: JSONValue) {
    guard let games = json["games"].integer, let files = json["files"].integer else { return nil }
    self.games = games
    self.files = files
    presentGames = json["presentGames"].integer ?? 0
    presentFiles = json["present"].integer ?? 0
    bytes = json["bytes"].bytes ?? 0
    unknownSizes = json["unknownSizes"].integer ?? 0
    unavailable = json["unavailable"].integer ?? 0
    unmatched = json["unmatched"].array.compactMap(\.string)
    paths = json["paths"].array.compactMap { $0.string.map { Array($0.utf8) } }
    job = DownloadJobReport(json["job"])
  }
}
