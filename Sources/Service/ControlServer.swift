package import Platform

/// Answers the control socket, one connection at a time, on a thread of its own.
package final class ControlServer: Sendable {
  /// What is done with a request's arguments, on the control thread; one JSON object and a line feed.
  package typealias Handler = @Sendable (_ arguments: [[UInt8]]) -> [UInt8]

  /// A handler's whole answer where there is nothing to tell.
  package static let done = Array("{\"ok\":true}\n".utf8)

  /// A handler's answer where the request cannot be met.
  package static func refusal(_ reason: String) -> [UInt8] { refusal(Complaint(.failed, reason)) }

  /// As ``refusal(_:)-(String)``, with the exit code for who asked.
  package static func refusal(_ complaint: Complaint) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("ok", false)
      json.member("error", complaint.message)
      json.member("code", complaint.code.rawValue)
    }
    return json.bytes + [0x0A]
  }

  /// A handler's answer where the request is met.
  ///
  /// - Parameter body: adds what there is to tell.
  static func success(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("ok", true)
      body(&json)
    }
    return json.bytes + [0x0A]
  }

  private let listener: FileDescriptor
  private let handlers: [String: Handler]
  private let unmount: @Sendable () -> Void

  /// - Parameters:
  ///   - listener: a listening stream socket.
  ///   - handlers: by the verb of the request.
  ///   - unmount: called after the answer is sent, because the process may end of it.
  package init(
    _ listener: consuming FileDescriptor, handlers: [String: Handler], unmount: @escaping @Sendable () -> Void
  ) {
    self.listener = listener
    self.handlers = handlers
    self.unmount = unmount
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
    while !line.contains(0x0A), line.count < ControlRequest.lineLimit {
      let part = try connection.readSome(limit: 4096)
      if part.isEmpty { break }
      line += part
    }
    let request = ControlRequest(line: line.prefix { $0 != 0x0A && $0 != 0x0D })
    switch request.verb {
    case "version": try send(Array("{\"version\":\"\(Version.current)\"}\n".utf8), to: connection)
    case "unmount":
      try send(ControlServer.done, to: connection)
      unmount()
    default:
      if let handler = handlers[request.verb] {
        try send(handler(request.arguments), to: connection)
      } else {
        let verbs = (handlers.keys + ["unmount", "version"]).sorted().joined(separator: ", ")
        try send(ControlServer.refusal("the requests are \(verbs)"), to: connection)
      }
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
