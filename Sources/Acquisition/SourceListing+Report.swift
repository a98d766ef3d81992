internal import Model
internal import Sources

extension SourceListing {
  /// The offers are for the catalog to count.
  ///
  /// - Parameters:
  ///   - began: nanoseconds since 1970, as the next one.
  init(_ report: ListingReport, began: Int64, ended: Int64) {
    self.init(began: began, ended: ended, isComplete: report.isComplete)
    folders = report.folders
    refused = report.refused.count
    // A row with a name that was refused counts as that.
    failures = report.failureCount + (report.rowCount == 0 ? 0 : max(0, report.rowCount - report.refused.count))
    message = report.message
  }

  /// Nothing could be listed, or not to the end.
  init(_ failure: SourceFailure, began: Int64, ended: Int64) {
    self.init(began: began, ended: ended, isComplete: false)
    message = failure.message
  }

  /// It is not complete, for this reason first of all.
  mutating func fail(_ reason: String) {
    isComplete = false
    message = sentences([reason, message ?? ""])
  }
}

extension ListingReport {
  /// What is wrong, for people, the worst first; nil where nothing is.
  fileprivate var message: String? {
    var parts = [stop?.message ?? ""]
    if failureCount > 0 {
      // What ended the listing has been said.
      let examples = failures.lazy.filter { $0.failure != stop }.map {
        "/\(String(decoding: $0.path, as: UTF8.self)): \($0.failure.message)"
      }
      parts.append(counted(failureCount, "folder", "folders", "could not be listed", examples))
    }
    if rowCount > 0 {
      let examples = rows.lazy.map { "row \($0.index + 1) (line \($0.line)): \($0.message)" }
      parts.append(counted(rowCount, "row of the manifest", "rows of the manifest", "cannot be used", examples))
    } else if refused.count > 0 {
      let examples = refused.examples.lazy.map { "\($0.path): the name \($0.refusal.words)" }
      parts.append(counted(refused.count, "name", "names", "cannot be used", examples))
    }
    if repeatedFolders > 0 { parts.append("Folders left out that show again what lies above them: \(repeatedFolders)") }
    if specialFiles > 0 { parts.append("Links that lead elsewhere, sockets and devices left out: \(specialFiles)") }
    if missingGames > 0 { parts.append("Games left out that the server itself does not find: \(missingGames)") }
    if repeatedGames > 0 { parts.append("Games left out whose names others have: \(repeatedGames)") }
    let message = sentences(parts)
    return message.isEmpty ? nil : message
  }
}

/// With the first examples.
private func counted(
  _ count: Int, _ one: String, _ several: String, _ what: String, _ examples: some Sequence<String>
) -> String {
  let shown = Array(examples.prefix(3))
  let text = "\(count) \(count == 1 ? one : several) \(what)"
  return shown.isEmpty ? text : "\(text): \(shown.joined(separator: "; "))"
}

/// One after the other, empty ones left out.
private func sentences(_ parts: [String]) -> String {
  var text = ""
  for part in parts where !part.isEmpty {
    if let last = text.last { text += ".?!".contains(last) ? " " : ". " }
    text += part
  }
  return text
}
