package import Platform
internal import Synchronization

/// Why a save directory cannot be used, in words for the user.
package struct SavesFailure: Error {
  package var message: String

  package init(message: String) { self.message = message }
}

/// The write layer of one view: what programs make in the view's folders, in a directory of the user's own.
///
/// Paths are those below the view, and the files lie at the same paths below the directory. Nothing outside of it is
/// ever touched: every path is opened from its descriptor, by openat2, over no link and into nothing that is mounted
/// below it, which is EXDEV. Calls may wait for the local disk the directory is on, and come from any thread.
///
/// Lock order: `changing`, which is held while names change on the disk, then one of the others, each a leaf.
package final class SavesLayer: Sendable {
  /// The view's name.
  package let view: String
  /// Absolute.
  package let directory: String
  package let usage: SavesUsage

  let root: FileDescriptor
  let changing = Mutex<Void>(())
  let places = Mutex(SavedPlaces())
  /// By node: all openings there are, of this process.
  let opened = Mutex<[UInt64: [OpenSave]]>([:])
  private let hidden = Mutex<Set<SavedPath>>([])
  let claims = Mutex<[HeldLock]>([])

  /// Makes the directory where it is missing, and begins to count what is in it.
  ///
  /// - Parameters:
  ///   - directory: absolute.
  ///   - limit: bytes that its files may occupy; nil for no limit.
  package init(view: String, directory: String, limit: Int64?) throws(SavesFailure) {
    self.view = view
    self.directory = directory
    usage = SavesUsage(limit: limit)
    do throws(Errno) {
      try createDirectories(directory, permissions: Account.current.isRoot ? 0o755 : 0o700)
      let root = try FileDescriptor.open(directory, [.readOnly, .directory])
      if try FileSystemStatus.of(root).mayStall { throw .notSupported }
      self.root = root
    } catch {
      throw SavesFailure(
        message: error == .notSupported
          ? "\(directory) is on a network or FUSE file system, which may not answer: name a directory of a local disk"
          : "\(directory): \(error)")
    }
    countAside()
  }

  /// Somebody has removed the directory: nothing can be made in it any more, though open files go on.
  package var isRemoved: Bool {
    // Not by its links: overlayfs counts one for every directory.
    guard place.hasSuffix(" (deleted)"), let own = try? root.status() else { return false }
    let found = try? FileStatus.of(place)
    return found?.inode != own.inode || found?.device != own.device
  }

  /// Where the directory is now, as far as that can be told: somebody may have renamed it. Absolute, without links.
  package var place: String { (try? readLink("/proc/self/fd/\(root.rawValue)")) ?? directory }

  /// What df(1) shows of the view: the file system of the directory, and no more than the limit leaves.
  package func space() throws(Errno) -> FileSystemStatus {
    var status = try FileSystemStatus.of(root)
    guard let limit = usage.limit else { return status }
    let unit = max(1, status.blockSize)
    let total = UInt64(max(0, limit)) / unit
    let rest = UInt64(max(0, limit - usage.used)) / unit
    status.blocks = min(status.blocks, total)
    status.freeBlocks = min(status.freeBlocks, rest)
    status.availableBlocks = min(status.availableBlocks, rest)
    return status
  }

  /// The saved file at `path` has the name of something of the view's, which is shown instead. Says so once.
  package func isHidden(_ path: SavedPath) {
    guard hidden.withLock({ $0.count < 1000 && $0.insert(path).inserted }) else { return }
    let name = String(decoding: path.bytes, as: UTF8.self)
    Log.warning("\(directory)/\(name) is not shown: \(view)/\(name) is in the library by now")
  }

  // MARK: Directories

  /// Opened by ``FileDescriptor/Mode/path``; nil where there is no such directory.
  func openDirectory(_ path: SavedPath) throws(Errno) -> FileDescriptor? {
    do throws(Errno) { return try root.open(inside: path.bytes, [.path, .directory]) } catch {
      if [.noSuchFile, .notDirectory, .tooManyLinks].contains(error) { return nil }
      throw error
    }
  }

  /// The same, made where it is missing: the view has that folder. Under `changing`.
  func makeDirectories(_ path: SavedPath) throws(Errno) -> FileDescriptor {
    if let there = try openDirectory(path) { return there }
    let permissions = try root.detailedStatus().permissions & 0o777 | 0o700
    var above = SavedPath.root
    for name in path.names {
      let next = above.appending(name)
      if try openDirectory(next) == nil {
        guard let parent = try openDirectory(above) else { throw .noSuchFile }
        do throws(Errno) { try parent.makeDirectory(named: name, permissions: permissions) } catch {
          // A saved file that has the name of what is a folder of the library's by now.
          throw error == .exists ? .readOnly : error
        }
        // For the program the folder was there: it will not ask for it to be kept.
        try root.open(inside: above.bytes, [.readOnly, .directory]).synchronize()
      }
      above = next
    }
    guard let made = try openDirectory(path) else { throw .noSuchFile }
    return made
  }

  /// Removes directories that are empty and only stood for folders of the view's, from `path` upwards. Inside of
  /// ``changingNames(_:)``.
  ///
  /// - Parameter isFolder: whether the view has a folder there.
  package func prune(_ path: SavedPath, where isFolder: (SavedPath) -> Bool) {
    var path = path
    while let (parent, name) = path.split, isFolder(path), let above = try? openDirectory(parent),
      (try? above.remove(named: name, asDirectory: true)) != nil
    {
      path = parent
    }
  }

  // MARK: Counting

  /// Waits, a quarter of a second at most, for a count that begins after this call: somebody may have made room in the
  /// directory itself.
  func recount() {
    let begun = usage.counts.begun
    let deadline = monotonicNanoseconds() + 250_000_000
    while usage.counts.finished <= begun, monotonicNanoseconds() < deadline {
      countAside(sparing: true)
      sleep(nanoseconds: 1_000_000)
    }
  }

  /// Counts what the files occupy, in the background.
  ///
  /// - Parameter isSparing: whether to leave it where counting would take more than a small part of the time.
  func countAside(sparing isSparing: Bool = false) {
    guard usage.beginCount(sparing: isSparing) else { return }
    do throws(Errno) {
      try WorkerThread(name: "count-saves") { [self] in usage.finishCount(isWhole: countFiles()) }.detach()
    } catch {
      Log.error("no thread to count \(directory): \(error)")
      usage.finishCount(isWhole: false)
    }
  }

  /// - Returns: whether everything could be looked at.
  private func countFiles() -> Bool {
    var isWhole = true
    var waiting = [SavedPath.root]
    while let path = waiting.popLast() {
      do throws(Errno) {
        guard let directory = try openDirectory(path) else { continue }
        for (name, kind) in try rawNames(in: path) {
          switch kind {
          // What a file system check has found again is no save, and root's alone.
          case .directory where path == .root && name.elementsEqual("lost+found".utf8): break
          case .directory: waiting.append(path.appending(name))
          case .regular, .unknown: usage.count(name, in: directory)
          case .symbolicLink, .other: break
          }
        }
      } catch {
        // What is mounted there is none of this directory.
        if error == .crossDevice { continue }
        Log.warning("\(self.directory)/\(String(decoding: path.bytes, as: UTF8.self)) is not counted: \(error)")
        // These stay as they are. If nothing were taken for gone because of them, the room of what has been removed
        // elsewhere would never be given back.
        if ![.accessDenied, .nameTooLong].contains(error) { isWhole = false }
      }
    }
    return isWhole
  }

  func rawNames(in path: SavedPath) throws(Errno) -> [(name: [UInt8], kind: EntryKind)] {
    let stream = try DirectoryStream(try root.open(inside: path.bytes, [.readOnly, .directory]))
    var found: [(name: [UInt8], kind: EntryKind)] = []
    while try stream.next({ name, kind in found.append((Array(name), kind)) }) {}
    return found
  }
}
