internal import CPlatform

extension MountTable.Entry {
  /// Whether a request can wait for a network, a hypervisor or another process.
  package var mayStall: Bool { MountTable.Entry.mayStall(type: type) }

  /// The same of any file system of a type.
  package static func mayStall(type: String) -> Bool {
    if type == "fuse" || type.hasPrefix("fuse.") || type == "fuseblk" { return true }
    return stallingTypes.contains(type)
  }

  private static let stallingTypes: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "virtiofs", "coda", "davfs", "ncpfs", "gfs2", "ocfs2",
    "lustre", "glusterfs", "orangefs", "vboxsf", "prl_fs", "vmhgfs", "autofs",
  ]

  /// Whether its files are those of another file system below it: the kernel then lets no third one lie on both.
  package var isLayered: Bool { MountTable.Entry.isLayered(type: type) }

  /// As ``isLayered``, of a type in the mount table.
  package static func isLayered(type: String) -> Bool {
    ["overlay", "aufs", "ecryptfs", "unionfs", "wrapfs"].contains(type)
  }

  /// `st_dev` of what is mounted.
  package var device: UInt64 {
    let major = UInt64(major)
    let minor = UInt64(minor)
    return (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | (minor & 0xFF) | (minor & ~0xFF) << 12
  }
}

/// Notices changes of the mounts without reading the list. Wraps poll(2) on `/proc/self/mountinfo`.
package struct MountWatch: ~Copyable, Sendable {
  private let list: FileDescriptor

  package init() throws(Errno) { list = try FileDescriptor.open("/proc/self/mountinfo", .readOnly) }

  /// For poll(2), which reports an error when something has changed.
  package var number: Int32 { list.rawValue }

  /// Whether something was mounted or unmounted since this was made or last asked.
  package mutating func hasChanged() -> Bool { cplatform_mounts_changed(list.rawValue) != 0 }
}

extension FileDescriptor {
  /// The number of the mount the file was opened through, ``MountTable/Entry/id``. Asks the kernel alone, never the
  /// file system.
  package borrowing func mountID() throws(Errno) -> UInt64 {
    let information = try FileDescriptor.open("/proc/self/fdinfo/\(rawValue)", .readOnly)
    let text = String(decoding: try information.readToEnd(limit: 64 << 10), as: UTF8.self)
    for line in text.split(separator: "\n") where line.hasPrefix("mnt_id:") {
      if let number = UInt64(line.dropFirst("mnt_id:".count).drop { $0 == "\t" || $0 == " " }) { return number }
    }
    throw .noSuchFile
  }

  /// Kind and identity of the file system the file is on. Wraps fstatfs(2), which waits for a server that is away.
  package borrowing func fileSystemIdentity() throws(Errno) -> FileSystemIdentity {
    var values: [UInt64] = [0, 0]
    _ = try unwrapped(cplatform_fstatfs(rawValue, &values))
    return FileSystemIdentity(type: values[0], number: values[1])
  }
}

/// What fstatfs(2) tells file systems apart by.
package struct FileSystemIdentity: Hashable, Sendable {
  /// The magic number, such as 0xEF53 for ext4.
  package var type: UInt64
  /// `f_fsid`; 0 where the file system has none.
  package var number: UInt64

  /// Parts of one Btrfs or bcachefs mount have device numbers of their own, and numbers of their own here.
  package var hasSubvolumes: Bool { type == 0x9123_683E || type == 0xCA45_1A4E }
}
