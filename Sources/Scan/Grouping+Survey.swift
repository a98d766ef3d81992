internal import Content
internal import Model

extension Grouping {
  /// Files that belong together for their contents or names, wherever they lie.
  struct Bundle {
    /// What it is named after.
    var head: Int
    var name: [UInt8]
    /// Ascending.
    var members: [Int]
    var rule: GroupingRule
  }

  /// What lies directly in a folder, as far as it belongs to nothing yet.
  struct Survey {
    var folder: TableFolder
    /// All of them, taken or not.
    var files: [Int]
    var folders: [TableFolder]
    var bundles: [Bundle]
    /// What can be a game and is in no bundle.
    var loners: [Int]
  }

  mutating func survey(_ folder: TableFolder) -> Survey {
    let contents = index.contents(of: folder)
    let sets = discs.sets(of: contents.files, isTaken: isTaken)
    adoptOrphans()
    var survey = Survey(
      folder: folder, files: contents.files, folders: contents.folders,
      bundles: sets.map { set in
        Bundle(
          head: set.head, name: [UInt8](index.stem(set.head)), members: set.members,
          rule: set.isPlaylist ? .playlist : .descriptor)
      }, loners: [])
    var bundled = Set(survey.bundles.flatMap(\.members))
    joinTracks(&survey, &bundled)
    if !platform.isArcade { joinPieces(&survey, &bundled) }
    joinCompanions(&survey, &bundled)
    survey.loners = contents.files.filter { isFreeCandidate($0) && !bundled.contains($0) }
    if platform.key == "pico8" { dropCovers(&survey) }
    return survey
  }

  /// A second sheet further down, of a disc that one above names already, is part of that game.
  private mutating func adoptOrphans() {
    for orphan in discs.orphans {
      if let number = archive(of: orphan.file) { adopt([orphan.descriptor], into: number) }
    }
    discs.orphans = []
  }

  /// The manual in a folder whose discs a playlist or sheet above names is part of that game, as long as it is the only
  /// one with files there.
  mutating func adoptPapers(in folder: TableFolder) {
    guard let known = folder.range.first(where: { isTaken[$0] }), let number = archive(of: known),
      folder.range.allSatisfy({ !isTaken[$0] || archive(of: $0) == number })
    else { return }
    adopt(free(in: folder, records: false), into: number)
  }

  /// The game of several files that a file is part of, by its place in the result.
  private func archive(of file: Int) -> Int? {
    let number = archiveOf[file]
    return number == .max ? nil : Int(number)
  }

  private mutating func adopt(_ files: [Int], into number: Int) {
    guard !files.isEmpty else { return }
    take(files)
    for file in files { archiveOf[file] = UInt32(number) }
    adopted[number, default: []] += files
  }

  /// Puts what was found late with the games it belongs to, all of it at once: a game may have many such folders.
  mutating func joinAdopted() {
    for (number, files) in adopted.sorted(by: { $0.key < $1.key }) {
      let rule = trace?.games.removeValue(forKey: result.archives[number].members[0])
      result.archives[number].members = (result.archives[number].members + files.map { UInt32($0) }).sorted()
      trace?.games[result.archives[number].members[0]] = rule
    }
    adopted = [:]
  }

  // MARK: Tracks

  private static let trackExtensions = FileExtension.set("bin img raw iso wav mp3 ogg flac ape aiff cda")

