internal import Cache
internal import CacheTestSupport
internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `ZIPs in the cache` {
  private static let sizes = [700_001, 300, 5_000_000, 262_144, 262_145, 80_000, 0, 1]

  @Test(arguments: ScratchFileSystem.Kind.allCases)
  func `have the bytes, size and time of the ZIP in the mount`(kind: ScratchFileSystem.Kind) throws {
    guard let fileSystem = try ScratchFileSystem.make(kind) else { return }
    let fixture = try CacheFixture(fileSystem)
    let game = try fixture.makeGame("Star Saga", Self.sizes)
    var zip: CachedZip
    do {
      let store = try fixture.open()
      #expect(store.found.isEmpty && store.findings == CacheFindings())
      let method = try store.method(for: game)
      #expect(method == (kind.canShareBlocks ? .clone : .copy))
      for method in [.copy, method] as [BuildMethod] {
        var steps: [Int64] = []
        zip = try store.build(game, method) { done in
          steps.append(done)
          return .goOn
        }
        #expect(steps == steps.sorted() && Set(steps).count == steps.count && steps.last == game.size)
        #expect(zip.key == game.key && zip.system == "psx" && zip.name == "Star Saga.zip" && !zip.isPinned)
        #expect(zip.size == game.size && zip.modified == game.modified && zip.lastUsed == zip.created)
        let path = store.path(of: zip)
        #expect(path == "\(fixture.cache)/zips/psx/\(game.key).zip")
        let status = try FileStatus.of(path)
        #expect(status.size == game.size && status.modified == game.modified && status.permissions == 0o600)
        #expect(try Files.read(path) == game.bytes())
        #expect(try store.open(zip).status() == status)
        #expect(try fixture.files() == ["psx/\(game.key).zip"])
      }
      let test = try ExternalProgram.run("unzip", ["-tq", "\(fixture.cache)/zips/psx/\(game.key).zip"])
      #expect(test.status == 0, "\(test.text)\(test.errorText)")
      zip = try store.build(game)
      zip.lastUsed += 1000
      zip.isPinned = true
      try store.record([zip])
    }
    let store = try fixture.open()
    #expect(store.found == [zip] && store.findings == CacheFindings())
    try store.remove(zip)
    #expect(try fixture.files().isEmpty)
    #expect(throws: Errno.stale) { _ = try store.open(zip).status() }
    try store.remove(zip)
  }

  @Test(arguments: ScratchFileSystem.Kind.allCases.filter(\.canShareBlocks))
  func `cost nothing where blocks are shared, until the library lets go of them`(
    kind: ScratchFileSystem.Kind
  ) throws {
    guard let fileSystem = try ScratchFileSystem.make(kind) else { return }
    let fixture = try CacheFixture(fileSystem)
    let game = try fixture.makeGame("Star Saga", [30_000_001, 300, 30_000_003])
    let store = try fixture.open()
    let before = try fileSystem.free()
    let zip = try store.build(game)
    #expect(before - (try fileSystem.free()) < 4 << 20)
    #expect(zip.occupied < 1 << 20)
    #expect(try store.occupied(zip) == zip.occupied)
    // XFS keeps room behind a file that grows, as much as the file has.
    for sizes in [[10_000_001, 5_000_003], [5_000_001, 5_000_003, 5_000_005], [600_000, 700_000]] {
      let other = try fixture.makeGame("Other \(sizes.count)\(sizes[0])", sizes)
      #expect(try store.build(other).occupied < 200_000, "\(sizes)")
    }
    let bytes = try game.bytes()
    for number in 1...3 { try Files.remove("\(fixture.library)/Star Saga/Disc \(number).bin") }
    // XFS lets go of a removed file's blocks in the background.
    let deadline = monotonicNanoseconds() + 60_000_000_000
    while try store.occupied(zip) < 59_000_000, monotonicNanoseconds() < deadline {
      _ = try fileSystem.free()
      sleep(nanoseconds: 20_000_000)
    }
    #expect(try store.occupied(zip) > 59_000_000)
    #expect(try Files.read(store.path(of: zip)) == bytes)
    // As a copy, the same game occupies all of its size.
    let other = try fixture.makeGame("Other", [30_000_001])
    #expect(try store.build(other, .copy) { _ in .goOn }.occupied >= 30_000_001)
  }

  @Test(arguments: ScratchFileSystem.Kind.allCases)
  func `take space and give it back, so that it can be seen at once`(kind: ScratchFileSystem.Kind) throws {
    guard let fileSystem = try ScratchFileSystem.make(kind) else { return }
    let fixture = try CacheFixture(fileSystem)
    let game = try fixture.makeGame("Star Saga", [30_000_001])
    let store = try fixture.open()
    let empty = try store.space().free
    for _ in 0..<2 {
      let zip = try store.build(game, .copy) { _ in .goOn }
      let full = try store.space().free
      #expect(abs(empty - full - 30_000_000) < 2_000_000)
      try store.remove(zip)
      #expect(try space(of: store, reaches: full + 29_000_000))
      #expect(throws: BuildFailure.cancelled) { try store.build(game, .copy) { $0 < 25_000_000 ? .goOn : .cancel } }
      #expect(try space(of: store, reaches: full + 29_000_000))
    }
  }

  /// Whether so much is free, for XFS a moment later. Btrfs would come to it by itself after half a minute.
  private func space(of store: CacheStore, reaches limit: Int64) throws -> Bool {
    let deadline = monotonicNanoseconds() + 10_000_000_000
    while monotonicNanoseconds() < deadline {
      if try store.space().free > limit { return true }
      sleep(nanoseconds: 10_000_000)
    }
    return false
  }

  @Test func `are copied from one file system to another`() throws {
    guard let first = try ScratchFileSystem.make(.xfs), let second = try ScratchFileSystem.make(.xfs) else { return }
    let fixture = try CacheFixture(library: first("library"), cache: second("cache"))
    let game = try fixture.makeGame("Star Saga", Self.sizes)
    let store = try fixture.open()
    #expect(try store.method(for: game) == .copy)
    let zip = try store.build(game)
    #expect(zip.occupied >= game.size)
    #expect(try Files.read(store.path(of: zip)) == game.bytes())
    // A game whose blocks cannot be shared after all is not left half done.
    #expect(throws: BuildFailure.failed(.crossDevice, "sharing the blocks of a member")) {
      try store.build(game, .clone) { _ in .goOn }
    }
    #expect(try fixture.files().isEmpty)
  }

  @Test func `are copied where most of them is small files`() throws {
    guard let fileSystem = try ScratchFileSystem.make(.xfs) else { return }
    let fixture = try CacheFixture(fileSystem)
    let store = try fixture.open()
    let small = [Int](repeating: 250_000, count: 300)
    #expect(try store.method(for: fixture.makeGame("Small", small)) == .copy)
    #expect(try store.method(for: fixture.makeGame("Some", small.prefix(200) + [300_000])) == .clone)
    #expect(try store.method(for: fixture.makeGame("Tiny", [100])) == .copy)
  }

  @Test func `are copied where one file of a game cannot be shared`() throws {
    guard let fileSystem = try ScratchFileSystem.make(.btrfs), hasTool("chattr") else { return }
    let fixture = try CacheFixture(fileSystem)
    let store = try fixture.open()
    #expect(try store.method(for: fixture.makeGame("Star Saga", [700_001])) == .clone)
    let odd = "\(fixture.library)/Odd/Disc 1.bin"
    try Files.write("", to: odd)
    let changed = try ExternalProgram.run("chattr", ["+C", odd])
    try #require(changed.status == 0, "\(changed.errorText)")
    let game = try fixture.makeGame("Odd", [700_001, 700_002])
    #expect(try store.method(for: game) == .clone)
    #expect(throws: BuildFailure.failed(.invalidArgument, "sharing the blocks of a member")) {
      try store.build(game, .clone) { _ in .goOn }
    }
    #expect(try store.method(for: game) == .copy)
    #expect(try Files.read(store.path(of: store.build(game))) == game.bytes())
    // The others are not held to it.
    #expect(try store.method(for: fixture.makeGame("Third", [700_003])) == .clone)
  }

  @Test(arguments: [.ext4, .tmpfs] as [ScratchFileSystem.Kind])
  func `leave nothing behind where the disk is full`(kind: ScratchFileSystem.Kind) throws {
    guard let large = try ScratchFileSystem.make(.ext4), let small = try ScratchFileSystem.make(kind, mebibytes: 16)
    else { return }
    let fixture = try CacheFixture(library: large("library"), cache: small("cache"))
    let store = try fixture.open()
    let game = try fixture.makeGame("Star Saga", [30_000_000])
    let before = try small.free()
    #expect(try store.space().free <= before && store.space().total > 8 << 20)
    #expect(throws: BuildFailure.noSpace) { _ = try store.build(game) }
    #expect(try fixture.files().isEmpty)
    #expect(abs(before - (try small.free())) < 1 << 20)
    let fitting = try fixture.makeGame("Small", [5_000_000])
    #expect(try Files.read(store.path(of: store.build(fitting))) == fitting.bytes())
  }

  @Test(arguments: [.copy, .clone] as [BuildMethod])
  func `leave nothing behind where the build is cancelled`(method: BuildMethod) throws {
    guard let fileSystem = try ScratchFileSystem.make(.xfs) else { return }
    let fixture = try CacheFixture(fileSystem)
    let game = try fixture.makeGame("Star Saga", Self.sizes)
    do {
      let store = try fixture.open()
      #expect(throws: BuildFailure.cancelled) {
        try store.build(game, method) { done in done > 2 << 20 ? .cancel : .goOn }
      }
      #expect(try fixture.files().isEmpty)
    }
    let store = try fixture.open()
    #expect(store.found.isEmpty && store.findings == CacheFindings())
    #expect(try Files.read(store.path(of: store.build(game))) == game.bytes())
  }

  @Test(arguments: [.copy, .clone] as [BuildMethod], [true, false])
  func `are not made of two versions of a member`(method: BuildMethod, early: Bool) throws {
    guard let fileSystem = try ScratchFileSystem.make(.xfs) else { return }
    let fixture = try CacheFixture(fileSystem)
    let store = try fixture.open()
    let game = try fixture.makeGame("Star Saga", [3_000_000, 3_000_000])
    let file = "\(fixture.library)/Star Saga/Disc 2.bin"
    if early { try Files.replace(file, with: SplitMix64.bytes(3_000_000, seed: 1)) }
    #expect(throws: BuildFailure.changed) {
      try store.build(game, method) { done in
        // In place, as the second member has been begun, or is about to be.
        if !early, done >= 3 << 20 || method == .clone { try? Files.write(SplitMix64.bytes(10, seed: 2), to: file) }
        return .goOn
      }
    }
    #expect(try fixture.files().isEmpty)
  }

  @Test(arguments: [.copy, .clone] as [BuildMethod])
  func `are not made of a member that changes after it was opened`(method: BuildMethod) throws {
    guard let fileSystem = try ScratchFileSystem.make(.xfs) else { return }
    let fixture = try CacheFixture(fileSystem)
    let store = try fixture.open()
    // The last one, so that nobody looks at it again, and of the same size.
    let file = "\(fixture.library)/Star Saga/Disc 2.bin"
    let game = AlteredBlueprint(try fixture.makeGame("Star Saga", [300_000, 300_000])) { index in
      if index == 1 { try? Files.write(SplitMix64.bytes(300_000, seed: 1), to: file) }
    }
    #expect(throws: BuildFailure.changed) { try store.build(game, method) { _ in .goOn } }
    #expect(try fixture.files().isEmpty)
  }

  @Test func `leave the page cache as it was while they are copied`() throws {
    guard let fileSystem = try ScratchFileSystem.make(.ext4) else { return }
    let fixture = try CacheFixture(fileSystem)
    let game = try fixture.makeGame("Star Saga", [20_000_000, 20_000_000])
    let store = try fixture.open()
    let members = try (1...2).map {
      try FileDescriptor.open("\(fixture.library)/Star Saga/Disc \($0).bin", .readOnly).release()
    }
    .map { FileDescriptorBox(FileDescriptor(owning: $0)) }
    for member in members { try member.file.synchronize() }
    // Somebody uses the first one.
    members[1].file.adviseNotNeeded(from: 0, length: 0)
    _ = try Files.read("\(fixture.library)/Star Saga/Disc 1.bin")
    guard let before = CachedRanges.missingByStatistics(members[1].file, size: 20_000_000), !before.isEmpty else {
      return print("skipped: this kernel does not say what is in the page cache")
    }
    let zip = try store.build(game)
    #expect(CachedRanges.missingByStatistics(members[0].file, size: 20_000_000) == [])
    #expect(CachedRanges.missingByStatistics(members[1].file, size: 20_000_000) == before)
    let copied = CachedRanges.missingByStatistics(try store.open(zip), size: zip.size)
    #expect(copied?.reduce(0) { $0 + Int64($1.count) } ?? 0 >= zip.size)
  }
}

/// A descriptor in an array.
private final class FileDescriptorBox {
  let file: FileDescriptor
  init(_ file: consuming FileDescriptor) { self.file = file }
}
