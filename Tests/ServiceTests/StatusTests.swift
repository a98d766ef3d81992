internal import Platform
internal import Service
internal import Testing

@Suite("Status") struct StatusTests {
  private func report() -> StatusReport {
    var report = StatusReport()
    report.processID = 4711
    report.uptime = 3_725_500_000_000
    report.mountPoint = "/mnt/a\u{1B}[31mb"
    report.library = "/srv/roms"
    report.restarts = 1
    report.profile.resend = true
    report.profile.reasons = ["because"]
    report.profile.passthroughReasons = ["kernel 6.9 or newer (this is 6.1)", "a mount made by root"]
    report.scan.state = "running"
    report.scan.systems = 1
    report.scan.files = 1234567
    report.scan.games = 1
    report.scan.problems = [("dangling link", 3)]
    report.downloads = [
      StatusReport.Download(
        folder: "Games/a\u{1B}b", members: 2000, missing: 120, bytesLeft: 3 << 30, secondsLeft: 84.04),
      StatusReport.Download(folder: "Loose", members: 1, missing: 1, bytesLeft: 5, secondsLeft: nil),
    ]
    report.checksums.done = 1
    report.checksums.total = 4
    report.checksums.bytesDone = 3 << 29
    report.checksums.bytesTotal = 6 << 30
    return report
  }

  @Test func `the report is one line of JSON with everything in it`() throws {
    let bytes = report().json
    #expect(bytes.filter { $0 == 0x0A }.count == 1)
    let value = try #require(JSONValue(bytes))
    #expect(value["version"].string == Version.current)
    #expect(value["pid"].integer == 4711)
    #expect(value["uptime"].number == 3725.5)
    #expect(value["mountpoint"].string == "/mnt/a\u{1B}[31mb")
    #expect(value["restarts"].integer == 1)
    #expect(value["profile"]["passthrough"].boolean == false)
    #expect(value["profile"]["resend"].boolean == true)
    #expect(value["profile"]["reasons"] == .array([.string("because")]))
    #expect(value["profile"]["passthroughReasons"].array.count == 2)
    #expect(value["cache"]["state"].string == "off")
    #expect(value["scan"]["problems"]["dangling link"].integer == 3)
    #expect(value["checksums"]["bytesTotal"].integer == 6 << 30)
    #expect(value["reads"]["parked"].integer == 0)
    let download = try #require(value["downloads"].array.first)
    #expect(download["folder"].string == "Games/a\u{1B}b")
    #expect(download["members"].integer == 2000)
    #expect(download["known"].integer == 1880)
    #expect(download["missing"].integer == 120)
    #expect(download["bytesLeft"].integer == 3 << 30)
    #expect(download["secondsLeft"].number == 84)
    #expect(value["downloads"].array.last?["secondsLeft"] == .null)
    #expect(JSONValue(StatusReport().json)?["downloads"] == .array([]))
  }

  @Test func `a folder's ZIP that waits for checksums is a line, and there is none without`() throws {
    let lines = StatusText(drawsBars: false).lines(try #require(JSONValue(report().json)))
    #expect(
      lines.contains(
        "  download   Games/a?b as a ZIP waits for checksums: 1,880 of 2,000 members have theirs, 3.0 GiB to hash, "
          + "about 1 min 24 s left"))
    #expect(
      lines.contains("  download   Loose as a ZIP waits for checksums: 0 of 1 member has its own, 5 B to hash"))
    let none = StatusText(drawsBars: false).lines(try #require(JSONValue(StatusReport().json)))
    #expect(!none.contains { $0.contains("  download ") })
  }

