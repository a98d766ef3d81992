internal import Platform

/// Whether this machine lets this user mount.
enum FUSEAvailability {
  /// What is wrong with /dev/fuse, and what to do; nil when nothing is.
  static func deviceProblem() -> String? {
    let path = FUSEMount.devicePath
    do throws(Errno) {
      _ = try FileDescriptor.open(path, .readWrite)
      return nil
    } catch {
      return switch error {
      case .noSuchFile, .noSuchDevice:
        "\(path) is missing: load the module (modprobe fuse), or start the container with --device \(path)"
      case .accessDenied, .notPermitted:
        "\(path) cannot be opened by this user: chmod 666 \(path) as root, or allow it in the container"
      default: "\(path) cannot be opened: \(error)"
      }
    }
  }

  /// What is wrong with fusermount3, which ordinary users mount through; nil when nothing is.
  static func helperProblem() -> String? {
    guard let program = Host.findProgram(MountHelper.name) else {
      return "\(MountHelper.name) is missing: apt-get install fuse3"
    }
    guard let status = try? FileStatus.of(program), status.permissions & 0o4000 != 0, status.owner == 0 else {
      return "\(program) is not set-user-id root: chown root \(program) && chmod u+s \(program), "
        + "or apt-get install --reinstall fuse3"
    }
    return nil
  }

  /// Whether /etc/fuse.conf lets ordinary users use allow_other.
  static func usersMayAllowOthers() -> Bool {
    guard let bytes = try? readFile("/etc/fuse.conf") else { return false }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { line in
      line.split(whereSeparator: \.isWhitespace) == ["user_allow_other"]
    }
  }
}
