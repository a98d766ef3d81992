internal import Content
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite struct `The members of a ZIP` {
  private struct NoMemory: Error {}

  /// What reading the members gives, in the directory's order.
  private func contents(
    _ file: BytesOnDisk, changing: (inout ZipDirectory.Entry) -> Void = { _ in }
  ) throws -> [(outcome: ZipMemberReader.Outcome, bytes: [UInt8])] {
    guard var reader = ZipMemberReader() else { throw NoMemory() }
    var all: [(ZipMemberReader.Outcome, [UInt8])] = []
    for var entry in try file.directory().entries {
      changing(&entry)
      var bytes: [UInt8] = []
      let outcome = try reader.read(entry) { (buffer, offset) throws(Errno) in
        try file.read(buffer, offset)
      } output: {
        bytes.append(contentsOf: $0)
        return true
      }
      all.append((outcome, bytes))
    }
    return all
  }

  @Test func `Come out as they went in, stored and deflated, and what is neither is named`() throws {
    guard toolsArePresent("python3") else { return }
    try withTemporaryDirectory { directory in
      let random = SplitMix64.bytes(700_000, seed: 1)
      try writeFile(directory + "/random", random)
      let script = """
        import zipfile
        data = open('random', 'rb').read()
        with zipfile.ZipFile('a.zip', 'w') as z:
            for number, method in enumerate((0, 8, 12)): z.writestr('r%d' % number, data, method)
            z.writestr('zeros', b'\\0' * 5000000, 8)
            z.writestr('empty stored', b'', 0)
            z.writestr('empty deflated', b'', 8)
        """
      let outcome = try Command(arguments: ["python3", "-c", script], directory: directory).run()
      try #require(outcome.status == 0, "\(outcome.output)")
      let found = try contents(BytesOnDisk(try readFile(directory + "/a.zip")))
      #expect(found.map(\.outcome) == [.complete, .complete, .unsupported, .complete, .complete, .complete])
      #expect(found[0].bytes == random && found[1].bytes == random)
      #expect(found[3].bytes == [UInt8](repeating: 0, count: 5_000_000))
      #expect(found[4].bytes.isEmpty && found[5].bytes.isEmpty)
    }
  }

  @Test func `Are damaged when their bytes are not those the directory names`() throws {
    var wrong = ForgedZip.Member("wrong checksum", [1, 2, 3])
    wrong.checksum = 5
    var short = ForgedZip.Member("shorter than told", [1, 2, 3])
    short.size = 10
    var long = ForgedZip.Member("longer than told", [1, 2, 3])
    long.size = 1
    var noise = ForgedZip.Member("no DEFLATE data", [0xFF, 0xFE, 0xFD])
    noise.method = 8
    var encrypted = ForgedZip.Member("encrypted", [1, 2, 3])
    encrypted.flags = 0x0801
    let file = BytesOnDisk(ForgedZip([wrong, short, long, noise, encrypted, .init("good", [1])]).bytes)
    let found = try contents(file)
    #expect(found.map(\.outcome) == [.damaged, .damaged, .damaged, .damaged, .unsupported, .complete])
    // Not a byte more than the directory promised.
    #expect(found[2].bytes.isEmpty)
    let lost = try contents(file) { $0.headerOffset += 1 }
    #expect(lost.map(\.outcome) == [.damaged, .damaged, .damaged, .damaged, .unsupported, .damaged])
  }

  @Test func `Are read as far as somebody wants them`() throws {
    let file = BytesOnDisk(ForgedZip([.init("a", SplitMix64.bytes(1 << 20, seed: 3))]).bytes)
    guard var reader = ZipMemberReader() else { throw NoMemory() }
    var pieces = 0
    let entry = try #require(try file.directory().entries.first)
    let outcome = try reader.read(entry) { (buffer, offset) throws(Errno) in
      try file.read(buffer, offset)
    } output: {
      _ in
      pieces += 1
      return pieces < 2
    }
    #expect(outcome == .stopped && pieces == 2)
  }

  @Test func `Changed anywhere never give more than was promised`() throws {
    guard toolsArePresent("python3") else { return }
    try withTemporaryDirectory { directory in
      let script = """
        import zipfile
        with zipfile.ZipFile('a.zip', 'w', 8) as z: z.writestr('a', bytes(i * i % 251 for i in range(3000)))
        """
      let outcome = try Command(arguments: ["python3", "-c", script], directory: directory).run()
      try #require(outcome.status == 0, "\(outcome.output)")
      let original = try readFile(directory + "/a.zip")
      let entries = try BytesOnDisk(original).directory().entries
      guard var reader = ZipMemberReader() else { throw NoMemory() }
      var generator = SplitMix64(seed: 5)
      var damaged = 0
      for _ in 0..<5000 {
        var bytes = original
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        let file = BytesOnDisk(bytes)
        var count = 0
        let result = try reader.read(entries[0]) { (buffer, offset) throws(Errno) in
          offset <= file.bytes.count ? try file.read(buffer, offset) : 0
        } output: {
          count += $0.count
          return true
        }
        #expect(count <= 3000)
        if result == .damaged { damaged += 1 }
      }
      #expect(damaged > 2000)
    }
  }
}
