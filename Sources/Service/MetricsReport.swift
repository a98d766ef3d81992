package import Enrichment
package import Model
package import Pacing

/// The contents of `.vitrine/metrics`.
package struct MetricsReport: Sendable {
  /// By what people call each gate.
  package var gates: [(name: String, statistics: GateStatistics)] = []
  /// Who can be asked.
  package var providers: [Provider] = []
  /// As the catalog counts them.
  package var games: [(provider: String, state: String, count: Int)] = []
  package var artwork: [(state: String, count: Int)] = []
  package var progress = EnrichmentProgress()
  /// What the service knows without providers.
  package var status = StatusReport()
  /// How long sources took to answer, by name.
  package var sourceLatencies: [(name: String, latencies: LatencyHistogram)] = []

  package init() {}

  package var text: [UInt8] {
    var writer = MetricsWriter()
    service(&writer)
    requests(&writer)
    enrichment(&writer)
    downloads(&writer)
    return writer.bytes
  }

  // MARK: The service

  private func service(_ writer: inout MetricsWriter) {
    writer.metric("vitrine_info", .gauge, "The version of the service.")
    writer.series([("version", status.version)], 1)
    writer.metric("vitrine_uptime_seconds", .gauge, "How long the service has run.")
    writer.series([], Double(status.uptime / 1_000_000) / 1000)
    writer.metric("vitrine_restarts_total", .counter, "How often a dead service was replaced.", status.restarts)
    writer.metric("vitrine_library_games", .gauge, "Games in the library.", status.scan.games)
    writer.metric("vitrine_library_files", .gauge, "Files in the library.", status.scan.files)
    writer.metric("vitrine_library_systems", .gauge, "Systems in the library.", status.scan.systems)
    writer.metric(
      "vitrine_checksums_done", .gauge, "Files hashed since the start of the service.", status.checksums.done)
    writer.metric(
      "vitrine_checksums_wanted", .gauge, "Files to be hashed since the start of the service, those done included.",
      status.checksums.total)
    writer.metric("vitrine_cache_bytes", .gauge, "Size of the ZIPs in the cache.", status.cache.size)
    writer.metric("vitrine_cache_entries", .gauge, "ZIPs in the cache.", status.cache.entries)
    writer.metric("vitrine_reads_waiting", .gauge, "Reads that wait for a checksum or for the library.")
    writer.series([("for", "checksum")], status.reads.parked)
    writer.series([("for", "library")], status.reads.pooled)
  }

  // MARK: Requests

  private func requests(_ writer: inout MetricsWriter) {
    let counters: [(String, String, (GateStatistics) -> UInt64)] = [
      ("requests", "Requests sent, repetitions included.", { $0.sent }),
      ("throttled", "Answers that there are too many requests.", { $0.throttled }),
      ("retries", "Requests that were sent again.", { $0.retried }),
      ("failures", "Calls that ended without a usable answer.", { $0.failed }),
      ("bytes", "Bytes of answers.", { $0.bytes }),
    ]
    for (name, help, value) in counters {
      writer.metric("vitrine_provider_\(name)_total", .counter, help)
      for gate in gates { writer.series(label(gate.name), value(gate.statistics)) }
    }
    writer.metric(
      "vitrine_provider_request_seconds", .histogram, "From sending a request until its answer was there.")
    for gate in gates {
      let latency = gate.statistics.latency
      writer.histogram(
        label(gate.name), bounds: LatencyHistogram.bounds.map { Double($0) / 1e9 }, counts: latency.counts,
        sum: Double(latency.sum) / 1e9)
    }
    writer.metric(
      "vitrine_provider_request_quantile_seconds", .gauge, "The same as quantiles, since the start of the service.")
    for gate in gates {
      for share in ["0.5", "0.95", "0.99"] {
        guard let quantile = Double(share).flatMap({ gate.statistics.latency.quantile($0) }) else { continue }
        writer.series(label(gate.name) + [("quantile", share)], Double(quantile) / 1e9)
      }
    }
    let gauges: [(String, String, (GateStatistics) -> Int)] = [
      ("open", "Requests under way.", { $0.open }), ("waiting", "Requests that wait for their turn.", { $0.waiting }),
      ("concurrency", "Requests that may be under way now.", { $0.concurrency }),
    ]
    for (name, help, value) in gauges {
      writer.metric("vitrine_provider_\(name)", .gauge, help)
      for gate in gates { writer.series(label(gate.name), value(gate.statistics)) }
    }
    writer.metric(
      "vitrine_provider_breaker", .gauge, "1 for the state it is in: open is left alone, because it failed too often.")
    for gate in gates {
      for (state, name) in [(GateStatistics.Breaker.closed, "closed"), (.open, "open"), (.halfOpen, "half-open")] {
        writer.series(label(gate.name) + [("state", name)], gate.statistics.breaker == state ? 1 : 0)
      }
    }
    writer.metric(
      "vitrine_provider_parked_until_seconds", .gauge,
      "Until when nothing is sent because the provider wants it so, seconds since 1970; 0 where something is.")
    for gate in gates {
      writer.series(label(gate.name), Double((gate.statistics.parkedUntil ?? 0) / 1_000_000) / 1000)
    }
  }

  private func label(_ gate: String) -> [MetricsWriter.Label] { [("provider", gate.lowercased())] }

  // MARK: Games

  private func enrichment(_ writer: inout MetricsWriter) {
    writer.metric("vitrine_games", .gauge, "Games that were asked about, by how they stand with a provider.")
    // Also those of which there are none: a series that comes and goes cannot be added up.
    let states = ProviderMatch.State.allCases.map(\.rawValue)
    let names = Set(providers.map(\.rawValue)).union(games.map(\.provider)).sorted()
    for provider in names {
      for state in states {
        let count = games.first { $0.provider == provider && $0.state == state }?.count ?? 0
        writer.series([("provider", provider), ("state", state)], count)
      }
    }
    writer.metric("vitrine_artwork", .gauge, "Pictures and documents of providers, by what became of them.")
    for state in Artwork.State.allCases.map(\.rawValue) {
      writer.series([("state", state)], artwork.first { $0.state == state }?.count ?? 0)
    }
    writer.metric(
      "vitrine_requests_per_game", .gauge, "Requests sent for each game that was settled since the start.")
    for provider in names {
      guard let settled = Provider(rawValue: provider).flatMap({ progress.settled[$0] }), settled > 0,
        let gate = gates.first(where: { $0.name.lowercased() == provider })
      else { continue }
      writer.series([("provider", provider)], Double(gate.statistics.sent) / Double(settled))
    }
    writer.metric(
      "vitrine_enrichment_wanted", .gauge, "Games at each provider, and pictures, of the present run or the last one.",
      progress.total)
    writer.metric("vitrine_enrichment_done", .gauge, "Those of them that are done.", progress.done)
    writer.metric(
      "vitrine_enrichment_running", .gauge, "1 while providers are asked.", progress.isRunning ? 1 : 0)
  }
}
