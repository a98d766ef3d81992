internal import Content
internal import Model

extension Grouping {
  /// A game, or what may belong to one, as the names around it tell.
  private struct Entry {
    var name: [UInt8]
    /// By the maker's number, where the name has it.
    var number: [UInt8]?
    var title: [UInt8]
    var category: MemberCategory
    /// Ascending.
    var members: [Int]
    var prefixLength: Int
    /// Into `result.archives`; nil for a single file.
    var archive: Int?
  }

  private static let attached: Set<MemberCategory> = [.update, .dlc, .patch]

  /// Puts updates and DLC that lie beside their games, or in folders of their own, with the games.
  mutating func attachUpdates() {
    var entries: [Entry] = []
    for file in result.singles {
      entries.append(
        entry(
          name: [UInt8](index.stem(Int(file))), path: index.folderPath(Int(file)), members: [Int(file)], archive: nil))
    }
    for (number, game) in result.archives.enumerated() {
      guard let first = game.members.first else { continue }
      // The folder a folder's game lies in, or the one its files do.
      var path = [UInt8](index.files.path(at: Int(first)).prefix(game.prefixLength))
      if path.dropLast().suffix(game.name.count).elementsEqual(game.name) { path.removeLast(game.name.count + 1) }
      entries.append(entry(name: game.name, path: path, members: game.members.map(Int.init), archive: number))
    }
    guard entries.contains(where: { Grouping.attached.contains($0.category) }) else { return }
    let targets = bases(of: entries)
    guard !targets.isEmpty else { return }
    var changed: [Int: [Int]] = [:]
    for (update, base) in targets { changed[base, default: []].append(update) }
    let gone = Set(changed.flatMap { [$0.key] + $0.value })
    let goneFiles = Set(gone.filter { entries[$0].archive == nil }.flatMap { entries[$0].members })
    let goneArchives = Set(gone.compactMap { entries[$0].archive })
    result.singles.removeAll { goneFiles.contains(Int($0)) }
    result.archives = result.archives.enumerated().filter { !goneArchives.contains($0.offset) }.map(\.element)
    for (base, updates) in changed.sorted(by: { $0.key < $1.key }) {
      let members = ([base] + updates).flatMap { entries[$0].members }.sorted()
      for number in [base] + updates { trace?.games[UInt32(entries[number].members[0])] = nil }
      add(
        name: entries[base].name, members: members,
        prefixLength: min(index.commonPrefixLength(members), entries[base].prefixLength), .update)
    }
  }

  private func entry(name: [UInt8], path: [UInt8], members: [Int], archive: Int?) -> Entry {
    let number = TitleID(in: name)
    // A package of the PlayStation has the title's number in its own name or in that of its folder.
    var category = number?.category ?? MemberCategory.ofTags(name) ?? MemberCategory.ofEnding(name)
    for folder in path.split(separator: UInt8(ascii: "/")).reversed() where category == nil {
      category = MemberCategory.ofPlainFolder(folder)
    }
    return Entry(
      name: name, number: number?.key, title: GameTitle.key(name), category: category ?? .game, members: members,
      prefixLength: archive.map { result.archives[$0].prefixLength } ?? path.count, archive: archive)
  }

  /// For each update or DLC the game it is for, by number in `entries`: that of the same title number, otherwise the
  /// only one of the same title, otherwise the one whose title it begins with.
  private func bases(of entries: [Entry]) -> [(update: Int, base: Int)] {
    var numbers: [[UInt8]: Int?] = [:]
    var titles: [[UInt8]: Int?] = [:]
    for (position, entry) in entries.enumerated() where !Grouping.attached.contains(entry.category) {
      if let number = entry.number { numbers[number] = .some(numbers[number] == nil ? position : nil) }
      titles[entry.title] = .some(titles[entry.title] == nil ? position : nil)
    }
    var found: [(Int, Int)] = []
    for (position, entry) in entries.enumerated() where Grouping.attached.contains(entry.category) {
      if let number = entry.number, let known = numbers[number] {
        if let base = known { found.append((position, base)) }
        continue
      }
      var title = entry.title[...]
      while !title.isEmpty {
        if let known = titles[Array(title)] {
          if let base = known, entry.number == nil || entries[base].number == nil { found.append((position, base)) }
          break
        }
        // Shorter by a word.
        guard let cut = title.lastIndex(where: GameTitle.isBlank) else { break }
        title = title[..<cut]
        while let last = title.last, GameTitle.isBlank(last) { title.removeLast() }
      }
    }
    return found
  }
}
