internal import Digest
internal import Testing

@Suite struct `Digests` {
  private struct NotOffered: Error {}

  private func stream(_ algorithm: DigestStream.Algorithm) throws -> DigestStream {
    guard let stream = DigestStream(algorithm) else { throw NotOffered() }
    return stream
  }

  private func feed(_ stream: inout DigestStream, _ pieces: [String]) {
    for piece in pieces { Array(piece.utf8).withUnsafeBytes { stream.update($0) } }
  }

  @Test func `Are those of RFC 1321, RFC 3174 and FIPS 180`() throws {
    var sha1 = try stream(.sha1)
    feed(&sha1, ["abc"])
    #expect(sha1.finish(as: SHA1Digest.self).hexadecimal == "a9993e364706816aba3e25717850c26c9cd0d89d")
    var md5 = try stream(.md5)
    feed(&md5, ["message digest"])
    #expect(md5.finish(as: MD5Digest.self).hexadecimal == "f96b697d7cb7938d525a2f31aaf161d0")
    var sha256 = try stream(.sha256)
    feed(&sha256, ["abc"])
    let digest = sha256.finish(as: SHA256Digest.self)
    #expect(digest.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Array("abc".utf8).withUnsafeBytes { SHA256Digest(of: $0) } == digest)
  }

  @Test func `Come out the same in pieces, also empty ones, and when a stream is used again`() throws {
    var stream = try stream(.sha1)
    feed(&stream, ["", "a", "", "bc"])
    stream.update(UnsafeRawBufferPointer(start: nil, count: 0))
    let abc = stream.finish(as: SHA1Digest.self)
    stream.reset()
    #expect(stream.finish(as: SHA1Digest.self).hexadecimal == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    stream.reset()
    feed(&stream, ["abc"])
    #expect(stream.finish() == abc)
  }

  @Test func `Are read back from the bytes that were stored`() throws {
    func roundTrip<Value: DigestValue>(_: Value.Type) {
      let bytes = (0..<Value.byteCount).map { UInt8($0 * 7 & 0xFF) }
      let value = bytes.withUnsafeBytes { Value(stored: $0) }
      #expect(value?.bytes == bytes)
      #expect(value?.hexadecimal.hasPrefix("00070e15") == true)
      #expect(bytes.dropLast().withUnsafeBytes { Value(stored: $0) } == nil)
    }
    roundTrip(SHA1Digest.self)
    roundTrip(MD5Digest.self)
    roundTrip(SHA256Digest.self)
  }

  /// Of RFC 4231: cases 1, 2 and 6.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
  ])
  func `Are codes with a key as the standard has them`(key: [UInt8], message: String, expected: String) {
    #expect(MessageCode.sha256(message.utf8, key: key).hexadecimal == expected)
  }
}
