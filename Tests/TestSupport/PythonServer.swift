internal import Platform

/// A server that a test brings along as a Python program, until the last reference goes.
///
/// The program's first argument is a path: once it listens, it renames a file to there with the numbers of its ports on
/// the loopback interface, and spaces between them.
package final class PythonServer: Sendable {
  /// In the order the program gave them.
  package let ports: [UInt16]
  private let program: ExternalProgram
  private let state: TemporaryDirectory

  /// - Parameters:
  ///   - script: the program.
  ///   - arguments: after the path.
  ///   - count: of the ports that it opens.
  package init(_ script: String, _ arguments: [String] = [], ports count: Int) throws {
    state = try TemporaryDirectory()
    let path = state("server.py")
    try Files.write(script, to: path)
    program = try ExternalProgram("python3", [path, state("ports")] + arguments)
    for _ in 0..<400 {
      let text = String(decoding: (try? Files.read(state("ports"))) ?? [], as: UTF8.self)
      let numbers = text.split(separator: " ").compactMap { UInt16($0) }
      if numbers.count == count {
        ports = numbers
        return
      }
      sleep(nanoseconds: 25_000_000)
    }
    program.stop()
    throw TestFailure("a server in Python does not start")
  }

  deinit { program.stop() }

  package func address(_ index: Int = 0, scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(ports[index])" }
}

/// Ports of the loopback interface that nobody has at the moment.
package func freePorts(_ count: Int) throws -> [UInt16] {
  let script = """
    import socket, sys
    all = [socket.socket() for _ in range(int(sys.argv[1]))]
    for s in all: s.bind(('127.0.0.1', 0))
    print(*[s.getsockname()[1] for s in all])
    """
  let text = try ExternalProgram.run("python3", ["-c", script, "\(count)"]).text
  let ports = text.split(whereSeparator: \.isWhitespace).compactMap { UInt16($0) }
  guard ports.count == count else { throw TestFailure("no free ports") }
  return ports
}

/// A certificate for `localhost` and 127.0.0.1 that nobody trusts who is not told to.
package struct SelfSignedCertificate {
  /// In PEM.
  package let path: String
  package let keyPath: String

  /// - Parameter directory: where both are put.
  package init(in directory: String) throws {
    path = directory + "/certificate.pem"
    keyPath = directory + "/key.pem"
    let made = try ExternalProgram.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", keyPath, "-out", path,
      ])
    guard made.status == 0 else { throw TestFailure("openssl: \(made.errorText)") }
  }
}
