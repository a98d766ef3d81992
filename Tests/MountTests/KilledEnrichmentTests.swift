internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// The service dies, or is unmounted, at any moment while it asks providers.
  @Suite("Killed while it asks providers") struct KilledEnrichment {
    private static let known = 120
    private static let unknown = 20
    private static let parts: [ProvidedLibrary.Part] = [.identity, .candidate, .metadata, .lookup, .artwork]

    private func waitForPictures(_ provided: ProvidedLibrary, _ mounted: MountedLibrary) throws {
      try MountTests.eventually("all pictures are there") {
        try provided.rows(.pictures, of: mounted).count >= Self.known
      }
    }

    @Test func `nothing that is stored is asked for again, and the end is the same`() throws {
      let provided = try ProvidedLibrary(
        Self.known, unknown: Self.unknown, ["--rate", "1000", "--most-open", "100", "--latency", "150"])
      let environment = provided.environment(artwork: "cover")
      let all = Self.known + Self.unknown
      let undisturbed = try MountedLibrary(provided.library, environment: environment)
      try provided.waitUntilSettled(undisturbed, all)
      try waitForPictures(provided, undisturbed)
      try undisturbed.unmount()
      let expected = try Self.parts.map { try provided.rows($0, of: undisturbed) }
      #expect(expected[0].count == all)

      var generator = SplitMix64(seed: 5)
      var interrupted = 0
      let rounds = MountTests.rounds(short: 5, long: 50)
      var round = 0
      while round < rounds {
        // Each library is disturbed several times, until all of it is known.
        let mounted = try MountedLibrary(provided.library, environment: environment)
        for _ in 0..<5 where round < rounds {
          round += 1
          sleep(nanoseconds: UInt64.random(in: 100_000_000...1_500_000_000, using: &generator))
          let isUnmounted = round % 5 == 3
          if isUnmounted { try mounted.unmount() } else { try provided.killAll(mounted) }
          let names = try provided.rows(.names, of: mounted)
          let pictures = try provided.rows(.pictures, of: mounted)
          if !names.isEmpty, names.count + pictures.count < Self.known * 2 { interrupted += 1 }
          try provided.standIn.resetStatistics()
          try mounted.mountAgain()
          if names.count >= Self.known { break }
          if round % 5 == 0 { try provided.waitUntilSettled(mounted, all) }
          let asked = try provided.standIn.asked
          let again = names.filter { asked["name:\($0.lowercased())"] != nil }
          #expect(again.isEmpty, "asked again: \(again.prefix(5))")
        }
        try provided.waitUntilSettled(mounted, all)
        try waitForPictures(provided, mounted)
        try mounted.unmount()
        for (part, rows) in zip(Self.parts, expected) {
          let found = try provided.rows(part, of: mounted)
          let difference = Set(found).symmetricDifference(rows).sorted()
          #expect(difference.isEmpty, "round \(round), \(part): \(difference.prefix(6))")
          #expect(found.count == rows.count, "round \(round), \(part)")
        }
      }
      print("killed \(round) times, \(interrupted) times in the middle")
      #expect(interrupted > 0)
    }

    @Test func `a picture that is stored is not fetched again`() throws {
      let provided = try ProvidedLibrary(40, ["--rate", "1000", "--most-open", "100"])
      try provided.standIn.setFaults(#"{"mode":"drip","milliseconds":1,"prefix":"/igdb/image/upload"}"#)
      let mounted = try MountedLibrary(provided.library, environment: provided.environment(artwork: "cover"))
      try MountTests.eventually("some pictures are there") { try provided.rows(.pictures, of: mounted).count >= 8 }
      try provided.killAll(mounted)
      let stored = try provided.rows(.pictures, of: mounted).count
      #expect(stored < 40)
      try provided.standIn.resetStatistics()
      try provided.standIn.setFaults()
      try mounted.mountAgain()
      try MountTests.eventually("all pictures are there") { try provided.rows(.pictures, of: mounted).count == 40 }
      #expect(try provided.standIn.requests("/igdb/image/upload") == 40 - stored)
      #expect(try provided.standIn.requests("/v4/games") + provided.standIn.requests("/v4/multiquery") == 0)
      try mounted.unmount()
    }
  }
}
