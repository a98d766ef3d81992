internal import Configuration
internal import Platform
internal import Service

/// `vitrine cache`: lists, keeps and removes the ZIPs in the cache of a mount.
struct CacheCommand {
  private let request: CacheRequest
  private let directories: Directories

  init(_ invocation: Invocation) throws(Complaint) {
    request = try CacheRequest(invocation)
    directories = try Directories.current(stateOption: invocation.value(of: "--state"))
  }

  func run() throws(Complaint) -> ExitCode {
    let found: (mountPoint: String, places: [ScanOrder.Place])
    do throws(Complaint) {
      found = try MountChoice(directories, verb: "take", named: request.mountPoint).find(request.paths)
    } catch {
      // Where the cache would be is known without a service.
      if request.action == .path, request.paths.isEmpty, request.keys.isEmpty, request.mountPoint == nil,
        error.code == .notMounted, let directory = configuredDirectory
      {
        tell(directory)
        return .ok
      }
      throw error
    }
    var order = CacheOrder()
    order.keys = request.keys
    order.places = found.places
    // A mount point alone stands for everything in it.
    if found.places.isEmpty, !request.paths.isEmpty { order.places = [.view([])] }
    // Removing large files takes its time on some file systems.
    let (answer, text) = try MountedService(at: found.mountPoint, directories).reply(
      to: ControlRequest(request.action.verb, order.arguments), within: 120)
    if request.writesJSON {
      Output.line(text)
    } else {
      for line in lines(answer) { Output.line(line) }
    }
    return exitCode(answer)
  }

  /// Scripts may rely on it.
  private func exitCode(_ answer: JSONValue) -> ExitCode {
    switch request.action {
    case .list: return .ok
    case .prune, .clear: return answer["failures"].array.isEmpty ? .ok : .failed
    case .pin:
      return answer["missing"].array.isEmpty && !answer["entries"].array.isEmpty ? .ok : .failed
    // What is not there is not kept either.
    case .unpin: return .ok
    case .path:
      guard !request.paths.isEmpty || !request.keys.isEmpty else { return .ok }
      let files = answer["files"].array
      return !files.isEmpty && files.allSatisfy { $0["path"].string != nil } ? .ok : .failed
    }
  }

  private func lines(_ answer: JSONValue) -> [String] {
    let columns = Host.isTerminal(1) ? Host.terminalColumns(1) ?? 80 : nil
    let text = CacheText(now: wallNanoseconds() / 1_000_000_000, width: columns)
    switch request.action {
    case .list:
      guard let cache = StatusReport.Cache(answer["cache"]) else { return ["the service tells of no cache"] }
      return text.list(cache, answer["entries"].array.compactMap { CacheReport($0) })
    case .pin: return text.pinned(answer, true)
    case .unpin: return text.pinned(answer, false)
    case .prune: return text.removal(answer, tellsKept: false)
    case .clear: return text.removal(answer, tellsKept: true)
    case .path:
      if request.paths.isEmpty, request.keys.isEmpty {
        return [answer["directory"].string.map(shown) ?? "there is none"]
      }
      return text.paths(answer)
    }
  }

  private var configuredDirectory: String? {
    SettingsSources.ofThisProcess(config: nil).loadWithPlaces().settings.cache.directory
  }

  private func tell(_ directory: String) {
    guard request.writesJSON else { return Output.line(shown(directory)) }
    var json = JSONWriter()
    json.object { json in
      json.member("ok", true)
      json.member("directory", directory)
    }
    Output.line(json.text)
  }
}

extension CacheRequest.Action {
  /// Of the control socket.
  fileprivate var verb: String { self == .list ? "cache" : "cache-\(rawValue)" }
}
