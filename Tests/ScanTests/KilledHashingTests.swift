internal import Catalog
internal import Glibc
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `Hashing that is killed` {
  private let workspace: TemporaryDirectory

  init() throws { workspace = try TemporaryDirectory() }

  /// What the catalog has, by name.
  private func stored() throws -> [String: Checksums] {
    let catalog = try Catalog.open(directory: workspace("state"))
    let known = Set(try catalog.knownChecksums(after: nil, limit: .max).map(\.key.version))
    var found: [String: Checksums] = [:]
    for entry in try listTree(workspace("library/nes")) where entry.status.kind == .regular {
      let status = entry.status
      let version = FileVersion(size: status.size, modified: status.modified, inode: status.inode)
      guard known.contains(version) else { continue }
      let root = try catalog.root(forPath: workspace("library"))
      found[entry.path] = try catalog.checksums(of: ContentKey(root: root.id, version: version))?.checksums
    }
    return found
  }

  /// The last number of files that the program said were done.
  private func reported() throws -> Int {
    String(decoding: try Files.read(workspace("output")), as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
      .max() ?? 0
  }

  /// Starts the program, and kills it when it says that so many files are done; nil lets it come to its end.
  private func run(killedAfter files: Int?) throws -> (hashed: [String], done: Int) {
    let log = try FileDescriptor.open(workspace("log"), [.writeOnly, .create, .truncate])
    let output = try FileDescriptor.open(workspace("output"), [.writeOnly, .create, .truncate])
    let program = try ExternalProgram(
      Products.directory + "/HashRunner", [workspace("library"), workspace("state")],
      streams: .init(output: output.rawValue, errors: log.rawValue))
    if let files {
      while try reported() < files, program.wait(timeout: 1_000_000) == nil {}
      program.signal(SIGKILL)
    }
    let status = program.wait(timeout: 120_000_000_000)
    let text = String(decoding: try Files.read(workspace("log")), as: UTF8.self)
    if files == nil { try #require(status == 0, "\(text)") }
    let lines = text.split(separator: "\n")
    let hashed = lines.compactMap { line -> String? in
      guard let start = line.firstRange(of: "hashed ")?.upperBound, let end = line.lastIndex(of: ":") else {
        return nil
      }
      return line[start..<end].split(separator: "/").last.map(String.init)
    }
    return (hashed, try reported())
  }

  @Test func `Loses what was in flight alone, and never does again what was done`() throws {
    let isSoak = Host.environment("VITRINE_SOAK") != nil
    let count = isSoak ? 20_000 : 3000
    for number in 0..<count { try Files.write("contents \(number)", to: workspace("library/nes/\(number).nes")) }
    var generator = SplitMix64(seed: 7)
    var kills = 0
    var known: Set<String> = []
    var interrupted = 0
    for _ in 0..<(isSoak ? 50 : 10) {
      let (hashed, done) = try run(killedAfter: Int.random(in: 0...count / 3, using: &generator))
      kills += 1
      #expect(known.isDisjoint(with: hashed), "\(known.intersection(hashed).sorted().prefix(5)) were hashed again")
      let now = Set(try stored().keys)
      #expect(known.isSubset(of: now))
      // What was said to be done is stored.
      #expect(now.count >= known.count + done)
      if now.count > known.count, now.count < count { interrupted += 1 }
      known = now
      if known.count == count, !isSoak { break }
      // Begin anew: the run is to be disturbed as often as asked for.
      if known.count == count {
        try Files.remove(workspace("state/catalog.sqlite"))
        for suffix in ["-wal", "-shm"] { try? Files.remove(workspace("state/catalog.sqlite" + suffix)) }
        known = []
      }
    }
    let (hashed, _) = try run(killedAfter: nil)
    #expect(known.isDisjoint(with: hashed) && hashed.count == count - known.count)
    let disturbed = try stored()
    #expect(disturbed.count == count && interrupted > 0)
    // As of a run that nobody disturbed.
    try Files.rename(workspace("state"), workspace("disturbed"))
    _ = try run(killedAfter: nil)
    #expect(try stored() == disturbed)
    print("killed \(kills) times, \(interrupted) times in the middle")
  }
}
