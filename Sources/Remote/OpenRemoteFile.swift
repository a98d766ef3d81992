internal import Cache
package import Platform
internal import Synchronization
package import Tree

/// What the mount reads a file at a source through.
///
/// Its locks are leaves; the engine is called with none of them held. It is let go with no lock of the engine's held.
package final class OpenRemoteFile: RemoteOpening {
  let file: RemoteFile
  private let engine: RemoteEngine
  private let readers = Mutex<[UInt64: OpenReader]>([:])

  /// One opening of the mount.
  private struct OpenReader: Sendable {
    var pattern: ReadPattern
    /// It looks into everything, such as a thumbnailer: nothing is fetched ahead for it.
    var isIndexer: Bool
  }

  init(_ file: RemoteFile, _ engine: RemoteEngine) {
    self.file = file
    self.engine = engine
  }

  deinit { engine.closed(file) }

  package var isOver: Bool { file.isOver }

  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, by reader: Reader
  ) throws(Errno) -> ReadOutcome {
    let length = Int(max(0, min(Int64(buffer.count), file.size - offset)))
    guard length > 0 else { return .bytes(0) }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
    if try file.read(into: part, at: offset) {
      if let window = observe(offset, length, reader, isMissing: false).window {
        engine.setWindow(window, of: file, by: reader.handle)
      }
      return .bytes(length)
    }
    let (isIndexer, window) = observe(offset, length, reader, isMissing: true)
    let missing = RemoteFile.blocks(at: offset, length).filter { !file.isPresent($0) }
    guard !missing.isEmpty else {
      // It came in between.
      if let window { engine.setWindow(window, of: file, by: reader.handle) }
      if try file.read(into: part, at: offset) { return .bytes(length) }
      throw .ioError
    }
    if isIndexer, !engine.mayIndex(Int64(missing.count * BlockCache.blockSize), of: reader.node) { throw .accessDenied }
    guard engine.demand(missing, of: file, window: window, by: reader.handle) else { throw .ioError }
    return .waitsForBlocks(missing.map { RemoteBlock(node: file.node, number: $0) })
  }

  /// An opening of the mount was closed.
  func closed(_ handle: UInt64) {
    guard readers.withLock({ $0.removeValue(forKey: handle) }) != nil else { return }
    file.blocks?.letGo(handle)
    engine.removed(reader: handle, of: file)
  }

  /// Takes note of a read.
  ///
  /// - Returns: whether the reader looks into everything, and which blocks it will read next; nil where these are as
  ///   before.
  private func observe(
    _ offset: Int64, _ length: Int, _ reader: Reader, isMissing: Bool
  ) -> (isIndexer: Bool, window: Range<Int>?) {
    if reader.handle == 0 || !isMissing && file.blocks?.isComplete == true { return (false, nil) }
    let known = readers.withLock { $0[reader.handle]?.isIndexer }
    // Its name is asked for once.
    let isIndexer = known ?? engine.isIndexer(process: reader.process)
    let limits = engine.limits
    let seen = readers.withLock { readers -> (window: Range<Int64>?, reads: Int)? in
      var open = readers[reader.handle] ?? OpenReader(pattern: ReadPattern(limits.pattern), isIndexer: isIndexer)
      defer { readers[reader.handle] = open }
      if open.pattern.repeats(offset: offset, isMissing: isMissing) { return nil }
      let window = open.pattern.observe(offset: offset, length: length, size: file.size)
      return (window, open.pattern.reads)
    }
    if known == nil { engine.note(self, of: reader.handle) }
    if isIndexer { return (true, nil) }
    guard let (window, reads) = seen else { return (false, nil) }
    let isImage = file.entry.isImage
    if isImage, reads == limits.imageReads { engine.fetchImage(file) }
    if isImage, known == nil, isMissing, file.size > limits.head * 2 {
      // What a program asks for first of a disc is all over its beginning.
      return (false, protect(0..<limits.head, from: 0, reader.handle))
    }
    guard let window, !(isImage && window.isEmpty && reads < limits.imageReads) else { return (false, nil) }
    return (false, protect(window, from: offset, reader.handle))
  }

  /// Keeps what is there of a window.
  ///
  /// - Returns: the blocks of it that are worth fetching: none before `start`.
  private func protect(_ window: Range<Int64>, from start: Int64, _ handle: UInt64) -> Range<Int> {
    let blocks = window.isEmpty ? 0..<0 : RemoteFile.blocks(at: window.lowerBound, window.count)
    file.blocks?.protect(blocks, by: handle)
    let first = Int(start / Int64(BlockCache.blockSize))
    return blocks.clamped(to: first..<max(first, blocks.upperBound))
  }
}
