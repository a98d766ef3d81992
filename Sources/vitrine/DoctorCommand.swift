internal import Configuration
internal import Platform
internal import Service

/// `vitrine doctor`: what this machine has of what Vitrine needs.
struct DoctorCommand {
  private enum Finding {
    case ok(String)
    /// It works, with less.
    case warning(String)
    /// Nothing can be mounted.
    case failure(String)
  }

  private let directories: Directories
  private let account = Account.current

  init(_ invocation: Invocation) throws(Complaint) {
    directories = try Directories.current(stateOption: invocation.value(of: "--state"))
  }

  func run() throws(Complaint) -> ExitCode {
    let findings =
      [kernel(), device(), helper(), others(), queue(), programs()] + libraries() + [state(), configuration()]
      + cache() + mounts()
    var isHealthy = true
    for finding in findings {
      switch finding {
      case .ok(let text): Output.line("ok    \(text)")
      case .warning(let text): Output.line("warn  \(text)")
      case .failure(let text):
        Output.line("fail  \(text)")
        isHealthy = false
      }
    }
    return isHealthy ? .ok : .failed
  }

  private func kernel() -> Finding {
    let version = Host.kernelVersion
    if version < KernelVersion(major: 5, minor: 6) {
      return .failure("kernel \(version): 5.6 or newer is needed")
    }
    if version.canResend { return .ok("kernel \(version): a restarted service goes on where the old one was") }
    return .warning("kernel \(version): a restart of the service interrupts readers (6.9 or newer would not)")
  }

  private func device() -> Finding {
    if let problem = FUSEAvailability.deviceProblem() { return .failure(problem) }
    return .ok("\(FUSEMount.devicePath) can be opened")
  }

  private func helper() -> Finding {
    guard let problem = FUSEAvailability.helperProblem() else {
      return .ok("\(MountHelper.name), through which ordinary users mount, is there")
    }
    return account.isRoot ? .warning("ordinary users cannot mount: \(problem)") : .failure(problem)
  }

  private func others() -> Finding {
    if FUSEAvailability.usersMayAllowOthers() { return .ok("ordinary users may mount with -o allow_other") }
    if account.isRoot {
      return .ok("-o allow_other is root's alone; a line `user_allow_other` in /etc/fuse.conf gives it to all")
    }
    return .warning("ordinary users cannot use -o allow_other: put a line `user_allow_other` into /etc/fuse.conf")
  }

  private func queue() -> Finding {
    let path = "/sys/module/fuse/parameters/max_user_bgreq"
    guard let bytes = try? readFile(path),
      let limit = Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
    else { return .warning("\(path) cannot be read: how many reads may wait at once is not known") }
    if account.isRoot || limit >= 256 { return .ok("up to \(account.isRoot ? 4096 : limit) reads may wait at once") }
    return .warning("only \(limit) reads may wait at once: echo 4096 > \(path) as root")
  }

  private func programs() -> Finding {
    guard let path = try? Host.executablePath(), let slash = path.lastIndex(of: "/") else {
      return .failure("this program's own file is not found")
    }
    let supervisor = "\(path[..<slash])/vitrine-supervisor"
    if !Host.canExecute(supervisor) { return .failure("\(supervisor) is missing: install it beside vitrine") }
    return .ok("\(supervisor) is there")
  }

  private func libraries() -> [Finding] {
    LibraryVersions.all.map { .ok("\($0.name) \($0.version)") }
  }

  private func state() -> Finding {
    let path = directories.state
    let existing = innermostExisting(path)
    guard Host.canWrite(existing) else {
      return .failure("state directory \(path): this user may not write to \(existing); use --state DIR")
    }
    guard let space = try? FileSystemStatus.of(existing) else { return .ok("state directory \(path)") }
    let free = Double(space.availableBlocks) * Double(space.blockSize)
    let text = "state directory \(path): \(size(free)) free"
    return free < Double(100 << 20) ? .warning("\(text); the catalog of a large library needs 100 MiB") : .ok(text)
  }

  private func configuration() -> Finding {
    let sources = SettingsSources.ofThisProcess(config: nil)
    let loaded = MachineCheck.run(sources.loadWithPlaces(), for: .report)
    let place = loaded.file ?? sources.file.map { "\($0.path) (not there)" } ?? "of no file"
    let advice = Output.command("config", "check")
    if !loaded.isUsable { return .failure("configuration \(place) has mistakes: \(advice)") }
    if !loaded.warnings.isEmpty { return .warning("configuration \(place): \(advice) has something to say") }
    return .ok("configuration \(place)")
  }

  private func cache() -> [Finding] {
    let loaded = MachineCheck.run(SettingsSources.ofThisProcess(config: nil).loadWithPlaces(), for: .report)
    let services = KnownMounts.all(directories).filter { !KnownMounts.isStrangers($0) }
    let mounted = KnownMounts.withLibraries(services, directories).flatMap(\.libraries)
    return CacheOutlook(loaded.settings, mounted: mounted).findings.map {
      $0.isWarning ? .warning($0.text) : .ok($0.text)
    }
  }

  private func mounts() -> [Finding] {
    let mounted = (try? MountTable.current())?.entries.filter { $0.type == FUSEMount.type } ?? []
    return Set(mounted.map(\.mountPoint)).sorted().map { place in
      switch MountCondition.of(place, entry: directories.runtimeEntry(of: place)) {
      case .free, .live: live(place)
      case .stale: .warning("\(place): its service died; mount it again, or: \(Output.command("unmount", place))")
      }
    }
  }

  /// What a running mount says of itself.
  private func live(_ place: String) -> Finding {
    guard let profile = MountedService.report(in: place)?["profile"], profile["passthrough"].boolean == false else {
      return .ok("\(place) is mounted")
    }
    let reasons = profile["passthroughReasons"].array.compactMap(\.string)
    return .warning(
      "\(place) is mounted, and every read goes through its service"
        + (reasons.isEmpty ? "" : "; no passthrough: \(reasons.joined(separator: "; "))"))
  }
}
