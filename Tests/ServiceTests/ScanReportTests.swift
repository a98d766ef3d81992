internal import Model
internal import Platform
internal import Service
internal import Testing
internal import Text

@Suite("Scans in words") struct ScanReportTests {
  private let root = LibraryRoot(id: 1, path: "/srv/roms")

  private func report(
    _ kind: ScanJob.Kind = .quick, _ phase: ScanJob.Phase, _ state: ScanJob.State = .running,
    scope: ScanScope = .everything, _ fill: (inout ScanReport) -> Void = { _ in }
  ) -> ScanReport {
    var job = ScanJob(id: 12, kind: kind, scope: scope, created: 1_700_000_000_123_456_000)
    job.phase = phase
    job.state = state
    var report = ScanReport(job)
    fill(&report)
    return report
  }

  private func hashing(_ item: String = "psx/ファイナルファンタジー VII (Japan) (Disc 1).bin") -> ScanReport {
    report(.hashes, .hash) { report in
      report.counts.hashedFiles = 1233
      report.counts.unreadable = 1
      report.counts.filesToHash = 4567
      report.counts.hashedBytes = 3 << 30
      report.counts.bytesToHash = 12 << 30
      report.perSecond = Double(210 << 20)
      report.secondsLeft = 43.2
      report.workers = [
        .init(name: "scan-1", item: "x"), .init(name: "hash-1", item: ""), .init(name: "hash-2", item: item),
      ]
    }
  }

  @Test func `what a service tells comes back whole from its JSON`() throws {
    var whole = hashing()
    whole.started = 1_700_000_001_000_000_000
    whole.ended = 1_700_000_009_500_000_000
    whole.paths = ["/srv/roms/nes", "/srv/roms/a \u{1B} b"]
    whole.systems = ["nes"]
    whole.counts.damaged = 3
    whole.problems = [.init(reason: "damaged file", count: 3, examples: ["/srv/roms/x"])]
    whole.message = "because"
    whole.counts.gamesToEnrich = 7
    whole.counts.artworkToFetch = 8
    whole.metadata.selection = .all
    whole.metadata.artwork = []
    whole.filesSeen = 5
    whole.filesExpected = 6
    let value = try #require(JSONValue(whole.json))
    let again = try #require(ScanReport(value))
    #expect(again == whole)
    #expect(ScanReport(JSONValue.null) == nil)
    whole.counts.bytesToHash = .max
    let large = try #require(JSONValue(whole.json))
    #expect(ScanReport(large)?.counts.bytesToHash == .max)
  }

