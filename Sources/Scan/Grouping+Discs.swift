internal import Content
internal import Model

extension Grouping {
  /// A file, set or folder whose name says which disc it is.
  struct Disc {
    enum Shape {
      case file(Int)
      case bundle(Bundle)
      case folder(TableFolder)
    }

    var tag: DiscTag
    var shape: Shape
    /// Two dumps of the same discs differ in it.
    var fileExtension: FileExtension

    var place: Place { Place(ordinal: tag.ordinal, side: tag.side, label: tag.label) }
  }

  struct Place: Hashable {
    var ordinal: Int
    var side: Int
    var label: Int
  }

  /// Adds the discs and bundles of a place, and leaves its other files and folders.
  mutating func addDiscs(of survey: inout Survey) {
    var tagged: [Disc] = []
    for bundle in survey.bundles {
      if bundle.rule != .playlist, let tag = DiscTag.parse(bundle.name), !tag.title.isEmpty {
        tagged.append(Disc(tag: tag, shape: .bundle(bundle), fileExtension: index.fileExtension(bundle.head)))
      } else {
        add(bundle, survey.folder)
      }
    }
    var sides: [(disc: Disc, file: Int)] = []
    survey.loners.removeAll { file in
      guard let tag = DiscTag.parse(index.stem(file), isBesideOthers: true), !tag.title.isEmpty else { return false }
      let disc = Disc(tag: tag, shape: .file(file), fileExtension: index.fileExtension(file))
      if tag.isWeak { sides.append((disc, file)) } else { tagged.append(disc) }
      return !tag.isWeak
    }
    survey.folders.removeAll { inner in
      guard let tag = DiscTag.parse(inner.name), !tag.title.isEmpty, hasCandidate(inner),
        !SideCars.isSideCarFolder(inner.name, on: platform)
      else { return false }
      tagged.append(Disc(tag: tag, shape: .folder(inner), fileExtension: .none))
      return true
    }
    let groups = groups(of: tagged)
    let firsts = firstDiscs(of: groups, survey.loners)
    for (number, group) in groups.enumerated() { addGame(of: group, first: firsts[number], &survey) }
    var gone = Set(firsts.values)
    addSides(sides.filter { !isTaken[$0.file] }.map(\.disc), &gone, &survey)
    if !gone.isEmpty { survey.loners.removeAll { gone.contains($0) } }
  }

  /// Adds files whose names differ in `Side A` or `Disk A` without brackets: a tag only because there are several.
  private mutating func addSides(_ sides: [Disc], _ gone: inout Set<Int>, _ survey: inout Survey) {
    guard sides.count > 1 else { return }
    for group in groups(of: sides) where Set(group.map(\.place)).count > 1 && Set(group.map(\.fileExtension)).count == 1
    {
      for disc in group { if case .file(let file) = disc.shape { gone.insert(file) } }
      addGame(of: group, first: nil, &survey)
    }
  }

  /// `Game.chd` beside `Game (Disc 2).chd`: for groups without a first disc the file that is it, by their numbers.
  private func firstDiscs(of groups: [[Disc]], _ loners: [Int]) -> [Int: Int] {
    var wanted: [[UInt8]: [Int]] = [:]
    for (number, group) in groups.enumerated() {
      guard let disc = group.first, !group.contains(where: { $0.tag.ordinal < 2 }) else { continue }
      wanted[DiscDescriptor.matchingKey(disc.tag.title), default: []].append(number)
    }
    guard !wanted.isEmpty else { return [:] }
    var found: [Int: Int] = [:]
    for file in loners {
      let numbers = wanted[DiscDescriptor.matchingKey([UInt8](index.stem(file)))] ?? []
      let number = numbers.first { number in
        found[number] == nil && index.fileExtension(file) == groups[number].first?.fileExtension
      }
      if let number { found[number] = file }
    }
    return found
  }

  /// Discs of one title. What stands behind the tag can be about one disc only, as a revision or a label is; where a
  /// disc is there twice without it, it tells the dumps apart.
  private func groups(of tagged: [Disc]) -> [[Disc]] {
    var groups: [[Disc]] = []
    for var group in grouped(tagged, by: Grouping.looseTitle) {
      for (number, tag) in DiscTag.ofOneGame(group.map(\.tag)).enumerated() { group[number].tag = tag }
      if Grouping.areDistinct(group) {
        groups.append(group)
        continue
      }
      let sets = grouped(group, by: { DiscDescriptor.matchingKey($0.tag.title) })
      let rest = Grouping.leftovers(sets)
      if !rest.isEmpty { groups.append(rest) }
      for inner in sets where rest.isEmpty || inner.count > 1 {
        if Grouping.areDistinct(inner) {
          groups.append(inner)
        } else {
          // The same disc twice: a set as .chd beside the same as .iso.
          groups += Dictionary(grouping: inner, by: \.fileExtension).values
        }
      }
    }
    return groups
  }

