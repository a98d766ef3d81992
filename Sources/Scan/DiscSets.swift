internal import Content
internal import Model

/// Which files make up a disc, and which discs a playlist names: what the descriptors in a system folder say.
struct DiscSets {
  /// Files that belong together because a descriptor or playlist says so.
  struct DiscSet {
    /// The playlist where there is one, otherwise the descriptor: what the set is named after.
    var head: Int
    var isPlaylist: Bool
    /// Ascending, the head among them.
    var members: [Int]
  }

  private let index: ShelfIndex
  private let platform: Platform
  private let read: (Int) -> [UInt8]?
  private var targetsOfDescriptor: [Int: [Int]] = [:]
  private var lookup: NameLookup
  private let encodings = DiscEncodings()
  private(set) var unreadable: [Int] = []
  private(set) var oversized: [Int] = []
  private(set) var incomplete: [Int] = []
  /// Descriptors met since this was last emptied whose files all belong to something else already, with one of those.
  var orphans: [(descriptor: Int, file: Int)] = []

  private static let packed = Array(".ecm".utf8)
  private static let images = ["bin", "img", "iso", "mdf", "raw"]

  /// - Parameter read: the contents of a file by its index, nil where it cannot be read.
  init(_ index: ShelfIndex, platform: Platform, read: @escaping (Int) -> [UInt8]?) {
    self.index = index
    self.platform = platform
    self.read = read
    lookup = NameLookup(index)
  }

  /// The files every descriptor that was read names, itself not among them.
  var namedFiles: [Int: [Int]] { targetsOfDescriptor }

  /// The contents of a small file; nil where it cannot be read.
  func text(of file: Int) -> [UInt8]? { read(file).map(DiscDescriptor.withoutUTF16) }

  /// The sets whose descriptor or playlist is one of `files`, which lie in one folder, by their first member.
  ///
  /// - Parameter isTaken: whether a file is part of something else, by its index.
  mutating func sets(of files: [Int], isTaken: [Bool]) -> [DiscSet] {
    var links = Links()
    var playlists: [Int] = []
    var descriptorOfStem: [[UInt8]: Int] = [:]
    for file in files where !isTaken[file] {
      guard let format = index.descriptorFormat(file) else { continue }
      if format == .m3u {
        playlists.append(file)
        continue
      }
      let named = targets(of: file)
      if let first = named.first, named.allSatisfy({ isTaken[$0] }) {
        orphans.append((file, first))
        continue
      }
      links.join(file, file)
      for target in named where !isTaken[target] { links.join(file, target) }
      // A cue sheet beside a CloneCD descriptor describes the same image.
      let stem = DiscDescriptor.matchingKey([UInt8](index.stem(file)))
      if let other = descriptorOfStem[stem] { links.join(file, other) } else { descriptorOfStem[stem] = file }
    }
    for playlist in playlists {
      // A list of lists is somebody's collection.
      let discs = targets(of: playlist).filter { !isTaken[$0] && index.descriptorFormat($0) != .m3u }
      var members = Set(discs)
      for disc in discs where index.descriptorFormat(disc) != nil {
        members.formUnion(targets(of: disc).filter { !isTaken[$0] })
      }
      guard members.count >= 2, isOneGame(playlist, discs) else { continue }
      for member in members { links.join(playlist, member) }
    }
    return links.groups().map(discSet).sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
  }

  /// The files of `members` that a descriptor among them names: its tracks.
  mutating func tracks(of members: [Int]) -> Set<Int> {
    var tracks: Set<Int> = []
    for member in members {
      guard let format = index.descriptorFormat(member), format != .m3u else { continue }
      tracks.formUnion(targets(of: member))
    }
    return tracks
  }

