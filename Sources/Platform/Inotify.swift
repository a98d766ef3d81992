internal import Glibc

/// Tells of changes in directories as they happen, of local ones only: what another machine writes to a network share
/// is never reported. Wraps inotify(7).
///
/// Directories are added from any thread; one thread reads.
package struct Inotify: ~Copyable, Sendable {
  /// The kernel's number of a watched directory. The same directory has one number, under whatever path; a number is
  /// not used again.
  package typealias Watch = Int32

  /// What has happened to a directory or to an entry of it.
  package struct Event: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// An entry is there that was not.
      case created, movedIn
      /// An entry is gone.
      case deleted, movedOut
      /// An entry's bytes have changed; more may come.
      case modified
      /// A writer has closed an entry.
      case written
      /// Permissions, times or links of an entry or of the directory itself.
      case attributes
      /// The directory itself is gone or has another name.
      case lost
      /// The directory's file system is unmounted.
      case unmounted
      /// The watch has ended: removed, or the directory is gone.
      case ended
      /// Events were lost; ``Event/watch`` means nothing.
      case overflow
    }

    package var watch: Watch
    package var kind: Kind
    /// The entry it is about; empty for the directory itself. Raw.
    package var name: [UInt8]
    package var isDirectory: Bool

    package init(watch: Watch, kind: Kind, name: [UInt8], isDirectory: Bool) {
      self.watch = watch
      self.kind = kind
      self.name = name
      self.isDirectory = isDirectory
    }
  }

  /// To wait for with poll(2); readable when there are events.
  package let descriptor: FileDescriptor

  /// - Throws: EMFILE where this user has `max_user_instances` already.
  package init() throws(Errno) {
    descriptor = FileDescriptor(owning: try checked { inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) })
  }

  private static let mask =
    UInt32(IN_CREATE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE) | UInt32(IN_CLOSE_WRITE)
    | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
  private static let selfMask = UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)

  /// Watches an open directory, or one that is watched already.
  ///
  /// - Parameters:
  ///   - directory: opened in any way, also for its path alone.
  ///   - reportsLoss: whether to tell when the directory itself goes or moves. Asked for once, it stays.
  /// - Throws: ENOSPC where this user has `max_user_watches` already, EACCES where the directory may not be read.
  package borrowing func watch(_ directory: borrowing FileDescriptor, reportsLoss: Bool) throws(Errno) -> Watch {
    // A mask replaces the one before; adding to it would let nothing be taken back, and nothing is.
    let mask = Inotify.mask | UInt32(IN_MASK_ADD) | (reportsLoss ? Inotify.selfMask : 0)
    // The link in /proc leads to the very directory that is open, wherever its path leads by now.
    let path = "/proc/self/fd/\(directory.rawValue)"
    return try checked { inotify_add_watch(descriptor.rawValue, path, mask) }
  }

  /// Ends a watch; one that has ended already is no error.
  package borrowing func end(_ watch: Watch) { _ = inotify_rm_watch(descriptor.rawValue, watch) }

  /// Takes what there is, without waiting.
  package borrowing func read() throws(Errno) -> [Event] {
    var events: [Event] = []
    var failure: Errno?
    // The largest event has a name of 255 bytes; this holds some hundred at once.
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
      do throws(Errno) {
        while true {
          let count = try descriptor.read(into: buffer)
          if count <= 0 { return }
          Inotify.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &events)
        }
      } catch {
        if error != .again { failure = error }
      }
    }
    if let failure, events.isEmpty { throw failure }
    return events
  }

  /// `struct inotify_event`: watch, mask, cookie, the name's length, and the name with NUL bytes behind it.
  private static func parse(_ bytes: UnsafeRawBufferPointer, into events: inout [Event]) {
    let header = 16
    var offset = 0
    while offset + header <= bytes.count {
      let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      guard offset + header + length <= bytes.count else { return }
      let name = bytes[(offset + header)..<(offset + header + length)].prefix { $0 != 0 }
      if let kind = Event.Kind(mask) {
        events.append(
          Event(watch: watch, kind: kind, name: Array(name), isDirectory: mask & UInt32(IN_ISDIR) != 0))
      }
      offset += header + length
    }
  }
}

extension Inotify.Event.Kind {
  private static let kinds: [(Int, Self)] = [
    (Int(IN_Q_OVERFLOW), .overflow), (Int(IN_IGNORED), .ended), (Int(IN_UNMOUNT), .unmounted),
    (Int(IN_DELETE_SELF), .lost), (Int(IN_MOVE_SELF), .lost), (Int(IN_CREATE), .created), (Int(IN_DELETE), .deleted),
    (Int(IN_MOVED_FROM), .movedOut), (Int(IN_MOVED_TO), .movedIn), (Int(IN_CLOSE_WRITE), .written),
    (Int(IN_MODIFY), .modified), (Int(IN_ATTRIB), .attributes),
  ]

  fileprivate init?(_ mask: UInt32) {
    guard let kind = Self.kinds.first(where: { mask & UInt32($0.0) != 0 })?.1 else { return nil }
    self = kind
  }
}

/// How many directories this user may watch in all programs together.
package func watchLimit() -> Int? {
  guard let text = try? readFile("/proc/sys/fs/inotify/max_user_watches", limit: 64) else { return nil }
  return Int(String(decoding: text, as: UTF8.self).filter(\.isNumber))
}
