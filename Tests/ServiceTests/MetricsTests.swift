internal import Enrichment
internal import Model
internal import Pacing
internal import Service
internal import Testing

@Suite("Metrics") struct MetricsTests {
  @Test func `the format is Prometheus', with what must not stand in it escaped`() {
    var writer = MetricsWriter()
    writer.metric("a_total", .counter, "One\nline \\ \"only\".", 5)
    writer.metric("b", .gauge, "B.")
    writer.series([("x", "a\"b\\c\nd"), ("y", "ä")], 0.25)
    writer.series([], Double.infinity)
    writer.metric("c", .histogram, "C.")
    writer.histogram([("p", "q")], bounds: [0.1, 1], counts: [2, 3, 4], sum: 12.5)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"""
        # HELP a_total One\nline \\ "only".
        # TYPE a_total counter
        a_total 5
        # HELP b B.
        # TYPE b gauge
        b{x="a\"b\\c\nd",y="ä"} 0.25
        b +Inf
        # HELP c C.
        # TYPE c histogram
        c_bucket{p="q",le="0.1"} 2
        c_bucket{p="q",le="1"} 5
        c_bucket{p="q",le="+Inf"} 9
        c_sum{p="q"} 12.5
        c_count{p="q"} 9

        """#)
  }

  private func report() -> MetricsReport {
    var report = MetricsReport()
    var statistics = GateStatistics()
    statistics.sent = 12
    statistics.throttled = 1
    statistics.bytes = 1 << 40
    statistics.breaker = .open
    statistics.parkedUntil = 1_700_000_000_500_000_000
    for _ in 0..<12 { statistics.latency.add(40_000_000) }
    report.gates = [("IGDB", statistics), ("pictures of a\"b", GateStatistics())]
    report.providers = [.igdb]
    report.games = [("igdb", "done", 30), ("igdb", "no match", 2), ("newer", "done", 1)]
    report.artwork = [("stored", 5)]
    report.progress.settled = [.igdb: 48]
    report.progress.parts[.igdb, default: .init()].total = 60
    report.progress.parts[.igdb, default: .init()].matched = 30
    report.status.scan.games = 99
    return report
  }

  @Test func `what providers were asked and what came of it`() {
    let lines = String(decoding: report().text, as: UTF8.self).split(separator: "\n").map(String.init)
    for line in [
      #"vitrine_provider_requests_total{provider="igdb"} 12"#,
      #"vitrine_provider_requests_total{provider="pictures of a\"b"} 0"#,
      #"vitrine_provider_throttled_total{provider="igdb"} 1"#,
      #"vitrine_provider_bytes_total{provider="igdb"} 1099511627776"#,
      #"vitrine_provider_request_seconds_bucket{provider="igdb",le="0.05"} 12"#,
      #"vitrine_provider_request_seconds_bucket{provider="igdb",le="0.035"} 0"#,
      #"vitrine_provider_breaker{provider="igdb",state="open"} 1"#,
      #"vitrine_provider_breaker{provider="igdb",state="closed"} 0"#,
      #"vitrine_provider_parked_until_seconds{provider="igdb"} 1700000000.5"#,
      #"vitrine_games{provider="igdb",state="done"} 30"#, #"vitrine_games{provider="igdb",state="failed"} 0"#,
      #"vitrine_artwork{state="stored"} 5"#, #"vitrine_requests_per_game{provider="igdb"} 0.25"#,
      "vitrine_enrichment_wanted 60", "vitrine_enrichment_done 30", "vitrine_library_games 99",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(
      lines.contains { $0.hasPrefix(#"vitrine_provider_request_quantile_seconds{provider="igdb",quantile="0.99"}"#) })
  }

  @Test func `every series stands behind its own heading, and none is there twice`() {
    var heading = ""
    var seen: Set<String> = []
    var headings: Set<String> = []
    for line in String(decoding: report().text, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# HELP ") {
        heading = String(words[2])
        #expect(headings.insert(heading).inserted, "\(heading)")
        continue
      }
      if line.hasPrefix("# TYPE ") {
        #expect(words[2] == heading)
        #expect(["counter", "gauge", "histogram"].contains(words[3]))
        continue
      }
      #expect(line.hasPrefix(heading), "\(line)")
      let series = line.prefix(upTo: line.lastIndex(of: " ") ?? line.endIndex)
      #expect(seen.insert(String(series)).inserted, "\(line)")
      #expect(words.last.flatMap { Double($0) } != nil, "\(line)")
    }
    #expect(seen.count > 50)
  }
}
