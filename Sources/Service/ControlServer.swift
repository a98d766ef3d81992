package import Platform

/// Answers the control socket, one connection at a time, on a thread of its own.
package final class ControlServer: Sendable {
  /// What a request leads to.
  package struct Actions: Sendable {
    package var status: @Sendable () -> [UInt8]
    package var rescan: @Sendable () -> Void
    package var unmount: @Sendable () -> Void

    package init(
      status: @escaping @Sendable () -> [UInt8], rescan: @escaping @Sendable () -> Void,
      unmount: @escaping @Sendable () -> Void
    ) {
      self.status = status
      self.rescan = rescan
      self.unmount = unmount
    }
  }

  private let listener: FileDescriptor
  private let actions: Actions

  /// - Parameter listener: a listening stream socket.
  package init(_ listener: consuming FileDescriptor, _ actions: Actions) {
    self.listener = listener
    self.actions = actions
  }

  /// Serves until the process ends.
  package func start() throws(Errno) {
    try WorkerThread(name: "control") { [self] in
      while true {
        do throws(Errno) {
          try answer(try listener.acceptConnection())
        } catch {
          // A client that went away, or no descriptor left: neither may keep this thread busy.
          if error != .brokenPipe { Log.debug("control socket: \(error)") }
          sleep(nanoseconds: 10_000_000)
        }
      }
    }.detach()
  }

  private func answer(_ connection: consuming FileDescriptor) throws(Errno) {
    // The next client must not wait for one that says nothing.
    try connection.setSocketTimeout(milliseconds: 2000)
    var line: [UInt8] = []
    while !line.contains(0x0A), line.count < 256 {
      let part = try connection.readSome(limit: 256)
      if part.isEmpty { break }
      line += part
    }
    let request = String(decoding: line.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    switch request {
    case "status": try send(actions.status(), to: connection)
    case "version": try send(Array("{\"version\":\"\(Version.current)\"}\n".utf8), to: connection)
    case "rescan":
      actions.rescan()
      try send(Array("{\"ok\":true}\n".utf8), to: connection)
    case "unmount":
      try send(Array("{\"ok\":true}\n".utf8), to: connection)
      actions.unmount()
    default:
      try send(
        Array("{\"ok\":false,\"error\":\"the requests are status, version, rescan and unmount\"}\n".utf8),
        to: connection)
    }
  }

  private func send(_ answer: [UInt8], to connection: borrowing FileDescriptor) throws(Errno) {
    var rest = answer[...]
    while !rest.isEmpty {
      // A stream takes what it has room for.
      rest = rest.dropFirst(try connection.sendPart(rest))
    }
  }
}
