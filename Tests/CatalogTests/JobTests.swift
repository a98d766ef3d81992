internal import Catalog
internal import Model
internal import Platform
internal import SQLite
internal import TestSupport
internal import Testing

@Suite("Jobs in the catalog") struct JobTests {
  let workspace: TemporaryDirectory
  let catalog: Catalog
  let root: LibraryRoot
  let mount = "/mnt/games"

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path + "/state")
    root = try catalog.root(forPath: "/library")
  }

  private func reopened() throws -> Catalog { try Catalog.open(directory: workspace.path + "/state") }

  private func place(_ path: [UInt8]) -> ScanScope.Place { ScanScope.Place(root: root, path: path) }

  @Test func `a job comes back as it was stored, with everything in it`() throws {
    let scope = ScanScope(places: [place([0xFF, 0x0A]), place(bytes("nes/a b"))], systems: ["nes", "snes"])
    var options = MetadataOptions()
    options.selection = .marked
    options.fields = [.name, .family]
    var job = try catalog.add(ScanJob(kind: .complete, scope: scope, metadata: options, created: 5), at: mount)
    job.phase = .hash
    job.state = .paused
    job.started = 7
    job.message = "why"
    job.counts.systemsDone = 1
    job.counts.systemsTotal = 2
    job.counts.files = 3
    job.counts.games = 4
    job.counts.new = 5
    job.counts.changed = 6
    job.counts.gone = 7
    job.counts.hashedFiles = 8
    job.counts.filesToHash = 9
    job.counts.hashedBytes = 1 << 62
    job.counts.bytesToHash = .max
    job.counts.damaged = 10
    job.counts.unreadable = 11
    job.counts.gamesToEnrich = 12
    job.counts.enriched = 13
    job.counts.unmatched = 14
    job.counts.enrichmentFailed = 15
    job.counts.artwork = 16
    job.counts.artworkToFetch = 17
    job.problems = [
      ScanJob.Problem(reason: "damaged", count: 2, examples: [[0xFF, 0x2F], bytes("/a\nb")]),
      ScanJob.Problem(reason: "gone", count: 1, examples: []),
    ]
    try catalog.update([job])
    #expect(try reopened().jobs(at: mount) == [job])
  }

  @Test func `a scope of everything stays one of everything`() throws {
    let job = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: 5), at: mount)
    #expect(try catalog.jobs(at: mount) == [job])
    #expect(job.scope == .everything)
  }

  @Test func `a job about a root that is not known any more is about nothing, never about everything`() throws {
    let other = try catalog.root(forPath: "/other")
    let scope = ScanScope(places: [ScanScope.Place(root: other)])
    _ = try catalog.add(ScanJob(kind: .quick, scope: scope, created: 5), at: mount)
    let connection = try Connection(path: catalog.path)
    try connection.execute("DELETE FROM root WHERE path = '/other'")
    #expect(try catalog.jobs(at: mount) == [])
  }

  @Test func `each mount has its own jobs, and no number is given out twice`() throws {
    let first = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: 1), at: mount)
    let second = try catalog.add(ScanJob(kind: .new, scope: .everything, created: 2), at: "/mnt/other")
    #expect(first.id != second.id)
    #expect(try catalog.jobs(at: mount) == [first])
    #expect(try catalog.jobs(at: "/mnt/other") == [second])
    let connection = try Connection(path: catalog.path)
    try connection.execute("DELETE FROM job")
    let third = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: 3), at: mount)
    #expect(third.id > second.id)
  }

  @Test func `the last hundred that ended are kept, and every one that has not`() throws {
    let waiting = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: 0), at: mount)
    for number in 1...Catalog.jobHistoryLimit + 20 {
      var job = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: Int64(number)), at: mount)
      job.state = .done
      job.ended = Int64(number)
      job.problems = [ScanJob.Problem(reason: "r", count: 1, examples: [])]
      try catalog.update([job])
    }
    _ = try catalog.add(ScanJob(kind: .quick, scope: .everything, created: 1000), at: mount)
    let jobs = try catalog.jobs(at: mount)
    #expect(jobs.first == waiting)
    #expect(jobs.filter(\.state.isEnded).map(\.created) == (21...120).map { Int64($0) })
    let connection = try Connection(path: catalog.path)
    #expect(try connection.integer("SELECT count(*) FROM job_problem") == 100)
  }

  @Test func `what a job is done with is kept until it ends`() throws {
    var job = try catalog.add(ScanJob(kind: .complete, scope: .everything, created: 1), at: mount)
    let other = try catalog.add(ScanJob(kind: .complete, scope: .everything, created: 1), at: mount)
    let locations = [[], [0xFF], bytes("nes")].map { Shelf.Location(root: root, folder: $0) }
    job.counts.systemsDone = 3
    for _ in 0..<2 {
      try catalog.update(
        [job], folders: locations.map { (job.id, $0) } + [(other.id, locations[0])])
    }
    let again = try reopened()
    #expect(try again.finishedFolders(ofJob: job.id, in: [root]) == Set(locations))
    #expect(try again.finishedFolders(ofJob: other.id, in: [root]) == [locations[0]])
    #expect(try again.finishedFolders(ofJob: job.id, in: []) == [])
    #expect(try again.jobs(at: mount).first?.counts.systemsDone == 3)
    job.state = .cancelled
    try catalog.update([job])
    #expect(try catalog.finishedFolders(ofJob: job.id, in: [root]) == [])
    #expect(try catalog.finishedFolders(ofJob: other.id, in: [root]).count == 1)
    try catalog.forgetFinishedFolders(ofJob: other.id)
    #expect(try catalog.finishedFolders(ofJob: other.id, in: [root]) == [])
  }
}

