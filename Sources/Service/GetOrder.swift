/// Files that are asked for over the control socket: words `name=value`, the values raw.
package struct GetOrder: Hashable, Sendable {
  /// Names and patterns as a list of the user's own has them: `snes/Chrono*`. A line each.
  package var lines: [[UInt8]] = []
  /// More of them, which were sent before by ``lineArguments(_:draft:)``.
  package var draft: Int64?
  /// A system whose games are all meant.
  package var systems: [[UInt8]] = []
  /// Collections of the configuration, by name.
  package var collections: [String] = []
  /// Sources that files may come from, by name; all where it is empty.
  package var sources: [String] = []
  /// Everything that is offered.
  package var isEverything = false
  /// What the library has is fetched all the same, and takes the place of what was fetched before.
  package var replaces = false
  /// Nothing is fetched: what would be is told.
  package var isTrial = false
  /// For people: what was asked for.
  package var title = ""

  package init() {}

  /// The arguments of `get-lines`, which takes lines that do not fit one request.
  ///
  /// - Parameter draft: as its first answer says; nil for the first of several.
  package static func lineArguments(_ lines: [[UInt8]], draft: Int64?) -> [[UInt8]] {
    (draft.map { [Array("draft=\($0)".utf8)] } ?? []) + lines.map { Array("line=".utf8) + $0 }
  }

  package var arguments: [[UInt8]] {
    func word(_ name: String, _ value: [UInt8]) -> [UInt8] { Array(name.utf8) + [UInt8(ascii: "=")] + value }
    var words = [word("title", Array(title.utf8))]
    words += lines.map { word("line", $0) }
    if let draft { words.append(word("draft", Array("\(draft)".utf8))) }
    words += systems.map { word("system", $0) }
    words += collections.map { word("collection", Array($0.utf8)) }
    words += sources.map { word("source", Array($0.utf8)) }
    if isEverything { words.append(word("everything", [])) }
    if replaces { words.append(word("replace", [])) }
    if isTrial { words.append(word("trial", [])) }
    return words
  }

  package init(arguments: [[UInt8]]) throws(Complaint) {
    for argument in arguments {
      let parts = argument.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Array(parts[1]) : []
      switch String(decoding: parts[0], as: UTF8.self) {
      case "title": title = String(decoding: value, as: UTF8.self)
      case "line": lines.append(value)
      case "draft": draft = Int64(String(decoding: value, as: UTF8.self))
      case "system": systems.append(value)
      case "collection": collections.append(String(decoding: value, as: UTF8.self))
      case "source": sources.append(String(decoding: value, as: UTF8.self))
      case "everything": isEverything = true
      case "replace": replaces = true
      case "trial": isTrial = true
      case let name: throw Complaint(.usage, "files are not asked for by `\(shown(name))`")
      }
    }
    if lines.isEmpty, draft == nil, systems.isEmpty, collections.isEmpty, !isEverything {
      throw Complaint(.usage, "nothing is named: give games, a list, a collection, or --all")
    }
  }
}
