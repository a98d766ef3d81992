internal import HTTPClient
internal import Model
internal import Sources
internal import Testing

@Suite("What servers say when they are asked for a file") struct OfferProbeTests {
  private func read(_ status: Int, _ headers: [String: String]) -> ProbeAnswer {
    OfferProbe.reading(
      HTTPResponse(status: status, headers: headers.map { ($0.key, $0.value) }), to: "http://h/a.sfc", wall: 0)
  }

  @Test(arguments: ["9223372036854775807", "17592186044417", "-1", "9223372036854775808", "much"])
  func `a size that no file has is none`(size: String) {
    #expect(read(200, ["content-length": size]).size == nil)
    #expect(read(206, ["content-range": "bytes 0-0/\(size)"]).size == nil)
    #expect(read(416, ["content-range": "bytes */9223372036854775807"]).size == nil)
  }

  @Test func `what is said of one file is told from what is said of all`() {
    for status in [400, 401, 403, 405, 500, 502] {
      guard case .refused(let why) = read(status, [:]) else {
        Issue.record("\(status)")
        continue
      }
      #expect(why.contains("\(status)"))
    }
    #expect(read(429, [:]) == .throttled(30_000_000_000))
    #expect(read(503, ["retry-after": "7"]) == .throttled(7_000_000_000))
    for status in [407, 503] { if case .failed = read(status, [:]) {} else { Issue.record("\(status)") } }
  }

  @Test func `the largest file has a size`() {
    #expect(read(200, ["content-length": "\(OfferSize.largest)"]).size == OfferSize.largest)
    #expect(read(206, ["content-range": "bytes 0-0/\(OfferSize.largest)"]).size == OfferSize.largest)
    #expect(read(416, ["content-range": "bytes */0"]).size == 0)
  }
}
