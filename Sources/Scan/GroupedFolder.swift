internal import Content
internal import Model

/// A system folder's files with their games and the reasons.
struct GroupedFolder {
  let index: ShelfIndex
  private let system: LibraryShape.SystemFolder
  private let result: Grouping.Result
  private let trace: GroupingTrace
  /// Places of archives by their first member.
  private let archives: [UInt32: Int]

  /// - Parameter read: the contents of a descriptor by its raw path below the root.
  init(_ files: FileTable, system: LibraryShape.SystemFolder, read: @escaping ([UInt8]) -> [UInt8]?) {
    self.system = system
    index = ShelfIndex(files, platform: system.platform)
    let folder = system.folder
    (result, trace) = Grouping.explain(files, platform: system.platform) { file in
      read(GroupedFolder.path([UInt8](files.path(at: file)), below: folder))
    }
    var archives: [UInt32: Int] = [:]
    for (number, game) in result.archives.enumerated() { archives[game.members[0]] = number }
    self.archives = archives
  }

  private static func path(_ path: [UInt8], below folder: [UInt8]) -> [UInt8] {
    folder.isEmpty ? path : folder + [UInt8(ascii: "/")] + path
  }

  func explain(file: Int, at path: [UInt8]) -> Explanation {
    guard let owner = trace.owners[file] else {
      return Explanation(.leftOut, path, trace.files[file])
    }
    let game = game(owner)
    var explanation = Explanation(game.isArchive ? .member : .game, path, game.rule)
    explanation.member = game.members.first { $0.file == file }
    explanation.game = game
    return explanation
  }

  /// - Parameter folder: raw path below the system folder.
  func explain(folder: [UInt8], _ range: Range<Int>, at path: [UInt8]) -> Explanation {
    let prefix = folder + [UInt8(ascii: "/")]
    let owners = Set(range.compactMap { trace.owners[$0] })
    let rule = trace.folders[prefix]
    // A folder that is a game, or lies in one.
    if owners.count == 1, let owner = owners.first, rule == nil || rule?.kind == .game {
      let game = game(owner)
      let isWhole = game.members.allSatisfy { range.contains($0.file) }
      if game.isArchive, rule?.kind == .game || !isWhole || rule == nil {
        var explanation = Explanation(isWhole && rule?.kind == .game ? .game : .member, path, game.rule)
        explanation.game = game
        return explanation
      }
    }
    var explanation = Explanation(.place, path, rule ?? aboveRule(folder))
    if explanation.rule == .sideCarFolder || explanation.rule == .noGame { explanation.kind = .leftOut }
    explanation.games = games(in: range)
    return explanation
  }

  /// What was decided of the nearest folder above one that was not looked at by itself.
  private func aboveRule(_ folder: [UInt8]) -> GroupingRule? {
    var folder = folder
    while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
      folder = Array(folder[..<slash])
      if let rule = trace.folders[folder + [UInt8(ascii: "/")]] { return rule }
    }
    return nil
  }

  func games(in range: Range<Int>) -> [(name: [UInt8], rule: GroupingRule)] {
    var seen: Set<UInt32> = []
    return range.compactMap { file in
      guard let owner = trace.owners[file], seen.insert(owner).inserted else { return nil }
      let name = archives[owner].map { result.archives[$0].name } ?? [UInt8](index.name(Int(owner)))
      return (name, trace.games[owner] ?? .rom)
    }
  }

  private func game(_ owner: UInt32) -> Explanation.Game {
    let rule = trace.games[owner] ?? .rom
    guard let number = archives[owner] else {
      let file = Int(owner)
      return Explanation.Game(
        name: [UInt8](index.name(file)), isArchive: false, rule: rule,
        members: [member(file, prefixLength: index.folderPath(file).count, isTree: false)])
    }
    let game = result.archives[number]
    let isTree = rule == .tree || rule == .installed || rule == .launcher
    return Explanation.Game(
      name: game.name, isArchive: true, rule: rule,
      members: game.members.map { member(Int($0), prefixLength: game.prefixLength, isTree: isTree) },
      playlist: game.playlist?.name)
  }

  private func isROM(_ file: Int) -> Bool {
    index.role(file) == .candidate && system.platform.extensions.contains(index.fileExtension(file))
  }

  private func member(_ file: Int, prefixLength: Int, isTree: Bool) -> Explanation.Member {
    let path = index.files.path(at: file)
    let name = [UInt8](path.dropFirst(prefixLength))
    return Explanation.Member(
      file: file, path: GroupedFolder.path([UInt8](path), below: system.folder), name: name,
      category: MemberCategory.of(path: name, isTree: isTree, isROM: isROM(file)),
      version: index.files.version(at: file),
      namedBy: trace.namedBy[UInt32(file)].map { [UInt8](index.files.path(at: Int($0)).dropFirst(prefixLength)) })
  }
}
