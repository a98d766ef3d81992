internal import Digest
package import Platform

/// How files of one mounted file system are told apart: what becomes of an inode number in ``FileVersion/inode``.
///
/// Two file systems below one library may have equal inode numbers; only those of the file system that the library's
/// root is on stay as they are. FAT, most FUSE file systems and some network shares number files anew at every mount:
/// a hash of the path takes the place of their numbers.
package struct Volume: Hashable, Sendable {
  private enum Numbering: Hashable, Sendable {
    case inodes
    case mixedInodes
    case paths
  }

  private var numbering: Numbering
  /// The same after a remount and a restart; 0 for the file system of the library's root.
  package private(set) var identity: UInt64

  /// - Parameters:
  ///   - device: `st_dev` of the files.
  ///   - isRoot: it is the file system of the library's root.
  package init(_ fileSystem: FileSystemIdentity, _ mount: MountTable.Entry, device: UInt64, isRoot: Bool) {
    // Files of an overlay can have device numbers of layers, and then inode numbers of several file systems.
    let isWhole = isRoot || device == mount.device || fileSystem.hasSubvolumes
    if isWhole && mount.hasPersistentInodes {
      numbering = isRoot ? .inodes : .mixedInodes
    } else {
      numbering = .paths
    }
    guard !isRoot else {
      identity = 0
      return
    }
    var fields = IdentityFields("volume")
    fields.append(mount.type.utf8)
    // The number is the file system's own and moves with it; without one, the place has to do.
    if fileSystem.number != 0, numbering != .paths {
      fields.append(fileSystem.number)
    } else {
      fields.append(mount.source.utf8)
      fields.append(mount.mountPoint.utf8)
    }
    identity = max(1, fields.digest().prefix)
  }

  /// The version of a file of this volume.
  ///
  /// - Parameter path: makes its raw path below the library's root; called only where paths take part.
  package func version(_ status: FileStatus, path: () -> [UInt8]) -> FileVersion {
    let inode: UInt64 =
      switch numbering {
      case .inodes: status.inode
      case .mixedInodes: Volume.mixed(status.inode ^ identity)
      case .paths: Volume.hash(path())
      }
    return FileVersion(size: status.size, modified: status.modified, inode: inode)
  }

  private static func hash(_ path: [UInt8]) -> UInt64 {
    var fields = IdentityFields("path")
    fields.append(path)
    return fields.digest().prefix
  }

  /// A permutation of the 64-bit numbers (the finaliser of SplitMix64): different inodes stay different.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension MountTable.Entry {
  /// Whether a file has the same inode number after a remount.
  package var hasPersistentInodes: Bool {
    if type == "fuse" || type.hasPrefix("fuse.") { return MountTable.Entry.persistentFUSE.contains(type) }
    if type == "cifs" || type == "smb3" { return options.split(separator: ",").contains("serverino") }
    return !MountTable.Entry.renumbering.contains(type)
  }

  /// `fuseblk` is ntfs-3g nearly always.
  private static let persistentFUSE: Set<String> = ["fuse.mergerfs", "fuse.glusterfs", "fuse.ceph-fuse"]
  private static let renumbering: Set<String> = [
    "vfat", "msdos", "umsdos", "exfat", "9p", "smbfs", "coda", "davfs", "ncpfs", "vboxsf", "prl_fs", "vmhgfs",
  ]
}
