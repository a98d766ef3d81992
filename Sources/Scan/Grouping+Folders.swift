internal import Content
internal import Model

extension Grouping {
  /// Extensions of media a game takes several of, counted in the name and not by a disc tag.
  private static let countedMedia = FileExtension.set(
    """
    adf adz dms ipf d64 d71 d80 d81 d82 g64 g71 t64 tap tzx cas cdt wav dsk st stx msa fdi hdm d88 88d 98d xdf dim 2hd
    img ima imd nib do po woz fds ssd dsd uef p00 bin raw td0 sap k7 fd trd scl mgt atr xfd tfd
    """)

  /// What can be unpacked or started by itself, on a platform whose games are trees.
  private static let wholeGames = FileExtension.set("zip 7z rar dosz iso chd pkg scummvm svm wua wux ps3 psvita lnk")

  /// Whether a folder is one game; otherwise it is a place where games lie.
  ///
  /// - Parameter candidates: the files below it that can be a game or a part of one; at least one.
  mutating func isGame(_ folder: TableFolder, candidates: [Int]) -> Bool {
    let contents = index.contents(of: folder)
    if platform.isFileTree { return !isSortingTree(folder, contents.files) }
    if FolderNames.isSorting(folder.name) { return false }
    let known = Set(candidates)
    let taken = isTaken
    let sets = discs.sets(of: contents.files) { !taken[$0] }
    let members = Set(sets.flatMap(\.members))
    let loners = contents.files.filter { known.contains($0) && !members.contains($0) }
    let roms = loners.filter { platform.extensions.contains(index.fileExtension($0)) }
    let heads = sets.map(\.head) + roms
    let below = candidates.filter { candidate in
      contents.folders.contains { $0.range.contains(candidate) } && !members.contains(candidate)
    }
    if heads.isEmpty {
      if !loners.isEmpty { return titles(of: below.filter(isROM)).count < 2 }
      return areParts(contents.folders.filter { holdsAny(of: known, $0) })
    }
    if areDiscs(heads) { return true }
    let titles = titles(of: heads)
    if titles.count > 1 { return belongTogether(titles, heads) }
    // A game's own folder holds only what belongs to it; a place where games lie has others further down.
    guard sets.isEmpty, let title = titles.first else { return true }
    return !contents.folders.contains { inner in
      !isPartOrDisc(inner)
        && inner.range.contains { candidate in
          known.contains(candidate) && isROM(candidate) && !isRelated(GameTitle.key(index.stem(candidate)), title)
        }
    }
  }

  /// A folder on a platform of file trees sorts when it is named so and what lies in it stands for itself.
  private func isSortingTree(_ folder: TableFolder, _ files: [Int]) -> Bool {
    FolderNames.isSorting(folder.name)
      && files.allSatisfy {
        index.role($0) != .candidate || isWholeGame($0)
      }
  }

  /// Whether a file on a platform of file trees is a game by itself: packed, or an image.
  func isWholeGame(_ file: Int) -> Bool { Grouping.wholeGames.contains(index.fileExtension(file)) }

  private func isROM(_ file: Int) -> Bool { platform.extensions.contains(index.fileExtension(file)) }

  private func holdsAny(of files: Set<Int>, _ folder: TableFolder) -> Bool {
    folder.range.contains { files.contains($0) }
  }

  private func isPartOrDisc(_ folder: TableFolder) -> Bool {
    FolderNames.isPart(folder.name) || SideCars.isSideCarFolder(folder.name) || DiscTag.parse(folder.name) != nil
  }

  /// Whether folders are the parts of one game: its discs, or the game and its updates.
  private func areParts(_ folders: [TableFolder]) -> Bool {
    guard !folders.isEmpty else { return false }
    let tags = folders.compactMap { DiscTag.parse($0.name) }
    if tags.count == folders.count { return Set(tags.map { DiscDescriptor.matchingKey($0.title) }).count == 1 }
    return folders.allSatisfy { FolderNames.isPart($0.name) || DiscTag.parse($0.name)?.title.isEmpty == true }
      // `Games` alone sorts; a base game comes with something.
      && folders.contains { !FolderNames.isSorting($0.name) }
  }

  /// Whether the names are the discs of one title.
  private func areDiscs(_ heads: [Int]) -> Bool {
    let tags = heads.compactMap { DiscTag.parse(index.stem($0)) }
    return tags.count == heads.count && tags.count > 1
      && Set(tags.map { DiscDescriptor.matchingKey($0.title) }).count == 1
  }

  private func titles(of files: [Int]) -> Set<[UInt8]> {
    Set(
      files.map { file in
        let stem = index.stem(file)
        guard let tag = DiscTag.parse(stem), !tag.title.isEmpty else { return GameTitle.key(stem) }
        return GameTitle.key(tag.title)
      })
  }

  private func belongTogether(_ titles: Set<[UInt8]>, _ heads: [Int]) -> Bool {
    if platform.hasUpdates, let shortest = titles.min(by: { $0.count < $1.count }) {
      // `Game [v0].nsp`, `Game - New Levels [DLC].nsp`.
      if titles.allSatisfy({ isRelated($0, shortest) }) { return true }
    }
    guard heads.allSatisfy({ Grouping.countedMedia.contains(index.fileExtension($0)) }) else { return false }
    return Set(titles.map { GameTitle.sequenceKey($0) }).count == 1
  }

  /// Whether one title begins with the other.
  private func isRelated(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard long.starts(with: short) else { return false }
    return long.count == short.count || GameTitle.isBlank(long[short.count]) || long[short.count] >= 0x80
      || long[short.count] == UInt8(ascii: ":")
  }
}
