internal import Content
package import Model
internal import Platform
package import Scan

/// An explanation as JSON: the answer to `explain`, and what `vitrine explain --json` prints.
///
/// | key | |
/// |---|---|
/// | `ok`, `path`, `library`, `kind` | `path` as asked; `kind` as ``Explanation/Kind`` |
/// | `rule`, `detail` | `{code, sentence}` or null; what the rule found here |
/// | `gone` | in the last scan and not on the disk any more |
/// | `system` | `{key, folder, known, rule}` or null |
/// | `game` | `{name, kind, rule, bytes, members, playlist}` or null; members as `{path, name, category, bytes, crc32, namedBy}` |
/// | `member` | the path in the game and category of the file asked about, or null |
/// | `names` | `{view, path}` of the game and the file in a running mount |
/// | `games`, `systems` | what lies in a folder |
/// | `providers` | how the game stands with each that was asked, as ``ProviderStanding`` |
/// | `facts` | `{field, provider}`: whose word is shown; fields that nobody knows are left out |
///
/// Bytes that are no UTF-8 are shown as U+FFFD.
package struct ExplanationReport: Sendable {
  package struct Name: Sendable {
    package var view: String
    /// Below the mount point.
    package var path: [UInt8]
    package var isGame: Bool
  }

  package var explanation: Explanation
  /// As asked.
  package var path: [UInt8]
  package var library: String
  package var names: [Name] = []
  /// By the member's path below the root; nil where nothing runs that computes them.
  package var checksums: [[UInt8]: UInt32]?

  /// Those that were asked; none where nothing runs that asks.
  package var providers: [ProviderStanding] = []
  package var facts: [(field: FactField, provider: Provider)] = []

  package init(_ explanation: Explanation, path: [UInt8], library: String) {
    self.explanation = explanation
    self.path = path
    self.library = library
  }

  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("ok", true)
      json.member("path", text(path))
      json.member("library", library)
      json.member("kind", explanation.kind.rawValue)
      write("rule", explanation.rule, to: &json)
      json.member("detail", explanation.detail)
      json.member("gone", explanation.isGone)
      if let system = explanation.system { write("system", system, to: &json) } else { json.null("system") }
      if let game = explanation.game { write(game, to: &json) } else { json.null("game") }
      if let member = explanation.member {
        json.object("member") { write(member, to: &$0) }
      } else {
        json.null("member")
      }
      json.array("names") { json in
        for name in names {
          json.object { json in
            json.member("view", name.view)
            json.member("path", text(name.path))
            json.member("of", name.isGame ? "game" : "file")
          }
        }
      }
      json.array("games") { json in
        for game in explanation.games {
          json.object { json in
            json.member("name", text(game.name))
            json.member("rule", game.rule.rawValue)
          }
        }
      }
      json.array("systems") { json in
        for system in explanation.systems { json.object { write(system, to: &$0) } }
      }
      json.array("providers") { json in for one in providers { json.object { one.writeMembers(to: &$0) } } }
      json.array("facts") { json in
        for fact in facts {
          json.object { json in
            json.member("field", fact.field.rawValue)
            json.member("provider", fact.provider.rawValue)
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  /// The rules with their sentences, by what they are about.
  package static var rules: [UInt8] {
    var json = JSONWriter()
    json.array { json in
      for rule in GroupingRule.allCases {
        json.object { json in
          json.member("code", rule.rawValue)
          json.member("about", rule.kind.rawValue)
          json.member("sentence", rule.sentence)
        }
      }
      for rule in SystemFolderRule.allCases {
        json.object { json in
          json.member("code", rule.rawValue)
          json.member("about", "system")
          json.member("sentence", rule.sentence)
        }
      }
    }
    return json.bytes + [0x0A]
  }

  private func write(_ name: String, _ rule: GroupingRule?, to json: inout JSONWriter) {
    guard let rule else { return json.null(name) }
    json.object(name) { json in
      json.member("code", rule.rawValue)
      json.member("sentence", rule.sentence)
    }
  }

  private func write(_ name: String, _ system: Explanation.System, to json: inout JSONWriter) {
    json.object(name) { write(system, to: &$0) }
  }

  private func write(_ system: Explanation.System, to json: inout JSONWriter) {
    json.member("key", system.key)
    json.member("folder", text(system.folder))
    json.member("known", system.isKnown)
    json.object("rule") { json in
      json.member("code", system.rule.rawValue)
      json.member("sentence", system.rule.sentence)
    }
  }

  private func write(_ game: Explanation.Game, to json: inout JSONWriter) {
    json.object("game") { json in
      json.member("name", text(game.name))
      json.member("kind", game.isArchive ? "archive" : "file")
      write("rule", game.rule, to: &json)
      json.member("bytes", game.members.reduce(0.0) { $0 + Double($1.version.size) })
      json.member("playlist", game.playlist.map(text))
      json.array("members") { json in
        for member in game.members { json.object { write(member, to: &$0) } }
      }
    }
  }

  private func write(_ member: Explanation.Member, to json: inout JSONWriter) {
    json.member("path", text(member.path))
    json.member("name", text(member.name))
    json.member("category", member.category.rawValue)
    json.member("bytes", member.version.size)
    json.member("crc32", checksums?[member.path].map { hexadecimal($0) })
    json.member("namedBy", member.namedBy.map(text))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension JSONWriter {
  fileprivate mutating func null(_ name: String) { member(name, nil as String?) }
}
