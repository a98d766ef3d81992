internal import Model
internal import Mount
internal import Platform

extension StatusReport.Profile {
  /// What this mount has, and what would give it more.
  ///
  /// - Parameters:
  ///   - roots: those that are shown.
  ///   - refused: roots with folders that the kernel refused to read itself.
  init(
    passthrough: (isActive: Bool, openFiles: Int, obstacle: PassthroughObstacle?), roots: [LibraryRoot],
    refused: Set<LibraryRoot>
  ) {
    self.init()
    let version = Host.kernelVersion
    resend = version.canResend
    if !resend { reasons.append("kernel \(version) cannot resend requests, 6.9 and newer can") }
    self.passthrough = passthrough.isActive
    openFiles = passthrough.openFiles
    if let obstacle = passthrough.obstacle {
      passthroughReasons.append(StatusReport.Profile.words(for: obstacle, version))
    } else {
      passthroughReasons += StatusReport.Profile.words(for: roots, refused: refused)
    }
  }

  private static func words(for obstacle: PassthroughObstacle, _ version: KernelVersion) -> String {
    switch obstacle {
    case .notOffered where !version.canPassThrough: "kernel \(version) does not have it, 6.9 and newer do"
    case .notOffered: "this kernel does not offer it (it is built without CONFIG_FUSE_PASSTHROUGH)"
    case .notPrivileged: "only root can have it: mount as root; with --user NAME the service still runs as that user"
    case .refused(.notPermitted):
      "the kernel refused it to this process: it takes CAP_SYS_ADMIN of the machine itself, which a container has with "
        + "--privileged or --cap-add SYS_ADMIN and without a user namespace"
    case .refused(let error): "the kernel refused it (\(error))"
    }
  }

  private static func words(for roots: [LibraryRoot], refused: Set<LibraryRoot>) -> [String] {
    guard let mounts = try? MountTable.current() else { return [] }
    return roots.compactMap { root in
      guard let mount = mounts.holding(root.path) else { return nil }
      let (path, type) = (root.path, mount.type)
      if mount.mayStall { return "\(path) lies on \(type), which the service reads with a deadline" }
      if mount.isLayered {
        return "\(path) lies on \(type); put it on a disk's own file system, in a container on a volume"
      }
      return refused.contains(root) ? "the kernel does not take files of \(path) (\(type))" : nil
    }
  }
}
