/// How far an import is.
package struct OfflineProgress: Hashable, Sendable {
  /// Bytes of all files that are imported, and how many of these have been read.
  package var done: Int64
  package var total: Int64
  /// The file that is being read; nil while the database is put in order at the end.
  package var path: String?
}

/// Something that is wrong with a file of an offline database.
package struct OfflineProblem: Hashable, Sendable {
  package enum Place: Hashable, Sendable, CustomStringConvertible {
    /// From 1, of a text.
    case line(Int)
    /// Bytes from the start of a file that is none.
    case offset(Int64)
    case file

    package var description: String {
      switch self {
      case .line(let line): "line \(line)"
      case .offset(let offset): "offset \(offset)"
      case .file: "the whole file"
      }
    }
  }

  package var path: String
  package var place: Place
  package var message: String
}

/// What came of an import.
package struct OfflineReport: Hashable, Sendable {
  package static let mostKept = 100

  /// Files that were read, and those whose rows were taken over as they were.
  package var readFiles = 0
  package var keptFiles = 0
  /// Games of the files that were read.
  package var games = 0
  /// All rows of them: games, further names, pictures, dumps.
  package var rows = 0
  /// The first ``mostKept``.
  package private(set) var problems: [OfflineProblem] = []
  package private(set) var problemCount = 0

  mutating func add(_ message: @autoclosure () -> String, _ place: OfflineProblem.Place, of path: String) {
    problemCount += 1
    if problems.count < OfflineReport.mostKept {
      problems.append(OfflineProblem(path: path, place: place, message: message()))
    }
  }

  mutating func merge(_ other: OfflineReport) {
    readFiles += other.readFiles
    keptFiles += other.keptFiles
    games += other.games
    rows += other.rows
    problems += other.problems.prefix(max(0, OfflineReport.mostKept - problems.count))
    problemCount += other.problemCount
  }

  /// Problems that are not kept each.
  mutating func addUncounted(_ count: Int) { problemCount += max(0, count) }
}

/// Why there is no new database. The old one is as it was.
package enum OfflineFailure: Error, Hashable, Sendable {
  case cancelled
  /// Another import of the same database is under way.
  case busy
  /// The directory or a file in it cannot be written.
  case directory(path: String, reason: String)
  case database(String)
}

extension OfflineFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cancelled: "the import was cancelled"
    case .busy: "the offline database is being imported by another process: wait for it"
    case .directory(let path, let reason):
      "the offline database in \(path) cannot be written (\(reason)): make room, or make it writable for this user"
    case .database(let reason): "the offline database cannot be built (\(reason))"
    }
  }
}
