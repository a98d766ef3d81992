internal import Configuration
internal import Platform
internal import Service
internal import Testing
internal import Text

@Suite("The cache in words") struct CacheTextTests {
  private let now: Int64 = 1_700_000_300

  private func entries() -> [CacheReport] {
    var entries = [
      CacheFixture.entry("Saga (Disc 1) \u{1B}[31m.zip"),
      CacheFixture.entry("ファイナル.zip", system: "saturn", lastUsed: 1_699_000_000),
      CacheFixture.entry("", lastUsed: 1_700_000_300),
    ]
    entries[0].isPinned = true
    entries[0].isInGrace = true
    return entries
  }

  @Test func `the table has what was used last first, aligned, and the totals and limits below`() {
    let text = CacheText(now: now, width: nil).list(CacheFixture.status, entries())
    #expect(
      text == [
        "NAME                     SYSTEM     SIZE  ON DISK  LAST USED      STATE",
        "000000000000….zip        psx     3.0 GiB  1.0 MiB  now",
        "Saga (Disc 1) ?[31m.zip  psx     3.0 GiB  1.0 MiB  5 min 0 s ago  pinned, in grace",
        "ファイナル.zip           saturn  3.0 GiB  1.0 MiB  11 d 13 h ago",
        "",
        "3 ZIPs, 9.0 GiB, of which 1.0 GiB take room of their own in /cache?",
        "builds Saga?.zip (psx, copy): 50 %, 1.0 GiB of 2.0 GiB",
        "2 ZIPs to be built",
        "5 min 0 s ago: the disk is full",
        "limit 64.0 GiB; 20.0 GiB free on its disk, where 10.0 GiB stay free",
        "policy lazy; kept 48 h after the last use; 12 h from 8.0 GiB on; none below 1.0 MiB",
      ],
      "\(text.joined(separator: "\n"))")
  }

  @Test(arguments: [60, 80, 120]) func `on a terminal a long name does not make a line too long`(width: Int) {
    let long = CacheFixture.entry(String(repeating: "ab", count: 20) + ".zip")
    let lines = CacheText(now: now, width: width).list(StatusReport.Cache(), [long])
    for line in lines.prefix(2) { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    #expect(lines[1].contains("…") == (width < 100))
    #expect(lines[1].hasPrefix("aba") && lines[1].contains(".zip  psx"))
  }

  @Test func `what no service wrote is nothing`() {
    #expect(CacheReport(JSONValue.null) == nil)
    #expect(StatusReport.Cache(JSONValue.null) == nil)
  }

  @Test func `answers are told in a line each`() throws {
    let text = CacheText(now: now, width: nil)
    let cleared = try #require(
      JSONValue(
        """
        {"removed":1,"freed":1073741824,"failures":["x\\u001b: busy"],
         "kept":[{"key":"a","size":1,"name":"Saga.zip","pinned":true,"open":true}]}
        """.utf8))
    #expect(
      text.removal(cleared, tellsKept: true)
        == ["removed 1 ZIP, 1.0 GiB freed", "not removed: x?: busy", "stays: Saga.zip (pinned, open)"])
    #expect(text.removal(cleared, tellsKept: false).count == 2)
    #expect(text.removal(.null, tellsKept: true) == ["nothing to remove"])
    let pinned = try #require(
      JSONValue(
        """
        {"entries":[{"key":"a","size":1024,"name":"Saga.zip","system":"psx"}],"missing":[{"name":"","key":"ff"}],
         "empty":["Games/nes"]}
        """.utf8))
    #expect(
      text.pinned(pinned, true)
        == [
          "pinned: Saga.zip (psx, 1.0 KiB)", "not in the cache: ff", "no game that is shown as a ZIP: Games/nes",
        ])
    let paths = try #require(JSONValue("{\"files\":[{\"path\":\"/c/a.zip\"},{\"name\":\"B.zip\",\"path\":null}]}".utf8))
    #expect(text.paths(paths) == ["/c/a.zip", "not in the cache: B.zip"])
  }
}

@Suite("Preparing in words") struct PreparationTests {
  private var report: PreparationReport {
    var report = PreparationReport(id: 3, total: 12, bytesTotal: 8 << 30)
    report.done = 3
    report.bytesDone = 2 << 30
    report.current = ["Saga.zip"]
    report.perSecond = Double(100 << 20)
    report.secondsLeft = 61.4
    report.failures = [.init(name: "Quest\u{1B}.zip", system: "psx", reason: "the disk is full")]
    return report
  }

  @Test func `what a service tells comes back whole from its JSON`() throws {
    var whole = report
    whole.waitsFor = "checksums"
    whole.secondsLeft = 62
    #expect(PreparationReport(try #require(JSONValue(whole.json))) == whole)
    #expect(PreparationReport(JSONValue.null) == nil)
  }

  @Test func `a wide line has everything, a narrow one what matters most`() {
    let wide = PreparationText(width: 150, drawsBar: true).progress(report)
    #expect(
      wide
        == "prepare  [#####---------------]   25 %  3 of 12 ZIPs  2.0 GiB of 8.0 GiB  100.0 MiB/s  1 min 2 s left  "
        + "1 failed  Saga.zip")
    #expect(PreparationText(width: 30, drawsBar: true).progress(report) == "prepare   25 %  1 min 2 s left")
    for width in 1...150 {
      #expect(DisplayWidth.of(PreparationText(width: width, drawsBar: true).progress(report)) <= width)
    }
    var waiting = report
    waiting.current = []
    waiting.waitsFor = "checksums"
    #expect(PreparationText(width: nil, drawsBar: false).progress(waiting).hasPrefix("waiting for checksums   25 %"))
  }

  @Test func `the result says what failed and why, and decides the exit code`() {
    var ended = report
    ended.state = .done
    let text = PreparationText(width: nil, drawsBar: false)
    #expect(
      text.result(ended, seconds: 61)
        == [
          "prepare: ended after 1 min 1 s: 3 of 12 ZIPs in the cache, 1 failed",
          "  failed    Quest?.zip (psx): the disk is full",
        ])
    #expect(ended.exitCode == .failed)
    ended.failures = []
    ended.done = 12
    #expect(text.result(ended, seconds: 1) == ["prepare: done in 1 s: 12 ZIPs, 8.0 GiB"])
    #expect(ended.exitCode == .ok)
    ended.state = .cancelled
    #expect(text.result(ended, seconds: 1)[0].hasPrefix("prepare: cancelled after 1 s"))
    #expect(ended.exitCode == .cancelled)
  }
}
