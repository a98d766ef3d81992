internal import Formats
internal import Metadata
internal import Model
internal import Platform

/// The user's lists other than gamelist.xml: Pegasus' and LaunchBox's. What an earlier one says counts.
extension ShelfReading {
  func takeFurtherLists(_ places: GamePlaces, into known: inout KnownShelf) {
    let shelf = known.shelf
    let folder = ShelfReading.folder(of: shelf)
    for name in ["metadata.pegasus.txt", "metadata.txt"] {
      guard let index = shelf.files.index(of: Array(name.utf8)),
        let (path, bytes) = contents(ofFile: index, in: shelf)
      else { continue }
      let list = PegasusList(reading: bytes, systemFolder: folder)
      log(list.problems, of: path)
      take(list.games, places, into: &known)
    }
    for index in 0..<shelf.files.count where isLaunchBoxList(Array(shelf.files.path(at: index)), of: shelf.system) {
      guard let (path, bytes) = contents(ofFile: index, in: shelf) else { continue }
      takeLaunchBox(bytes, path, folder, places, into: &known)
    }
    for path in launchBoxLists(of: shelf.system) {
      do throws(Errno) {
        takeLaunchBox(
          try readFile(path, limit: Int(ShelfReading.longestList)), path, folder, places, into: &known)
      } catch {
        Log.warning("\(path): it cannot be read (\(error)); what it says of the games is left out until it can")
      }
    }
  }

  private func takeLaunchBox(
    _ bytes: [UInt8], _ path: String, _ folder: [UInt8], _ places: GamePlaces, into known: inout KnownShelf
  ) {
    let list = LaunchBoxList(reading: bytes, systemFolder: folder)
    log(list.problems, of: path)
    take(list.games, places, into: &known)
  }

  /// LaunchBox calls the file as it calls the platform: `Super Nintendo Entertainment System.xml`.
  private func isLaunchBoxList(_ path: [UInt8], of system: String) -> Bool {
    guard !path.contains(UInt8(ascii: "/")), path.count > 4, path.suffix(4).elementsEqual(".xml".utf8) else {
      return false
    }
    return PlatformNames.standard.systems(of: String(decoding: path.dropLast(4), as: UTF8.self)).contains(system)
  }

  private func launchBoxLists(of system: String) -> [String] {
    guard let directory = launchBoxDirectory,
      let entries = try? FileDescriptor.open(directory, [.readOnly, .directory]).entries()
    else { return [] }
    return entries.map(\.name).filter { isLaunchBoxList(Array($0.utf8), of: system) }.sorted()
      .map { "\(directory)/\($0)" }
  }

  private func take(_ games: [ListedGame], _ places: GamePlaces, into known: inout KnownShelf) {
    for game in games {
      // Each file of a Pegasus game is a version or a disc of it.
      for file in game.files {
        guard let location = file.location, let item = place(location, file.isNameOnly, places, known) else { continue }
        var facts = game.facts
        facts.media = facts.media.filter { known.hasFile($0.value) }
        known.games[item]?.facts.complete(from: facts)
      }
    }
  }

  private func place(_ location: [UInt8], _ isNameOnly: Bool, _ places: GamePlaces, _ known: KnownShelf) -> Int? {
    if let item = places.item(at: location), known.games[item] != nil { return item }
    guard isNameOnly else { return nil }
    // Of several of one name nobody can tell which it is.
    let found = known.games.keys.filter { ShelfReading.lastName(places.place(of: $0).path) == location }
    return found.count == 1 ? found.first : nil
  }
}
