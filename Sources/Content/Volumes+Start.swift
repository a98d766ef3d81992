package import Model
internal import Platform

extension Volumes {
  /// Asks the file systems of a library that can stall what they are, before the first reader comes: on a thread for
  /// each, and without waiting for one that does not answer.
  ///
  /// - Parameter deadline: in ``monotonicNanoseconds()``.
  package func examineStalling(of root: LibraryRoot, until deadline: UInt64) {
    guard let mounts = try? MountTable.current() else { return }
    let below = mounts.entries.filter { $0.mayStall && isPath($0.mountPoint, within: root.path) }.map(\.mountPoint)
    let isOwn = mounts.holding(root.path)?.mayStall ?? false
    let paths = Set(below + (isOwn ? [root.path] : [])).prefix(Volumes.startLimit)
    let left = Monitor(paths.count)
    for path in paths {
      do throws(Errno) {
        try WorkerThread(name: "volume") {
          self.examine(path, of: root)
          left.signal { $0 -= 1 }
        }.detach()
      } catch {
        left.signal { $0 -= 1 }
      }
    }
    left.wait(until: deadline) { $0 == 0 ? () : nil }
  }

  private static let startLimit = 64

  private func examine(_ path: String, of root: LibraryRoot) {
    do throws(Errno) {
      let rootDescriptor = try FileDescriptor.open(root.path, [.path, .directory])
      // Not `.path` alone: an automatic mount is mounted by opening it.
      let folder = try FileDescriptor.open(path, [.readOnly, .directory])
      _ = try examine(folder, try folder.status(), in: root, rootDescriptor)
    } catch {
      Log.debug("cannot ask the file system at \(path) what it is: \(error)")
    }
  }
}
