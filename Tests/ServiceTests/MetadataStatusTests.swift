internal import Platform
internal import Service
internal import Testing

@Suite("How far fetching metadata is") struct MetadataStatusTests {
  private func metadata() -> StatusReport.Metadata {
    var metadata = StatusReport.Metadata()
    metadata.isOn = true
    metadata.isRunning = true
    metadata.phases = ["hashing", "fetching metadata"]
    var igdb = StatusReport.Metadata.Part("igdb")
    (igdb.total, igdb.matched, igdb.unmatched, igdb.failed) = (2400, 1000, 150, 50)
    igdb.perSecond = 12.5
    igdb.secondsLeft = 96
    metadata.providers = [igdb, StatusReport.Metadata.Part("hasheous")]
    (metadata.artwork.total, metadata.artwork.matched) = (1, 1)
    var place = StatusReport.Metadata.Place("IGDB")
    (place.requests, place.throttled, place.failures) = (1234, 2, 1)
    place.reason = "it failed too often"
    place.until = 1090
    metadata.places = [place, StatusReport.Metadata.Place("Twitch")]
    metadata.workers = (1...6).compactMap { number in
      StatusReport.Metadata.Worker(
        JSONValue(Array(#"{"name":"enrich-igdb-\#(number)","state":"fetching","item":"Gem\u001b","seconds":7}"#.utf8))
          ?? .null)
    }
    metadata.perSecond = 12.5
    metadata.secondsLeft = 96
    return metadata
  }

  @Test func `the report says it in JSON, and reads it again`() throws {
    var report = StatusReport()
    report.metadata = metadata()
    let json = try #require(JSONValue(report.json))["metadata"]
    #expect(json["state"].string == "running")
    #expect(json["providers"].array.first?["done"].integer == 1200)
    #expect(json["places"].array.first?["until"].integer == 1090)
    #expect(json["workers"].array.count == 6)
    #expect(StatusReport.Metadata(json) == metadata())
    #expect(StatusReport.Metadata(.null) == nil)
  }

  @Test func `people get a line for each provider, and a bar on a terminal`() {
    let plain = MetadataText(drawsBars: false, now: 1000).lines(metadata())
    #expect(plain.first == "hashing, fetching metadata, 12.5 a second, about 1 min 36 s left")
    #expect(plain.contains("igdb 50 %, 1,200 of 2,400 games: 1,000 found, 150 unknown there, 50 failed"), "\(plain)")
    #expect(plain.contains("1 picture: 1 stored"), "\(plain)")
    #expect(
      plain.contains(
        "IGDB: 1,234 requests, 2 answers that these are too many, 1 failed; LEFT ALONE for 1 min 30 s: "
          + "it failed too often"), "\(plain)")
    #expect(!plain.contains { $0.contains("Twitch") || $0.contains("hasheous") })
    #expect(
      plain.contains("enrich-igdb-1 asks for Gem?, for 7 s now") && plain.last == "and 2 more at work", "\(plain)")
    #expect(
      MetadataText(drawsBars: true, now: 1000).lines(metadata())
        .contains { $0.hasPrefix("igdb [############------------] 50 % 1,200 of 2,400 games") })
  }

  @Test func `nothing is said where nobody can be asked, and little where nothing runs`() throws {
    #expect(MetadataText(drawsBars: true, now: 0).lines(StatusReport.Metadata()).isEmpty)
    let lines = StatusText(drawsBars: false).lines(try #require(JSONValue(StatusReport().json)))
    #expect(!lines.contains { $0.contains("metadata") })
    var idle = metadata()
    idle.isRunning = false
    idle.places = []
    let text = MetadataText(drawsBars: true, now: 0).lines(idle)
    #expect(
      text == [
        "last run: igdb 1,200 games: 1,000 found, 150 unknown there, 50 failed", "last run: 1 picture: 1 stored",
      ])
  }
}
