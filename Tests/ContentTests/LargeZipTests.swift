internal import Compression
internal import Content
internal import Glibc
internal import Testing

/// Archives of many gigabytes whose members are zeros: only the structure is written, the rest are holes.
@Suite(.serialized) struct `ZIPs beyond 4 GiB` {
  private func sparseArchive(_ sizes: [UInt64], at path: String) throws -> ZipLayout {
    let layout = ZipLayout(
      members: sizes.enumerated().map { ZipMember(name: Array("m\($0).iso".utf8), size: $1, modified: 1_700_000_000) })
    let checksums = sizes.map(checksumOfZeros)
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(file >= 0 && ftruncate(file, off_t(layout.size)) == 0)
    defer { close(file) }
    for case .structure(let range) in layout.segments(in: 0..<layout.size) {
      var bytes = [UInt8](repeating: 0, count: range.count)
      bytes.withUnsafeMutableBytes { layout.render(range, into: $0) { checksums[$0] } }
      try #require(pwrite(file, bytes, bytes.count, off_t(range.lowerBound)) == bytes.count)
    }
    return layout
  }

  private func checksumOfZeros(_ count: UInt64) -> UInt32 {
    let block = [UInt8](repeating: 0, count: 1 << 20)
    let blockChecksum = checksum(block)
    var result = checksum(Array(block.prefix(Int(count % UInt64(block.count)))))
    for _ in 0..<count / UInt64(block.count) {
      result = CRC32.combine(result, blockChecksum, secondLength: UInt64(block.count))
    }
    return result
  }

  @Test(
    .enabled(if: toolsArePresent("python3", "7z", "unzip")),
    arguments: [
      [0xFFFF_FFFE, 5], [0xFFFF_FFFF, 5], [0x1_0000_0000, 5], [1, 0xFFFF_FFFF - 8192, 5, 0x1_8000_0000, 0, 300_000],
    ] as [[UInt64]])
  func `Readers find every member around the limits of 32 bits`(sizes: [UInt64]) throws {
    try withTemporaryDirectory { directory in
      let layout = try sparseArchive(sizes, at: "\(directory)/large.zip")
      // Opening a member compares the local header with the directory's record; small ones are read whole.
      let script = """
        import zipfile
        with zipfile.ZipFile("large.zip") as archive:
            for info in archive.infolist():
                with archive.open(info) as member:
                    assert not any(member.read(1000000 if info.file_size < 1000000 else 4096))
                print(info.filename, info.file_size, info.header_offset)
        """
      let python = try Command(arguments: ["python3", "-c", script], directory: directory).run()
      var expected = ""
      var header: UInt64 = 0
      for (index, size) in sizes.enumerated() {
        expected += "m\(index).iso \(size) \(header)\n"
        header = layout.dataOffset(of: index) + size
      }
      #expect(python.status == 0 && python.output == expected)
      let sevenZip = try Command(arguments: ["7z", "l", "-slt", "large.zip"], directory: directory).run()
      let lines = sevenZip.output.split(separator: "\n")
      #expect(sevenZip.status == 0 && !sevenZip.output.contains("Error") && !sevenZip.output.contains("Warning"))
      #expect(lines.filter { $0.hasPrefix("Size = ") } == sizes.map { "Size = \($0)" })
      let unzip = try Command(arguments: ["unzip", "-Z1", "large.zip"], directory: directory).run()
      // Info-ZIP 6 warns of the ZIP64 field of a member of exactly 4 GiB - 1, whoever wrote it, and goes on.
      #expect(unzip.status == (sizes.contains(0xFFFF_FFFF) ? 1 : 0) || unzip.status == 0)
      #expect(unzip.output.split(separator: "\n").filter { $0.hasPrefix("m") } == sizes.indices.map { "m\($0).iso" })
    }
  }

  @Test(.enabled(if: toolsArePresent("7z", "bsdtar")))
  func `A member of 5 GiB and what follows it are read whole`() throws {
    try withTemporaryDirectory { directory in
      _ = try sparseArchive([3, 5 << 30, 300_000], at: "\(directory)/large.zip")
      let sevenZip = try Command(arguments: ["7z", "t", "large.zip"], directory: directory).run()
      #expect(sevenZip.status == 0 && sevenZip.output.contains("Everything is Ok"))
      let pipe = try Command(
        arguments: ["sh", "-c", "cat large.zip | bsdtar -xOf - | wc -c"], directory: directory
      ).run()
      #expect(pipe.output.contains("5369009123"), "\(pipe.output)")
    }
  }
}
