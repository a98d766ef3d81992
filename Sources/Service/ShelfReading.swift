internal import Catalog
internal import Formats
internal import Layouts
internal import Model
internal import Platform
internal import Tree

/// Finds out what is known of the games of a shelf: reads the user's gamelist, looks at names, asks the catalog.
///
/// Reads the library's disk: on a thread that may wait.
struct ShelfReading {
  let catalog: Catalog
  /// Whose word counts.
  let priority: FactPriority
  /// Where LaunchBox keeps its lists of platforms; nil where the user has not said.
  let launchBoxDirectory: String?

  /// Lists of a size that no library has are something else with a list's name.
  static let longestList: Int64 = 64 << 20

  func read(_ nodes: ShelfNodes) -> KnownShelf {
    var known = KnownShelf(nodes: nodes)
    let shelf = nodes.shelf
    for single in shelf.singles {
      known.games[Int(single)] = KnownGame(
        raw: ShelfReading.lastName(Array(shelf.files.path(at: Int(single)))), isFolder: false)
    }
    for archive in shelf.archives.indices where nodes.isShown(archive: archive) {
      known.games[shelf.files.count + archive] = KnownGame(raw: Array(shelf.archives.name(at: archive)), isFolder: true)
    }
    tellApart(&known)
    let places = GamePlaces(shelf)
    // Lists at servers are others' word, and would have to be fetched.
    if !nodes.isRemote {
      if let list = gamelist(of: nodes) { take(list, places, into: &known) }
      takeFurtherLists(places, into: &known)
    }
    findMedia(places, &known)
    addProvided(places, &known)
    addTimes(places, &known)
    return known
  }

  /// Versions of one game: their titles are the same, and front ends show nothing else.
  private func tellApart(_ known: inout KnownShelf) {
    var items: [String: [Int]] = [:]
    for (item, game) in known.games { items[game.title, default: []].append(item) }
    for same in items.values where same.count > 1 {
      for item in same {
        let archive = item - known.shelf.files.count
        let raw =
          archive < 0
          ? ShelfReading.lastName(Array(known.shelf.files.path(at: item)))
          : Array(known.shelf.archives.name(at: archive))
        let end = archive < 0 ? EntryName.extensionStart(of: raw) : raw.count
        known.games[item]?.distinctTitle = String(decoding: EntryName.sanitized(raw[..<end]), as: UTF8.self)
      }
    }
  }

  // MARK: The user's list

  private func gamelist(of nodes: ShelfNodes) -> Gamelist? {
    guard let index = nodes.shelf.files.index(of: Array("gamelist.xml".utf8)),
      let (path, bytes) = contents(ofFile: index, in: nodes.shelf)
    else { return nil }
    let list = Gamelist(reading: bytes, systemFolder: ShelfReading.folder(of: nodes.shelf))
    log(list.problems, of: path)
    return list
  }

  static func folder(of shelf: Shelf) -> [UInt8] {
    shelf.location.folder.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? Array(shelf.system.utf8)
  }

  func log(_ problems: FormatProblems, of path: String) {
    for problem in problems.kept.prefix(10) { Log.warning("\(path):\(problem.line): \(problem.message)") }
    if problems.count > 10 { Log.warning("\(path): \(problems.count - 10) problems more") }
  }

  /// A list of the user's, or what it was when it was read last where its disk does not give it.
  func contents(ofFile index: Int, in shelf: Shelf) -> (path: String, bytes: [UInt8])? {
    let file = shelf.libraryFile(at: index)
    let path = file.root.path + "/" + String(decoding: file.path, as: UTF8.self)
    guard file.version.size <= ShelfReading.longestList else {
      Log.warning("\(path): \(file.version.size) bytes are no list of games; it is not read")
      return nil
    }
    let name = Array(shelf.files.path(at: index))
    do throws(Errno) {
      let source = try SourceFile(file, mayWait: true)
      var bytes = [UInt8](repeating: 0, count: Int(file.version.size))
      var failure: Errno?
      bytes.withUnsafeMutableBytes { buffer in
        do throws(Errno) { _ = try source.read(into: buffer, at: 0) } catch { failure = error }
      }
      if let failure { throw failure }
      do throws(CatalogError) { try catalog.storeOwnList(name, bytes, file.version, of: shelf.location) } catch {
        Log.warning("\(path) is not kept for when its disk is away: \(error.description)")
      }
      return (path, bytes)
    } catch {
      if let known = (try? catalog.ownList(name, of: shelf.location)) ?? nil {
        Log.info("\(path): it cannot be read (\(error)); what it said before goes on")
        return (path, known)
      }
      Log.warning("\(path): it cannot be read (\(error)); what it says of the games is left out until it can")
      return nil
    }
  }

