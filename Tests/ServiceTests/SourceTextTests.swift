internal import Platform
internal import Service
internal import Testing
internal import Text

@Suite("Sources in words") struct SourceTextTests {
  private static let now: Int64 = 1_700_000_300_000_000_000
  private let text = SourceText(now: now, width: nil)

  private func report(_ name: String, _ state: SourceReport.State = .ready) -> SourceReport {
    var report = SourceReport()
    report.name = name
    report.place = "https://\(name)/roms/"
    report.state = state
    (report.offers, report.folders, report.isComplete) = (12345, 24, true)
    report.listed = Self.now - 120_000_000_000
    return report
  }

  private func failed() -> SourceReport {
    var report = report("old\u{1B}", .failed)
    report.message = "nobody\nanswers"
    report.next = Self.now + 60_000_000_000
    return report
  }

  @Test func `what is told goes through JSON and back`() throws {
    var report = failed()
    (report.isAdded, report.platform, report.refused, report.failures) = (true, "snes", 1, 2)
    (report.found, report.listings, report.success, report.typical, report.late) = (3, 4, 0.5, 0.25, 1.5)
    (report.files, report.bytes, report.failedTransfers, report.rests) = (5, 1 << 40, 6, 7.5)
    var json = JSONWriter()
    report.write(to: &json)
    #expect(SourceReport(try #require(JSONValue(json.bytes))) == report)
    var empty = JSONWriter()
    SourceReport().write(to: &empty)
    #expect(SourceReport(try #require(JSONValue(empty.bytes))) == SourceReport())
    #expect(SourceReport(JSONValue.null) == nil)
  }

  @Test func `each has a line, and what is wrong one of its own`() {
    var nas = report("nas")
    (nas.success, nas.typical) = (0.987, 0.1204)
    var listing = report("mirror", .listing)
    (listing.listed, listing.offers, listing.found) = (nil, 0, 1234)
    var resting = report("slow")
    (resting.rests, resting.typical) = (29.2, 3.27)
    let lines = text.list([nas, listing, resting, failed(), report("x", .off)], add: "")
    #expect(
      lines == [
        "NAME     FILES  LISTED         STATE                  ANSWERS       PLACE",
        "nas     12,345  2 min 0 s ago  ready                  98 %, 120 ms  https://nas/roms/",
        "mirror       -  never          listing, 1,234 so far                https://mirror/roms/",
        "slow    12,345  2 min 0 s ago  ready, rests 30 s      3.2 s         https://slow/roms/",
        "old?    12,345  2 min 0 s ago  incomplete                           https://old?/roms/",
        "  nobody?answers (listed again in 1 min 0 s)",
        "x       12,345  2 min 0 s ago  off                                  https://x/roms/",
      ], "\(lines.joined(separator: "\n"))")
  }

  @Test(arguments: [70, 80, 100]) func `a long place does not make a line too long`(width: Int) {
    var long = report("nas")
    long.place = "https://nas.local/" + String(repeating: "ab/", count: 40)
    let lines = SourceText(now: Self.now, width: width).list([long], add: "")
    for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    #expect(lines[1].contains("…") && lines[1].hasSuffix("ab/"))
  }

  @Test func `where there is none it is said what to type`() {
    #expect(text.list([], add: "vitrine sources add NAME URL|PATH").last == "  vitrine sources add NAME URL|PATH")
  }

  @Test func `what a place answered is told with the first names`() throws {
    func tested(_ json: String) throws -> [String] {
      text.tested("/a\u{1B}", try #require(JSONValue(json.utf8)))
    }
    #expect(
      try tested(#"{"seconds":0.25,"offers":1,"folders":2,"examples":["snes/","a\u001b.nes"]}"#)
        == ["/a?: answers after 250 ms", "  in its first folder 1 file and 2 folders, such as snes/, a?.nes"])
    #expect(
      try tested(#"{"seconds":12,"offers":0,"folders":0,"examples":[]}"#)[0].hasSuffix(
        "12 s; it is empty: there is nothing to be fetched"))
    #expect(try tested(#"{"offers":3,"folders":null,"examples":["x"]}"#)[1] == "  3 files, such as x")
    #expect(try tested(#"{"offers":0,"folders":null,"examples":[]}"#)[0].contains("names no file"))
  }

  @Test func `a listing is one line, and its result says what could not be read`() {
    var first = report("nas", .listing)
    (first.offers, first.found) = (2000, 500)
    #expect(text.progress([first], of: 1, drawsBar: false) == "listing   25 %  500 of about 2,000 files  nas")
    var second = report("new", .listing)
    (second.offers, second.found) = (0, 1)
    #expect(
      text.progress([first, second], of: 3, drawsBar: true) == "listing  501 files  1 of 3 sources done  nas, new")
    for width in 1...100 {
      let line = SourceText(now: 0, width: width).progress([first], of: 2, drawsBar: true)
      #expect(DisplayWidth.of(line) <= width)
    }
    var partly = failed()
    (partly.failures, partly.refused) = (1, 2)
    #expect(
      text.result(partly) == [
        "old?: not all of it could be listed: 12,345 files in 24 folders are known", "  1 folder could not be read",
        "  2 entries left out: no names of files", "  nobody?answers (listed again in 1 min 0 s)",
      ])
    #expect(text.result(report("nas")) == ["nas: 12,345 files in 24 folders"])
    #expect(text.unfinished([report("nas")]) == nil)
    #expect(text.unfinished([first, second])?.hasPrefix("nas, new are still being listed") == true)
  }
}
