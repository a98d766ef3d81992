internal import Model
internal import Platform

extension RootSettings {
  static let table: [Setting<RootSettings>] = [
    Setting(
      "path", \.path, .path("the path of a directory, such as \"/srv/roms\""), isRequired: true,
      synonyms: ["directory", "folder", "library", "location", "dir"], example: "\"/srv/roms\"",
      "the directory; relative to this file's, and ~ is the home directory"),
    Setting(
      "kind", \.kind,
      .choice(
        Kind.self,
        instead: [
          "movies": "\"movies\" are not shown yet, only \"games\": take this root out until a later version",
          "music": "\"music\" is not shown yet, only \"games\": take this root out until a later version",
        ]),
      synonyms: ["type"], "what lies in it"),
    Setting(
      "platform", \.platform, .name("the name of a platform, such as \"snes\"").orNone, synonyms: ["system"],
      example: "\"snes\"", "everything below is of this platform, whatever the folders are called"),
    Setting(
      "layout", \.layout, .choice(Layout.self), synonyms: ["structure"],
      "\"systems\" is <system>/…, \"nested\" <system>/roms/…, \"single\" one system's games; \"automatic\" looks"),
    Setting(
      "excludes", \.excludes, .patterns, synonyms: ["ignore", "ignores", "exclusions", "skip"],
      example: "[\"saves/\", \"/psx/old\"]", "patterns of what is left out, in addition to those for all roots"),
  ]
}

extension ValueType {
  /// A list of objects; a text alone is the path of a root with nothing else to say.
  static var roots: ValueType<[RootSettings]> {
    let expectation = "a list of roots such as [{\"path\": \"/srv/roms\"}]"
    let one = ValueType<RootSettings>("an object such as {\"path\": \"/srv/roms\"}", .json) { node, reading in
      var root = RootSettings(path: "")
      var node = node
      if case .string = node.content {
        node = JSONNode(.object([JSONMember(name: "path", place: node.place, value: node)]), at: node.place)
      }
      Setting.read(node, of: RootSettings.table, into: &root, &reading)
      // What is wrong with it is in the reading. It keeps its place, also without a path: the others are looked at all
      // the same, so that everything that is wrong is told at once.
      return root
    } write: { root, json in
      json.object { json in
        for setting in RootSettings.table where setting.name != "platform" || root.platform != nil {
          json.member(setting.name) { setting.write(root, to: &$0) }
        }
      }
    }
    return .list(of: one, expectation, separators: ":").checked { roots, _, reading in
      var first: [String: Int] = [:]
      for (index, root) in roots.enumerated() where !root.path.isEmpty {
        if let other = first[root.path] {
          reading.reportAgain(index, sameAs: other)
        } else {
          first[root.path] = index
        }
      }
      return roots
    }
  }
}

extension Reading {
  /// Root `index` is the same directory as root `other`.
  fileprivate mutating func reportAgain(_ index: Int, sameAs other: Int) {
    func place(_ index: Int) -> TextPlace {
      (origins["\(key)[\(index + 1)].path"] ?? origins["\(key)[\(index + 1)]"])?.place ?? .start
    }
    report(
      at: place(index),
      "root \(index + 1) is the same directory as root \(other + 1) of line \(place(other).line): take one out")
  }
}
