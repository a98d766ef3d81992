internal import Catalog
internal import Model
internal import Testing

@Suite("A game keeps its id as long as its content is somewhere")
struct GameIdentityTests {
  private let library: IdentifiedLibrary

  init() throws { library = try IdentifiedLibrary() }

  private typealias File = IdentifiedLibrary.File
  private static let day = IdentifiedLibrary.day

  @Test func `games have ids, side by side and from one look to the next`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let ids = [try library.id("nes/a"), try library.id("nes/b")]
    #expect(Set(ids).count == 2 && !ids.contains(nil))
    try library.see("nes", ["a": 1, "aa": 3, "b": 2])
    #expect([try library.id("nes/a"), try library.id("nes/b")] == ids)
    #expect(try library.id("nes/c") == nil)
    #expect(try library.id("elsewhere") == nil)
  }

  // MARK: Below one folder

  @Test func `a rename`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let id = try library.id("nes/a")
    try library.see("nes", ["x/y/z": 1, "b": 2])
    #expect(try library.id("nes/x/y/z") == id)
    #expect(try library.id("nes/a") == nil)
  }

  @Test func `two files that swap their names`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let (a, b) = (try library.id("nes/a"), try library.id("nes/b"))
    try library.see("nes", ["a": 2, "b": 1])
    #expect(try library.id("nes/b") == a)
    #expect(try library.id("nes/a") == b)
  }

  @Test func `a chain of renames, with something new at its end`() throws {
    try library.see("nes", ["a": 1, "b": 2, "c": 3])
    let ids = [try library.id("nes/a"), try library.id("nes/b"), try library.id("nes/c")]
    try library.see("nes", ["a": 9, "b": 1, "c": 2, "d": 3])
    #expect([try library.id("nes/b"), try library.id("nes/c"), try library.id("nes/d")] == ids)
    #expect(!ids.contains(try library.id("nes/a")))
  }

  @Test func `other content under the same name is the same game, replaced`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let id = try library.id("nes/a")
    try library.see("nes", ["a": 7, "b": 2])
    #expect(try library.id("nes/a") == id)
    try library.see("nes", ["a": File(inode: 7, time: 6), "b": File(inode: 2)])
    #expect(try library.id("nes/a") == id)
  }

  @Test func `a file that takes the place of one that was moved is a new game`() throws {
    try library.see("nes", ["a": 1])
    let id = try library.id("nes/a")
    try library.see("nes", ["a": 2, "old/a": 1])
    #expect(try library.id("nes/old/a") == id)
    #expect(try library.id("nes/a") != id)
  }

  // MARK: Elsewhere

  @Test(arguments: [true, false]) func `a move to another system, the old place seen first or last`(isOldFirst: Bool)
    throws
  {
    try library.see("nes", ["a": 1, "b": 2])
    let id = try library.id("nes/a")
    if isOldFirst { try library.see("nes", ["b": 2]) }
    if isOldFirst { #expect(try library.missing("nes/a") == id) }
    try library.see("fds", ["x": 1])
    if !isOldFirst {
      #expect(try library.id("fds/x") != id)
      try library.see("nes", ["b": 2])
    }
    #expect(try library.id("fds/x") == id)
    #expect(try library.missing("nes/a") == nil)
  }

  @Test(arguments: [true, false]) func `a folder that is renamed, with everything in it`(isOldFirst: Bool) throws {
    let files: [String: File] = ["d.cue": File(inode: 1), "d.bin": File(inode: 2), "e": File(inode: 3)]
    try library.see("psx", files, archives: ["d": ["d.bin", "d.cue"]])
    try library.see("nes", ["n": 9])
    let ids = [try library.id("psx/d.cue"), try library.id("psx/e")]
    #expect(try library.id("psx/d.bin") == ids[0])
    if isOldFirst { try library.lose("psx") }
    try library.see("PlayStation", files, archives: ["d": ["d.bin", "d.cue"]])
    if !isOldFirst { try library.lose("psx") }
    #expect([try library.id("PlayStation/d.cue"), try library.id("PlayStation/e")] == ids)
    #expect(try library.id("PlayStation/d.bin") == ids[0])
    let shelves = try library.catalog.shelves(of: library.root())
    #expect(shelves.map(\.system) == ["PlayStation", "nes"])
    #expect(shelves.first?.archives.map(\.name) == [bytes("d")])
  }

  @Test func `a move to another root, across a restart, days later`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let id = try library.id("nes/a")
    try library.see("nes", ["b": 2])
    try library.reopen()
    library.now += 100 * Self.day
    try library.see("nes", ["c": 1], root: "/disk")
    #expect(try library.id("nes/c", root: "/disk") == id)
  }

  @Test func `a new place that was seen before a crash, and the old one after it`() throws {
    try library.see("nes", ["a": 1, "b": 2])
    let id = try library.id("nes/a")
    try library.see("fds", ["x": 1])
    try library.reopen()
    try library.see("nes", ["b": 2])
    #expect(try library.id("fds/x") == id)
  }

  @Test func `deleted and back, under the same name or another, with the same content or not`() throws {
    try library.see("nes", ["a": 1, "b": 2, "c": 3])
    let (a, b) = (try library.id("nes/a"), try library.id("nes/b"))
    try library.see("nes", ["c": 3])
    library.now += 30 * Self.day
    try library.see("nes", ["z": 1, "b": 77, "c": 3])
    #expect(try library.id("nes/z") == a)
    #expect(try library.id("nes/b") == b)
  }

  @Test func `what is missing for longer than 180 days is forgotten`() throws {
    try library.see("nes", ["a": 1, "b": 2, "c": 3])
    let (a, b) = (try library.id("nes/a"), try library.id("nes/b"))
    try library.see("nes", ["b": 2, "c": 3])
    library.now += 170 * Self.day
    try library.see("nes", ["c": 3])
    try library.catalog.tidy(now: library.now)
    #expect(try library.missing("nes/a") == a)
    library.now += 11 * Self.day
    try library.catalog.tidy(now: library.now)
    #expect(try library.missing("nes/a") == nil)
    #expect(try library.missing("nes/b") == b)
  }

  // MARK: Copies

  @Test func `two hard links keep a game each, whichever goes`() throws {
    try library.see("nes", ["a": 1])
    try library.see("fds", ["x": 1])
    let (a, x) = (try library.id("nes/a"), try library.id("fds/x"))
    #expect(a != x)
    try library.see("fds", ["x2": 1])
    #expect(try library.id("fds/x2") == x)
    #expect(try library.id("nes/a") == a)
    library.now += 2 * Self.day
    try library.lose("nes")
    #expect(try library.id("fds/x2") == x)
    try library.see("nes", ["back": 1])
    #expect(try library.id("nes/back") == a)
  }

  @Test func `two links in one folder keep a game each when one is renamed`() throws {
    try library.see("nes", ["a": 1, "b": 1])
    let (a, b) = (try library.id("nes/a"), try library.id("nes/b"))
    try library.see("nes", ["a": 1, "c": 1])
    #expect(try library.id("nes/a") == a)
    #expect(try library.id("nes/c") == b)
    try library.see("nes", ["c": 1])
    #expect(try library.id("nes/c") == b)
  }

  @Test func `copies that were there from the start stay apart`() throws {
    let time: Int64 = 5_000_000_123
    try library.see("nes", ["a": File(inode: 1, time: time), "b": File(inode: 2, time: time)])
    let b = try library.id("nes/b")
    try library.see("nes", ["b": File(inode: 2, time: time)])
    try library.catalog.tidy(now: library.now)
    #expect(try library.id("nes/b") == b)
  }

  @Test(arguments: [true, false]) func `a copy with its times whose original goes is the original, moved`(
    isOldFirst: Bool
  ) throws {
    let time: Int64 = 5_000_000_123
    try library.see("nes", ["a": File(inode: 1, time: time), "b": File(inode: 2)])
    let id = try library.id("nes/a")
    if isOldFirst { try library.see("nes", ["b": 2]) }
    try library.see("nes", ["x": File(inode: 9, time: time)], root: "/disk")
    if !isOldFirst { try library.see("nes", ["b": 2]) }
    #expect(try library.id("nes/x", root: "/disk") != id)
    try library.catalog.tidy(now: library.now)
    #expect(try library.id("nes/x", root: "/disk") == id)
    #expect(try library.missing("nes/a") == nil)
  }

  @Test func `the original itself goes before its copy`() throws {
    let time: Int64 = 5_000_000_123
    try library.see("nes", ["a": File(inode: 1, time: time)])
    let id = try library.id("nes/a")
    try library.see("gb", ["copy": File(inode: 9, time: time)])
    try library.see("nes", ["other": 5])
    try library.see("snes", ["moved": File(inode: 1, time: time)])
    try library.catalog.tidy(now: library.now)
    #expect(try library.id("snes/moved") == id)
    #expect(try library.id("gb/copy") != id)
  }

  @Test func `a copy whose original goes days later is a game of its own`() throws {
    let time: Int64 = 5_000_000_123
    try library.see("nes", ["a": File(inode: 1, time: time), "b": File(inode: 2)])
    try library.see("gb", ["copy": File(inode: 9, time: time)])
    let (original, copy) = (try library.id("nes/a"), try library.id("gb/copy"))
    library.now += 2 * Self.day
    try library.see("nes", ["b": 2])
    try library.catalog.tidy(now: library.now)
    #expect(try library.id("gb/copy") == copy)
    #expect(try library.missing("nes/a") == original)
  }

  @Test func `times of whole seconds, and those that several have, tell nothing`() throws {
    let time: Int64 = 5_000_000_123
    try library.see(
      "nes",
      ["a": File(inode: 1), "b": File(inode: 2, time: time), "c": File(inode: 3, time: time), "d": File(inode: 4)])
    let ids = try ["a", "b", "c", "d"].map { try library.id("nes/" + $0) }
    try library.see("nes", ["d": 4])
    try library.see("gb", ["a": File(inode: 11), "x": File(inode: 12, time: time), "y": File(inode: 13, time: time)])
    try library.catalog.tidy(now: library.now)
    for name in ["a", "x", "y"] { #expect(!ids.contains(try library.id("gb/" + name))) }
  }

  @Test func `a file that is still being copied when it is first seen`() throws {
    let time: Int64 = 5_000_000_123
    try library.see("nes", ["a": File(inode: 1, time: time), "b": File(inode: 2)])
    let id = try library.id("nes/a")
    try library.see("nes", ["x": File(inode: 9, size: 10, time: 7)], root: "/disk")
    try library.see("nes", ["x": File(inode: 9, size: 500, time: 8)], root: "/disk")
    try library.see("nes", ["x": File(inode: 9, time: time)], root: "/disk")
    try library.see("nes", ["b": 2])
    try library.catalog.tidy(now: library.now)
    #expect(try library.id("nes/x", root: "/disk") == id)
  }

  @Test(arguments: [true, false]) func `a copy is known by its SHA-1, hashed before the original goes or long after`(
    isEarly: Bool
  ) throws {
    let original = File(inode: 1)
    let copy = File(inode: 9, time: 77_000_000_000)
    try library.see("nes", ["a": original, "b": File(inode: 2)])
    try library.hash(original, content: 1)
    let id = try library.id("nes/a")
    try library.see("gb", ["x": copy, "y": File(inode: 10, time: 78_000_000_000)], root: "/disk")
    if isEarly { try library.hash(copy, content: 1, root: "/disk") }
    try library.hash(File(inode: 10, time: 78_000_000_000), content: 2, root: "/disk")
    #expect(try library.id("gb/x", root: "/disk") != id)
    try library.see("nes", ["b": 2])
    try library.catalog.tidy(now: library.now)
    if !isEarly {
      #expect(try library.id("gb/x", root: "/disk") != id)
      library.now += 20 * Self.day
      try library.hash(copy, content: 1, root: "/disk")
    }
    #expect(try library.id("gb/x", root: "/disk") == id)
    #expect(try library.id("gb/y", root: "/disk") != id)
    #expect(try library.missing("nes/a") == nil)
  }

  @Test func `a game of several files is known by half of their SHA-1s`() throws {
    let old = (1...4).map { File(inode: UInt64($0)) }
    let new = (1...4).map { File(inode: UInt64(10 + $0), time: 9_000_000_000) }
    try library.see("nes", ["n": 99])
    let names = ["1", "2", "3", "4"]
    try library.see("psx", Dictionary(uniqueKeysWithValues: zip(names, old)), archives: ["g": names])
    for (content, file) in old.enumerated() { try library.hash(file, content: UInt8(content)) }
    let id = try library.id("psx/1")
    try library.lose("psx")
    try library.see("PS1", Dictionary(uniqueKeysWithValues: zip(names, new)), archives: ["h": names])
    try library.hash(new[0], content: 0)
    #expect(try library.id("PS1/1") != id)
    try library.hash(new[3], content: 3)
    for name in names { #expect(try library.id("PS1/" + name) == id) }
    #expect(
      try library.catalog.shelves(of: library.root()).first { $0.system == "PS1" }?.archives.first?.name == bytes("h"))
  }

  @Test func `of empty files none is another`() throws {
    try library.see("nes", ["a": File(inode: 1, size: 0), "b": File(inode: 2)])
    try library.hash(File(inode: 1, size: 0), content: 1)
    try library.see("nes", ["b": 2])
    try library.see("gb", ["x": File(inode: 9, size: 0, time: 7)])
    try library.hash(File(inode: 9, size: 0, time: 7), content: 1)
    try library.catalog.tidy(now: library.now)
    #expect(try library.missing("nes/a") != nil)
  }

  // MARK: Checksums

  @Test func `checksums of content that nobody has are kept for 30 days`() throws {
    let (here, gone, missing, back) = (File(inode: 1), File(inode: 2), File(inode: 3), File(inode: 4))
    func stored() throws -> [UInt64] {
      let known = try library.catalog.knownChecksums(after: nil, limit: 100)
      return known.map(\.key.version.inode).sorted()
    }
    try library.see("nes", ["here": here, "missing": missing, "back": back])
    for file in [here, gone, missing, back] { try library.hash(file, content: 1) }
    try library.see("nes", ["here": here, "back": back])
    try library.catalog.tidy(now: library.now)
    #expect(try stored() == [1, 2, 3, 4])
    library.now += 29 * Self.day
    try library.catalog.tidy(now: library.now)
    #expect(try stored() == [1, 2, 3, 4])
    library.now += 2 * Self.day
    try library.catalog.tidy(now: library.now)
    #expect(try stored() == [1, 3, 4])
    // With the game that had it, in its time.
    library.now += 160 * Self.day
    try library.catalog.tidy(now: library.now)
    library.now += 31 * Self.day
    try library.catalog.tidy(now: library.now)
    #expect(try stored() == [1, 4])
  }

  @Test func `content that is back in time keeps its checksum`() throws {
    let file = File(inode: 5)
    try library.see("nes", ["a": File(inode: 1)])
    try library.hash(file, content: 1)
    try library.catalog.tidy(now: library.now)
    library.now += 20 * Self.day
    try library.see("nes", ["a": File(inode: 1), "b": file])
    try library.catalog.tidy(now: library.now)
    try library.see("nes", ["a": File(inode: 1), "b": File(inode: 6)])
    library.now += 20 * Self.day
    try library.catalog.tidy(now: library.now)
    #expect(try library.catalog.knownChecksums(after: nil, limit: 9).count == 1)
  }

  // MARK: Games of several files

  private let disc: [String: File] = [
    "g/1.bin": File(inode: 1), "g/2.bin": File(inode: 2), "g/3.bin": File(inode: 3), "g/g.cue": File(inode: 4),
  ]

  private func moved(_ files: [String: File], _ folder: String) -> [String: File] {
    Dictionary(uniqueKeysWithValues: files.map { (folder + $0.key.dropFirst(), $0.value) })
  }

  @Test func `half of the files are enough, wherever they are`() throws {
    try library.see("psx", disc, archives: ["g": Array(disc.keys)])
    let id = try library.id("psx/g/g.cue")
    var files = moved(disc, "h")
    files["h/1.bin"] = File(inode: 11)
    files["h/2.bin"] = File(inode: 12)
    try library.see("psx", files, archives: ["h": Array(files.keys)])
    #expect(try library.id("psx/h/g.cue") == id)
    var others = moved(files, "i")
    for name in ["i/1.bin", "i/2.bin", "i/3.bin"] {
      others[name] = File(inode: UInt64(name.utf8.count + 100) + UInt64(name.utf8.sorted()[3]))
    }
    try library.see("psx", others, archives: ["i": Array(others.keys)])
    #expect(try library.id("psx/i/g.cue") != id)
  }

  @Test func `a game at its place keeps its id, whatever is replaced, added or taken away`() throws {
    try library.see("psx", disc, archives: ["g": Array(disc.keys)])
    let id = try library.id("psx/g/g.cue")
    var files = disc.mapValues { File(inode: $0.inode + 50) }
    files["g/manual.pdf"] = File(inode: 99)
    try library.see("psx", files, archives: ["g": Array(files.keys)])
    #expect(try library.id("psx/g/manual.pdf") == id)
    try library.see("psx", ["g/g.cue": 77])
    #expect(try library.id("psx/g/g.cue") == id)
    try library.see("psx", files, archives: ["another name": Array(files.keys)])
    #expect(try library.id("psx/g/1.bin") == id)
  }

  @Test func `a game that is split leaves its id to the larger part, or to the one at its place`() throws {
    try library.see("psx", disc, archives: ["g": Array(disc.keys)])
    let id = try library.id("psx/g/g.cue")
    try library.see("psx", disc, archives: ["three": ["g/1.bin", "g/2.bin", "g/3.bin"]])
    #expect(try library.id("psx/g/1.bin") == id)
    #expect(try library.id("psx/g/g.cue") != id)
  }

  @Test func `discs that become one game leave it the id of the older, and get theirs back`() throws {
    try library.see("psx", ["d1": 1])
    try library.see("psx", ["d1": 1, "d2": 2])
    let (first, second) = (try library.id("psx/d1"), try library.id("psx/d2"))
    try library.see("psx", ["d1": File(inode: 1), "d2": File(inode: 2)], archives: ["d": ["d1", "d2"]])
    #expect(try library.id("psx/d1") == first)
    #expect(try library.id("psx/d2") == first)
    try library.see("psx", ["d1": 1, "d2": 2])
    #expect(try library.id("psx/d1") == first)
    #expect(try library.id("psx/d2") == second)
  }

  @Test func `thousands of links to one file are told apart by their places`() throws {
    let files = Dictionary(uniqueKeysWithValues: (0..<3000).map { ("link \($0)", UInt64(1)) })
    try library.see("nes", files)
    let ids = try (0..<3000).map { try library.id("nes/link \($0)") }
    #expect(Set(ids).count == 3000)
    var renamed = Dictionary(uniqueKeysWithValues: files.map { ("x/" + $0.key, $0.value) })
    renamed["link 7"] = 1
    try library.see("nes", renamed)
    #expect(try library.id("nes/link 7") == ids[7])
    #expect(Set(try (0..<3000).map { try library.id("nes/x/link \($0)") }).count == 3000)
  }

  // MARK: What is written

  @Test func `a look that finds nothing new writes nothing, also where games are missing`() throws {
    try library.see("psx", disc, archives: ["g": Array(disc.keys)])
    try library.see("nes", ["a": 1, "b": 2])
    try library.see("nes", ["a": 1])
    try library.see("gb", ["n": 3])
    try library.catalog.tidy(now: library.now)
    let before = library.catalog.totalChanges
    try library.see("psx", disc, archives: ["g": Array(disc.keys)])
    try library.see("nes", ["a": 1])
    try library.see("gb", ["n": 3])
    try library.catalog.tidy(now: library.now)
    #expect(library.catalog.totalChanges == before)
  }

  @Test func `of many files a change writes a handful of rows`() throws {
    var files = Dictionary(uniqueKeysWithValues: (0..<20_000).map { ("game \($0)", UInt64($0)) })
    try library.see("nes", files)
    func written(_ change: () throws -> Void) throws -> Int {
      let before = library.catalog.totalChanges
      try change()
      try library.see("nes", files)
      try library.catalog.tidy(now: library.now)
      return library.catalog.totalChanges - before
    }
    #expect(try written { files["game 5000"] = 500_000 } <= 2)
    #expect(try written { files["renamed"] = files.removeValue(forKey: "game 7") } <= 3)
    #expect(try written { files["new"] = 600_000 } <= 4)
    #expect(try written { files["new"] = nil } <= 5)
    #expect(try written { files["back"] = 600_000 } <= 6)
  }
}
