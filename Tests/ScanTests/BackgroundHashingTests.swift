internal import Model
internal import Scan
internal import Testing

@Suite struct `What is hashed in the background` {
  private let root = LibraryRoot(id: 1, path: "/library")

  private func file(_ path: String, _ size: Int64 = 2 << 20) -> LibraryFile {
    LibraryFile(
      root: root, path: [UInt8](path.utf8),
      version: FileVersion(size: size, modified: 0, inode: UInt64(bitPattern: Int64(path.hashValue))))
  }

  private func shelf(_ system: String, _ names: [String], size: Int64 = 2 << 20, asMembers: Bool = false) -> Shelf {
    Shelf(
      names.map { file("\(system)/\($0)", size) }, root: root, folder: system, system: system, asMembers: asMembers)
  }

  private func plan(_ shelves: [Shelf], _ change: (inout HashingSettings) -> Void = { _ in }) -> SharedPlan {
    let plan = SharedPlan(root: root, settings: HashingSettings(change))
    for shelf in shelves { plan.plan.update(shelf) }
    return plan
  }

  private func scope(_ path: String) -> ScanScope {
    ScanScope(places: [.init(root: root, path: [UInt8](path.utf8))])
  }

  private func names(_ files: [LibraryFile]) -> [String] { files.map { String(decoding: $0.path, as: UTF8.self) } }

  @Test func `Members of games come before games of one file, over the whole library`() {
    let plan = plan([
      shelf("nes", ["a.nes"]), shelf("snes", ["b.zip"]), shelf("psx", ["c.bin", "d.bin"], asMembers: true),
    ])
    #expect(names(plan.drain()) == ["psx/c.bin", "psx/d.bin", "snes/b.zip", "nes/a.nes"])
  }

