internal import Content
package import Model

/// Decides which files of a system folder make up which games.
///
/// | in the system folder, or in one that only sorts | game |
/// |---|---|
/// | a ROM, or a file of an extension nobody knows | the file itself |
/// | a side-car (`SideCars`): text, picture, video, patch, save, list | none; shown with the loose files |
/// | a disc descriptor (cue, gdi, ccd, mds, toc) | it and the files it names, named after it |
/// | names that differ in a disc tag only: `(Disc 1)`, `(Disk A)`, `(CD2)`, `(Side B)` | one, named without the tag; files, descriptors and folders mixed |
/// | a playlist (m3u) of discs | it and its discs, named after it |
/// | tracks, pieces of a split file, a ROM and what it needs under its own name | one |
/// | a start file and the folder of its name, an arcade set's archive and folder | one |
/// | updates and DLC, where their game is in the system | part of it |
/// | a folder that sorts (`FolderNames`): `USA`, `A-F`, `Hacks`, `1990s`, `RPG` | none; looked into, unless its name is the only title in it |
/// | a folder of media, saves, settings | none |
/// | a hidden folder with what a playlist names | none; the rest is shown with the loose files |
///
/// | any other folder | game |
/// |---|---|
/// | laid out as an installed game (`InstalledGame`): `PS3_GAME`, `code` and `content`, `default.xbe` | the folder, whole |
/// | with nothing but such a folder under its number, `Halo 3/4D5307E6` | the folder, whole |
/// | on a platform whose games are trees of files (DOS, ScummVM, PS3, …) | the folder, whole |
/// | on a platform of arcade sets, with chips or disks in it | the folder |
/// | discs of one title in it, or in folders in it (`Disc 1`, `CD2`) | the folder |
/// | ROMs of one title, whatever else lies there: manual, `dlc`, `update`, tracks | the folder |
/// | parts that count up on tape or disk: `game1.d64`, `game2.d64` | the folder |
/// | ROMs of one title in it and of others in folders in it | none; looked into |
/// | ROMs of several titles | none; looked into |
/// | no ROM, but files that are no side-cars | the folder |
/// | only folders | none; looked into, unless they are parts (`base`, `update`) of one game |
/// | nothing but side-cars, or nothing | none |
///
/// Every rule has a code and a sentence (`GroupingRule`). A title is a name up to its first tag, `Zelda` in
/// `Zelda (USA) [!]`; a name that says nothing (`game.iso`) has that of its folder. A game of one file is that file,
/// wherever it lies, unless the file's name says nothing. Saves are never part of an archive, except in a tree of
/// files. No file is part of two games.
///
/// Time and memory grow with the number of files and of folders; nothing recurses with the depth of the tree.
package struct Grouping {
  /// Games by the indices of their files.
  package struct Result: Sendable {
    /// Ascending.
    package var singles: [UInt32] = []
    /// By their first member.
    package var archives: [ArchiveGame] = []
    /// Descriptors that could not be read, such that are too large to be one, and such that name files that are not
    /// there.
    package var unreadable: [Int] = []
    package var oversized: [Int] = []
    package var incomplete: [Int] = []
  }

  /// Whose folder it is.
  let platform: Platform
  /// The folder's files.
  let index: ShelfIndex
  /// What the descriptors among them say.
  var discs: DiscSets
  var isTaken: [Bool]
  /// The place in `result.archives` of the game that a file is part of.
  var archiveOf: [UInt32]
  /// Files that join a game that is in the result, by its place.
  var adopted: [Int: [Int]] = [:]
  var result = Result()
  /// Kept for those who ask why.
  var trace: GroupingTrace?
  /// Whether games lie in the innermost folder of a chain, by the length of its path: every folder of the chain asks.
  var chains: [Int: (start: Int, isPlace: Bool)] = [:]
  /// Folders that are looked into, the next one last.
  private var pending: [Survey] = []

  /// Groups the files of one system folder.
  ///
  /// - Parameters:
  ///   - files: sorted by path.
  ///   - read: the contents of a descriptor by its index; nil where it cannot be read.
  package static func group(_ files: FileTable, platform: Platform, read: @escaping (Int) -> [UInt8]?) -> Result {
    var grouping = Grouping(files, platform: platform, read: read)
    grouping.run()
    return grouping.result
  }

  /// As ``group(_:platform:read:)``, with the reasons.
  package static func explain(
    _ files: FileTable, platform: Platform, read: @escaping (Int) -> [UInt8]?
  ) -> (result: Result, trace: GroupingTrace) {
    var grouping = Grouping(files, platform: platform, read: read)
    grouping.trace = GroupingTrace(count: files.count)
    grouping.run()
    return (grouping.result, grouping.finishedTrace())
  }

  private init(_ files: FileTable, platform: Platform, read: @escaping (Int) -> [UInt8]?) {
    self.platform = platform
    index = ShelfIndex(files, platform: platform)
    discs = DiscSets(index, platform: platform, read: read)
    isTaken = Array(repeating: false, count: files.count)
    archiveOf = Array(repeating: .max, count: files.count)
  }

  private mutating func run() {
    note(index.root, .systemFolder)
    pending.append(survey(index.root))
    while let next = pending.popLast() { sort(next) }
    joinAdopted()
    if platform.hasUpdates { attachUpdates() }
    if platform.isArcade { attachDisks() }
    result.singles.sort()
    result.archives.sort { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    result.unreadable = discs.unreadable
    result.oversized = discs.oversized
    result.incomplete = discs.incomplete
  }

  /// Looks at every file and folder in one that holds games.
  private mutating func sort(_ survey: Survey) {
    var survey = survey
    for bundle in survey.bundles { take(bundle.members) }
    if platform.isArcade || platform.isFileTree { addNamesakes(&survey) }
    addDiscs(of: &survey)
    for file in survey.loners { add(single: file, .rom) }
    var places: [Survey] = []
    for folder in survey.folders {
      switch decide(folder) {
      case .nothing(let rule):
        note(folder, rule)
        if rule == .noGame { adoptPapers(in: folder) }
      case .place(let inner, let rule):
        note(folder, rule)
        places.append(inner)
      case .game(let rule):
        note(folder, rule)
        add(folder, rule)
      }
    }
    pending += places.reversed()
  }

  /// What a folder in a folder that holds games is.
  enum Decision {
    case game(GroupingRule)
    case place(Survey, GroupingRule)
    case nothing(GroupingRule)
  }

  private mutating func decide(_ folder: TableFolder) -> Decision {
    if SideCars.isSideCarFolder(folder.name, on: platform) { return .nothing(.sideCarFolder) }
    // What a playlist names in a hidden folder is taken by now; the rest is as hidden as its owner wants it.
    if folder.name.first == UInt8(ascii: ".") { return .nothing(.hiddenFolder) }
    guard hasCandidate(folder) else { return .nothing(.noGame) }
    let survey = survey(folder)
    guard hasCandidate(folder) else { return .nothing(.noGame) }
    if InstalledGame.isLaidOut(survey, index) || isNumberedInside(survey) { return .game(.installed) }
    if platform.isArcade, let decision = decideSet(survey) { return decision }
    if platform.isFileTree, let decision = decideTree(survey) { return decision }
    return decideFolder(survey)
  }

  // MARK: Games

  private mutating func add(_ folder: TableFolder, _ rule: GroupingRule) {
    let isTree = rule == .tree || rule == .installed
    let members = free(in: folder, records: isTree)
    var name = folder.name
    // ES-DE shows a folder `Game.m3u` as one file, and so do we.
    if platform.extensions.contains(FileExtension(ofName: name)), let dot = name.lastIndex(of: UInt8(ascii: ".")) {
      name.removeSubrange(dot...)
    }
    guard members.count == 1, let only = members.first else {
      return add(name: name, members: members, prefixLength: folder.prefixLength, rule)
    }
    // A single file is the game, but for one whose name says nothing: `A/GAME.EXE`, `B/game.iso`.
    if isTree ? !isSelfContained(only) : GameTitle.saysNothing(index.stem(only), in: folder.name) {
      add(name: name, members: members, prefixLength: folder.prefixLength, isTree ? rule : .ownFolder, isWhole: true)
    } else {
      add(single: only, .rom)
    }
  }

  mutating func add(single file: Int, _ rule: GroupingRule) {
    take([file])
    result.singles.append(UInt32(file))
    trace?.games[UInt32(file)] = rule
  }

  /// Adds a game of `members`, ascending; one that comes down to a single file is that file.
  ///
  /// - Parameter isWhole: it stays a folder with a single file.
  mutating func add(
    name: [UInt8], members: [Int], prefixLength: Int, _ rule: GroupingRule, isWhole: Bool = false
  ) {
    guard members.count > 1 || isWhole else {
      if let only = members.first { add(single: only, rule == .descriptor ? rule : .rom) }
      return
    }
    take(members)
    for member in members { archiveOf[member] = UInt32(result.archives.count) }
    result.archives.append(
      ArchiveGame(
        name: name, members: members.map { UInt32($0) }, prefixLength: prefixLength,
        playlist: playlist(name: name, members: members, prefixLength: prefixLength)))
    if let first = members.first { trace?.games[UInt32(first)] = rule }
  }

  mutating func take(_ members: [Int]) { for member in members { isTaken[member] = true } }

  /// The files below `folder` that belong to nothing yet.
  func free(in folder: TableFolder, records: Bool) -> [Int] {
    folder.range.filter { !isTaken[$0] && (records || index.role($0) != .record) }
  }

  func hasCandidate(_ folder: TableFolder) -> Bool { folder.range.contains(where: isFreeCandidate) }

  func isFreeCandidate(_ file: Int) -> Bool { !isTaken[file] && index.role(file) == .candidate }

  func isROM(_ file: Int) -> Bool { platform.extensions.contains(index.fileExtension(file)) }
}
