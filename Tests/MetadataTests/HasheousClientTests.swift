internal import Digest
internal import Metadata
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Asking Hasheous") struct HasheousClientTests {
  private let standIn: ProviderStandIn
  private let sender = IGDBPlainSender(timeout: 3_000_000_000)
  private let client: HasheousClient

  init() throws {
    standIn = try ProviderStandIn(["--generate", "20", "--hasheous-key", "k3y"])
    client = HasheousClient(base: standIn.base, key: "k3y", sender: sender)
  }

  private func checksums(_ digits: String) -> Checksums {
    let bytes = stride(from: 0, to: 40, by: 2).map { offset -> UInt8 in
      let start = digits.utf8.index(digits.utf8.startIndex, offsetBy: offset)
      return UInt8(digits[start..<digits.utf8.index(start, offsetBy: 2)], radix: 16) ?? 0
    }
    return Checksums(crc32: 7, sha1: bytes.withUnsafeBytes { SHA1Digest(bytes: $0) })
  }

  @Test func `a game is known by any of its files, with its number at IGDB`() async throws {
    let game = try standIn.games(limit: 5)[4]
    let unknown = Checksums(crc32: 1)
    let record = try #require(try await client.game(of: [unknown, checksums(game.sha1)]))
    #expect(record.titles.map(\.text) == [game.name])
    #expect(record.others == [ProviderGame(.igdb, String(game.id))])
    #expect(record.game.provider == .hasheous)
    #expect(record.systems == IGDBPlatforms.systems(of: game.platforms[0]))
    #expect(sender.requests.count == 1)
  }

  @Test func `what is not known is nothing found`() async throws {
    #expect(try await client.game(of: [Checksums(crc32: 1)]) == nil)
    #expect(try await client.game(of: []) == nil)
    #expect(sender.requests.count == 1)
  }

  @Test(arguments: [
    (#""mode":"stall""#, ProviderFailure.Code.unavailable), (#""mode":"die""#, .unavailable),
    (#""mode":"truncate""#, .unavailable), (#""mode":"wrong-json""#, .malformed), (#""mode":"html""#, .malformed),
    (#""mode":"status","status":500"#, .unavailable), (#""mode":"status","status":400"#, .refused),
    (#""mode":"throttle""#, .throttled),
  ])
  func `a fault is never a negative`(fault: String, code: ProviderFailure.Code) async throws {
    try standIn.setFaults("{\(fault),\"prefix\":\"/api\"}")
    let game = try standIn.games(limit: 1)[0]
    await #expect { try await client.game(of: [checksums(game.sha1)]) } throws: {
      ($0 as? ProviderFailure)?.code == code
    }
  }

  @Test func `a wrong key is told, without the key`() async throws {
    let other = HasheousClient(base: standIn.base, key: "wr0ng", sender: sender)
    await #expect { try await other.game(of: [Checksums(crc32: 1)]) } throws: { error in
      (error as? ProviderFailure)?.code == .unauthorized && !String(reflecting: error).contains("wr0ng")
    }
  }
}
