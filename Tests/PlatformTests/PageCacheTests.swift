internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `The page cache` {
  private let workspace: TemporaryDirectory

  init() throws { workspace = try TemporaryDirectory() }

  private func file(_ size: Int, _ name: String = "file") throws -> FileDescriptor {
    let path = workspace(name)
    try Files.write(SplitMix64.bytes(size, seed: 7), to: path)
    let file = try FileDescriptor.open(path, .readOnly)
    try file.synchronize()
    file.adviseNotNeeded(from: 0, length: 0)
    return file
  }

  /// Nil, with a word about it, where the file system keeps everything in memory or the kernel does not tell.
  private func missing(_ file: borrowing FileDescriptor) throws -> [Range<Int64>]? {
    let found = CachedRanges.missingByStatistics(file, size: try file.status().size)
    if found == nil { print("skipped: this kernel does not say what is in the page cache") }
    return found
  }

  private func touch(_ file: borrowing FileDescriptor, _ range: Range<Int>) throws {
    file.adviseRandom()
    withUnsafeTemporaryAllocation(byteCount: range.count, alignment: 4096) { buffer in
      _ = try? file.read(into: buffer, at: Int64(range.lowerBound))
    }
  }

  private func readAll(_ file: borrowing FileDescriptor, _ methods: [CachePreservation]) throws -> [UInt8] {
    var reader = CacheSparingReader(methods: methods)
    file.adviseSequential()
    reader.begin(file, try file.status())
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
    defer { buffer.deallocate() }
    while true {
      let count = try reader.read(file, into: buffer, at: Int64(bytes.count))
      if count == 0 { break }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    reader.end(file)
    return bytes
  }

  @Test(arguments: [[.byKernel, .byStatistics], [.byStatistics], [.byResidency]] as [[CachePreservation]])
  func `Holds after a file was read once what it held before, and nothing more`(
    methods: [CachePreservation]
  ) throws {
    let size = (9 << 20) + 1234
    // Tests of mounts, and others on this machine, drop the whole cache at times: then it is looked at once more.
    for attempt in 1...20 {
      let witness = try file(1 << 20, "witness")
      try touch(witness, 0..<1 << 20)
      let file = try file(size)
      guard let empty = try missing(file), !empty.isEmpty else {
        return print("skipped: files of \(workspace.path) are always in memory")
      }
      try touch(file, 0..<4096)
      try touch(file, 1 << 20..<3 << 20)
      try touch(file, size - 100..<size)
      let before = try #require(try missing(file))
      #expect(try readAll(file, methods) == SplitMix64.bytes(size, seed: 7))
      let after = try missing(file)
      // In the cache as a whole: nothing of it is dropped.
      try touch(file, 0..<size)
      let whole = try missing(file)
      _ = try readAll(file, methods)
      let wholeAfter = try missing(file)
      guard try attempt == 20 || missing(witness) == [] else { continue }
      #expect(before.count == 2)
      #expect(after == before)
      #expect(whole == [] && wholeAfter == [])
      return
    }
  }

  @Test(arguments: [[.byKernel], [.byStatistics], [.byResidency]] as [[CachePreservation]], [0, 1, 4096, 5000])
  func `Is not filled by small files either`(methods: [CachePreservation], size: Int) throws {
    let file = try file(size)
    guard let empty = try missing(file), !empty.isEmpty || size == 0 else {
      return print("skipped: files of \(workspace.path) are always in memory")
    }
    #expect(try readAll(file, methods).count == size)
    if methods != [.byKernel] || Host.kernelVersion >= KernelVersion(major: 6, minor: 16) {
      #expect(try missing(file) == empty)
    }
  }

  @Test func `Keeps what was read where nobody can tell what was there before`() throws {
    let file = try file(1 << 20)
    #expect(try readAll(file, [.impossible]).count == 1 << 20)
    #expect(try missing(file) ?? [] == [])
  }

  @Test func `Is asked by mincore and by cachestat with the same answer`() throws {
    let file = try file(3 << 20)
    for range in [0..<4096, 40960..<50000, 1 << 20..<(1 << 20) + 1, (3 << 20) - 1..<3 << 20] {
      try touch(file, range)
      guard let statistics = try missing(file) else { return }
      #expect(CachedRanges.missingByResidency(file, try file.status()) == statistics)
    }
  }
}
