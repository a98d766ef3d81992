package import Model
internal import Platform

/// A top-level folder of the mount.
package struct ViewSettings: Hashable, Sendable {
  /// How a game of several files is shown.
  package enum Packing: String, Sendable, CaseIterable {
    /// As one ZIP.
    case zip
    /// As plain files.
    case loose
  }

  /// What is in the folder.
  package enum Content: String, Sendable, CaseIterable {
    /// Systems with their games.
    case games
    case collections, playlists
    /// Each folder of the other views as a ZIP.
    case downloads
  }

  /// The folder's name.
  package var name: String
  package var content: Content
  package var packing: Packing
  /// nil goes by the packing.
  package var layout: LayoutName?
  /// Names of platforms, as configured; nil for all.
  package var systems: [String]?
  package var isEnabled: Bool
  /// Where what programs write in the folder goes; nil where it can only be read. Absolute.
  package var saves: String?
  /// Bytes that may take on the disk; nil for no limit.
  package var savesLimit: Int64?

  package init(
    name: String, content: Content = .games, packing: Packing = .zip, layout: LayoutName? = nil,
    systems: [String]? = nil, isEnabled: Bool = true
  ) {
    self.name = name
    self.content = content
    self.packing = packing
    self.layout = layout
    self.systems = systems
    self.isEnabled = isEnabled
  }

  static let standard = [
    ViewSettings(name: "Games", packing: .zip), ViewSettings(name: "Loose", packing: .loose),
    ViewSettings(name: "Collections", content: .collections, packing: .zip),
    ViewSettings(name: "Playlists", content: .playlists, packing: .loose),
    ViewSettings(name: "Download", content: .downloads),
  ]

  static let table: [Setting<ViewSettings>] = [
    Setting(
      "packing", \.packing, .choice(Packing.self), example: "\"zip\"",
      "games of several files as one ZIP each, or as plain files"),
    Setting(
      "shows", \.content, .choice(Content.self), synonyms: ["content"],
      "the systems with their \"games\", \"collections\" of games, RetroArch's \"playlists\", or \"downloads\": each "
        + "folder of the other views as a ZIP"),
    Setting(
      "layout", \.layout, .choice(LayoutName.self).orNone, synonyms: ["frontend", "frontEnd"], example: "\"batocera\"",
      "the front end whose folder names, disc shapes, lists and media places the folder has; where it is left out "
        + "\"es-de\" for loose files and \"library\", as it lies, for ZIPs"),
    Setting(
      "systems", \.systems, .systems.orNone, synonyms: ["platforms", "system"],
      "only these systems, such as [\"snes\", \"psx\"]; all where it is left out"),
    Setting("enabled", \.isEnabled, .flag, "false takes the folder away"),
    Setting(
      "saves", \.saves, .path("the path of a directory, such as \"/var/lib/vitrine-saves\"").orNone,
      effect: .nextMount, synonyms: ["save", "saveDirectory", "savesDirectory", "writable", "overlay", "writeLayer"],
      "a directory for what programs save in the folder, which is read-only without (takes effect with the next mount)"),
    Setting(
      "savesLimit", \.savesLimit, .size.orNone, effect: .nextMount,
      synonyms: ["savesSize", "saveLimit", "quota", "limit"],
      "how much of the disk that may take, such as \"2 GiB\" (takes effect with the next mount)"),
  ]

  /// Whether a setting says something of this view.
  func has(_ setting: Setting<ViewSettings>) -> Bool {
    switch setting.name {
    case "shows": content != .games
    case "packing": content == .games || content == .collections
    case "layout": layout != nil
    case "systems": systems != nil
    default: true
    }
  }
}

extension ValueType {
  static var systems: ValueType<[String]> {
    let expectation = "a list of systems such as [\"snes\", \"psx\"]"
    return .list(of: .name("the name of a system, such as \"snes\""), expectation, separators: ",:")
      .checked { systems, node, reading in
        if !systems.isEmpty { return systems }
        reading.report(at: node.place, "the list is empty: name the systems, or leave it out for all")
        return nil
      }
  }

  /// An object with a member for each folder, added to the views there are anyway.
  static var views: ValueType<[ViewSettings]> {
    let expectation = "an object of folders such as {\"Handheld\": {\"packing\": \"loose\"}}"
    return ValueType<[ViewSettings]>(expectation, .json) { node, reading in
      guard case .object(let members) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      var views = ViewSettings.standard
      for member in members {
        reading.enter("." + member.name, member.value) { read(member, into: &views, &$0) }
      }
      if !views.contains(where: { $0.isEnabled && $0.content != .downloads }) {
        let hint = views.contains(where: \.isEnabled) ? " with games, which downloads are made of" : ""
        reading.report(at: node.place, "no view is enabled, so nothing would be shown: enable one\(hint)")
      }
      return views
    } write: { views, json in
      json.object { json in
        for view in views {
          json.member(view.name) { json in
            json.object { json in
              for setting in ViewSettings.table where view.has(setting) && setting.text(view) != "null" {
                json.member(setting.name) { setting.write(view, to: &$0) }
              }
            }
          }
        }
      }
    }
  }

  private static func read(_ member: JSONMember, into views: inout [ViewSettings], _ reading: inout Reading) {
    let isKnown = views.contains { $0.name == member.name }
    if !isKnown, let problem = problem(withFolder: member.name, beside: views) {
      return reading.report(at: member.place, problem)
    }
    var view = views.first { $0.name == member.name } ?? ViewSettings(name: member.name, packing: .zip)
    if case .object(let members) = member.value.content, !isKnown,
      !members.contains(where: { ["packing", "layout", "shows", "content"].contains($0.name) })
    {
      reading.report(
        at: member.place,
        "\"packing\" is missing: write \"packing\": \"zip\" or \"packing\": \"loose\", or a \"layout\"")
    }
    Setting.read(member.value, of: ViewSettings.table, into: &view, &reading)
    if view.content == .downloads, view.systems != nil {
      reading.report(
        at: member.place,
        "a view of downloads has the folders of all other views: leave \"systems\" out, or give it to one of those")
    }
    if view.content == .collections, view.packing == .loose {
      reading.report(
        at: member.place, "collections show games of several files as ZIPs: leave \"packing\" out, or write \"zip\"")
    }
    // A front end's layout is one of files, unless it is said otherwise.
    if case .object(let members) = member.value.content, !isKnown, !members.contains(where: { $0.name == "packing" }),
      view.content == .games
    {
      view.packing = .loose
    }
    if let index = views.firstIndex(where: { $0.name == member.name }) {
      views[index] = view
    } else {
      views.append(view)
    }
  }

  private static func problem(withFolder name: String, beside views: [ViewSettings]) -> String? {
    let isControl = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if name.isEmpty || name.utf8.count > 255 || name.contains("/") || isControl {
      return "this cannot be the name of a folder: 1 to 255 bytes without slashes and control characters are needed"
    }
    // As `.vitrine`, and what Windows programs cannot open.
    if name.hasPrefix(".") || name.hasSuffix(".") || name.hasSuffix(" ") {
      return "the name of a view has no dot in front and no dot or space at its end"
    }
    if let other = views.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return "there is a view \"\(other.name)\" already, and names that differ in case only are one to many programs: "
        + "write \"\(other.name)\" to change that one"
    }
    return nil
  }
}
