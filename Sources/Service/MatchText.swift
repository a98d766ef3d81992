internal import Model
package import Platform

/// A game and how it stands with one provider: what `vitrine match list` shows.
package struct MatchReport: Hashable, Sendable {
  /// Absolute, of its first file in the library.
  package var path: String
  package var game: String
  package var system: String
  package var standing: ProviderStanding

  package init(path: String, game: String, system: String, _ standing: ProviderStanding) {
    self.path = path
    self.game = game
    self.system = system
    self.standing = standing
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("game", game)
      json.member("system", system)
      standing.writeMembers(to: &json)
    }
  }

  /// One object, without a line feed.
  package var json: String {
    var json = JSONWriter()
    write(to: &json)
    return json.text
  }

  package init?(_ json: JSONValue) {
    guard let path = json["path"].string, let standing = ProviderStanding(json) else { return nil }
    self.init(path: path, game: json["game"].string ?? "?", system: json["system"].string ?? "?", standing)
  }
}

/// Matches in lines for people. Pure.
package struct MatchText: Sendable {
  /// Seconds since 1970.
  package var now: Int64

  package init(now: Int64) { self.now = now }

  /// One line.
  package func line(_ report: MatchReport) -> String {
    "\(shown(report.path)): \(shown(report.standing.provider)): \(summary(report.standing))"
  }

  /// What a provider has of a game, in one line.
  package func summary(_ standing: ProviderStanding) -> String {
    let isManual = standing.method == ProviderMatch.Method.manual.rawValue
    if let id = standing.id {
      var parts = ["\(shown(id))\(named(standing.name))\(isManual ? ", as you said" : by(standing.method))"]
      if let score = standing.score, !isManual { parts[0] += ", score \(points(score))" }
      if let second = standing.runnerUp {
        parts.append("next \(candidate(second))\(standing.margin.map { ", margin \(points($0))" } ?? "")")
      }
      if standing.code == "chosen" {
        parts.append("its details are to be fetched")
      } else if standing.state != ProviderMatch.State.done.rawValue {
        parts.append(trouble(standing))
      }
      return parts.joined(separator: "; ")
    }
    if isManual { return "none, as you said" }
    switch standing.state {
    case ProviderMatch.State.noMatch.rawValue:
      guard let best = standing.candidates.first else {
        return standing.evidence.contains { $0.code == "not-asked" }
          ? "not asked: it does not have such games" : "no match"
      }
      var text = "no match; nearest \(candidate(best))"
      if let second = standing.runnerUp {
        text += "; next \(candidate(second))\(standing.margin.map { ", margin \(points($0))" } ?? "")"
      }
      return text
    case ProviderStanding.notAsked: return "not asked yet"
    default: return trouble(standing)
    }
  }

  private func trouble(_ standing: ProviderStanding) -> String {
    let missing = standing.missing.filter { $0 != "all" }
    var text =
      missing.isEmpty || standing.message != nil ? standing.state : "without \(missing.joined(separator: ", "))"
    if standing.state == ProviderMatch.State.partial.rawValue, missing.isEmpty { text = "not all of it is there" }
    if let message = standing.message { text += ": \(shown(message))" }
    return text + again(standing)
  }

  /// When it is tried again.
  func again(_ standing: ProviderStanding) -> String {
    guard let time = standing.retryAt else { return "" }
    return time > now ? "; asked again in \(duration(seconds: Double(time - now)))" : "; asked again soon"
  }

  private func by(_ method: String?) -> String {
    switch method.flatMap({ ProviderMatch.Method(rawValue: $0) }) {
    case .name: " by the number in its name"
    case .checksum: " by checksum"
    case .title: " by title"
    case .remembered: " by title, as before"
    case .reference: " by another provider's word"
    case .manual, nil: ""
    }
  }

  func candidate(_ one: ProviderMatch.Candidate) -> String { "\(shown(one.id))\(named(one.name)) \(points(one.score))" }

  private func named(_ name: String?) -> String { name.map { " “\(shown($0))”" } ?? "" }

  /// Two decimals.
  func points(_ score: Double) -> String {
    let hundredths = Int((min(1, max(-1, score)) * 100).rounded())
    let digits = "\(hundredths.magnitude % 100)"
    return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }

  /// In lines, for `vitrine explain`.
  package func details(_ standing: ProviderStanding) -> [String] {
    var lines = ["\(shown(standing.provider)): \(summary(standing))"]
    let reasons = standing.evidence.map { shown($0.sentence) }
    if !reasons.isEmpty { lines.append("  because \(reasons.joined(separator: "; "))") }
    if let term = standing.term?.prefix(while: { $0 != "|" }) { lines.append("  looked for as \(shown(String(term)))") }
    if let updated = standing.updated {
      let ago = duration(seconds: Double(max(0, now - updated)))
      let isSaid = standing.state != ProviderMatch.State.done.rawValue && standing.id != nil || standing.message != nil
      lines.append("  as of \(ago) ago" + (isSaid ? "" : again(standing)))
    }
    // The first ones are in the summary: the match itself, or the two that are nearest.
    let told = standing.id != nil && standing.runnerUp == nil ? 1 : 2
    let others = standing.candidates.dropFirst(told)
    if !others.isEmpty { lines.append("  also near: \(others.map(candidate).joined(separator: "; "))") }
    return lines
  }
}

extension MatchText {
  /// What came of saying something.
  package func said(_ action: MatchOrder.Action, _ answer: JSONValue) -> [String] {
    switch action {
    case .list: return []
    case .choose, .none:
      guard let report = MatchReport(answer["match"]) else { return [] }
      let others = answer["others"].integer ?? 0
      return [line(report)]
        + (others > 0 ? ["\(number(others, "other file")) of that title: looked at again"] : [])
    case .undo:
      let names = answer["forgotten"].array.compactMap(\.string)
      let asked = answer["asked"].array.compactMap(\.string)
      let path = shown(answer["path"].string ?? "?")
      if names.isEmpty { return ["\(path): there is nothing to forget"] }
      let again = asked.isEmpty ? "nobody that is configured" : asked.joined(separator: ", ")
      return [
        "\(path): forgotten what \(names.joined(separator: ", ")) said"
          + (asked == names ? ", and asked again" : "; asked again: \(again)")
      ]
    case .mark:
      return [
        "\(number(answer["games"].integer ?? 0, "game")) marked; `vitrine scan --type metadata --select marked` asks about them"
      ]
    case .unmark: return ["\(number(answer["games"].integer ?? 0, "game")) marked no more"]
    }
  }

  /// What is said of an empty list.
  package static func nothing(_ filter: MatchFilter) -> String {
    switch filter {
    case .open: "every game that was asked about is settled; --all lists them"
    case .unmatched: "there is no game without a match among those that were asked about"
    case .candidates: "there is no game without a match to which something was near"
    case .failed: "no provider has failed to answer about a game"
    case .manual: "nothing was chosen by hand"
    case .all: "there are no games, or no provider is configured"
    }
  }
}