  /// Puts tracks that no descriptor names with the disc of their title, or with each other.
  private func joinTracks(_ survey: inout Survey, _ bundled: inout Set<Int>) {
    guard platform.hasDiscs else { return }
    var tracks: [[UInt8]: [Int]] = [:]
    for file in survey.files
    where !isTaken[file] && !bundled.contains(file)
      && Grouping.trackExtensions.contains(index.fileExtension(file))
    {
      guard let track = DiscTrack.parse(index.stem(file)) else { continue }
      // `track01.bin` says something in a game's own folder only.
      if track.title.isEmpty, survey.folder.prefixLength == 0 { continue }
      tracks[track.title.isEmpty ? [] : DiscDescriptor.matchingKey(track.title), default: []].append(file)
    }
    guard !tracks.isEmpty else { return }
    for number in survey.bundles.indices {
      let title = DiscDescriptor.matchingKey(survey.bundles[number].name)
      guard
        let own = tracks.removeValue(forKey: title)
          ?? (survey.bundles.count == 1 ? tracks.removeValue(forKey: []) : nil)
      else { continue }
      survey.bundles[number].members = (survey.bundles[number].members + own).sorted()
      bundled.formUnion(own)
    }
    var images: [[UInt8]: Int] = [:]
    for file in survey.files where isFreeCandidate(file) && !bundled.contains(file) && isROM(file) {
      images[DiscDescriptor.matchingKey([UInt8](index.stem(file)))] = file
    }
    for (title, files) in tracks.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
      var members = files
      let image = title.isEmpty ? nil : images[title]
      if let image { members.append(image) }
      guard members.count > 1, members.contains(where: { index.role($0) == .candidate }), let first = members.first
      else { continue }
      let head = image ?? first
      let name = image.map { [UInt8](index.stem($0)) } ?? DiscTrack.parse(index.stem(first))?.title ?? []
      survey.bundles.append(
        Bundle(
          head: head, name: name.isEmpty ? survey.folder.name : name, members: members.sorted(), rule: .tracks))
      bundled.formUnion(members)
    }
  }

  // MARK: Pieces of one file

  private func joinPieces(_ survey: inout Survey, _ bundled: inout Set<Int>) {
    var pieces: [[UInt8]: (name: [UInt8], files: [Int])] = [:]
    for file in survey.files where isFreeCandidate(file) && !bundled.contains(file) {
      let fileExtension = index.fileExtension(file)
      let mayBeWhole = SplitFile.mayBeWhole.contains(fileExtension)
      // `Zork.z5` and `Mario.z64` are whole; and most files need no closer look.
      guard index.endsInDigit(file, beforeExtension: mayBeWhole), mayBeWhole || !isROM(file) else { continue }
      guard let whole = SplitFile.whole(of: index.name(file)) else { continue }
      pieces[whole.foldedASCII, default: (whole, [])].files.append(file)
    }
    guard !pieces.isEmpty else { return }
    var heads: [[UInt8]: Int] = [:]
    for file in survey.files where isFreeCandidate(file) && !bundled.contains(file) {
      // `Game.rar` of `Game.r00`.
      let name = index.name(file).foldedASCII
      if pieces[name] != nil { heads[name] = file }
    }
    for (key, whole) in pieces.sorted(by: { ($0.value.files.first ?? 0) < ($1.value.files.first ?? 0) }) {
      let members = (whole.files + [heads[key]].compactMap { $0 }).sorted()
      guard members.count > 1, let head = heads[key] ?? members.first else { continue }
      let end = whole.name.lastIndex(of: UInt8(ascii: ".")) ?? whole.name.endIndex
      survey.bundles.append(Bundle(head: head, name: [UInt8](whole.name[..<end]), members: members, rule: .split))
      bundled.formUnion(members)
    }
  }

  // MARK: What a ROM needs under its own name

  private static let companions = FileExtension.set("sbi lsd sub msu dkey key rap lst deh bex uae directb2s vbs pov")
  private static let audioStream = FileExtension("pcm")
  /// Cartridges that take their music from a disc image: MSU-MD.
  private static let cartridges = FileExtension.set("md gen smd 32x sfc smc")

  private func joinCompanions(_ survey: inout Survey, _ bundled: inout Set<Int>) {
    let companions = survey.files.filter {
      !isTaken[$0] && !bundled.contains($0) && Grouping.companions.contains(index.fileExtension($0))
    }
    let hasCartridges =
      survey.bundles.contains { $0.rule == .descriptor }
      && survey.files.contains { Grouping.cartridges.contains(index.fileExtension($0)) && isROM($0) }
    guard !companions.isEmpty || hasCartridges else { return }
    var bundles: [[UInt8]: Int] = [:]
    for (number, bundle) in survey.bundles.enumerated() { bundles[DiscDescriptor.matchingKey(bundle.name)] = number }
    var loners: [[UInt8]: [Int]] = [:]
    for file in survey.files where isFreeCandidate(file) && !bundled.contains(file) && !companions.contains(file) {
      loners[DiscDescriptor.matchingKey([UInt8](index.stem(file))), default: []].append(file)
    }
    func join(_ files: [Int], _ stem: [UInt8]) {
      if let number = bundles[stem] {
        survey.bundles[number].members = (survey.bundles[number].members + files).sorted()
      } else if let own = loners[stem], let head = own.first(where: isROM) ?? own.first, own.count == 1 {
        bundles[stem] = survey.bundles.count
        survey.bundles.append(
          Bundle(
            head: head, name: [UInt8](index.stem(head)), members: ([head] + files).sorted(), rule: .companions))
        bundled.insert(head)
      } else {
        return
      }
      bundled.formUnion(files)
    }
    for file in companions { join([file], DiscDescriptor.matchingKey([UInt8](index.stem(file)))) }
    if hasCartridges {
      for (stem, files) in loners where bundles[stem] != nil {
        join(files.filter { Grouping.cartridges.contains(index.fileExtension($0)) && !bundled.contains($0) }, stem)
      }
    }
    guard companions.contains(where: { index.fileExtension($0) == FileExtension("msu") && bundled.contains($0) }) else {
      return
    }
    for file in survey.files where index.fileExtension(file) == Grouping.audioStream && !bundled.contains(file) {
      let stem = index.stem(file)
      guard let dash = stem.lastIndex(of: UInt8(ascii: "-")), !isTaken[file] else { continue }
      let title = DiscDescriptor.matchingKey([UInt8](stem[..<dash]))
      if bundles[title] != nil { join([file], title) }
    }
  }

  /// A cartridge of PICO-8 is a picture, and so is the cover beside one that is not.
  private func dropCovers(_ survey: inout Survey) {
    let cartridge = FileExtension("p8")
    let stems = Set(
      survey.loners.filter { index.fileExtension($0) == cartridge }.map { [UInt8](index.stem($0)) })
    survey.loners.removeAll { index.fileExtension($0) != cartridge && stems.contains([UInt8](index.stem($0))) }
  }
}
