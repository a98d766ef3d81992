internal import Enrichment
package import Model
package import Platform

/// How a game stands with a provider, with words for what is stored as codes.
///
/// | key | |
/// |---|---|
/// | `provider` | its short name |
/// | `state` | as ``ProviderMatch/State``, or `not asked` |
/// | `id`, `name` | which game there; null for none |
/// | `method` | as ``ProviderMatch/Method``, or null |
/// | `score`, `margin` | from 0 to 1, or null; the margin is what the best was nearer than the runner-up |
/// | `runnerUp` | `{id, name, score}` or null |
/// | `candidates` | what was near, the best first |
/// | `evidence` | `{code, sentence}` each |
/// | `term` | what it was looked for by |
/// | `missing` | what of it could not be had |
/// | `code`, `message` | why there is no answer |
/// | `updated`, `retryAt` | seconds since 1970; `retryAt` is null where it is not asked again by itself |
package struct ProviderStanding: Hashable, Sendable {
  package struct Reason: Hashable, Sendable {
    package var code: String
    package var sentence: String
  }

  package var provider: String
  package var state: String
  package var id: String?
  package var name: String?
  package var method: String?
  package var score: Double?
  package var margin: Double?
  package var candidates: [ProviderMatch.Candidate] = []
  package var evidence: [Reason] = []
  package var term: String?
  package var missing: [String] = []
  package var code: String?
  package var message: String?
  package var updated: Int64?
  package var retryAt: Int64?

  static let notAsked = "not asked"

  /// - Parameters:
  ///   - match: nil where it was not asked about yet.
  ///   - name: of the game there.
  package init(_ provider: Provider, _ match: ProviderMatch?, name: String? = nil) {
    self.provider = provider.rawValue
    self.name = name
    state = match?.state.rawValue ?? ProviderStanding.notAsked
    guard let match else { return }
    id = match.id
    method = match.method?.rawValue
    score = match.score
    candidates = match.candidates
    // What somebody said was not weighed against others.
    margin = match.method == .manual ? nil : match.margin.map { ($0 * 1000).rounded() / 1000 }
    evidence = (match.evidence ?? "").split(separator: " ").map { code in
      Reason(code: String(code), sentence: Settlement.sentence(ofEvidence: String(code)) ?? String(code))
    }
    term = match.term
    missing = match.fields
    code = match.code
    message = match.message
    updated = match.updated / 1_000_000_000
    retryAt = match.retryAt.map { $0 / 1_000_000_000 }
  }

  /// What was second; nil where nothing was, or nobody weighed.
  package var runnerUp: ProviderMatch.Candidate? {
    method == ProviderMatch.Method.manual.rawValue ? nil : candidates.dropFirst().first
  }

  // MARK: JSON

  func writeMembers(to json: inout JSONWriter) {
    func optional(_ name: String, _ value: Double?) {
      json.member(name) { json in if let value { json.value((value * 1000).rounded() / 1000) } else { json.null() } }
    }
    func optional(_ name: String, _ value: Int64?) {
      json.member(name) { json in if let value { json.value(value) } else { json.null() } }
    }
    json.member("provider", provider)
    json.member("state", state)
    json.member("id", id)
    json.member("name", name)
    json.member("method", method)
    optional("score", score)
    optional("margin", margin)
    json.member("runnerUp") { json in
      if let runnerUp { ProviderStanding.write(runnerUp, to: &json) } else { json.null() }
    }
    json.array("candidates") { json in for one in candidates { ProviderStanding.write(one, to: &json) } }
    json.array("evidence") { json in
      for reason in evidence {
        json.object { json in
          json.member("code", reason.code)
          json.member("sentence", reason.sentence)
        }
      }
    }
    json.member("term", term)
    json.array("missing") { json in for field in missing { json.value(field) } }
    json.member("code", code)
    json.member("message", message)
    optional("updated", updated)
    optional("retryAt", retryAt)
  }

  private static func write(_ candidate: ProviderMatch.Candidate, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", candidate.id)
      json.member("name", candidate.name)
      json.member("score", (candidate.score * 1000).rounded() / 1000)
    }
  }

  /// nil for what is none.
  package init?(_ json: JSONValue) {
    guard let provider = json["provider"].string, let state = json["state"].string else { return nil }
    self.provider = provider
    self.state = state
    id = json["id"].string
    name = json["name"].string
    method = json["method"].string
    score = json["score"].number
    margin = json["margin"].number
    candidates = json["candidates"].array.map {
      ProviderMatch.Candidate(
        id: $0["id"].string ?? "?", name: $0["name"].string ?? "?", score: $0["score"].number ?? 0)
    }
    evidence = json["evidence"].array.map {
      Reason(code: $0["code"].string ?? "?", sentence: $0["sentence"].string ?? "?")
    }
    term = json["term"].string
    missing = json["missing"].array.compactMap(\.string)
    code = json["code"].string
    message = json["message"].string
    updated = json["updated"].bytes
    retryAt = json["retryAt"].bytes
  }
}
