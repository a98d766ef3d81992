internal import Content
package import Model

/// Decides which files of a system folder make up which games.
///
/// | in the system folder, or in one that only sorts | game |
/// |---|---|
/// | a ROM, or a file of an extension nobody knows | the file itself |
/// | a side-car (`SideCars`): text, picture, video, save, list | none; shown with the loose files |
/// | a disc descriptor (cue, gdi, ccd, mds, toc) | it and the files it names, named after it |
/// | names that differ in a disc tag only: `(Disc 1)`, `(Disk A)`, `(CD2)`, `(Side B)` | one, named without the tag; files, descriptors and folders mixed |
/// | a playlist (m3u) of discs | it and its discs, named after it |
/// | a folder that sorts (`FolderNames`): `USA`, `A-F`, `Hacks`, `1990s`, `RPG` | none; looked into |
/// | a folder of media or saves | none |
///
/// | any other folder | game |
/// |---|---|
/// | on a platform whose games are trees of files (DOS, ScummVM, PS3, …) | the folder, whole |
/// | discs of one title in it, or in folders in it (`Disc 1`, `CD2`) | the folder |
/// | ROMs of one title, whatever else lies there: manual, `dlc`, `update`, tracks | the folder |
/// | parts that count up on tape or disk: `game1.d64`, `game2.d64` | the folder |
/// | ROMs of one title in it and of others in folders in it | none; looked into |
/// | ROMs of several titles | none; looked into |
/// | no ROM, but files that are no side-cars | the folder |
/// | only folders | none; looked into, unless they are parts (`base`, `update`) of one game |
/// | nothing but side-cars, or nothing | none |
///
/// A title is a name up to its first tag, `Zelda` in `Zelda (USA) [!]`. A game of one file is that file, wherever it
/// lies, but for a tree of files, which has its folder's name. Saves are never part of an archive, except in a tree of files. No file is part of two games.
package struct Grouping {
  /// Games by the indices of their files.
  package struct Result: Sendable {
    /// Ascending.
    package var singles: [UInt32] = []
    /// By their first member.
    package var archives: [ArchiveGame] = []
    /// Descriptors that could not be read, and such that name files that are not there.
    package var unreadable: [Int] = []
    package var incomplete: [Int] = []
  }

  /// Whose folder it is.
  let platform: Platform
  /// The folder's files.
  let index: ShelfIndex
  /// What the descriptors among them say.
  var discs: DiscSets
  private(set) var isTaken: [Bool]
  private var result = Result()

  /// Groups the files of one system folder.
  ///
  /// - Parameters:
  ///   - files: sorted by path.
  ///   - read: the contents of a descriptor by its index; nil where it cannot be read.
  package static func group(_ files: FileTable, platform: Platform, read: @escaping (Int) -> [UInt8]?) -> Result {
    var grouping = Grouping(files, platform: platform, read: read)
    grouping.sort(grouping.index.root)
    grouping.result.singles.sort()
    grouping.result.archives.sort { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    grouping.result.unreadable = grouping.discs.unreadable
    grouping.result.incomplete = grouping.discs.incomplete
    return grouping.result
  }

  private init(_ files: FileTable, platform: Platform, read: @escaping (Int) -> [UInt8]?) {
    self.platform = platform
    index = ShelfIndex(files, platform: platform)
    discs = DiscSets(index, read: read)
    isTaken = Array(repeating: false, count: files.count)
  }

  /// A file, set or folder whose name says which disc it is.
  private struct Disc {
    enum Shape {
      case file(Int)
      case set(DiscSets.DiscSet)
      case folder(TableFolder)
    }

    var tag: DiscTag
    var shape: Shape
    /// Two dumps of the same discs differ in it.
    var fileExtension: FileExtension
  }

  /// Looks at every file and folder in one that holds games.
  private mutating func sort(_ folder: TableFolder) {
    let contents = index.contents(of: folder)
    let taken = isTaken
    let sets = discs.sets(of: contents.files) { !taken[$0] }
    var tagged: [Disc] = []
    for set in sets {
      for member in set.members { isTaken[member] = true }
      if !set.isPlaylist, let tag = DiscTag.parse(index.stem(set.head)), !tag.title.isEmpty {
        tagged.append(Disc(tag: tag, shape: .set(set), fileExtension: index.fileExtension(set.head)))
      } else {
        add(set, folder)
      }
    }
    for file in contents.files where !isTaken[file] && index.role(file) == .candidate {
      if let tag = DiscTag.parse(index.stem(file)), !tag.title.isEmpty {
        tagged.append(Disc(tag: tag, shape: .file(file), fileExtension: index.fileExtension(file)))
      } else {
        add(single: file)
      }
    }
    var others: [TableFolder] = []
    for inner in contents.folders where !SideCars.isSideCarFolder(inner.name) {
      if !platform.isFileTree, let tag = DiscTag.parse(inner.name), !tag.title.isEmpty {
        tagged.append(Disc(tag: tag, shape: .folder(inner), fileExtension: .none))
      } else {
        others.append(inner)
      }
    }
    addDiscs(tagged, folder)
    for inner in others { look(into: inner) }
  }

  /// Puts discs of one title together; what has no companion is looked at by itself.
  private mutating func addDiscs(_ tagged: [Disc], _ folder: TableFolder) {
    var order: [[UInt8]] = []
    var groups: [[UInt8]: [Disc]] = [:]
    for disc in tagged {
      let key = DiscDescriptor.matchingKey(disc.tag.title)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(disc)
    }
    for key in order {
      let group = groups[key] ?? []
      if Grouping.places(group).count == group.count {
        addGame(of: group, folder)
      } else {
        // The same disc twice: a set as .chd beside the same as .iso.
        for one in Dictionary(grouping: group, by: \.fileExtension).values { addGame(of: one, folder) }
      }
    }
  }

  private struct Place: Hashable {
    var ordinal: Int
    var side: Int
  }

  private static func places(_ group: [Disc]) -> Set<Place> {
    Set(group.map { Place(ordinal: $0.tag.ordinal, side: $0.tag.side) })
  }

  private mutating func addGame(of group: [Disc], _ folder: TableFolder) {
    guard let first = group.first, Grouping.places(group).count >= 2 else {
      for disc in group {
        switch disc.shape {
        case .file(let file): add(single: file)
        case .set(let set): add(set, folder)
        case .folder(let inner): look(into: inner)
        }
      }
      return
    }
    var members: [Int] = []
    for disc in group {
      switch disc.shape {
      case .file(let file): members.append(file)
      case .set(let set): members += set.members
      case .folder(let inner): members += free(in: inner, records: false)
      }
    }
    add(name: first.tag.title, members: members.sorted(), prefixLength: folder.prefixLength)
  }

  private mutating func add(_ set: DiscSets.DiscSet, _ folder: TableFolder) {
    add(name: [UInt8](index.stem(set.head)), members: set.members, prefixLength: folder.prefixLength)
  }

  /// One folder in a folder that holds games.
  private mutating func look(into folder: TableFolder) {
    let members = free(in: folder, records: platform.isFileTree)
    let candidates = members.filter { index.role($0) == .candidate }
    guard !candidates.isEmpty, !SideCars.isSideCarFolder(folder.name) else { return }
    if isGame(folder, candidates: candidates) {
      var name = folder.name
      // ES-DE shows a folder `Game.m3u` as one file, and so do we.
      if platform.extensions.contains(FileExtension(ofName: name)), let dot = name.lastIndex(of: UInt8(ascii: ".")) {
        name.removeSubrange(dot...)
      }
      add(
        name: name, members: members, prefixLength: folder.prefixLength,
        isWhole: platform.isFileTree && !candidates.contains(where: isWholeGame))
    } else {
      sort(folder)
    }
  }

  /// The files below `folder` that belong to nothing yet.
  private func free(in folder: TableFolder, records: Bool) -> [Int] {
    folder.range.filter { !isTaken[$0] && (records || index.role($0) != .record) }
  }

  private mutating func add(single file: Int) {
    isTaken[file] = true
    result.singles.append(UInt32(file))
  }

  /// Adds a game of `members`, ascending; one that comes down to a single file is that file.
  ///
  /// - Parameter isWhole: it is a folder that stands for the game even with a single file, whose name says nothing:
  ///   `A/GAME.EXE`, `B/GAME.EXE`.
  private mutating func add(name: [UInt8], members: [Int], prefixLength: Int, isWhole: Bool = false) {
    for member in members { isTaken[member] = true }
    guard members.count > 1 || isWhole else {
      if let only = members.first { result.singles.append(UInt32(only)) }
      return
    }
    result.archives.append(
      ArchiveGame(
        name: name, members: members.map { UInt32($0) }, prefixLength: prefixLength,
        playlist: playlist(name: name, members: members, prefixLength: prefixLength)))
  }

  /// The playlist of a game of several discs that has none.
  private mutating func playlist(name: [UInt8], members: [Int], prefixLength: Int) -> GeneratedMember? {
    guard !members.contains(where: { index.fileExtension($0) == SideCars.playlist }) else { return nil }
    let candidates = members.filter { index.role($0) == .candidate && DiscPlaylist.isDisc(index.name($0)) }
    guard candidates.count > 1 else { return nil }
    let tracks = discs.tracks(of: candidates)
    let heads = candidates.filter { !tracks.contains($0) }
    var places: Set<Place> = []
    for head in heads {
      // The file says which disc it is, or the folder it lies in does.
      let path = index.files.path(at: head).dropFirst(prefixLength)
      let components = path.split(separator: UInt8(ascii: "/")).dropLast().reversed()
      let tags = [DiscTag.parse(index.stem(head))] + components.map { DiscTag.parse($0) }
      guard let tag = tags.lazy.compactMap({ $0 }).first else { return nil }
      places.insert(Place(ordinal: tag.ordinal, side: tag.side))
    }
    guard places.count > 1 else { return nil }
    let names = heads.map { [UInt8](index.files.path(at: $0).dropFirst(prefixLength)) }
    guard let contents = DiscPlaylist.contents(of: names) else { return nil }
    return GeneratedMember(name: name + [UInt8](".m3u".utf8), contents: contents)
  }
}
