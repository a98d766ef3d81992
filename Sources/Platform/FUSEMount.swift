internal import CPlatform
internal import Glibc

/// Why a mount or unmount did not work, in words for the user.
package struct MountFailure: Error {
  package var message: String
  /// Something still uses the mount.
  package var isBusy: Bool

  package init(_ message: String, isBusy: Bool = false) {
    self.message = message
    self.isBusy = isBusy
  }
}

/// Makes and ends FUSE mounts of type `fuse.vitrine`: by mount(2) as root, through the set-user-id program fusermount3
/// otherwise.
package enum FUSEMount {
  package static let type = "fuse.vitrine"
  package static let devicePath = "/dev/fuse"

  /// Mounts at `mountPoint`, which exists.
  ///
  /// - Parameters:
  ///   - source: shown as the mount's source, as in `vitrine:/srv/roms`.
  ///   - allowsOthers: whether users other than the one who mounts may enter.
  ///   - isWritable: whether the kernel lets changes through; otherwise it refuses them itself.
  /// - Returns: the connection; the kernel's first request can be read from it.
  package static func make(
    source: String, at mountPoint: String, allowsOthers: Bool, isWritable: Bool
  ) throws(MountFailure) -> FileDescriptor {
    let account = Account.current
    return account.isRoot
      ? try makeDirectly(source: source, at: mountPoint, allowsOthers: allowsOthers, isWritable: isWritable, account)
      : try makeThroughHelper(
        source: source, at: mountPoint, allowsOthers: allowsOthers, isWritable: isWritable)
  }

  private static func makeDirectly(
    source: String, at mountPoint: String, allowsOthers: Bool, isWritable: Bool, _ account: Account
  ) throws(MountFailure) -> FileDescriptor {
    do throws(Errno) {
      let device = try FileDescriptor.open(devicePath, .readWrite)
      let options =
        "fd=\(device.rawValue),rootmode=40000,user_id=\(account.user),group_id=\(account.group),default_permissions"
        + (allowsOthers ? ",allow_other" : "")
      _ = try unwrapped(
        cplatform_mount(source, mountPoint, type, cplatform_mount_flags(isWritable ? 1 : 0), options))
      return device
    } catch {
      let advice = error == .notPermitted ? " (in a container, mounting needs --cap-add SYS_ADMIN)" : ""
      throw MountFailure("cannot mount at \(mountPoint): \(error)\(advice)")
    }
  }

  private static func makeThroughHelper(
    source: String, at mountPoint: String, allowsOthers: Bool, isWritable: Bool
  ) throws(MountFailure) -> FileDescriptor {
    var name = ""
    for character in source {
      if character == "," || character == "\\" { name.append("\\") }
      name.append(character)
    }
    let options =
      "fsname=\(name),subtype=vitrine,\(isWritable ? "rw" : "ro"),nosuid,nodev,default_permissions"
      + (allowsOthers ? ",allow_other" : "")
    let words: String
    do throws(Errno) {
      let pair = try DescriptorPair.socketPair()
      let result = try MountHelper.run(["-o", options, "--", mountPoint], socket: pair.second.rawValue)
      // It has ended, so what it sent is in the socket already.
      if result.succeeded, try waitForInput(pair.first, until: 0), let device = try pair.first.receiveDescriptor() {
        return device
      }
      words = result.words
    } catch {
      throw MountFailure(MountHelper.explanation(of: error))
    }
    throw MountFailure("cannot mount at \(mountPoint): \(words)")
  }

  /// Ends the mount at `mountPoint`; nothing mounted there is an error.
  ///
  /// - Parameters:
  ///   - lazily: takes it out of the directory tree at once although something still uses it.
  ///   - aborting: has every request that waits fail; only root can, others close the connection instead.
  package static func end(at mountPoint: String, lazily: Bool, aborting: Bool = false) throws(MountFailure) {
    if Account.current.isRoot {
      do throws(Errno) {
        _ = try unwrapped(cplatform_unmount(mountPoint, aborting ? 1 : 0, lazily ? 1 : 0))
      } catch {
        throw MountFailure("cannot unmount \(mountPoint): \(error)", isBusy: error == .busy)
      }
      return
    }
    let result: MountHelper.Result
    do throws(Errno) {
      result = try MountHelper.run(["-u"] + (lazily ? ["-z"] : []) + ["--", mountPoint])
    } catch {
      throw MountFailure(MountHelper.explanation(of: error))
    }
    if !result.succeeded {
      throw MountFailure(
        "cannot unmount \(mountPoint): \(result.words)", isBusy: result.words.contains("resource busy"))
    }
  }
}
