internal import Remote
internal import Testing

@Suite("How an opening reads")
struct ReadPatternTests {
  private static let size: Int64 = 1 << 30
  private var pattern = ReadPattern()

  private mutating func read(_ offset: Int64, _ length: Int = 128 << 10) -> Range<Int64>? {
    pattern.observe(offset: offset, length: length, size: Self.size)
  }

  @Test("From the beginning and in order, more and more is wanted ahead, up to a limit")
  mutating func grows() throws {
    var ahead: [Int64] = []
    for offset in stride(from: Int64(0), to: 100 << 20, by: 128 << 10) {
      if let window = read(offset) {
        #expect(window.contains(offset))
        ahead.append(window.upperBound - offset)
      }
    }
    #expect(try #require(ahead.first) <= 1 << 20)
    #expect(try #require(ahead.last) >= 15 << 20 && ahead.max()! <= 17 << 20)
    // Each is a request at the server.
    #expect(ahead.count < 60, "\(ahead.count)")
  }

  @Test("A single read somewhere tells nothing, and a jump takes back what was wanted")
  mutating func jumps() {
    #expect(read(500 << 20) == nil)
    #expect(read(100 << 20) == nil)
    // Here it goes on.
    #expect(read(100 << 20 + 128 << 10) != nil)
    #expect(read(700 << 20) == 0..<0)
    #expect(read(200 << 20) == nil)
  }

  @Test("The kernel's reads in another order are in order")
  mutating func reordered() {
    var last: Range<Int64>?
    for base in stride(from: Int64(0), to: 32 << 20, by: 512 << 10) {
      for part in [1, 0, 3, 2] as [Int64] {
        if let window = read(base + part * (128 << 10)) {
          #expect(!window.isEmpty)
          last = window
        }
      }
    }
    #expect(last.map { $0.upperBound > 40 << 20 } == true)
  }

  @Test("Nothing is wanted behind the end, and a small file is wanted whole at once")
  mutating func ends() {
    #expect(pattern.observe(offset: 0, length: 4096, size: 100_000) == 0..<100_000)
    #expect(pattern.observe(offset: 4096, length: 4096, size: 100_000) == nil)
    #expect(pattern.observe(offset: 100_000, length: 4096, size: 100_000) == nil)
    #expect(pattern.reads == 2)
  }

  @Test("Whoever reads the same place again has not jumped")
  mutating func again() {
    for _ in 0..<5 { _ = read(0) }
    #expect(read(128 << 10) == nil || read(256 << 10) != 0..<0)
  }
}
