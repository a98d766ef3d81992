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
  private let read: (Int) -> [UInt8]?
  private var targetsOfDescriptor: [Int: [Int]] = [:]
  private var foldedFolder: (path: [UInt8], files: [[UInt8]: Int])?
  private(set) var unreadable: [Int] = []
  private(set) var incomplete: [Int] = []

  /// Discs a list of unrelated titles may have and still be taken for one game's.
  private static let playlistLimit = 12
  private static let images = ["bin", "img", "iso", "mdf", "raw"]

  /// - Parameter read: the contents of a file by its index, nil where it cannot be read.
  init(_ index: ShelfIndex, read: @escaping (Int) -> [UInt8]?) {
    self.index = index
    self.read = read
  }

  /// The sets whose descriptor or playlist is one of `files`, which lie in one folder, by their first member.
  ///
  /// - Parameter isFree: whether a file is not yet part of something else.
  mutating func sets(of files: [Int], isFree: (Int) -> Bool) -> [DiscSet] {
    var links = Links()
    var playlists: [Int] = []
    var descriptorOfStem: [[UInt8]: Int] = [:]
    for file in files where isFree(file) {
      guard let format = index.descriptorFormat(file) else { continue }
      if format == .m3u {
        playlists.append(file)
        continue
      }
      links.join(file, file)
      for target in targets(of: file) where isFree(target) { links.join(file, target) }
      // A cue sheet beside a CloneCD descriptor describes the same image.
      let stem = DiscDescriptor.matchingKey([UInt8](index.stem(file)))
      if let other = descriptorOfStem[stem] { links.join(file, other) } else { descriptorOfStem[stem] = file }
    }
    for playlist in playlists {
      let discs = targets(of: playlist).filter { isFree($0) && $0 != playlist }
      var members = Set(discs)
      for disc in discs where index.descriptorFormat(disc) != nil {
        members.formUnion(targets(of: disc).filter(isFree))
      }
      guard members.count >= 2, isOneGame(discs) else { continue }
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

  /// A list of what somebody likes to play is no game.
  private func isOneGame(_ discs: [Int]) -> Bool {
    discs.count <= DiscSets.playlistLimit || Set(discs.map { GameTitle.key(index.stem($0)) }).count == 1
  }

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
    var contents: [UInt8] = []
    if format != .ccd, format != .mds {
      guard let bytes = read(descriptor) else {
        unreadable.append(descriptor)
        return []
      }
      contents = bytes
    }
    let references = DiscDescriptor.references(in: contents, format: format, fileName: name)
    var found = references.compactMap { file($0, in: folder) }
    let isComplete = found.count == references.count
    // A subchannel file is optional; CloneCD writes it only when asked.
    if !isComplete, format != .ccd { incomplete.append(descriptor) }
    if format != .m3u {
      if found.isEmpty { found = imagesOfSameStem(descriptor, folder) }
      if !found.isEmpty { found += DiscDescriptor.sidecars(of: name).compactMap { file($0, in: folder) } }
    }
    return found.filter { $0 != descriptor }
  }

  /// A renamed disc whose sheet still has the old name inside.
  private mutating func imagesOfSameStem(_ descriptor: Int, _ folder: [UInt8]) -> [Int] {
    DiscSets.images.compactMap {
      file([UInt8](index.stem(descriptor)) + [UInt8(ascii: ".")] + [UInt8]($0.utf8), in: folder)
    }
  }

  /// The file a descriptor in `folder` calls `name`: exactly, or but for case and composition.
  private mutating func file(_ name: [UInt8], in folder: [UInt8]) -> Int? {
    if let exact = index.file(at: folder + name) { return exact }
    if foldedFolder?.path != folder {
      var files: [[UInt8]: Int] = [:]
      for file in index.range(ofFolder: folder) {
        let key = DiscDescriptor.matchingKey([UInt8](index.files.path(at: file).dropFirst(folder.count)))
        if files[key] == nil { files[key] = file }
      }
      foldedFolder = (folder, files)
    }
    return foldedFolder?.files[DiscDescriptor.matchingKey(name)]
  }
}

/// Groups of numbers that grow together as pairs are joined.
private struct Links {
  private var parent: [Int: Int] = [:]

  private mutating func top(_ item: Int) -> Int {
    guard let above = parent[item] else {
      parent[item] = item
      return item
    }
    if above == item { return item }
    let found = top(above)
    parent[item] = found
    return found
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
