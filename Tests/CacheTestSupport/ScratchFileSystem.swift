internal import Platform
internal import TestSupport

/// A file system of a test's own in an image file, unmounted when the last reference goes.
package final class ScratchFileSystem: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case xfs, btrfs, ext4, tmpfs
    package var canShareBlocks: Bool { self == .xfs || self == .btrfs }
  }

  package let kind: Kind
  /// Where it is mounted.
  package let path: String
  private let workspace: TemporaryDirectory

  /// - Parameter mebibytes: its size; XFS is never smaller than 300.
  /// - Returns: nil where this machine cannot; says why.
  package static func make(_ kind: Kind, mebibytes: Int = 512) throws -> ScratchFileSystem? {
    if Account.current.user != 0 {
      print("skipped: only root can mount \(kind.rawValue)")
      return nil
    }
    let workspace = try TemporaryDirectory()
    let path = try workspace.makeDirectory("mounted")
    if kind != .tmpfs {
      guard hasTool("mkfs.\(kind.rawValue)") else { return nil }
      try Files.writeSparse(workspace("image"), size: Int64(mebibytes) << 20)
      let options: [String] =
        switch kind {
        case .xfs: ["-q", "-m", "reflink=1"]
        case .btrfs: ["-q"]
        case .ext4, .tmpfs: ["-q", "-m", "0"]
        }
      let made = try ExternalProgram.run("mkfs.\(kind.rawValue)", options + [workspace("image")])
      guard made.status == 0 else { throw TestFailure("mkfs.\(kind.rawValue): \(made.errorText)") }
    }
    let arguments =
      kind == .tmpfs
      ? ["-t", "tmpfs", "-o", "size=\(mebibytes)m", "none", path]
      : ["-t", kind.rawValue, "-o", "loop", workspace("image"), path]
    let mounted = try ExternalProgram.run("mount", arguments)
    guard mounted.status == 0 else {
      print("skipped: this machine does not mount \(kind.rawValue): \(mounted.errorText)")
      return nil
    }
    return ScratchFileSystem(kind, path, workspace)
  }

  private init(_ kind: Kind, _ path: String, _ workspace: TemporaryDirectory) {
    self.kind = kind
    self.path = path
    self.workspace = workspace
  }

  deinit { _ = try? ExternalProgram.run("umount", [path]) }

  /// The path of `name` in it; nothing is created.
  package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Bytes that are free once everything has reached the disk.
  package func free() throws -> Int64 {
    let synced = try ExternalProgram.run("sync", ["-f", path])
    guard synced.status == 0 else { throw TestFailure("sync: \(synced.errorText)") }
    return try FileDescriptor.open(path, [.readOnly, .directory]).fileSystemSpace().free
  }
}
