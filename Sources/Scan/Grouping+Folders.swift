internal import Content
internal import Model

extension Grouping {
  /// Extensions of media a game takes several of, counted in the name and not by a disc tag.
  private static let countedMedia = FileExtension.set(
    """
    adf adz dms ipf d64 d71 d80 d81 d82 g64 g71 t64 tap tzx cas cdt wav dsk st stx msa fdi hdm d88 88d 98d xdf dim 2hd
    img ima imd nib do po woz fds ssd dsd uef p00 bin raw td0 sap k7 fd trd scl mgt atr xfd tfd
    """)

  /// How many ROMs further down are looked at before a folder is taken for a place where games lie.
  private static let innerLimit = 1000
  /// How many names of one folder are compared in every way; of more the first that differ decide.
  private static let titleLimit = 500

  /// What can be started in a folder: what a descriptor or a name joins, or a ROM.
  private struct Head {
    var title: [UInt8]
    var stem: [UInt8]
    var tag: DiscTag?
    var file: Int
  }

  /// Whether a folder on a platform of single files and discs is one game; otherwise games lie in it.
  func decideFolder(_ survey: Survey) -> Decision {
    let folder = survey.folder
    let roms = survey.loners.filter(isROM)
    if FolderNames.isSorting(folder.name) {
      return isOwnTitle(survey, roms) ? decideHeads(survey, roms) : .place(survey, .sortingName)
    }
    if FolderNames.isPlaceOfParts(folder.name) { return .place(survey, .partName) }
    return decideHeads(survey, roms)
  }

  /// Whether a name that would sort is the title of all that lies in the folder: `Golf` of `Golf (USA).nes`.
  private func isOwnTitle(_ survey: Survey, _ roms: [Int]) -> Bool {
    let name = FolderNames.key(GameTitle.key(survey.folder.name))
    func isOwn(_ stem: [UInt8]) -> Bool {
      let title = GameTitle.key(DiscTag.parse(stem)?.title ?? stem)
      return FolderNames.key(title) == name || FolderNames.key(GameTitle.sequenceKey(title)) == name
    }
    guard !name.isEmpty, !survey.bundles.isEmpty || !roms.isEmpty else { return false }
    return survey.bundles.allSatisfy { isOwn($0.name) } && roms.allSatisfy { isOwn([UInt8](index.stem($0))) }
  }

  /// The same by what lies in it alone.
  ///
  /// - Parameter roms: those of the loners that can be started.
  func decideHeads(_ survey: Survey, _ roms: [Int]) -> Decision {
    let folder = survey.folder
    var heads: [Head] = []
    heads.reserveCapacity(survey.bundles.count + roms.count)
    for bundle in survey.bundles { heads.append(head(bundle.head, bundle.name, folder)) }
    for file in roms {
      heads.append(head(file, [UInt8](index.stem(file)), folder))
      if heads.count > Grouping.titleLimit { break }
    }
    guard let first = heads.first else {
      if survey.loners.isEmpty {
        guard let rule = partsRule(survey) else { return .place(survey, .onlyFolders) }
        return .game(rule)
      }
      return hasTitles(below: survey) ? .place(survey, .otherTitles) : .game(.dataFolder)
    }
    if areDiscs(heads) { return areNamesakes(heads, survey) ? .place(survey, .namesakes) : .game(.discFolder) }
    let titles = Set(heads.map(\.title))
    if titles.count > 1 {
      return belongTogether(titles, heads).map { .game($0) } ?? .place(survey, .severalTitles)
    }
    if hasOthers(below: survey, than: first.title) { return .place(survey, .otherTitles) }
    if areNamesakes(heads, survey) { return .place(survey, .namesakes) }
    return .game(.titleFolder)
  }

  private func head(_ file: Int, _ name: [UInt8], _ folder: TableFolder) -> Head {
    let tag = DiscTag.parse(name)
    if GameTitle.saysNothing(name, in: folder.name) || platform.hasUpdates && isPartName(name) {
      return Head(title: GameTitle.key(folder.name), stem: name, tag: tag, file: file)
    }
    let title = tag.map { $0.title.isEmpty ? folder.name : $0.title } ?? name
    return Head(title: GameTitle.key(title), stem: name, tag: tag, file: file)
  }

  /// `base.nsp`, `update.nsp`, `DLC 1.nsp`.
  private func isPartName(_ name: [UInt8]) -> Bool {
    switch MemberCategory.ofPlainFolder(name) {
    case .game, .update, .dlc, .patch: true
    default: false
    }
  }

  /// Whether the names are the discs of one title; the first of them may do without a tag.
  private func areDiscs(_ heads: [Head]) -> Bool {
    guard heads.count > 1, let title = heads.first?.title, heads.allSatisfy({ $0.title == title }) else { return false }
    let tags = heads.compactMap(\.tag)
    return tags.count == heads.count || (tags.count == heads.count - 1 && !tags.contains { $0.ordinal < 2 })
  }

  private func belongTogether(_ titles: Set<[UInt8]>, _ heads: [Head]) -> GroupingRule? {
    if platform.hasUpdates, let shortest = titles.min(by: { $0.count < $1.count }) {
      // `Game [v0].nsp`, `Game - New Levels [DLC].nsp`.
      if titles.allSatisfy({ GameTitle.isRelated($0, shortest) }) { return .updateFolder }
      let numbers = heads.map { TitleID(in: $0.stem)?.key }
      if let first = numbers.first, first != nil, numbers.allSatisfy({ $0 == first }) { return .updateFolder }
    }
    guard heads.allSatisfy({ Grouping.countedMedia.contains(index.fileExtension($0.file)) }) else { return nil }
    return Set(titles.map { GameTitle.sequenceKey($0) }).count == 1 ? .mediaFolder : nil
  }

