internal import Glibc
internal import Platform

/// The first second of a game whose disc is far away, while other files are fetched from there.
struct DistantDisc {
  private let scratch: Scratch
  private let server: RemoteServer
  private let seed: UInt64

  private static let head = 4 << 20
  private static let reads = 16
  private static let randomBytes = 64 << 10
  private static let sequentialBytes = 8 << 20

  init(_ scratch: Scratch, _ server: RemoteServer, seed: UInt64) {
    (self.scratch, self.server, self.seed) = (scratch, server, seed)
  }

  /// Beyond what a local file takes.
  func extraNanoseconds() throws -> Double {
    let (mount, vitrine) = try RemoteMount.vitrine(scratch, server.distant, name: "distant")
    try mount.forget()
    try mount.mount()
    defer { mount.unmount() }
    // What the mount shows counts as had.
    let job = try scratch.start(
      Vitrine.program,
      ["get", "--state", vitrine.state, "--mount", vitrine.path, "--replace", "--platform", RemoteServer.small],
      log: "get.log")
    defer { job.stop() }
    // Until it fetches.
    let deadline = monotonicNanoseconds() + 30_000_000_000
    let arrived = vitrine.state + "/downloads/" + RemoteServer.small
    while ((try? FileLoops.list(arrived).entries) ?? 0) < 4 {
      if monotonicNanoseconds() > deadline { throw BenchFailure("vitrine get fetches nothing") }
      sleep(nanoseconds: 5_000_000)
    }
    let time = try begin(mount.games + "/" + RemoteServer.disc)
    guard job.wait(timeout: 0) == nil else { throw BenchFailure("vitrine get was done before the disc was read") }
    let local = server.folder + "/" + RemoteServer.disc
    _ = try begin(local)
    return Double(time) - Double(try begin(local))
  }

  /// Nanoseconds, opening included.
  private func begin(_ path: String) throws -> UInt64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let start = monotonicNanoseconds()
    let file = try FileDescriptor.open(path, .readOnly)
    func read(_ count: Int, at offset: Int) throws {
      if pread(file.rawValue, buffer.baseAddress, count, off_t(offset)) != count {
        throw BenchFailure("read of \(path) at \(offset): \(Errno(rawValue: errno))")
      }
    }
    for _ in 0..<Self.reads {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      try read(Self.randomBytes, at: Int(state % UInt64(Self.head / Self.randomBytes)) * Self.randomBytes)
    }
    for offset in stride(from: Self.head, to: Self.head + Self.sequentialBytes, by: buffer.count) {
      try read(buffer.count, at: offset)
    }
    return monotonicNanoseconds() - start
  }
}
