internal import Configuration
internal import Formats
internal import Model
internal import Platform
internal import Sources
internal import Text
internal import Tree

/// Which of the offered games somebody asked for.
struct GetChoice {
  /// What of them is to be fetched.
  struct Picked: Sendable {
    struct File: Sendable {
      /// Below the directory of downloads.
      var path: [UInt8]
      var offers: [Int64]
      /// Bytes; 0 where nobody says it exactly.
      var size: Int64
    }

    var games = 0
    /// Games that the library has already.
    var presentGames = 0
    var presentFiles = 0
    var files: [File] = []
    var replaces = false
    /// Lines that name nothing that is offered.
    var unmatched: [String] = []
  }

  /// So many lines are told apart by which of them names nothing.
  private static let mostSingleLines = 200

  private let lists: [(line: String, list: OwnList)]
  private let collections: [(name: String, own: CollectionChooser.Own)]
  private let systems: [[UInt8]]
  private let isEverything: Bool
  private let replaces: Bool

  init(_ order: GetOrder, _ settings: Settings) throws(Complaint) {
    isEverything = order.isEverything
    replaces = order.replaces
    systems = order.systems.map { name in
      Array(Settings.systemName(String(decoding: name, as: UTF8.self)).utf8)
    }
    // Exclusions are about all lines together.
    let areSingle =
      order.lines.count <= GetChoice.mostSingleLines && !order.lines.contains { $0.first == UInt8(ascii: "!") }
    let groups = areSingle ? order.lines.map { [$0] } : order.lines.isEmpty ? [] : [order.lines]
    var lists: [(String, OwnList)] = []
    for lines in groups {
      let list = OwnList(reading: Array(lines.joined(separator: [0x0A])))
      if let problem = list.problems.kept.first { throw Complaint(.usage, problem.message) }
      lists.append((lines.count == 1 ? String(decoding: lines[0], as: UTF8.self) : "", list))
    }
    self.lists = lists
    var collections: [(String, CollectionChooser.Own)] = []
    for name in order.collections {
      guard let known = settings.collections.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        let names = settings.collections.map(\.name)
        throw Complaint(
          .usage,
          "the configuration has no collection `\(shown(name))`\(suggestion(name, from: names))"
            + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"))
      }
      var own = OwnCollections()
      _ = own.update([known])
      guard let list = own.all.first else {
        throw Complaint(.failed, "the list of the collection \(known.name) cannot be read; the log says why")
      }
      collections.append((known.name, list))
    }
    self.collections = collections
  }

  /// - Parameter isHad: what the library has without what was fetched.
  func pick(from offered: OfferedLibrary, isHad: PresentGames) -> Picked {
    var picked = Picked()
    picked.replaces = replaces
    var matched: Set<Int> = []
    var chosenLists: Set<Int> = []
    for system in offered.systems {
      let isWhole = isEverything || systems.contains(Array(system.key.utf8))
      for game in system.games {
        var isMeant = isWhole
        let title = lists.isEmpty ? "" : game.title
        for (index, (_, list)) in lists.enumerated()
        where list.matches(system: system.key, name: game.name, title: title) {
          matched.insert(index)
          isMeant = true
        }
        if !collections.isEmpty {
          let known = KnownGame(raw: game.name, isFolder: game.files.count > 1)
          for (index, (_, own)) in collections.enumerated() where own.chooses(system.key, game.name, known) {
            chosenLists.insert(index)
            isMeant = true
          }
        }
        guard isMeant else { continue }
        picked.games += 1
        if !replaces, isHad.contains(game.name, of: system.key) {
          picked.presentGames += 1
          picked.presentFiles += game.files.count
          continue
        }
        for file in game.files {
          picked.files.append(
            Picked.File(
              path: Array(system.key.utf8) + [UInt8(ascii: "/")] + system.files.path(at: file),
              offers: system.offers[file], size: system.files.version(at: file).size))
        }
      }
    }
    picked.unmatched = lists.indices.filter { !matched.contains($0) }.map { lists[$0].line }.filter { !$0.isEmpty }
    picked.unmatched += collections.indices.filter { !chosenLists.contains($0) }.map { collections[$0].name }
    let keys = Set(offered.systems.map { Array($0.key.utf8) })
    picked.unmatched += systems.filter { !keys.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    return picked
  }
}

extension GetChoice.Picked {
  /// Leaves out what was fetched before.
  mutating func leaveOutPresent(in landing: Landing) {
    guard !replaces else { return }
    var missing: [File] = []
    for file in files {
      if case .file(let size) = (try? landing.presence(of: file.path)) ?? .nothing, file.size == 0 || file.size == size
      {
        presentFiles += 1
      } else {
        missing.append(file)
      }
    }
    files = missing
  }
}

/// Which games the library has, without those that were fetched.
struct PresentGames: Sendable {
  /// By system: names without extension, folded.
  private var names: [String: Set<[UInt8]>] = [:]

  /// - Parameter directory: of what was fetched.
  init(_ library: MountedLibrary, besides directory: String) {
    for nodes in library.tree.shelves where !nodes.isRemote && nodes.shelf.location.root.path != directory {
      let shelf = nodes.shelf
      for single in shelf.singles {
        let name = ShelfReading.lastName(Array(shelf.files.path(at: Int(single))))
        names[shelf.system, default: []].insert(PresentGames.key(name))
      }
      for archive in shelf.archives.indices {
        names[shelf.system, default: []].insert(
          PresentGames.key(Array(shelf.archives.name(at: archive)) + Array(".zip".utf8)))
      }
    }
  }

  /// - Parameter name: as offered.
  func contains(_ name: [UInt8], of system: String) -> Bool {
    guard let names = names[system] else { return false }
    return names.contains(PresentGames.key(name)) || names.contains(PresentGames.key(name + Array(".zip".utf8)))
  }

  private static func key(_ name: [UInt8]) -> [UInt8] {
    EntryName.sanitized(name[..<EntryName.extensionStart(of: name)]).map { byte in
      byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
  }
}
