internal import Content

extension Grouping {
  /// What can be unpacked or started by itself, on a platform whose games are trees.
  private static let wholeGames = FileExtension.set(
    """
    zip 7z rar squashfs dosz iso chd pkg scummvm svm wua wud wux wuhb ps3 psvita vpk lnk xex xbla god zar easyrpg love
    cso xci nsp pdx pyxapp
    """)
  /// What is a game by itself on one platform and a part of one on others.
  private static let wholeGamesOf: [String: Set<FileExtension>] = [
    "openbor": FileExtension.set("pak"), "doom": FileExtension.set("wad iwad pk3 ipk3 pk4"),
    "x16": FileExtension.set("crt"), "lindbergh": FileExtension.set("lindbergh"),
    "solarus": FileExtension.set("solarus"),
  ]
  /// The games of Doom's engine that others build on.
  private static let baseGames: Set<[UInt8]> = Set(
    """
    doom doom1 doom2 doomu tnt plutonia heretic heretic1 hexen hexdd strife1 chex chex3 hacx freedoom1 freedoom2 freedm
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// What a folder that holds nothing else is started by.
  private static let starters = FileExtension.set("exe com bat sh x86_64 appimage desktop conf elf rpx")
  /// Folders beside a program's that are none of its own.
  private static let auxiliary: Set<[UInt8]> = Set(
    """
    dosbox setup install installer redist directx tools c d drivec hdd sound video movies intro fix crack docs saves
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Whether a file on a platform of file trees is a game by itself: packed, or an image.
  func isWholeGame(_ file: Int) -> Bool {
    let fileExtension = index.fileExtension(file)
    if Grouping.wholeGames.contains(fileExtension) { return true }
    guard Grouping.wholeGamesOf[platform.key]?.contains(fileExtension) == true else { return false }
    return platform.key != "doom" || Grouping.baseGames.contains(index.stem(file).foldedASCII)
  }

  /// Whether the only file of a game's folder needs no folder to be what it is.
  func isSelfContained(_ file: Int) -> Bool {
    guard !GameTitle.saysNothing(index.stem(file), in: []) else { return false }
    let fileExtension = index.fileExtension(file)
    return Grouping.wholeGames.contains(fileExtension)
      || Grouping.wholeGamesOf[platform.key]?.contains(fileExtension) == true
  }

  /// What a folder is on a platform whose games are trees; nil where that is to be decided as on any other.
  mutating func decideTree(_ survey: Survey) -> Decision? {
    let folder = survey.folder
    let direct = survey.files.filter(isFreeCandidate)
    let areWhole = direct.allSatisfy(isWholeGame)
    if areWhole, FolderNames.isSorting(folder.name) || FolderNames.isPlaceOfParts(folder.name) {
      return .place(survey, FolderNames.isSorting(folder.name) ? .sortingName : .partName)
    }
    if direct.isEmpty { return decideFolders(survey) }
    guard areWhole else { return .game(.tree) }
    switch decideHeads(survey, survey.loners) {
    case .place(let survey, let rule): return .place(survey, rule)
    case .nothing(let rule): return .nothing(rule)
    case .game(let rule):
      // Beside a game in one file, folders with programs of their own are further games.
      let others = survey.folders.filter { isProgram($0) && !isPartOrDisc($0) }
      let title = survey.loners.first.map { GameTitle.key(index.stem($0)) } ?? []
      let areOthers = others.contains { !GameTitle.isRelated(GameTitle.key($0.name), title) }
      return areOthers ? .place(survey, .otherTitles) : .game(rule == .titleFolder ? .tree : rule)
    }
  }

  /// Whether folders with nothing beside them are a game's or games.
  private mutating func decideFolders(_ survey: Survey) -> Decision {
    if let rule = partsRule(survey) { return .game(rule) }
    if holdsInstalledGame(survey) { return .place(survey, .onlyFolders) }
    if let inner = onlyFolder(in: survey) {
      // One folder in another: the game is the outer one, unless the inner one is a place where games lie.
      let isPlace: Bool
      if let known = chains[inner.prefixLength], known.start == inner.range.lowerBound {
        isPlace = known.isPlace
      } else {
        if case .place = decideTree(self.survey(inner)) { isPlace = true } else { isPlace = false }
        chains[inner.prefixLength] = (inner.range.lowerBound, isPlace)
      }
      return isPlace ? .place(survey, .onlyFolders) : .game(.tree)
    }
    let programs = survey.folders.filter { folder in
      !Grouping.auxiliary.contains(FolderNames.key(folder.name)) && !isPartOrDisc(folder) && isProgram(folder)
    }
    return programs.count > 1 ? .place(survey, .onlyFolders) : .game(.tree)
  }

  /// The first folder on the way down that holds more than one other folder.
  private func onlyFolder(in survey: Survey) -> TableFolder? {
    var folders = survey.folders.filter { hasCandidate($0) }
    var last: TableFolder?
    while let only = folders.first, folders.count == 1 {
      last = only
      let contents = index.contents(of: only)
      guard !contents.files.contains(where: isFreeCandidate) else { break }
      folders = contents.folders.filter { hasCandidate($0) }
    }
    return last
  }

  /// Whether a folder holds what can be started, at any depth.
  private func isProgram(_ folder: TableFolder) -> Bool {
    // On these the data files are the game, and have any name.
    let isData = ["scummvm", "easyrpg", "daphne", "laserdisc", "mugen"].contains(platform.key)
    return folder.range.contains { file in
      guard isFreeCandidate(file) else { return false }
      return isData || isROM(file) || Grouping.starters.contains(index.fileExtension(file))
    }
  }

  /// Whether one of the folders, or the only one in it and so on, is laid out as a game.
  private func holdsInstalledGame(_ survey: Survey) -> Bool {
    let enough = 32
    for folder in survey.folders.prefix(enough) {
      var inner = folder
      for _ in 0..<8 {
        let contents = index.contents(of: inner)
        if InstalledGame.isLaidOut(name: inner.name, files: contents.files, folders: contents.folders, index) {
          return true
        }
        guard contents.files.isEmpty, contents.folders.count == 1 else { break }
        inner = contents.folders[0]
      }
    }
    return false
  }
}