@Suite("What a scan is about") struct ScanScopeTests {
  let root = LibraryRoot(id: 1, path: "/library")
  let other = LibraryRoot(id: 2, path: "/other")

  private func place(_ path: String) -> ScanScope.Place { ScanScope.Place(root: root, path: bytes(path)) }
  private func location(_ folder: String) -> Shelf.Location { Shelf.Location(root: root, folder: bytes(folder)) }

  @Test func `the same said in two ways is the same scope`() {
    let one = ScanScope(places: [place("snes"), place("nes"), place("nes/a"), place("nes")], systems: ["b", "a", "b"])
    #expect(one == ScanScope(places: [place("nes"), place("snes")], systems: ["a", "b"]))
    #expect(ScanScope(places: [place("nes"), place("")]).places == [place("")])
    // A name that only begins like another lies beside it.
    #expect(ScanScope(places: [place("nes"), place("nes2")]).places.count == 2)
  }

  @Test func `a system folder is concerned where a place is in it, or it is in a place`() {
    let scope = ScanScope(places: [place("roms/nes/USA")])
    #expect(scope.concerns(location("roms/nes"), system: "nes"))
    #expect(!scope.isWhole(location("roms/nes")))
    #expect(!scope.concerns(location("roms/nes2"), system: "nes"))
    #expect(!scope.concerns(Shelf.Location(root: other, folder: bytes("roms/nes")), system: "nes"))
    #expect(ScanScope(places: [place("roms")]).isWhole(location("roms/nes")))
    #expect(ScanScope(places: [place("roms")], systems: ["nes"]).concerns(location("roms/nes"), system: "nes"))
    #expect(!ScanScope(places: [place("roms")], systems: ["snes"]).concerns(location("roms/nes"), system: "nes"))
    #expect(ScanScope.everything.concerns(location(""), system: "x"))
    #expect(ScanScope.everything.isWhole(location("")))
    #expect(ScanScope(places: [place("a")]).concerns(root))
    #expect(!ScanScope(places: [place("a")]).concerns(other))
  }

  @Test func `a file is held by the place it is, or lies in`() {
    let scope = ScanScope(places: [place("nes/USA"), place("psx/G.cue")])
    #expect(scope.holds(bytes("nes/USA/a.nes"), in: root))
    #expect(!scope.holds(bytes("nes/USA.nes"), in: root))
    #expect(scope.holds(bytes("psx/G.cue"), in: root))
    #expect(!scope.holds(bytes("psx/G.cue"), in: other))
    #expect(ScanScope.everything.holds(bytes("x"), in: other))
  }

  @Test func `one scope covers another that has nothing beside it`() {
    let nes = ScanScope(places: [place("nes")])
    #expect(ScanScope.everything.covers(nes))
    #expect(!nes.covers(.everything))
    #expect(nes.covers(ScanScope(places: [place("nes/USA")])))
    #expect(nes.covers(ScanScope(places: [place("nes")], systems: ["nes"])))
    #expect(!nes.covers(ScanScope(places: [place("nes"), place("snes")])))
    #expect(!ScanScope(systems: ["nes"]).covers(nes))
    #expect(ScanScope(systems: ["nes", "snes"]).covers(ScanScope(systems: ["nes"])))
  }
}
