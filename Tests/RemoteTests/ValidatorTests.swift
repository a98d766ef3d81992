internal import Remote
internal import Testing

@Suite("By what versions are told apart") struct ValidatorTests {
  @Test(arguments: ["\"a-1\"", "W/\"a-1\"", "a-1", "W/a-1"])
  func `a tag is the same with and without its quotes`(tag: String) {
    #expect(Validator(etag: tag).agrees(with: Validator(etag: "\"a-1\"")))
    #expect(Validator(etag: "\"a-1\"").agrees(with: Validator(etag: tag)))
    #expect(!Validator(etag: tag).agrees(with: Validator(etag: "\"a-2\"")))
    #expect(!Validator(etag: tag).agrees(with: Validator(etag: "\"a-1-gzip\"")))
  }
}
