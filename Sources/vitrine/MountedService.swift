internal import Platform
internal import Service

/// A mount that a command is about: where it is, and how its service is reached.
struct MountedService {
  /// Absolute, without links.
  let mountPoint: String
  let entry: RuntimeEntry

  /// - Parameter given: the mount point as on the command line.
  init(_ given: String, _ invocation: Invocation) throws(Complaint) {
    let place: String
    do throws(Errno) { place = try resolvedMountPoint(given) } catch {
      throw Complaint(.notMounted, "\(given): \(error)")
    }
    self.init(at: place, try Directories.current(stateOption: invocation.value(of: "--state")))
  }

  /// - Parameters:
  ///   - mountPoint: absolute, without links.
  ///   - directories: where its files are, unless it was mounted with another `--state`.
  init(at mountPoint: String, _ directories: Directories) {
    self.mountPoint = mountPoint
    let usual = directories.runtimeEntry(of: mountPoint)
    entry = usual.isHeld ? usual : MountedService.reportedEntry(of: mountPoint, like: usual) ?? usual
  }

  /// Where the mount itself says that its files are.
  ///
  /// Another user's mount may say anything: the name must be the one of this mount point, and the file this user's or
  /// root's, before something is removed or a process gets a signal because of it.
  private static func reportedEntry(of mountPoint: String, like usual: RuntimeEntry) -> RuntimeEntry? {
    guard let base = report(in: mountPoint)?["runtime"].string, base.hasPrefix("/"),
      base.split(separator: "/").last == usual.base.split(separator: "/").last
    else { return nil }
    let entry = RuntimeEntry(base: base)
    guard let owner = (try? FileStatus.of(entry.descriptionPath, followingLinks: false))?.owner,
      owner == 0 || owner == Account.current.user
    else { return nil }
    return entry
  }

  /// Whether somebody keeps the mount going, if only by replacing its service at this moment.
  var isServed: Bool { entry.isHeld }

  /// Has the supervisor end the mount.
  ///
  /// - Returns: false where there is none, or it is another user's.
  func terminateSupervisor() -> Bool {
    guard entry.isHeld, let process = entry.description?["pid"].integer, let number = Int32(exactly: process),
      let owner = (try? FileStatus.of(entry.descriptionPath))?.owner,
      (try? FileStatus.of("/proc/\(number)"))?.owner == owner
    else { return false }
    return send(.terminate, to: number)
  }

  /// What the mount itself says, for whoever may enter it; nil when nothing of Vitrine's is mounted, or it hangs.
  static func reportBytes(in mountPoint: String) -> [UInt8]? {
    guard (try? MountTable.current())?.topmost(at: mountPoint)?.type == FUSEMount.type else { return nil }
    return attempt(within: 5) { try? readFile("\(mountPoint)/.vitrine/status.json") } ?? nil
  }

  static func report(in mountPoint: String) -> JSONValue? {
    reportBytes(in: mountPoint).flatMap { JSONValue($0) }
  }

  /// Why there is nothing to ask or to end at a place where no mount of Vitrine's is.
  var nothingMounted: Complaint {
    let table = try? MountTable.current()
    if let other = table?.topmost(at: mountPoint), other.type != FUSEMount.type {
      return Complaint(.notMounted, "\(mountPoint) is a mount of type \(other.type), not of Vitrine")
    }
    if let outer = table?.holding(mountPoint), outer.type == FUSEMount.type {
      return Complaint(.notMounted, "\(mountPoint) is inside a mount; its mount point is \(outer.mountPoint)")
    }
    return Complaint(.notMounted, "nothing is mounted at \(mountPoint)")
  }

  /// The answer of the service; else why there is none.
  func ask(_ verb: String) throws(Complaint) -> [UInt8] { try ask(ControlRequest(verb)) }

  func ask(_ request: ControlRequest, within seconds: UInt64 = 5) throws(Complaint) -> [UInt8] {
    do throws(Errno) {
      return try ControlClient.ask(request, of: entry, within: seconds)
    } catch {
      switch MountCondition.of(mountPoint, entry: entry) {
      case .free: throw nothingMounted
      case .stale:
        throw Complaint(
          .notMounted,
          "\(mountPoint): its service died; mount it again, or: \(Output.command("unmount", mountPoint))")
      case .live:
        throw Complaint(
          .failed,
          error == .accessDenied || error == .noSuchFile
            ? "\(mountPoint): the mount is another user's" : "\(mountPoint): its service does not answer (\(error))")
      }
    }
  }
}
