internal import Cache
internal import CacheTestSupport
internal import Platform

/// A blueprint of the same key in other circumstances.
struct AlteredBlueprint: ArchiveBlueprint {
  let base: ArchiveOfFiles
  let system: String
  /// Called when a member has been opened, and before anything of it is used.
  let opened: @Sendable (Int) -> Void

  init(_ base: ArchiveOfFiles, system: String? = nil, opened: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.base = base
    self.system = system ?? base.system
    self.opened = opened
  }

  var key: CacheKey { base.key }
  var name: String { base.name }
  var size: Int64 { base.size }
  var modified: Int64 { base.modified }
  var pieces: [ArchivePiece] { base.pieces }

  func isReady() -> Bool { true }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) {
    try base.read(into: buffer, at: offset)
  }

  func openMember(_ index: Int) throws(Errno) -> any BlueprintMember {
    let member = try base.openMember(index)
    opened(index)
    return member
  }
}
