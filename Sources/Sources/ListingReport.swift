/// How much a listing of a source was, and what it left out.
package struct ListingReport: Hashable, Sendable {
  /// Files offered in this listing; those of unchanged folders are not counted.
  package var offers = 0
  /// Folders listed, the root included.
  package var folders = 0
  /// Those among them that were as they had been.
  package var unchangedFolders = 0
  package var refused = RefusedNames()
  /// Folders that could not be listed, or not to their end; the first ones. See ``failureCount``.
  package private(set) var failures: [FolderFailure] = []
  package private(set) var failureCount = 0
  /// Rows of a manifest that were not taken; the first ones. See ``rowCount``.
  package private(set) var rows: [RowProblem] = []
  package private(set) var rowCount = 0
  /// Rows that do not even say which file they are about.
  package private(set) var unreadableRows = 0
  /// Folders that show again what lies above them, as a link to a folder above does: listed once.
  package var repeatedFolders = 0
  /// Links that lead out of a local folder, sockets and devices: not offered.
  package var specialFiles = 0
  /// Games that the server knows and does not find on its own disk: not offered.
  package var missingGames = 0
  /// Games of a name that another one of the same platform has: not offered.
  package var repeatedGames = 0
  /// Why it ended early; nil where it did not.
  package var stop: SourceFailure?

  package init() {}

  package struct FolderFailure: Hashable, Sendable {
    /// Below the root, which is the empty path.
    package var path: [UInt8]
    package var failure: SourceFailure
  }

  package struct RowProblem: Hashable, Sendable {
    /// Its place in the array, from 0.
    package var index: Int
    /// From 1.
    package var line: Int
    package var message: String
  }

  package static let mostExamples = 100

  /// Whether everything that can be offered has been: only then a file that was not is gone. A folder that is whole
  /// by itself says so (``ListedFolder/isWhole``).
  package var isComplete: Bool { failureCount == 0 && unreadableRows == 0 && stop == nil }

  mutating func fail(_ path: [UInt8], _ failure: SourceFailure) {
    failureCount += 1
    if failures.count < ListingReport.mostExamples { failures.append(FolderFailure(path: path, failure: failure)) }
  }

  /// - Parameter isReadable: whether it says which file it is about.
  mutating func refuseRow(_ index: Int, line: Int, _ message: String, isReadable: Bool) {
    rowCount += 1
    if !isReadable { unreadableRows += 1 }
    if rows.count < ListingReport.mostExamples { rows.append(RowProblem(index: index, line: line, message: message)) }
  }
}