  /// Whether ROMs of two titles or more lie in folders of a folder.
  private func hasTitles(below survey: Survey) -> Bool {
    var title: [UInt8]?
    return inner(survey) { stem in
      let key = GameTitle.key(DiscTag.parse(stem)?.title ?? [UInt8](stem))
      defer { title = title ?? key }
      return title.map { $0 != key } ?? false
    }
  }

  /// Whether ROMs of other titles lie in folders of a folder: a game's own folder holds only what belongs to it.
  private func hasOthers(below survey: Survey, than title: [UInt8]) -> Bool {
    inner(survey) { stem in
      !GameTitle.saysNothing(stem, in: survey.folder.name) && !GameTitle.isRelated(GameTitle.key(stem), title)
    }
  }

  /// Whether a ROM in the folders below, less those of parts and discs, is such, or there are too many to be a game's.
  private func inner(_ survey: Survey, _ isOther: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var count = 0
    // What a descriptor of the folder names is free until the folder is a game.
    let bundled = Set(survey.bundles.flatMap(\.members))
    for folder in survey.folders where !isPartOrDisc(folder) {
      for file in folder.range where isFreeCandidate(file) && isROM(file) {
        if bundled.contains(file) { continue }
        count += 1
        if count > Grouping.innerLimit || isOther(index.stem(file)) { return true }
      }
    }
    return false
  }

  func isPartOrDisc(_ folder: TableFolder) -> Bool {
    FolderNames.isPart(folder.name) || MemberCategory.ofFolder(folder.name) != nil
      || SideCars.isSideCarFolder(folder.name, on: platform) || DiscTag.parse(folder.name) != nil
  }

  /// Why folders with nothing beside them are the parts of one game: its discs, or the game and its updates.
  func partsRule(_ survey: Survey) -> GroupingRule? {
    let folders = survey.folders.filter {
      hasCandidate($0) && !SideCars.isSideCarFolder($0.name, on: platform)
    }
    guard !folders.isEmpty else { return nil }
    let tags = folders.compactMap { DiscTag.parse($0.name) }
    if tags.count == folders.count, Set(tags.map(Grouping.titleBesideTag)).count == 1 {
      return .discFolder
    }
    if platform.hasUpdates, folders.count > 1 {
      // `Game [Game]`, `Game [Update]`: whole titles side by side.
      let titles = Set(folders.map { GameTitle.key($0.name) })
      let categories = Set(folders.map { TitleID(in: $0.name)?.category ?? MemberCategory.ofTags($0.name) ?? .game })
      if titles.count == 1, categories.count > 1, categories.contains(.game) { return .updateFolder }
    }
    let areParts = folders.allSatisfy { folder in
      FolderNames.isPart(folder.name) || DiscTag.parse(folder.name).map(Grouping.titleBesideTag) == []
    }
    guard areParts else { return nil }
    if folders.contains(where: { DiscTag.parse($0.name) != nil }) { return .discFolder }
    // `Games` and `Game` alone sort; a base game comes with something.
    let hasPart = folders.contains {
      !FolderNames.isSorting($0.name) && MemberCategory.ofPlainFolder($0.name) != .game
    }
    return hasPart ? .partFolders : nil
  }

  /// The title in the name of a disc's folder; empty for `Disc 1 (Install)`, whose brackets are about the disc.
  private static func titleBesideTag(_ tag: DiscTag) -> [UInt8] {
    let isRemark = tag.lead.isEmpty && (tag.title.first == UInt8(ascii: "(") || tag.title.first == UInt8(ascii: "["))
    return isRemark ? [] : DiscDescriptor.matchingKey(tag.title)
  }

  /// Whether all a folder holds is an installed game under its number, as in `Halo 3/4D5307E6`: the folder has the name.
  func isNumberedInside(_ survey: Survey) -> Bool {
    let name = survey.folder.name
    guard !survey.folders.isEmpty, !survey.files.contains(where: isFreeCandidate) else { return false }
    let inner = survey.folders.filter { hasCandidate($0) }
    guard inner.count == 1, let only = inner.first, InstalledGame.isNumber(only.name), !InstalledGame.isNumber(name),
      !FolderNames.isSorting(name), !FolderNames.isPart(name), !FolderNames.isPlaceOfParts(name),
      PlatformTable.standard.platform(forFolder: name) == nil
    else { return false }
    let contents = index.contents(of: only)
    return InstalledGame.isLaidOut(name: only.name, files: contents.files, folders: contents.folders, index)
  }

  /// Whether the files of one title lie in a folder of another name with nothing that is not named after them, as in a
  /// place where games lie: a publisher's folder with one game, and its picture.
  private func areNamesakes(_ heads: [Head], _ survey: Survey) -> Bool {
    guard survey.folders.isEmpty, survey.files.count > 1,
      heads.allSatisfy({ $0.stem.contains(UInt8(ascii: " ")) || $0.stem.contains(UInt8(ascii: "(")) }),
      !heads.contains(where: { GameTitle.saysNothing($0.stem, in: survey.folder.name) }),
      !heads.contains(where: { GameTitle.areAlike($0.stem, survey.folder.name) })
    else { return false }
    let bundled = Set(survey.bundles.flatMap(\.members))
    return survey.files.allSatisfy { file in
      index.role(file) == .record || bundled.contains(file) || SideCars.isNeutral(index.name(file))
        || heads.contains { index.stem(file).starts(with: $0.stem) }
    }
  }
}
