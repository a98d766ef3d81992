package import Model
internal import Text

/// Which games `vitrine match list` shows.
package enum MatchFilter: String, Sendable, CaseIterable {
  /// Asked about, and of no provider's games, or not near enough to one.
  case unmatched
  /// Of those, where something was near.
  case candidates
  /// Where a provider gave no answer, or not all of one.
  case failed
  /// What somebody said.
  case manual
  case all
  /// What is not settled: ``unmatched`` and ``failed``.
  case open

  /// - Parameter match: nil where the provider was not asked yet.
  func includes(_ match: ProviderMatch?) -> Bool {
    guard let match else { return self == .all }
    // Nobody can do anything about what the provider does not have at all.
    let isUnmatched = match.state == .noMatch && match.method != .manual && match.evidence != "not-asked"
    let isFailed = match.state == .failed || match.state == .partial || match.state == .cancelled
    return switch self {
    case .unmatched: isUnmatched
    case .candidates: isUnmatched && !match.candidates.isEmpty
    case .failed: isFailed
    case .manual: match.method == .manual
    case .all: true
    case .open: isUnmatched || isFailed
    }
  }
}

/// What is asked about matches over the control socket: words `name=value`, the values raw.
package struct MatchOrder: Hashable, Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case list, choose, none, undo, mark, unmark
  }

  package var action: Action
  package var places: [ScanOrder.Place] = []
  package var filter = MatchFilter.open
  package var provider: Provider?
  /// The provider's.
  package var id: String?
  /// Where the page before ended, as its answer says.
  package var after: [UInt8]?

  package init(_ action: Action) { self.action = action }

  /// The arguments of the request.
  package var arguments: [[UInt8]] {
    var words = [Array("action=\(action.rawValue)".utf8), Array("filter=\(filter.rawValue)".utf8)]
    words += places.map { place in
      switch place {
      case .view(let path): Array("view=".utf8) + path
      case .library(let path): Array("path=".utf8) + path
      }
    }
    if let provider { words.append(Array("provider=\(provider.rawValue)".utf8)) }
    if let id { words.append(Array("id=\(id)".utf8)) }
    if let after { words.append(Array("after=".utf8) + after) }
    return words
  }

  package init(arguments: [[UInt8]]) throws(Complaint) {
    self.init(.list)
    for argument in arguments {
      let parts = argument.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Array(parts[1]) : []
      let text = String(decoding: value, as: UTF8.self)
      switch String(decoding: parts[0], as: UTF8.self) {
      case "action": action = try MatchOrder.action(text)
      case "filter":
        guard let known = MatchFilter(rawValue: text) else { throw Complaint(.usage, "there is no filter `\(text)`") }
        filter = known
      case "view": places.append(.view(value))
      case "path": places.append(.library(value))
      case "provider": provider = try MatchOrder.provider(text)
      case "id": id = text
      case "after": after = value
      case let name:
        throw Complaint(
          .usage, "a match has no `\(shown(name))`: action, filter, path, view, provider, id and after")
      }
    }
    if let id {
      guard let provider else { throw Complaint(.usage, "an id needs a provider") }
      try MatchOrder.check(id, of: provider)
    }
  }

  static func action(_ word: String) throws(Complaint) -> Action {
    if let action = Action(rawValue: word) { return action }
    let names = Action.allCases.map(\.rawValue)
    let meant = customary[word].map { " (did you mean `\($0.rawValue)`?)" } ?? suggestion(word, from: names)
    throw Complaint(.usage, "`vitrine match` does not know `\(shown(word))`\(meant); see `vitrine help match`")
  }

  /// What people type because other programs call it so.
  private static let customary: [String: Action] = [
    "ls": .list, "show": .list, "status": .list, "set": .choose, "pick": .choose, "select": .choose, "fix": .choose,
    "no": .none, "nothing": .none, "forget": .undo, "reset": .undo, "clear": .undo, "remove": .undo, "rm": .undo,
  ]

  /// Who can be asked about games.
  static let providers = Provider.allCases.filter { $0 != .own }

  static func provider(_ word: String) throws(Complaint) -> Provider {
    if let provider = Provider(rawValue: word.lowercased()), provider != .own { return provider }
    let names = providers.map(\.rawValue)
    throw Complaint(
      .usage,
      "there is no provider `\(shown(word))`\(suggestion(word.lowercased(), from: names)); "
        + "the providers are \(names.joined(separator: ", "))")
  }

  /// Refuses what cannot be an id there.
  static func check(_ id: String, of provider: Provider) throws(Complaint) {
    switch provider {
    case .igdb, .launchbox:
      let isNumber = id.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int64(id).map { $0 > 0 } ?? false
      guard isNumber, id.utf8.first != UInt8(ascii: "0") else {
        throw Complaint(
          .usage,
          "`\(shown(id))` is no id of \(provider.rawValue): it is a number, such as 1074"
            + (provider == .igdb ? ", which the game's page at igdb.com names as its IGDB ID" : ""))
      }
    case .hasheous, .libretro, .own:
      throw Complaint(
        .usage,
        "\(provider.rawValue) knows games by the checksums of their files, and cannot be asked for one by its id; "
          + "`none` tells that a game is none of its")
    }
  }
}
