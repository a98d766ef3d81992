internal import HTTPClient
internal import Testing

@Suite("Memory of bytes that were read") struct SpareChunksTests {
  private func address(_ bytes: [UInt8]) -> UInt { bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }

  @Test func `is that of the next ones, unless somebody still has them`() {
    let spares = SpareChunks()
    var chunk = spares.take()
    chunk.append(contentsOf: [1, 2, 3])
    let first = address(chunk)
    spares.keep(consume chunk)
    var again = spares.take()
    #expect(again.isEmpty && again.capacity >= SpareChunks.size)
    again.append(4)
    #expect(address(again) == first)
    let held = again
    spares.keep(consume again)
    var other = spares.take()
    other.append(5)
    #expect(held == [4] && address(other) != address(held))
    // What is no whole chunk is of no use to others.
    spares.keep([1, 2, 3])
    #expect(spares.take().capacity >= SpareChunks.size)
  }
}
