internal import Compression
internal import Testing

@Suite struct `CRC-32` {
  private func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = CRC32()
    Array(bytes).withUnsafeBytes { crc.update($0) }
    return crc.value
  }

  @Test func `Is that of ZIP`() {
    #expect(checksum("123456789".utf8) == 0xCBF4_3926)
    #expect(checksum([]) == 0)
    #expect(checksum([0]) == 0xD202_EF8D)
  }

  @Test func `Comes out the same in pieces, also empty ones`() {
    var crc = CRC32()
    for piece in ["1234", "", "5678", "9", ""] { Array(piece.utf8).withUnsafeBytes { crc.update($0) } }
    crc.update(UnsafeRawBufferPointer(start: nil, count: 0))
    #expect(crc.value == 0xCBF4_3926)
  }

  @Test(arguments: [0, 1, 5, 9]) func `Of two runs gives that of both together`(length: Int) {
    let bytes = Array("123456789".utf8)
    let first = checksum(bytes.dropLast(length))
    let second = checksum(bytes.suffix(length))
    #expect(CRC32.combine(first, second, secondLength: UInt64(length)) == 0xCBF4_3926)
  }
}