  private func discSet(_ members: [Int]) -> DiscSet {
    let members = members.sorted()
    let playlists = members.filter { index.descriptorFormat($0) == .m3u }
    let descriptors = members.filter { index.descriptorFormat($0) != nil }
    let heads = playlists.isEmpty ? descriptors : playlists
    // Of several the one with the shortest name: `Game.cue` before `Game (Alt).cue`.
    let head = heads.min { index.name($0).count < index.name($1).count } ?? members[0]
    return DiscSet(head: head, isPlaylist: !playlists.isEmpty, members: members)
  }

  /// Whether a playlist names the discs of one game, and is no list of what somebody likes to play.
  ///
  /// One title, or names that say which disc they are, are one game's. Different titles are where the platform has
  /// playlists at all, they are few, and their names are not whole titles of their own: `a.cue`, `b.cue`.
  private func isOneGame(_ playlist: Int, _ discs: [Int]) -> Bool {
    let titles = Set(discs.map { GameTitle.key(DiscTag.parse(index.stem($0))?.title ?? [UInt8](index.stem($0))) })
    if titles.count == 1 { return true }
    if discs.allSatisfy({ GameTitle.saysNothing(index.stem($0), in: []) }) { return true }
    guard discs.count <= 12, platform.hasDiscs || platform.extensions.contains(SideCars.playlist) else { return false }
    let own = GameTitle.key(index.stem(playlist))
    if titles.contains(where: { GameTitle.isRelated($0, own) }) { return true }
    let tagged = discs.count { index.stem($0).contains(UInt8(ascii: "(")) }
    return titles.count == 2 && tagged < 2 || titles.allSatisfy { $0.count < 4 }
      || Set(titles.map(GameTitle.sequenceKey)).count == 1
  }

  // MARK: What a descriptor names

  /// The files a descriptor or playlist names and that are there.
  private mutating func targets(of descriptor: Int) -> [Int] {
    if let known = targetsOfDescriptor[descriptor] { return known }
    let found = findTargets(of: descriptor)
    targetsOfDescriptor[descriptor] = found
    return found
  }

  private mutating func findTargets(of descriptor: Int) -> [Int] {
    guard let format = index.descriptorFormat(descriptor) else { return [] }
    let name = [UInt8](index.name(descriptor))
    let folder = index.folderPath(descriptor)
    // CloneCD's and Alcohol's companions follow from the name alone.
    let contents = format == .ccd || format == .mds ? [] : contents(of: descriptor)
    var found: [Int] = []
    if let contents {
      var isComplete: Bool
      (found, isComplete) = files(namedIn: contents, format, name, folder)
      if format == .mds {
        let pieces = pieces(of: descriptor, folder)
        found += pieces
        isComplete = isComplete || !pieces.isEmpty
      }
      // A subchannel file is optional; CloneCD writes it only when asked.
      if !isComplete, format != .ccd { incomplete.append(descriptor) }
      if found.isEmpty {
        found = DiscDescriptor.strayNames(in: contents, format: format).compactMap { lookup.file($0, in: folder) }
      }
    }
    if found.isEmpty, format != .m3u { found = imagesOfSameStem(descriptor, folder) }
    if found.isEmpty, let contents { found = strays(of: descriptor, contents, format, folder) }
    if format != .m3u {
      if !found.isEmpty { found += DiscDescriptor.sidecars(of: name).compactMap { lookup.file($0, in: folder) } }
    }
    var seen: Set<Int> = [descriptor]
    return found.filter { seen.insert($0).inserted }
  }

  private mutating func contents(of descriptor: Int) -> [UInt8]? {
    guard index.files.version(at: descriptor).size <= DiscDescriptor.sizeLimit else {
      oversized.append(descriptor)
      return nil
    }
    guard let bytes = text(of: descriptor) else {
      unreadable.append(descriptor)
      return nil
    }
    return bytes
  }

