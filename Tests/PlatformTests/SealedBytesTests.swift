internal import Digest
internal import Testing

@Suite("Sealed bytes") struct SealedBytesTests {
  @Test(arguments: [0, 1, 15, 16, 17, 5_000]) func `only the phrase opens them`(length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let sealed = try #require(SealedBytes.seal(bytes, phrase: "a secret"))
    #expect(SealedBytes.open(sealed, phrase: "a secret") == bytes)
    #expect(SealedBytes.open(sealed, phrase: "another") == nil)
    // The same twice is not the same: nobody sees that it has not changed.
    #expect(SealedBytes.seal(bytes, phrase: "a secret") != sealed)
  }

  @Test func `what was changed or cut off opens no more`() throws {
    let sealed = try #require(SealedBytes.seal(Array("the token".utf8), phrase: "a secret"))
    for index in sealed.indices {
      var other = sealed
      other[index] ^= 1
      #expect(SealedBytes.open(other, phrase: "a secret") == nil)
    }
    for length in sealed.indices { #expect(SealedBytes.open(Array(sealed[..<length]), phrase: "a secret") == nil) }
    #expect(SealedBytes.open([], phrase: "") == nil)
  }
}
