package import Model
package import Platform

/// The members of ZIPs that are open at the moment, so that a read does not open its file every time.
package final class SourceFiles: Sendable {
  private let open: RecentlyUsed<SourceFile>
  private let openRemote: RecentlyUsed<any RemoteOpening>
  /// Knows where a file is now that was somewhere else when a handle was opened.
  private let tree: Tree?
  private let remote: (any RemoteFiles)?

  /// - Parameters:
  ///   - capacity: descriptors kept open.
  ///   - tree: asked for other places of a file that is not where it was.
  ///   - remote: fetches files that are at servers; without it they cannot be read.
  package init(capacity: Int, tree: Tree? = nil, remote: (any RemoteFiles)? = nil) {
    open = RecentlyUsed(capacity: capacity)
    openRemote = RecentlyUsed(capacity: capacity)
    self.tree = tree
    self.remote = remote
  }

  /// Nanoseconds after which a file that nobody reads is closed.
  private static let idleLimit: UInt64 = 3_000_000_000

  /// Closes what nobody reads any more: a disk with open files on it cannot be unmounted. To be called now and then.
  package func closeUnused() {
    open.removeUnused(for: SourceFiles.idleLimit)
    openRemote.removeUnused(for: SourceFiles.idleLimit)
  }

  /// As ``RemoteFiles/state(of:)``.
  package func state(of block: RemoteBlock) -> RemoteBlock.State { remote?.state(of: block) ?? .failed }

  /// Whether files may be fetched whole for a reader, because it needs their checksums.
  func mayFetch(_ files: [LibraryFile], for reader: Reader) -> Bool {
    let bytes = files.reduce(Int64(0)) { $1.root.isRemote ? $0 + min($1.version.size, 1 << 50) : $0 }
    return bytes == 0 || remote?.mayFetch(bytes, for: reader) != false
  }

  /// An opening of the mount was closed.
  package func closed(_ handle: UInt64) { remote?.closed(handle) }

  /// Opens a file that is at a server.
  ///
  /// - Throws: as ``RemoteFiles/open(_:)``.
  package func openedRemote(_ file: FileContent) throws(Errno) -> any RemoteOpening {
    let node = file.node.rawValue
    if let known = openRemote.value(node), !known.isOver { return known }
    guard let remote else { throw .ioError }
    let opened = try remote.open(file)
    openRemote.insert(opened, for: node, weight: 1)
    return opened
  }

  /// Reads file `number` of a shelf, wherever it has been moved to.
  ///
  /// - Throws: EIO when the file is gone, unreadable, or in another version.
  func read(
    _ nodes: ShelfNodes, file number: Int, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64,
    by reader: Reader
  ) throws(Errno) -> ReadOutcome {
    let key = nodes.fileNodes[number]
    if nodes.isRemote {
      let opening: any RemoteOpening
      do throws(Errno) { opening = try openedRemote(FileContent(nodes, number: number)) } catch {
        // Nobody offers it any more.
        throw error == .stale ? .ioError : error
      }
      do throws(Errno) { return try opening.read(into: buffer, at: offset, by: reader) } catch {
        // The next reader opens it anew.
        openRemote.remove(key)
        throw error
      }
    }
    if let source = open.value(key) {
      do throws(Errno) {
        return .bytes(try source.read(into: buffer, at: offset))
      } catch {
        // The next reader opens it anew: the file may have come back as it was.
        open.remove(key)
        throw error
      }
    }
    guard let source = opened(nodes, file: number) else { throw .ioError }
    open.insert(source, for: key, weight: 1)
    return .bytes(try source.read(into: buffer, at: offset))
  }

  private func opened(_ nodes: ShelfNodes, file number: Int) -> SourceFile? {
    // Whatever can stall is read on threads that may wait.
    if let source = try? opened(nodes.shelf.libraryFile(at: number), mayWait: nodes.mayStall) { return source }
    guard let tree else { return nil }
    for case .file(let place) in tree.contents(of: NodeID(rawValue: nodes.fileNodes[number]))
    where !place.isRemote && !place.isSamePlace(as: FileContent(nodes, number: number))
      && (nodes.mayStall || !place.mayStall)
    {
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