  private func take(_ list: Gamelist, _ places: GamePlaces, into known: inout KnownShelf) {
    known.dialect = list.dialect
    known.alternativeEmulator = list.alternativeEmulator
    for entry in list.games {
      guard let location = entry.location, let item = places.item(at: location), known.games[item] != nil else {
        continue
      }
      let media = entry.facts.media.filter { known.hasFile($0.value) }
      known.games[item]?.facts = entry.facts
      known.games[item]?.facts.media = media
      known.games[item]?.attributes = entry.attributes
      known.games[item]?.fields = entry.fields
    }
  }

  // MARK: Media

  private func findMedia(_ places: GamePlaces, _ known: inout KnownShelf) {
    let shelf = known.shelf
    var files: [[UInt8]] = []
    for index in 0..<shelf.files.count where !places.isGame(file: index) {
      files.append(Array(shelf.files.path(at: index)))
    }
    guard !files.isEmpty else { return }
    let items = known.games.keys.sorted()
    let games = items.map { item in
      let (path, isFolder) = places.place(of: item)
      let game = known.games[item]
      return MediaFinder.Game(
        path: path, isFolder: isFolder, names: [game?.title, game?.facts.name].compactMap { $0.map { Array($0.utf8) } })
    }
    for (item, found) in zip(items, MediaFinder.media(in: files, of: games)) {
      // What the user's list says comes first.
      known.games[item]?.facts.media.merge(found) { listed, _ in listed }
    }
  }

  // MARK: Times

  private func addTimes(_ places: GamePlaces, _ known: inout KnownShelf) {
    do throws(CatalogError) {
      for (path, added) in try catalog.firstSeen(at: known.shelf.location) {
        guard let item = places.item(at: path), let latest = known.games[item]?.added else { continue }
        known.games[item]?.added = max(added, latest)
      }
    } catch {
      Log.warning("when games of \(known.shelf.system) were first seen is not known: \(error.description)")
    }
  }

  static func lastName(_ path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
  }
}

/// From paths of a shelf to its games, and back.
struct GamePlaces {
  private let shelf: Shelf
  private var items: [[UInt8]: Int] = [:]
  /// A game of several files under its folder or name, whatever extension a front end gave it.
  private var stems: [[UInt8]: Int] = [:]
  private var gameFiles: [Bool]

  init(_ shelf: Shelf) {
    self.shelf = shelf
    gameFiles = Array(repeating: false, count: shelf.files.count)
    for single in shelf.singles {
      note(Array(shelf.files.path(at: Int(single))), Int(single))
      gameFiles[Int(single)] = true
    }
    for archive in shelf.archives.indices {
      let item = shelf.files.count + archive
      for member in shelf.archives.members(at: archive) {
        note(Array(shelf.files.path(at: Int(member))), item)
        gameFiles[Int(member)] = true
      }
      let (path, isFolder) = place(of: item)
      if isFolder { items[path] = items[path] ?? item }
      let parent = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[...$0]) } ?? []
      stems[parent + shelf.archives.name(at: archive)] = item
    }
  }

  /// Lists may have been written where names are composed in another way.
  private mutating func note(_ path: [UInt8], _ item: Int) {
    items[path] = item
    let shown = EntryName.sanitizedPath(path)
    if shown != path, items[shown] == nil { items[shown] = item }
  }

  func isGame(file: Int) -> Bool { gameFiles[file] }

  /// - Parameter path: raw, below the system's folder.
  func item(at path: [UInt8]) -> Int? {
    if let item = items[path] ?? items[EntryName.sanitizedPath(path)] { return item }
    let nameStart = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return stems[Array(path[..<(nameStart + EntryName.extensionStart(of: path[nameStart...]))])] ?? stems[path]
  }

  /// Where a game lies: its file, its folder, or the first of its files.
  func place(of item: Int) -> (path: [UInt8], isFolder: Bool) {
    let archive = item - shelf.files.count
    if archive < 0 { return (Array(shelf.files.path(at: item)), false) }
    let length = shelf.archives.prefixLength(at: archive)
    guard let first = shelf.archives.members(at: archive).first else { return ([], false) }
    let path = Array(shelf.files.path(at: Int(first)))
    let folder = Array(path.prefix(length).dropLast())
    let name = Array(shelf.archives.name(at: archive))
    if ShelfReading.lastName(folder) == name { return (folder, true) }
    // Beside others: what it is called, where its files lie.
    return (Array(path.prefix(length)) + name, true)
  }
}