  @Test func `By default everything but discs and huge files, of archives the list of members`() {
    let large = HashingSettings.standardSizeLimit
    let plan = plan([
      shelf("nes", ["a.nes", "b.7z", "c.rar"]), shelf("psx", ["d.chd", "e.zip"]), shelf("switch", ["f.nsp"]),
      shelf("nds", ["g.nds"], size: large), shelf("n64", ["h.z64"], size: large + 1), shelf("mame", ["i.ZIP"]),
      shelf("my own system", ["j.rom"]),
    ])
    #expect(
      names(plan.drain()) == ["psx/e.zip", "mame/i.ZIP", "nes/a.nes", "nds/g.nds", "my own system/j.rom"])
  }

  @Test func `As the settings have it`() {
    let shelves = [
      shelf("nes", ["a.nes"]), shelf("psx", ["b.chd", "c.zip"]), shelf("ps2", ["d.bin"], asMembers: true),
    ]
    func found(_ change: (inout HashingSettings) -> Void) -> [String] { names(plan(shelves, change).drain()) }
    #expect(found { $0.platforms = .all } == ["ps2/d.bin", "psx/c.zip", "nes/a.nes", "psx/b.chd"])
    #expect(found { $0.platforms = .none } == ["ps2/d.bin"])
    #expect(found { $0.platforms = .listed(["psx"]) } == ["ps2/d.bin", "psx/c.zip", "psx/b.chd"])
    #expect(found { $0.sizeLimit = 1 } == ["ps2/d.bin", "psx/c.zip"])
    #expect(
      found {
        $0.platforms = .all; $0.sizeLimit = 2 << 20
      } == ["ps2/d.bin", "psx/c.zip", "nes/a.nes", "psx/b.chd"])
    #expect(found { $0.isInBackground = false } == [])
    // Only what the ZIP needs.
    let none = plan(shelves) { $0.platforms = .none }
    #expect(none.nextTask(.background)?.wants == .crc32)
  }

  @Test func `Other settings hold at once, and only what is missing is hashed`() {
    let plan = plan([shelf("psx", ["a.chd"]), shelf("nes", ["b.nes"])])
    #expect(names(plan.drain()) == ["nes/b.nes"])
    plan.plan.configure(HashingSettings { $0.platforms = .all })
    #expect(plan.plan.amounts(.background).total.files == 2)
    #expect(names(plan.drain()) == ["psx/a.chd"])
    plan.plan.configure(HashingSettings { $0.algorithms = [.crc32, .sha1, .md5] })
    #expect(plan.nextTask(.background)?.wants == HashFacts(.md5))
    plan.plan.configure(HashingSettings { $0.isInBackground = false })
    #expect(plan.next(.background) == nil)
  }

  @Test func `Of a shelf that changed only what is there now`() {
    let plan = plan([shelf("nes", ["a", "b", "c", "d"])])
    #expect(names([plan.next(.background)].compactMap { $0 }) == ["nes/a"])
    plan.plan.update(shelf("nes", ["a", "c", "e"]))
    #expect(plan.plan.amounts(.background).total.files == 3)
    #expect(names(plan.drain()) == ["nes/c", "nes/e"])
    plan.plan.update(shelf("nes", ["f"]))
    plan.plan.remove(Shelf.Location(root: root, folder: [UInt8]("nes".utf8)))
    #expect(plan.next(.background) == nil)
    #expect(!plan.plan.hasBackgroundWork)
  }

  @Test func `A disk with one arm gets one file at a time, and others go on meanwhile`() {
    let plan = SharedPlan(root: root)
    plan.plan.update(shelf("nes", ["a", "b"]), volume: 8, limit: 1)
    plan.plan.update(shelf("gb", ["c"]), volume: 9, limit: 4)
    func take() -> [String] {
      guard case .tasks(let tasks) = plan.plan.nextBackground() else { return [] }
      return names(tasks.map(\.file))
    }
    #expect([take(), take(), take()] == [["nes/a"], ["gb/c"], []])
    plan.plan.leave(volume: 8)
    #expect(take() == ["nes/b"])
  }

  @Test func `A disk that sleeps is left alone unless somebody asks for its files`() {
    let plan = SharedPlan(root: root)
    plan.plan.update(shelf("nes", ["a", "b"]), volume: 8, limit: 1)
    plan.plan.setAsleep(true, volume: 8)
    #expect(plan.next(.background) == nil)
    #expect(!plan.plan.mayFindWork(now: 0) && plan.plan.hasBackgroundWork)
    #expect(plan.plan.obstacle(0) == .sleepingDisk)
    plan.plan.add(HashRequest(id: 1, kind: .missing, scope: scope("nes/b"), started: 0))
    #expect(names([plan.next(.background)].compactMap { $0 }) == ["nes/b"])
    #expect(plan.next(.background) == nil)
    plan.plan.setAsleep(false, volume: 8)
    #expect(names([plan.next(.background)].compactMap { $0 }) == ["nes/a"])
  }

  @Test func `What stands back does so, and what somebody asked for only when all of it does`() {
    let plan = plan([shelf("nes", ["a", "b"])])
    plan.plan.add(HashRequest(id: 1, kind: .missing, scope: scope("nes/b"), started: 0))
    plan.plan.hold = .everything
    #expect(plan.next(.background) == nil)
    plan.plan.hold = .standing
    #expect(names(plan.drain()) == ["nes/b"])
    plan.plan.hold = .nothing
    #expect(names(plan.drain()) == ["nes/a"])
  }

  @Test func `Where nothing can be reached the rest waits, and other places do not`() throws {
    let names = (0..<100).map { "\($0 + 100)" }
    let plan = plan([shelf("nes", names), shelf("gb", ["z"])])
    for _ in 0..<ChecksumPlan.troubleLimit {
      let file = try #require(plan.next(.background))
      plan.finish(file, .background, isUnreachable: true, now: 5)
    }
    #expect(plan.next(.background, now: 6).map { self.names([$0]) } == ["gb/z"])
    #expect(plan.next(.background, now: 6) == nil)
    #expect(plan.plan.obstacle(6) == nil)
    plan.finish(file("gb/z"), .background)
    #expect(plan.plan.obstacle(6) == .unreachable)
    // What was not tried is not given up.
    #expect(plan.plan.failed(.background) == ChecksumPlan.troubleLimit)
    let due = try #require(plan.plan.nextDue)
    #expect(plan.retry(now: due))
    #expect(plan.drain(now: due).count == names.count - ChecksumPlan.troubleLimit)
    // One file that cannot be read says nothing about the others.
    let single = self.plan([shelf("nes", names)])
    for number in 0..<50 {
      let file = try #require(single.next(.background))
      single.finish(file, .background, isUnreachable: number % 2 == 0 ? true : nil)
    }
    #expect(single.next(.background) != nil)
  }

  @Test func `A file that was let go of comes again`() throws {
    let plan = plan([shelf("nes", ["a", "b"])])
    let task = try #require(plan.nextTask(.background))
    plan.plan.read(10, of: task.key, .background)
    plan.plan.giveBack(task)
    #expect(plan.plan.bytesUnderWay(.background) == 0)
    #expect(plan.plan.amounts(.background).total.files == 2)
    #expect(names(plan.drain()) == ["nes/a", "nes/b"])
  }

  @Test func `Many known files are passed in steps`() {
    var table = FileTable()
    for number in 0..<200_000 {
      table.append(
        path: [UInt8](String(number + 1_000_000).utf8),
        version: FileVersion(size: 1, modified: 0, inode: UInt64(number)))
    }
    let all = (0..<UInt32(200_000)).map { $0 }
    let shelf = Shelf(
      location: .init(root: root, folder: []), system: "nes", modified: 0, files: table, singles: all,
      archives: [ArchiveGame]())
    var known = HashedFiles()
    for file in all.dropLast() {
      known.insert(.usual, for: ContentKey(root: 1, version: table.version(at: Int(file))))
    }
    var plan = ChecksumPlan(known: known)
    plan.update(shelf)
    #expect(plan.amounts(.background).total.files == 1)
    var looks = 0
    var found = ChecksumPlan.Next.lookAgain
    while found == .lookAgain {
      found = plan.nextBackground()
      looks += 1
    }
    #expect(looks > 5 && found != .nothing)
    #expect(SharedPlan(plan, root: root).next(.background) == nil)
    #expect(plan.amounts(.background).total.files == 1)
  }
}
