internal import Model
internal import Scan
internal import Testing

@Suite struct `A request to hash` {
  private let root = LibraryRoot(id: 1, path: "/library")
  private let other = LibraryRoot(id: 2, path: "/other")

  private func file(_ path: String, _ root: LibraryRoot) -> LibraryFile {
    LibraryFile(
      root: root, path: [UInt8](path.utf8),
      version: FileVersion(size: 2 << 20, modified: 0, inode: UInt64(bitPattern: Int64(path.hashValue))))
  }

  private func shelf(_ system: String, _ names: [String], root: LibraryRoot? = nil) -> Shelf {
    let root = root ?? self.root
    return Shelf(
      names.map { file("\(system)/\($0)", root) }, root: root, folder: system, system: system, asMembers: false)
  }

  /// Nothing is hashed by default.
  private func plan(_ shelves: [Shelf]) -> SharedPlan {
    let plan = SharedPlan(root: root, settings: HashingSettings { $0.isInBackground = false })
    for shelf in shelves { plan.plan.update(shelf) }
    return plan
  }

  private func request(
    _ path: String?, _ kind: HashRequest.Kind = .missing, root: LibraryRoot? = nil, id: Int64 = 1
  ) -> HashRequest {
    let places = path.map { [ScanScope.Place(root: root ?? self.root, path: [UInt8]($0.utf8))] } ?? []
    return HashRequest(id: id, kind: kind, scope: ScanScope(places: places), started: 77)
  }

  private func names(_ files: [LibraryFile]) -> [String] { files.map { String(decoding: $0.path, as: UTF8.self) } }

  private func take(_ plan: SharedPlan) -> String? { plan.next(.background).map { names([$0])[0] } }

  @Test(
    arguments: [
      (nil, ["nes/a", "nes/b", "nes/b.x", "nes/c/d", "nes/c/e", "nes/cc", "gb/f", "gb/g"]),
      ("", ["nes/a", "nes/b", "nes/b.x", "nes/c/d", "nes/c/e", "nes/cc", "gb/f"]),
      ("nes", ["nes/a", "nes/b", "nes/b.x", "nes/c/d", "nes/c/e", "nes/cc"]), ("nes/b", ["nes/b"]),
      ("nes/c", ["nes/c/d", "nes/c/e"]), ("nes/c/e", ["nes/c/e"]), ("ne", []), ("nes/x", []), ("gb", ["gb/f"]),
    ] as [(String?, [String])])
  func `Is about a file, a folder with all below it, a root, or everything`(path: String?, expected: [String]) {
    let plan = plan([
      shelf("nes", ["a", "b", "b.x", "c/d", "c/e", "cc"]), shelf("gb", ["f"]), shelf("gb", ["g"], root: other),
    ])
    plan.plan.add(request(path))
    #expect(names(plan.drain()) == expected)
    #expect(plan.takeDone().map(\.done.files) == [expected.count])
    #expect(plan.takeDone().isEmpty && plan.plan.requests.isEmpty)
  }

  @Test func `For what is missing leaves out what is known, and looks into archives`() {
    let plan = SharedPlan(known: [file("nes/a", root)], root: root)
    plan.plan.update(shelf("nes", ["a", "b.zip"]))
    plan.plan.add(request(nil))
    let task = plan.nextTask(.background)
    #expect(task.map { names([$0.file]) } == ["nes/b.zip"])
    #expect(task?.wants == HashFacts([.crc32, .sha1]).union(.listing).union(HashFacts(ofMembers: .sha1)))
    #expect(task?.unlessCheckedSince == nil)
  }