  @Test func `a wide terminal shows everything`() {
    #expect(
      ProgressLine(width: 160, drawsBar: true).text(hashing())
        == "hashing  [#####---------------]   25 %  1,234 of 4,567 files  3.0 GiB of 12.0 GiB  210.0 MiB/s  44 s left  "
        + "psx/ファイナルファンタジー VII (Japan) (Disc 1).bin")
    let looking = report(.quick, .discover) { report in
      report.counts.systemsDone = 3
      report.counts.systemsTotal = 12
      report.counts.files = 900
      report.filesSeen = 1000
      report.perSecond = 8000.4
      report.workers = [.init(name: "scan-1", item: "psx")]
    }
    #expect(
      ProgressLine(width: 160, drawsBar: true).text(looking)
        == "discovering  [#####---------------]   25 %  3 of 12 systems, 1,000 files  8,000 files/s  psx")
  }

  @Test func `a narrow one shows what matters most`() {
    func text(_ width: Int) -> String { ProgressLine(width: width, drawsBar: true).text(hashing()) }
    #expect(
      text(107)
        == "hashing  [#####---------------]   25 %  1,234 of 4,567 files  3.0 GiB of 12.0 GiB  210.0 MiB/s  44 s left")
    #expect(text(83) == "hashing   25 %  1,234 of 4,567 files  3.0 GiB of 12.0 GiB  44 s left")
    #expect(text(53) == "hashing   25 %  1,234 of 4,567 files  44 s left")
    #expect(text(28) == "hashing   25 %  44 s left")
    #expect(text(18) == "hashing   25 %")
    #expect(text(3) == "has")
    #expect(text(0) == "")
  }

  @Test func `no line is wider than its terminal, whatever is in it`() {
    let items = [
      "", "a", "ファイナルファンタジー VII (Japan) (Disc 1).bin", "\u{1B}[31m👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧.zip", String(repeating: "x", count: 400),
    ]
    for item in items {
      for width in 0...200 {
        for drawsBar in [true, false] {
          let text = ProgressLine(width: width, drawsBar: drawsBar).text(hashing(item))
          #expect(DisplayWidth.of(text) <= width)
          #expect(!text.contains("\u{1B}"))
        }
      }
    }
  }

  private func asking(_ kind: ScanJob.Kind = .metadata, _ state: ScanJob.State = .running) -> ScanReport {
    report(kind, .enrich, state) { report in
      report.counts.gamesToEnrich = 1500
      report.counts.enriched = 700
      report.counts.unmatched = 45
      report.counts.enrichmentFailed = 5
      report.counts.artwork = 300
      report.counts.artworkToFetch = 1500
      report.perSecond = 3.25
      report.secondsLeft = 61
      report.workers = [
        .init(name: "scan-1", item: "x"), .init(name: "enrich-igdb-1", item: ""),
        .init(name: "enrich-igdb-2", item: "Chrono Trigger and 199 more"),
      ]
    }
  }

  @Test func `asking providers is told in games and pictures`() {
    // 1,500 games with two pictures each, of which half are asked about, and a fifth of their pictures is there.
    #expect(
      ProgressLine(width: 160, drawsBar: true).text(asking())
        == "fetching metadata  [####----------------]   23 %  750 of 1,500 games, 300 of 1,500 pictures  3.2 games/s  "
        + "1 min 1 s left  Chrono Trigger and 199 more")
    #expect(
      ScanSummary(asking(.metadata, .cancelled)).lines(log: "") == [
        "metadata scan of the library: cancelled",
        "  metadata  700 of 1,500 games matched, 45 not known, 750 not asked about, "
          + "5 failed: they are asked about again later", "  artwork   300 of 1,500 files",
      ])
    let nothing = report(.metadata, .enrich, .done)
    #expect(
      ScanSummary(nothing).lines(log: "") == [
        "metadata scan of the library: done", "  metadata  there was nothing to ask for",
      ])
    #expect(ScanSummary(asking(.quick, .done)).lines(log: "").contains { $0.hasPrefix("  found") })
  }

  @Test func `a file gets the whole line without a bar`() {
    #expect(
      ProgressLine(width: nil, drawsBar: false).text(hashing("psx/a.bin"))
        == "hashing   25 %  1,234 of 4,567 files  3.0 GiB of 12.0 GiB  210.0 MiB/s  44 s left  psx/a.bin")
  }

  @Test(arguments: [
    (ScanJob.Phase.discover, ScanJob.State.queued, "waiting for another scan"),
    (.discover, .paused, "paused: discovering  0 files"), (.hash, .paused, "paused: hashing"),
    (.hash, .done, "done  nothing to hash"),
  ])
  func `what does not run has no rate`(phase: ScanJob.Phase, state: ScanJob.State, expected: String) {
    let text = ProgressLine(width: 80, drawsBar: true).text(
      report(.quick, phase, state) { report in
        report.perSecond = 5
        report.secondsLeft = 5
      })
    #expect(text == expected)
  }

  @Test func `what is read of large files counts before they are done`() {
    let text = ProgressLine(width: nil, drawsBar: false).text(
      report(.hashes, .hash, .running) { report in
        report.counts.filesToHash = 1
        report.counts.bytesToHash = 4 << 30
        report.bytesUnderWay = 1 << 30
      })
    #expect(text == "hashing   25 %  0 of 1 file  1.0 GiB of 4.0 GiB")
  }

  @Test func `how much is to be hashed is not said before it is known`() {
    #expect(ProgressLine(width: nil, drawsBar: false).text(report(.quick, .hash, .running)) == "hashing")
  }

  @Test func `the part that is done is that of what is known from last time, else that of the systems`() {
    var looking = report(.quick, .discover) { report in
      report.counts.systemsDone = 1
      report.counts.systemsTotal = 4
      report.filesSeen = 900
    }
    #expect(looking.part == 0.25)
    looking.filesExpected = 1000
    #expect(looking.part == 0.9)
    // There is more than last time: how much is not known.
    looking.filesSeen = 5000
    #expect(looking.part == 0.25)
    #expect(report(.quick, .discover).part == nil)
    var empty = report(.quick, .hash)
    #expect(empty.part == nil)
    empty.counts.filesToHash = 4
    empty.counts.hashedFiles = 1
    empty.counts.unreadable = 1
    #expect(empty.part == 0.5)
  }

  @Test func `the end says what was found, and where to look for what went wrong`() {
    let scope = ScanScope(
      places: [
        ScanScope.Place(root: root, path: Array("psx".utf8)), ScanScope.Place(root: root, path: Array("nes".utf8)),
      ])
    let done = report(.complete, .hash, .done, scope: scope) { report in
      report.started = 0
      report.ended = 185_000_000_000
      report.counts.games = 1
      report.counts.files = 1234
      report.counts.systemsDone = 2
      report.counts.new = 3
      report.counts.gone = 1
      report.counts.hashedFiles = 1234
      report.counts.filesToHash = 1234
      report.counts.hashedBytes = 3 << 30
      report.problems = [
        .init(reason: "dangling link", count: 7, examples: ["/srv/roms/nes/a\u{7}", "/srv/roms/nes/b"])
      ]
    }
    #expect(
      ScanSummary(done).lines(log: "/state/vitrine.log") == [
        "complete scan of /srv/roms/nes, /srv/roms/psx: done in 3 min 5 s",
        "  found     1 game, 1,234 files, 2 system folders",
        "  changes   3 new, 0 changed, 1 gone",
        "  hashed    1,234 files, 3.0 GiB; none is damaged",
        "  problem   dangling link: 7",
        "              /srv/roms/nes/a?",
        "              /srv/roms/nes/b",
        "              and 5 more; /state/vitrine.log says which",
      ])
  }

  @Test(
    arguments: [
      (.complete, .done, 20, 40, "  hashed    20 of 60 files; none of these is damaged"),
      (.complete, .done, 0, 60, "  hashed    0 of 60 files"), (.hashes, .done, 20, 40, "  hashed    20 of 60 files"),
      (.hashes, .done, 0, 0, "  hashed    every digest was known already"), (.hashes, .failed, 0, 0, nil),
      (.hashes, .cancelled, 0, 0, nil),
    ] as [(ScanJob.Kind, ScanJob.State, Int, Int, String?)])
  func `what could not be hashed is not said to be`(
    kind: ScanJob.Kind, state: ScanJob.State, hashed: Int, unreadable: Int, expected: String?
  ) {
    let report = report(kind, .hash, state) { report in
      report.counts.hashedFiles = hashed
      report.counts.unreadable = unreadable
      report.counts.filesToHash = hashed + unreadable
      report.counts.hashedBytes = 5000
    }
    #expect(ScanSummary(report).lines(log: "").first { $0.hasPrefix("  hashed") } == expected)
  }

  @Test func `the headline says how it ended`() {
    func headline(_ state: ScanJob.State, message: String? = nil, systems: [String] = []) -> String? {
      let ended = report(.quick, .discover, state, scope: ScanScope(systems: systems)) { report in
        report.started = 0
        report.ended = 5_000_000_000
        report.message = message
      }
      return ScanSummary(ended).lines(log: "").first
    }
    #expect(headline(.done) == "quick scan of the library: done in 5 s")
    #expect(headline(.cancelled, systems: ["nes", "gb"]) == "quick scan of gb, nes: cancelled after 5 s")
    #expect(headline(.failed, message: "why") == "quick scan of the library: failed: why")
  }

  @Test func `scripts learn the end from the exit code`() {
    func code(_ state: ScanJob.State, damaged: Int = 0, _ problem: String? = nil) -> ExitCode {
      ScanSummary(
        report(.quick, .hash, state) { report in
          report.counts.damaged = damaged
          report.problems = problem.map { [.init(reason: $0, count: 1, examples: [])] } ?? []
        }
      ).exitCode
    }
    #expect(code(.done) == .ok)
    #expect(code(.done, "dangling link") == .ok)
    #expect(code(.done, damaged: 1) == .damaged)
    #expect(code(.done, ScanJob.Problem.unavailable) == .library)
    #expect(code(.cancelled) == .cancelled)
    #expect(code(.failed) == .failed)
    #expect(code(.failed, ScanJob.Problem.unavailable) == .library)
  }
}
