package import Platform

/// Asks a running mount something over its control socket: one line, one answer.
package enum ControlClient {
  /// - Parameters:
  ///   - request: one of the verbs that the service knows.
  ///   - seconds: how long to wait for the answer.
  /// - Throws: ``Errno/noSuchFile`` or ``Errno/connectionRefused`` where nobody serves, ``Errno/accessDenied`` where
  ///   the socket is somebody else's, ``Errno/timedOut`` where the service hangs.
  package static func ask(
    _ request: ControlRequest, of entry: RuntimeEntry, within seconds: UInt64 = 5
  ) throws(Errno) -> [UInt8] {
    let connection = try UnixSocket.connect(to: entry.socketPath)
    let deadline = monotonicNanoseconds() + seconds * 1_000_000_000
    try connection.sendMessage(request.line)
    var answer: [UInt8] = []
    while true {
      guard try waitForInput(connection, until: deadline) else { throw .timedOut }
      let part = try connection.readSome(limit: 64 << 10)
      if part.isEmpty { break }
      answer += part
    }
    // A worker that dies takes its open connections along.
    if answer.isEmpty { throw .connectionRefused }
    return answer
  }

  /// As ``ask(_:of:within:)``, for a verb without arguments.
  package static func ask(
    _ verb: String, of entry: RuntimeEntry, within seconds: UInt64 = 5
  ) throws(Errno) -> [UInt8] {
    try ask(ControlRequest(verb), of: entry, within: seconds)
  }
}