  /// Discs without any other of their name that are one game beside a dump of the same: only the first disk of
  /// `Game (Disk 1 of 2)[cr FLT]` and `Game (Disk 2 of 2)` was cracked.
  private static func leftovers(_ sets: [[Disc]]) -> [Disc] {
    let single = sets.filter { $0.count == 1 }.flatMap { $0 }
    let titles = single.map { DiscDescriptor.matchingKey($0.tag.title) }
    guard single.count > 1, areDistinct(single), Set(single.map(\.fileExtension)).count == 1,
      let shortest = titles.min(by: { $0.count < $1.count }), titles.allSatisfy({ $0.starts(with: shortest) })
    else { return [] }
    return single
  }

  private func grouped(_ discs: [Disc], by key: (Disc) -> [UInt8]) -> [[Disc]] {
    var numbers: [[UInt8]: Int] = [:]
    var groups: [[Disc]] = []
    for disc in discs {
      let key = key(disc)
      if let number = numbers[key] {
        groups[number].append(disc)
      } else {
        numbers[key] = groups.count
        groups.append([disc])
      }
    }
    return groups
  }

  private static func areDistinct(_ group: [Disc]) -> Bool { Set(group.map(\.place)).count == group.count }

  /// What stands before the tag, and the regions behind it.
  private static func looseTitle(_ disc: Disc) -> [UInt8] {
    guard !disc.tag.lead.isEmpty else { return DiscDescriptor.matchingKey(disc.tag.title) }
    var key = DiscDescriptor.matchingKey(disc.tag.lead)
    for part in disc.tag.title.dropFirst(disc.tag.lead.count).split(separator: UInt8(ascii: "(")) {
      let tag = part.prefix { $0 != UInt8(ascii: ")") }
      if FolderNames.isRegion(tag) { key += [UInt8(ascii: "(")] + tag }
    }
    return key
  }

  /// - Parameter first: the file that is the first disc without saying so.
  private mutating func addGame(of group: [Disc], first: Int?, _ survey: inout Survey) {
    var group = group
    if let file = first, let other = group.first {
      var tag = other.tag
      tag.ordinal = 1
      group.insert(Disc(tag: tag, shape: .file(file), fileExtension: other.fileExtension), at: 0)
    }
    guard let first = group.first, Set(group.map(\.place)).count >= 2 else {
      for disc in group {
        switch disc.shape {
        case .file(let file): add(single: file, .rom)
        case .bundle(let bundle): add(bundle, survey.folder)
        case .folder(let inner): survey.folders.append(inner)
        }
      }
      return
    }
    var members: [Int] = []
    for disc in group {
      switch disc.shape {
      case .file(let file): members.append(file)
      case .bundle(let bundle): members += bundle.members
      case .folder(let inner):
        members += free(in: inner, records: platform.isFileTree)
        note(inner, .discs)
      }
    }
    let titles = Set(group.map(\.tag.title))
    add(
      name: titles.count == 1 ? first.tag.title : first.tag.lead, members: members.sorted(),
      prefixLength: survey.folder.prefixLength, .discs)
  }

  mutating func add(_ bundle: Bundle, _ folder: TableFolder) {
    add(name: bundle.name, members: bundle.members, prefixLength: folder.prefixLength, bundle.rule)
  }

  // MARK: The playlist of a game of several discs that has none

  mutating func playlist(name: [UInt8], members: [Int], prefixLength: Int) -> GeneratedMember? {
    guard !members.contains(where: { index.fileExtension($0) == SideCars.playlist }) else { return nil }
    let candidates = members.filter { file in
      index.role(file) == .candidate && DiscPlaylist.isDisc(index.name(file))
        // What lies in `dlc` and `extras` is no disc of the game.
        && MemberCategory.of(path: index.files.path(at: file).dropFirst(prefixLength), isROM: isROM(file)) == .game
    }
    guard candidates.count > 1 else { return nil }
    let tracks = discs.tracks(of: candidates)
    let heads = candidates.filter { !tracks.contains($0) }
    var found: [DiscTag] = []
    var untagged: [Int] = []
    for head in heads {
      // The file says which disc it is, or the folder it lies in does.
      let path = index.files.path(at: head).dropFirst(prefixLength)
      let components = path.split(separator: UInt8(ascii: "/")).dropLast().reversed()
      let tags = [DiscTag.parse(index.stem(head), isBesideOthers: true)] + components.map { DiscTag.parse($0) }
      guard let tag = tags.lazy.compactMap({ $0 }).first else {
        untagged.append(head)
        continue
      }
      found.append(tag)
    }
    let places = Set(
      DiscTag.ofOneGame(found).map { Place(ordinal: $0.ordinal, side: $0.side, label: $0.label) })
    // One without a tag is the first disc of those that follow; more are something else.
    guard untagged.isEmpty || untagged.count == 1 && !places.contains(where: { $0.ordinal < 2 }),
      places.count + untagged.count > 1
    else { return nil }
    let names = heads.map { [UInt8](index.files.path(at: $0).dropFirst(prefixLength)) }
    let first = untagged.first.map { [UInt8](index.files.path(at: $0).dropFirst(prefixLength)) }
    guard let contents = DiscPlaylist.contents(of: names, first: first) else { return nil }
    return GeneratedMember(name: name + [UInt8](".m3u".utf8), contents: contents)
  }
}
