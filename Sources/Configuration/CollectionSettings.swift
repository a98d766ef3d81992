internal import Platform

/// A collection of the user's own: a folder in the views that show collections.
package struct CollectionSettings: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// A text file of names and patterns, a playlist (`.lpl`), or a gamelist whose favourites count (`.xml`). Absolute.
    case file(String)
    /// Names and patterns.
    case games([String])
  }

  /// The folder's name; with slashes for folders in folders.
  package var name: String
  package var source: Source

  package init(name: String, source: Source) {
    self.name = name
    self.source = source
  }
}

extension ValueType {
  /// An object with a member for each collection: the path of a list, or names and patterns.
  static var collections: ValueType<[CollectionSettings]> {
    let expectation = "an object such as {\"Best\": \"~/best.txt\", \"Mega Man\": [\"Mega Man*\", \"nes/Rockman*\"]}"
    let path = ValueType<String>.path("the path of a list")
    return ValueType<[CollectionSettings]>(expectation, .json) { node, reading in
      guard case .object(let members) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      var collections: [CollectionSettings] = []
      for member in members {
        reading.enter("." + member.name, member.value) { reading in
          if let problem = problem(withCollection: member.name, beside: collections) {
            return reading.report(at: member.place, problem)
          }
          switch member.value.content {
          case .string:
            guard let path = path.read(member.value, &reading) else { return }
            collections.append(CollectionSettings(name: member.name, source: .file(path)))
          case .array(let nodes):
            var games: [String] = []
            for node in nodes {
              guard case .string(let text) = node.content, !text.isEmpty else {
                reading.refuse(node, expected: "a name or pattern such as \"Mega Man*\"")
                continue
              }
              games.append(text)
            }
            if nodes.isEmpty {
              reading.report(at: member.value.place, "the list is empty: name a game, or take it out")
            }
            collections.append(CollectionSettings(name: member.name, source: .games(games)))
          default:
            reading.refuse(
              member.value, expected: "the path of a list, or a list of names and patterns such as [\"Mega Man*\"]")
          }
        }
      }
      return collections
    } write: { collections, json in
      json.object { json in
        for collection in collections {
          json.member(collection.name) { json in
            switch collection.source {
            case .file(let path): json.value(path)
            case .games(let games): json.array { json in for game in games { json.value(game) } }
            }
          }
        }
      }
    }
  }

  /// Those that are made without being asked for.
  private static var automatic: [String] {
    [
      "Favourites", "Recently Added", "Regions", "Years", "Decades", "Genres", "Developers",
    ]
  }

  private static func isPath(_ name: String, around other: String) -> Bool {
    name != other && (name.hasPrefix(other + "/") || other.hasPrefix(name + "/"))
  }

  private static func problem(withCollection name: String, beside others: [CollectionSettings]) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    for part in parts {
      let isControl = part.unicodeScalars.contains { $0.properties.generalCategory == .control }
      if part.isEmpty || part.utf8.count > 255 || part.hasPrefix(".") || isControl {
        return "this cannot be the name of a collection: folders of 1 to 255 bytes are needed, without a dot in front "
          + "and control characters, and one slash between them"
      }
    }
    if let taken = automatic.first(where: { $0.lowercased() == parts[0].lowercased() }) {
      return "\(taken) is there by itself: give the collection another name"
    }
    if let other = others.first(where: { isPath($0.name.lowercased(), around: name.lowercased()) }) {
      return
        "it and the collection \"\(other.name)\" lie in each other: the folders of one would stand between the systems "
        + "of the other"
    }
    if let other = others.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return "there is a collection \"\(other.name)\" already"
    }
    return nil
  }
}