  /// The files that are there, in the reading of the contents that finds most: as they are, or as text of one of the
  /// character sets that were in use before UTF-8.
  private mutating func files(
    namedIn contents: [UInt8], _ format: DiscDescriptor.Format, _ name: [UInt8], _ folder: [UInt8]
  ) -> (found: [Int], isComplete: Bool) {
    var best = files(DiscDescriptor.references(in: contents, format: format, fileName: name), folder)
    guard !best.isComplete, DiscDescriptor.isLegacyText(contents) else { return best }
    for text in encodings.readings(of: contents) {
      let other = files(DiscDescriptor.references(in: text, format: format, fileName: name), folder)
      if other.isComplete { return other }
      if other.found.count > best.found.count { best = other }
    }
    return best
  }

  private mutating func files(_ references: [[UInt8]], _ folder: [UInt8]) -> (found: [Int], isComplete: Bool) {
    let found = references.compactMap { reference -> Int? in
      if let file = lookup.file(reference, in: folder) { return file }
      // Packed by a tool that leaves the sheet as it is.
      if let packed = lookup.file(reference + DiscSets.packed, in: folder) { return packed }
      if let archive = DiscDescriptor.archive(of: reference) { return lookup.file(archive, in: folder) }
      for form in encodings.forms(of: reference) {
        if let file = lookup.exactFile(form, in: folder) { return file }
      }
      return nil
    }
    return (found, found.count == references.count)
  }

  /// What a descriptor whose files are not where it says may mean: files of these names somewhere below it, alone of
  /// their name and beside no other descriptor.
  private mutating func strays(
    of descriptor: Int, _ contents: [UInt8], _ format: DiscDescriptor.Format, _ folder: [UInt8]
  ) -> [Int] {
    let strays = DiscDescriptor.strayNames(in: contents, format: format)
    let names = DiscDescriptor.references(in: contents, format: format, fileName: [UInt8](index.name(descriptor)))
    return (names + strays).prefix(100).compactMap { name in
      guard let file = lookup.fileBelow(folder, named: name), file != descriptor else { return nil }
      let place = index.folderPath(file)
      let neighbours = index.contents(
        of: TableFolder(name: [], prefixLength: place.count, range: index.range(ofFolder: place))
      ).files
      let isOwned = neighbours.contains { neighbour in
        guard neighbour != descriptor, neighbour != file, let other = index.descriptorFormat(neighbour) else {
          return false
        }
        return format == .m3u ? other == .m3u : other != .m3u
      }
      return isOwned ? nil : file
    }
  }

  /// `Game.i00`, `Game.i01`: what Alcohol makes of an image that is too large for the disk.
  private mutating func pieces(of descriptor: Int, _ folder: [UInt8]) -> [Int] {
    var pieces: [Int] = []
    while pieces.count < 100 {
      let number = pieces.count
      let ending = [
        UInt8(ascii: "."), UInt8(ascii: "i"), UInt8(ascii: "0") + UInt8(number / 10),
        UInt8(ascii: "0") + UInt8(number % 10),
      ]
      guard let piece = lookup.file([UInt8](index.stem(descriptor)) + ending, in: folder) else { break }
      pieces.append(piece)
    }
    return pieces
  }

  /// A renamed disc whose sheet still has the old name inside.
  private mutating func imagesOfSameStem(_ descriptor: Int, _ folder: [UInt8]) -> [Int] {
    DiscSets.images.compactMap {
      lookup.file([UInt8](index.stem(descriptor)) + [UInt8(ascii: ".")] + [UInt8]($0.utf8), in: folder)
    }
  }
}

/// Groups of numbers that grow together as pairs are joined.
private struct Links {
  private var parent: [Int: Int] = [:]

  private mutating func top(_ item: Int) -> Int {
    var top = item
    while let above = parent[top], above != top { top = above }
    // The way is shortened for the next.
    var next = item
    while let above = parent[next], above != top {
      parent[next] = top
      next = above
    }
    parent[top] = top
    return top
  }

  mutating func join(_ left: Int, _ right: Int) {
    let left = top(left)
    let right = top(right)
    if left != right { parent[max(left, right)] = min(left, right) }
  }

  mutating func groups() -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for item in Array(parent.keys) { groups[top(item), default: []].append(item) }
    return Array(groups.values)
  }
}
