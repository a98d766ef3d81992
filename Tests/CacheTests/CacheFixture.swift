internal import Cache
internal import CacheTestSupport
internal import Platform
internal import TestSupport

/// A library and a cache on one file system, or on two.
struct CacheFixture {
  let library: String
  let cache: String

  init(library: String, cache: String) throws {
    self.library = library
    self.cache = cache
    try createDirectories(library)
  }

  init(_ fileSystem: ScratchFileSystem) throws {
    try self.init(library: fileSystem("library"), cache: fileSystem("cache"))
  }

  func open() throws(CacheProblem) -> CacheStore { try CacheStore.open(directory: cache, owner: "/mnt/games") }

  /// A game of files with those sizes, none of which ends with a block.
  func makeGame(_ name: String, _ sizes: [Int], system: String = "psx") throws -> ArchiveOfFiles {
    for (number, size) in sizes.enumerated() {
      try Files.write(
        SplitMix64.bytes(size, seed: UInt64(size + number)), to: "\(library)/\(name)/Disc \(number + 1).bin")
    }
    return try ArchiveOfFiles(of: "\(library)/\(name)", system: system)
  }

  /// Everything below `zips`, files and folders.
  func files() throws -> [String] {
    try listTree("\(cache)/zips").filter { $0.status.kind != .directory }.map(\.path)
  }
}

extension CacheStore {
  func build(_ blueprint: ArchiveOfFiles) throws -> CachedZip {
    try build(blueprint, method(for: blueprint)) { _ in .goOn }
  }
}