  @Test func `For everything reads again what is known, and what failed`() throws {
    let plan = SharedPlan(known: [file("nes/a", root)], root: root)
    plan.plan.update(shelf("nes", ["a", "b"]))
    #expect(take(plan) == "nes/b")
    plan.finish(file("nes/b", root), .background, isUnreachable: false)
    plan.plan.add(request("nes", .everything))
    #expect(plan.plan.requests.map(\.left) == [HashingAmount(files: 2, bytes: 4 << 20)])
    let task = plan.nextTask(.background)
    #expect(task?.wants == .usual && task?.unlessCheckedSince == 77)
    plan.finish(file("nes/a", root), .background)
    plan.plan.noteDifference(try #require(task))
    #expect(take(plan) == "nes/b")
    #expect(plan.takeDone().isEmpty)
    plan.finish(file("nes/b", root), .background, isUnreachable: true)
    let done = plan.takeDone()
    #expect(done.map(\.done.files) == [2] && done.map(\.failed) == [1] && done.map(\.differences) == [1])
  }

  @Test func `Is not done before its last file is stored`() throws {
    let plan = plan([shelf("nes", ["a"])])
    plan.plan.add(request(nil))
    let task = try #require(plan.nextTask(.background))
    plan.plan.finish(task, .background, found: .usual)
    #expect(plan.takeDone().isEmpty)
    plan.plan.record(task, .background)
    #expect(plan.takeDone().count == 1)
  }

  @Test func `Goes on where it was when a shelf changes, and takes in what is new ahead`() {
    let plan = plan([shelf("nes", ["b", "d", "f"])])
    plan.plan.add(request(nil, .everything))
    #expect(take(plan) == "nes/b")
    plan.plan.update(shelf("nes", ["a", "b", "c", "d", "e", "f"]))
    #expect([take(plan), take(plan), take(plan), take(plan)] == ["nes/d", "nes/e", "nes/f", nil])
    plan.plan.update(shelf("gb", ["g"]))
    #expect(take(plan) == "gb/g")
  }

  @Test func `Comes again to files that others had in hand for less`() throws {
    let plan = plan([shelf("nes", ["a", "b"])])
    _ = plan.promote(file("nes/a", root))
    let promoted = try #require(plan.nextTask(.promoted))
    plan.plan.add(request(nil))
    #expect(take(plan) == "nes/b")
    plan.finish(file("nes/b", root), .background)
    #expect(take(plan) == nil)
    #expect(plan.takeDone().isEmpty)
    plan.plan.finish(promoted, .promoted, found: .crc32)
    plan.plan.record(promoted, .promoted)
    #expect(plan.nextTask(.background)?.wants == HashFacts(.sha1))
    plan.finish(file("nes/a", root), .background)
    _ = take(plan)
    #expect(plan.takeDone().count == 1)
  }

  @Test func `That is dropped ends with what is being read`() {
    let plan = plan([shelf("nes", ["a", "b", "c"])])
    plan.plan.add(request(nil, id: 1))
    plan.plan.add(request("nes/c", id: 2))
    #expect(take(plan) == "nes/a")
    plan.plan.cancel(request: 1)
    plan.finish(file("nes/a", root), .background)
    #expect(names(plan.drain()) == ["nes/c"])
    #expect(plan.takeDone().map(\.request.id) == [2])
    #expect(plan.plan.known[file("nes/a", root).contentKey] == .usual)
  }

  @Test func `That is asked again under its number is counted anew`() throws {
    let plan = plan([shelf("nes", ["a", "b"])])
    plan.plan.add(request(nil))
    let first = try #require(plan.nextTask(.background))
    plan.plan.cancel(request: 1)
    plan.plan.add(request(nil))
    #expect(take(plan) == "nes/b")
    plan.plan.finish(first, .background, found: .usual)
    plan.plan.record(first, .background)
    #expect(plan.plan.requests.map(\.done.files) == [0])
    plan.finish(file("nes/b", root), .background)
    _ = take(plan)
    #expect(plan.takeDone().map(\.done.files) == [2])
  }

  @Test(arguments: [true, false]) func `Several names of one file are done when it is, also before the last file`(
    isRequested: Bool
  ) {
    var files = ["a", "b", "c"].map { file("nes/\($0)", root) }
    files[1] = LibraryFile(root: root, path: files[1].path, version: files[0].version)
    let shelf = Shelf(files, root: root, folder: "nes", system: "nes", asMembers: false)
    let plan = SharedPlan(root: root, settings: HashingSettings { $0.isInBackground = !isRequested })
    plan.plan.update(shelf)
    if isRequested { plan.plan.add(request(nil)) }
    #expect(names(plan.drain()) == ["nes/a", "nes/c"])
    let amounts = plan.plan.amounts(.background)
    #expect(amounts.done == amounts.total)
    if isRequested { #expect(plan.takeDone().map(\.done.files) == [3]) }
  }

  @Test func `Is not counted beside what is hashed by default, of which it is a part`() throws {
    let plan = SharedPlan(root: root)
    plan.plan.update(shelf("nes", ["a", "b", "c", "d"]))
    plan.plan.add(request(nil))
    plan.plan.add(request("nes/b", .everything, id: 2))
    #expect(plan.plan.amounts(.background).total.files == 4)
    for done in 1...3 {
      let task = try #require(plan.nextTask(.background))
      #expect(plan.plan.amounts(.background).total.files == 4)
      plan.finish(task.file, .background)
      #expect(plan.plan.amounts(.background).done.files == done)
      #expect(plan.plan.amounts(.background).total.files == 4)
    }
    // What the request does not come to is hashed by default.
    plan.plan.cancel(request: 1)
    plan.plan.cancel(request: 2)
    #expect(plan.plan.amounts(.background).total.files == 4)
    #expect(names(plan.drain()) == ["nes/d"])
    #expect(plan.plan.amounts(.background).done.files == 4)
  }

  @Test func `That is dropped leaves what it gave back to be hashed by default`() throws {
    let plan = SharedPlan(root: root)
    plan.plan.update(shelf("nes", ["a", "b"]))
    plan.plan.add(request(nil))
    let task = try #require(plan.nextTask(.background))
    plan.plan.giveBack(task)
    plan.plan.cancel(request: 1)
    #expect(plan.plan.amounts(.background).total.files == 2)
    #expect(names(plan.drain()) == ["nes/a", "nes/b"])
    #expect(plan.plan.amounts(.background).total.files == 2)
  }

  @Test func `Does not wait for a disk that is away: each file is tried once`() throws {
    let names = (0..<ChecksumPlan.troubleLimit * 2).map { "\(UnicodeScalar(UInt8(ascii: "a") + UInt8($0)))" }
    let plan = plan([shelf("nes", names), shelf("gb", ["z"])])
    plan.plan.add(request("nes", .everything))
    for name in names {
      #expect(plan.plan.mayFindWork(now: 5))
      #expect(take(plan) == "nes/\(name)")
      plan.finish(file("nes/\(name)", root), .background, isUnreachable: true, now: 5)
    }
    #expect(take(plan) == nil)
    let done = plan.takeDone()
    #expect(done.map(\.done.files) == [names.count])
    #expect(done.map(\.failed) == [names.count])
  }

  @Test func `Tells what is read of files that are not done`() throws {
    let plan = plan([shelf("nes", ["a", "b"])])
    plan.plan.add(request(nil))
    let task = try #require(plan.nextTask(.background))
    #expect(plan.plan.requests[0].read == 0)
    plan.plan.read(1 << 20, of: task.key, .background)
    #expect(plan.plan.requests[0].read == 1 << 20)
    // Begun anew later.
    plan.plan.giveBack(task)
    #expect(plan.plan.requests[0].read == 0)
    let again = try #require(plan.nextTask(.background))
    plan.plan.read(2 << 20, of: again.key, .background)
    // All of it is read; it counts as done when it is stored.
    plan.plan.finish(again, .background, found: .usual)
    #expect(plan.plan.requests[0].read == 2 << 20)
    #expect(plan.plan.requests[0].done.bytes == 0)
    plan.plan.record(again, .background)
    #expect(plan.plan.requests[0].read == 0)
    #expect(plan.plan.requests[0].done.bytes == 2 << 20)
  }

  @Test func `Is about the systems and places it names`() {
    let plan = plan([shelf("nes", ["a", "b", "c"]), shelf("gb", ["d"]), shelf("gba", ["e"])])
    let places = ["nes/c", "nes/a", "gb"].map { ScanScope.Place(root: root, path: [UInt8]($0.utf8)) }
    plan.plan.add(HashRequest(id: 1, kind: .missing, scope: ScanScope(places: places), started: 0))
    #expect(names(plan.drain()) == ["nes/a", "nes/c", "gb/d"])
    plan.plan.add(HashRequest(id: 2, kind: .everything, scope: ScanScope(systems: ["gba", "gb"]), started: 0))
    #expect(names(plan.drain()) == ["gb/d", "gba/e"])
  }

  @Test func `For the usual is what the settings say, though the machine stands back`() {
    let plan = SharedPlan(root: root)
    plan.plan.hold = .standing
    plan.plan.update(shelf("nes", ["a", "b.zip"]))
    plan.plan.update(shelf("psx", ["c.chd"]))
    #expect(plan.next(.background) == nil)
    plan.plan.add(request(nil, .usual))
    let tasks = [plan.nextTask(.background), plan.nextTask(.background), plan.nextTask(.background)]
    #expect(tasks.map { $0.map { names([$0.file])[0] } } == ["nes/a", "nes/b.zip", nil])
    #expect(tasks.map { $0?.wants } == [.usual, .listing, nil])
  }
}
