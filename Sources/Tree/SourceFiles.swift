package import Model
package import Platform

/// The members of ZIPs that are open at the moment, so that a read does not open its file every time.
package final class SourceFiles: Sendable {
  private let open: RecentlyUsed<SourceFile>

  /// - Parameter capacity: descriptors kept open.
  package init(capacity: Int) { open = RecentlyUsed(capacity: capacity) }

  /// Reads file `number` of a shelf.
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
    let source: SourceFile
    do throws(Errno) {
      // Whatever can stall is read on threads that may wait.
      source = try opened(nodes.shelf.libraryFile(at: number), mayWait: nodes.mayStall)
    } catch {
      throw .ioError
    }
    open.insert(source, for: key, weight: 1)
    return try source.read(into: buffer, at: offset)
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
