package import Model
package import Platform

/// The members of ZIPs that are open at the moment, so that a read does not open its file every time.
package final class SourceFiles: Sendable {
  private let open: RecentlyUsed<SourceFile>
  /// Knows where a file is now that was somewhere else when a handle was opened.
  private let tree: Tree?

  /// - Parameters:
  ///   - capacity: descriptors kept open.
  ///   - tree: asked for other places of a file that is not where it was.
  package init(capacity: Int, tree: Tree? = nil) {
    open = RecentlyUsed(capacity: capacity)
    self.tree = tree
  }

  /// Nanoseconds after which a file that nobody reads is closed.
  private static let idleLimit: UInt64 = 3_000_000_000

  /// Closes what nobody reads any more: a disk with open files on it cannot be unmounted. To be called now and then.
  package func closeUnused() { open.removeUnused(for: SourceFiles.idleLimit) }

  /// Reads file `number` of a shelf, wherever it has been moved to.
  ///
  /// - Throws: EIO when the file is gone, unreadable, or in another version.
  func read(
    _ nodes: ShelfNodes, file number: Int, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    let key = nodes.fileNodes[number]
    if let source = open.value(key) {
      do throws(Errno) {
        return try source.read(into: buffer, at: offset)
      } catch {
        // The next reader opens it anew: the file may have come back as it was.
        open.remove(key)
        throw error
      }
    }
    guard let source = opened(nodes, file: number) else { throw .ioError }
    open.insert(source, for: key, weight: 1)
    return try source.read(into: buffer, at: offset)
  }

  private func opened(_ nodes: ShelfNodes, file number: Int) -> SourceFile? {
    // Whatever can stall is read on threads that may wait.
    if let source = try? opened(nodes.shelf.libraryFile(at: number), mayWait: nodes.mayStall) { return source }
    guard let tree else { return nil }
    for case .file(let place) in tree.contents(of: NodeID(rawValue: nodes.fileNodes[number]))
    where !place.isSamePlace(as: FileContent(nodes, number: number)) && (nodes.mayStall || !place.mayStall) {
      if let source = try? opened(place.file, mayWait: place.mayStall) { return source }
    }
    return nil
  }

  /// Opens a file, letting the others go where there are too many.
  package func opened(_ file: LibraryFile, mayWait: Bool = false) throws(Errno) -> SourceFile {
    do throws(Errno) {
      return try SourceFile(file, mayWait: mayWait)
    } catch {
      guard error == .tooManyFiles else { throw error }
      open.removeAll()
      return try SourceFile(file, mayWait: mayWait)
    }
  }
}
