internal import Content
internal import Model

extension Grouping {
  private static let archives = FileExtension.set("zip 7z rar")
  private static let disk = FileExtension("chd")
  /// Text files that name what is started, on platforms of file trees.
  private static let pointers = FileExtension.set("scummvm svm psvita ps3 easyrpg daphne singe")
  private static let pointerLimit: Int64 = 4096

  /// What a folder of an arcade system is; nil where that is to be decided as on any other.
  func decideSet(_ survey: Survey) -> Decision? {
    let direct = survey.files.filter(isFreeCandidate)
    guard !direct.isEmpty else { return nil }
    let isSorting = FolderNames.isSorting(survey.folder.name)
    if direct.allSatisfy({ Grouping.archives.contains(index.fileExtension($0)) }) {
      // Archives are sets by themselves; one with papers beside it has its own folder.
      return isSorting ? .place(survey, .sortingName) : nil
    }
    // A set may be called `tennis`: chips are no games that somebody sorted.
    let areChips =
      survey.folder.name.count > 1
      && direct.allSatisfy { !isROM($0) && index.fileExtension($0) != Grouping.disk }
    return isSorting && !areChips ? .place(survey, .sortingName) : .game(.set)
  }

  /// Adds the files of a place that have a folder of their name: an arcade set's archive and its disks, a start file
  /// and the game it starts.
  mutating func addNamesakes(_ survey: inout Survey) {
    var folders: [[UInt8]: Int] = [:]
    for (number, folder) in survey.folders.enumerated()
    where !SideCars.isSideCarFolder(folder.name, on: platform)
      && (!FolderNames.isSorting(folder.name) || FolderNames.mayBeTitle(folder.name))
    {
      folders[namesakeKey(folder.name, isFolder: true)] = number
    }
    guard !folders.isEmpty else { return }
    var files: [Int: [Int]] = [:]
    for file in survey.loners {
      let isWhole = !platform.isArcade && isWholeGame(file) && !Grouping.pointers.contains(index.fileExtension(file))
      guard !isWhole else { continue }
      let number =
        folders[namesakeKey([UInt8](index.stem(file)), isFolder: false)]
        ?? target(of: file).flatMap { folders[namesakeKey($0, isFolder: false)] }
      if let number, hasCandidate(survey.folders[number]) { files[number, default: []].append(file) }
    }
    guard !files.isEmpty else { return }
    for (number, own) in files.sorted(by: { $0.key < $1.key }) {
      let folder = survey.folders[number]
      let members = (own + free(in: folder, records: platform.isFileTree)).sorted()
      note(folder, platform.isArcade ? .set : .launcher)
      add(
        name: [UInt8](index.stem(own[0])), members: members, prefixLength: survey.folder.prefixLength,
        platform.isArcade ? .set : .launcher)
    }
    let joined = Set(files.values.flatMap { $0 })
    survey.loners.removeAll { joined.contains($0) }
    survey.folders = survey.folders.enumerated().filter { files[$0.offset] == nil }.map(\.element)
  }

  /// Sets have short names that are the same to the letter; start files are called like their folder more or less.
  private func namesakeKey(_ name: [UInt8], isFolder: Bool) -> [UInt8] {
    var name = name[...]
    if isFolder, platform.extensions.contains(FileExtension(ofName: Array(name))),
      let dot = name.lastIndex(of: UInt8(ascii: "."))
    {
      name = name[..<dot]
    }
    return platform.isArcade ? name.foldedASCII : FolderNames.key(name)
  }

  /// The folder or title that a start file names: `sky` or `scumm:monkey2` of ScummVM's, a Vita title's number.
  private func target(of file: Int) -> [UInt8]? {
    guard Grouping.pointers.contains(index.fileExtension(file)),
      index.files.version(at: file).size <= Grouping.pointerLimit, let contents = discs.text(of: file)
    else { return nil }
    let line = contents.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    let name = line.split { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last
    return name.map { [UInt8]($0) }
  }

  /// Puts the disks of arcade sets that lie in folders of their own, as in `chd/area51/area51.chd`, with the archives
  /// of their names, wherever those lie.
  mutating func attachDisks() {
    var archives: [[UInt8]: (file: Int, isUnique: Bool)] = [:]
    for file in result.singles.map(Int.init) where Grouping.archives.contains(index.fileExtension(file)) {
      let stem = index.stem(file).foldedASCII
      archives[stem] = (file, archives[stem] == nil)
    }
    guard !archives.isEmpty else { return }
    var disks: [Int: [Int]] = [:]
    func attach(_ members: [Int], _ name: [UInt8]) -> Bool {
      guard let archive = archives[name.foldedASCII], archive.isUnique,
        members.allSatisfy({ index.fileExtension($0) == Grouping.disk || index.role($0) != .candidate })
      else { return false }
      disks[archive.file, default: []] += members
      return true
    }
    result.singles.removeAll { file in
      let file = Int(file)
      guard index.fileExtension(file) == Grouping.disk else { return false }
      let folder = index.folderPath(file).split(separator: UInt8(ascii: "/")).last.map { [UInt8]($0) } ?? []
      return attach([file], folder) || attach([file], [UInt8](index.stem(file)))
    }
    result.archives.removeAll { game in attach(game.members.map(Int.init), game.name) }
    guard !disks.isEmpty else { return }
    result.singles.removeAll { disks[Int($0)] != nil }
    for (file, own) in disks.sorted(by: { $0.key < $1.key }) {
      let members = (own + [file]).sorted()
      for member in members { trace?.games[UInt32(member)] = nil }
      add(name: [UInt8](index.stem(file)), members: members, prefixLength: index.commonPrefixLength(members), .set)
    }
  }
}
