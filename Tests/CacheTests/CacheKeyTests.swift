internal import Cache
internal import Digest
internal import Testing

@Suite("Keys of the cache") struct CacheKeyTests {
  @Test func `a key reads back from its own digits`() {
    let key = CacheKey(Array("Star Saga".utf8).withUnsafeBytes { SHA256Digest(of: $0) })
    #expect(key.description.utf8.count == 64)
    #expect(CacheKey(hex: key.description.utf8) == key)
  }

  @Test(arguments: [
    "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65), String(repeating: "A", count: 64),
    String(repeating: "g", count: 64), String(repeating: "0", count: 63) + "/",
  ])
  func `what is not 64 lower-case digits is no key`(text: String) {
    #expect(CacheKey(hex: text.utf8) == nil)
  }
}
