internal import Model
internal import Platform

/// What became of files that were asked for.
enum GetAnswer: Sendable {
  /// It is being looked for.
  case pending
  case refused(Complaint)
  case found(GetFound)
}

/// What there is of what was asked for.
struct GetFound: Sendable {
  var games: Int
  var presentGames: Int
  var presentFiles: Int
  var files: Int
  /// Of the files whose size is known.
  var bytes: Int64
  var unknownSizes: Int
  /// Files that none of the named sources has.
  var unavailable: Int
  var unmatched: [String]
  /// The first ones.
  var paths: [[UInt8]]
  /// nil where nothing is fetched.
  var job: DownloadJob?

  private static let mostPaths = 1000

  init(_ picked: GetChoice.Picked, _ wanted: [WantedFile], unavailable: Int) {
    games = picked.games
    presentGames = picked.presentGames
    presentFiles = picked.presentFiles
    files = wanted.count
    bytes = wanted.reduce(0) { $0 + ($1.download.size ?? 0) }
    unknownSizes = wanted.count { $0.download.size == nil }
    self.unavailable = unavailable
    unmatched = picked.unmatched
    paths = wanted.prefix(GetFound.mostPaths).map(\.download.path)
  }

  func writeMembers(to json: inout JSONWriter) {
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
      if let job { DownloadJobReport(job).write(to: &json) } else { json.null() }
    }
  }
}
