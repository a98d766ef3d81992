package import Platform

extension StatusReport {
  /// What sources offer in the mount, and what is fetched of it as it is read.
  package struct Remote: Hashable, Sendable {
    /// Files that are shown, also those that the library has as well.
    package var files = 0
    /// Files whose server is still to be asked what they are exactly.
    package var unknown = 0
    /// Files that somebody has open, or that are being fetched.
    package var open = 0
    /// Requests under way.
    package var fetches = 0
    /// Pieces that readers wait for.
    package var waiting = 0
    /// Bytes since the start of the service.
    package var received: Int64 = 0
    /// What is wrong with sources, for people.
    package var problems: [String] = []

    package init() {}

    func writeMember(to json: inout JSONWriter) {
      json.object("remote") { json in
        json.member("files", files)
        json.member("unknown", unknown)
        json.member("open", open)
        json.member("fetches", fetches)
        json.member("waiting", waiting)
        json.member("received", received)
        json.array("problems") { json in for problem in problems { json.value(problem) } }
      }
    }

    /// nil where nothing is offered, and nothing was to be.
    package init?(_ json: JSONValue) {
      files = json["files"].integer ?? 0
      unknown = json["unknown"].integer ?? 0
      open = json["open"].integer ?? 0
      fetches = json["fetches"].integer ?? 0
      waiting = json["waiting"].integer ?? 0
      received = json["received"].bytes ?? 0
      problems = json["problems"].array.compactMap(\.string)
      if files == 0, unknown == 0, problems.isEmpty { return nil }
    }

    /// For people, without its label.
    var lines: [String] {
      var words = ["\(grouped(files)) \(files == 1 ? "file" : "files") at sources, fetched as they are read"]
      if unknown > 0 { words.append("\(grouped(unknown)) more when their servers have said what they are") }
      if open > 0 { words.append("\(open) open") }
      if waiting > 0 { words.append("\(waiting) \(waiting == 1 ? "piece" : "pieces") waited for") }
      if received > 0 { words.append("\(size(Double(received))) came") }
      return [words.joined(separator: ", ")] + problems.map(shown)
    }
  }
}