  @Test func `people get words, and no escape sequence of a name reaches their terminal`() throws {
    let value = try #require(JSONValue(report().json))
    let plain = StatusText(drawsBars: false).lines(value)
    #expect(plain.first == "/mnt/a?[31mb  shows /srv/roms")
    let text = plain.joined(separator: "\n")
    #expect(text.contains("pid 4711, up 1 h 2 min, restarted once, version"))
    #expect(text.contains("1 game, 1,234,567 files, 1 system, still looking"))
    #expect(text.contains("dangling link: 3"))
    #expect(text.contains("1 of 4 files, 1.5 GiB of 6.0 GiB (25 %)"))
    #expect(text.contains("a restart does not interrupt readers (because)"))
    #expect(text.contains("computing: "))
    #expect(
      text.contains(
        "every read goes through the service; no passthrough: kernel 6.9 or newer (this is 6.1), a mount made by root"
      ))
    #expect(!text.contains("no games found"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `a terminal gets a bar for running work only`() throws {
    var report = report()
    let running = StatusText(drawsBars: true).lines(try #require(JSONValue(report.json))).joined()
    #expect(running.contains("[######------------------] 25 %"))
    report.checksums.done = 4
    let finished = StatusText(drawsBars: true).lines(try #require(JSONValue(report.json))).joined()
    #expect(finished.contains("complete (4 files hashed since the start)"))
    #expect(!finished.contains("[#"), "\(finished)")
  }

  @Test func `hashing says how fast it is, what it is at, why it stands still, and what it came upon`() throws {
    var report = report()
    report.checksums.bytesPerSecond = 3_145_728
    report.checksums.workers = [.init(name: "hash-1", path: "/srv/roms/a\u{1B}b", bytesDone: 1, bytesTotal: 4)]
    report.checksums.readers.total = 2
    report.checksums.archiveProblems = [("damaged archive", 2)]
    let value = try #require(JSONValue(report.json))
    #expect(value["checksums"]["paused"] == .null)
    #expect(value["checksums"]["readers"]["total"].integer == 2)
    #expect(value["checksums"]["workers"].array.first?["path"].string == "/srv/roms/a\u{1B}b")
    let working = StatusText(drawsBars: false).lines(value).joined(separator: "\n")
    #expect(working.contains("computing: 1 of 4 files, 1.5 GiB of 6.0 GiB (25 %), 3.0 MiB/s\n"))
    #expect(working.contains("hash-1 reads /srv/roms/a?b (25 %)"))
    #expect(working.contains("damaged archive: 2") && !working.contains("could not be read"))
    report.checksums.paused = "on battery"
    report.checksums.different = 1
    report.checksums.unreadable = 3
    let paused = StatusText(drawsBars: false).lines(try #require(JSONValue(report.json))).joined(separator: "\n")
    #expect(paused.contains("standing back (on battery): 1 of 4 files"))
    #expect(paused.contains("DAMAGED: 1 file with") && paused.contains("3 files could not be read"))
  }

  @Test func `a library without games is told what one looks like`() throws {
    var report = report()
    report.scan.state = "idle"
    report.scan.games = 0
    report.checksums.total = 0
    let text = StatusText(drawsBars: false).lines(try #require(JSONValue(report.json))).joined(separator: "\n")
    #expect(text.contains("no games found: expected /srv/roms/<system>/... such as /srv/roms/nes/Game.nes"))
    #expect(text.contains("checksums  nothing to compute\n"))
    report.scan.state = "running"
    let early = StatusText(drawsBars: false).lines(try #require(JSONValue(report.json))).joined(separator: "\n")
    #expect(early.contains("nothing to compute yet"))
    #expect(!early.contains("no games found"))
  }

  @Test func `each of several libraries has a line, and one out of reach says why`() throws {
    var report = report()
    report.libraries = [
      StatusReport.Library(path: "/srv/roms", state: .available, files: 5, games: 4),
      StatusReport.Library(path: "/mnt/usb", state: .unavailable, reason: "it is empty", files: 3, games: 2000),
    ]
    report.watching.mode = "events and polling"
    report.watching.watches = 100
    report.watching.polled = 1
    report.watching.reasons = ["the limit"]
    let value = try #require(JSONValue(report.json))
    #expect(value["libraries"].array.map { $0["state"].string } == ["available", "unavailable"])
    #expect(value["watching"]["watches"].integer == 100)
    let text = StatusText(drawsBars: false).lines(value).joined(separator: "\n")
    #expect(text.contains("/srv/roms: 4 games"))
    #expect(text.contains("/mnt/usb: UNAVAILABLE, it is empty; its 2,000 games stay listed"))
    #expect(text.contains("followed in 100 folders, looked for every few seconds in 1 folder (the limit)"))
  }

  @Test func `where reads go past the service, that is said`() throws {
    var report = report()
    report.profile.passthrough = true
    report.profile.passthroughReasons = []
    let text = StatusText(drawsBars: false).lines(try #require(JSONValue(report.json))).joined(separator: "\n")
    #expect(text.contains("single files and ZIPs in the cache are read past the service (passthrough)"))
    #expect(!text.contains("every read goes"))
  }

  @Test func `the cache says how full it is, what it builds, and what went wrong when`() throws {
    var report = report()
    report.cache = CacheFixture.status
    let value = try #require(JSONValue(report.json))
    #expect(StatusReport.Cache(value["cache"]) == report.cache)
    let text = StatusText(drawsBars: true, now: 1_700_000_300).lines(value).joined(separator: "\n")
    #expect(text.contains("  cache      3 ZIPs, 9.0 GiB, of which 1.0 GiB take room of their own in /cache?\n"))
    #expect(
      text.contains("             builds Saga?.zip (psx, copy): [##########----------] 50 %, 1.0 GiB of 2.0 GiB\n"))
    #expect(text.contains("             2 ZIPs to be built\n             5 min 0 s ago: the disk is full\n"))
    report.cache = .off("cache.policy is \"never\"")
    let off = StatusText(drawsBars: false).lines(try #require(JSONValue(report.json))).joined(separator: "\n")
    #expect(off.contains("  cache      off: cache.policy is \"never\"\n"))
  }

  @Test func `an answer of another version is shown as far as it goes`() {
    #expect(StatusText(drawsBars: true).lines(.null).count == 6)
  }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (1_048_575, "1023.9 KiB"),
    (5 << 30, "5.0 GiB"), (1 << 62, "4096.0 PiB"),
  ])
  func `sizes have binary units and are never rounded up`(bytes: Int, expected: String) {
    #expect(size(Double(bytes)) == expected)
  }

  @Test(arguments: [
    (0, "0 s"), (59.9, "59 s"), (60, "1 min 0 s"), (3600, "1 h 0 min"), (90_061, "1 d 1 h"), (.infinity, "0 s"),
  ])
  func `durations have their two largest units`(seconds: Double, expected: String) {
    #expect(duration(seconds: seconds) == expected)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func `long numbers are grouped`(number: Int, expected: String) { #expect(grouped(number) == expected) }
}
