internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// The service dies, or is unmounted, at any moment while it asks providers.
  @Suite("Killed while it asks providers") struct KilledEnrichment {
    private static let known = 440
    private static let unknown = 20
    private static let parts: [ProvidedLibrary.Part] = [.identity, .candidate, .metadata, .lookup]

    @Test func `nothing that is stored is asked for again, and the end is the same`() throws {
      let provided = try ProvidedLibrary(
        Self.known, unknown: Self.unknown, ["--rate", "1000", "--most-open", "100", "--latency", "100"])
      var environment = provided.environment()
      environment["VITRINE_PROVIDERS_IGDB_RATE"] = "4"
      let all = Self.known + Self.unknown
      let undisturbed = try MountedLibrary(provided.library, environment: environment)
      try provided.waitUntilSettled(undisturbed, all)
      try undisturbed.unmount()
      let expected = try Self.parts.map { try provided.rows($0, of: undisturbed) }
      #expect(expected[0].count == all)

      var generator = SplitMix64(seed: 5)
      var interrupted = 0
      var rounds = MountTests.rounds(short: 5, long: 50)
      while rounds > 0 {
        // Each library is disturbed several times, until all of it is known.
        let mounted = try MountedLibrary(provided.library, environment: environment)
        var known: [String] = []
        func expectNotAskedAgain() throws {
          let asked = try provided.standIn.asked
          let again = known.filter { asked["name:\($0.lowercased())"] != nil }
          #expect(again.isEmpty, "asked again: \(again.prefix(5))")
          try provided.standIn.resetStatistics()
        }
        try provided.standIn.resetStatistics()
        repeat {
          rounds -= 1
          // Not by the clock alone: most of the time nothing happens.
          let enough = known.count + Int.random(in: 1..<Self.known / 2, using: &generator)
          let deadline = monotonicNanoseconds() + UInt64.random(in: 1...4, using: &generator) * 1_000_000_000
          while try provided.rows(.names, of: mounted).count < enough, monotonicNanoseconds() < deadline {
            sleep(nanoseconds: UInt64.random(in: 1_000_000...60_000_000, using: &generator))
          }
          if rounds % 4 == 2 { try mounted.unmount() } else { try provided.killAll(mounted) }
          try expectNotAskedAgain()
          known = try provided.rows(.names, of: mounted)
          if (1..<Self.known).contains(known.count) { interrupted += 1 }
          try mounted.mountAgain()
        } while rounds > 0 && known.count < Self.known
        try provided.waitUntilSettled(mounted, all)
        try expectNotAskedAgain()
        try mounted.unmount()
        for (part, rows) in zip(Self.parts, expected) {
          let found = try provided.rows(part, of: mounted)
          let difference = Set(found).symmetricDifference(rows).sorted()
          #expect(found.count == rows.count && difference.isEmpty, "\(part): \(difference.prefix(6))")
        }
      }
      print("killed, \(interrupted) times in the middle")
      #expect(interrupted > 0)
    }

    @Test func `a picture that is stored is not fetched again`() throws {
      let provided = try ProvidedLibrary(40, ["--rate", "1000", "--most-open", "100"])
      try provided.standIn.setFaults(#"{"mode":"drip","milliseconds":5,"prefix":"/igdb/image/upload"}"#)
      let mounted = try MountedLibrary(provided.library, environment: provided.environment(artwork: "cover"))
      try provided.waitUntilSettled(mounted, 40)
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
