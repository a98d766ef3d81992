package import Model
package import Platform
internal import Synchronization

/// The file systems below the libraries of this process, by device number: asked once each, until the mounts change.
///
/// Callable from any thread. The lock is never held while a file system is asked.
package final class Volumes: Sendable {
  /// Mounts are the process's, and so is this.
  package static let shared = Volumes()

  private struct Key: Hashable {
    var root: String
    var device: UInt64
  }

  private struct Known {
    var volume: Volume
    var mount: MountTable.Entry
  }

  private struct State: ~Copyable {
    var known: [Key: Known] = [:]
    var watch: MountWatch?
    var mounts = MountTable(parsing: "")

    /// Drops what may be another file system under the same device number by now.
    mutating func followMounts() throws(Errno) {
      let isFirst = watch == nil
      if isFirst { watch = try MountWatch() }
      guard watch?.hasChanged() ?? true || isFirst else { return }
      mounts = try MountTable.current()
      // Asking a local file system again costs nothing. One that may stall is asked again by discovery alone, so it
      // stays as long as its line does.
      let lines = Set(mounts.entries)
      known = known.filter { $0.value.mount.mayStall && lines.contains($0.value.mount) }
    }
  }

  private let state = Mutex(State())

  private init() {}

  /// The volume of an open file.
  ///
  /// - Parameters:
  ///   - file: what `status` is of; `.path` is enough.
  ///   - rootDescriptor: the library's root.
  ///   - mayWait: whether the caller's thread may wait for a server that is away. Otherwise a file system that can
  ///     stall has to be known already, from a call by discovery.
  /// - Returns: nil where the volume is not known and may not be asked.
  package func volume(
    of file: borrowing FileDescriptor, _ status: FileStatus, in root: LibraryRoot,
    _ rootDescriptor: borrowing FileDescriptor, mayWait: Bool
  ) throws(Errno) -> Volume? {
    let key = Key(root: root.path, device: status.device)
    if let volume = try known(key) { return volume }
    let number = try file.mountID()
    let mount = state.withLock { state in state.mounts.entries.first { $0.id == number } }
    guard let mount, mayWait || !mount.mayStall else { return nil }
    return try ask(file, key, mount, rootDescriptor)
  }

  /// As ``volume(of:_:in:_:mayWait:)``, but asks the file system again, and waits for it. For discovery.
  package func examine(
    _ file: borrowing FileDescriptor, _ status: FileStatus, in root: LibraryRoot,
    _ rootDescriptor: borrowing FileDescriptor
  ) throws(Errno) -> Volume {
    let key = Key(root: root.path, device: status.device)
    _ = try known(key)
    let number = try file.mountID()
    // Unmounted since, and kept only by the descriptor: the next look finds what is there now.
    guard let mount = state.withLock({ state in state.mounts.entries.first { $0.id == number } }) else {
      throw .stale
    }
    return try ask(file, key, mount, rootDescriptor)
  }

  private func known(_ key: Key) throws(Errno) -> Volume? {
    try state.withLock { (state: inout State) throws(Errno) -> Volume? in
      try state.followMounts()
      return state.known[key]?.volume
    }
  }

  private func ask(
    _ file: borrowing FileDescriptor, _ key: Key, _ mount: MountTable.Entry, _ root: borrowing FileDescriptor
  ) throws(Errno) -> Volume {
    let volume = Volume(
      try file.fileSystemIdentity(), mount, device: key.device, isRoot: try root.status().device == key.device)
    state.withLock { $0.known[key] = Known(volume: volume, mount: mount) }
    return volume
  }
}
