internal import Platform
internal import TestSupport

/// Two networks of their own with a wire between them that can be cut, until the last reference goes.
final class CutNetwork {
  private let near: String
  private let far: String
  private var server: ExternalProgram?

  /// Runs a program in the network of those who ask.
  var command: [String] { ["nsenter", "--net=/run/netns/\(near)"] }

  /// - Returns: nil where this machine cannot; says why.
  init?() throws {
    near = "vitrine-near-\(Host.processID)"
    far = "vitrine-far-\(Host.processID)"
    guard Account.current.user == 0 else {
      print("skipped: only root can make networks")
      return nil
    }
    guard hasTool("ip"), hasTool("nsenter") else { return nil }
    let commands = [
      "netns add \(near)", "netns add \(far)",
      "link add v0 netns \(near) type veth peer name v1 netns \(far)",
      "-n \(near) addr add 10.77.0.1/24 dev v0", "-n \(near) link set v0 up", "-n \(near) link set lo up",
      "-n \(far) addr add 10.77.0.2/24 dev v1", "-n \(far) link set v1 up",
    ]
    for command in commands {
      let result = try ip(command)
      guard result.status == 0 else {
        print("skipped: this machine makes no networks: ip \(command): \(result.errorText)")
        return nil
      }
    }
  }

  deinit {
    server?.stop()
    for name in [near, far] { _ = try? ip("netns del \(name)") }
  }

  private func ip(_ command: String) throws -> ProgramOutput {
    try ExternalProgram.run("ip", command.split(separator: " ").map(String.init))
  }

  /// Shows a folder on the far side.
  ///
  /// - Returns: its address.
  func serve(_ folder: String) throws -> String {
    server = try ExternalProgram(
      "nsenter",
      ["--net=/run/netns/\(far)", "python3", "-m", "http.server", "8080", "--bind", "10.77.0.2", "--directory", folder])
    for _ in 0..<200 {
      let tried = try ExternalProgram.run(
        command[0],
        command.dropFirst() + ["curl", "-sS", "-o", "/dev/null", "--noproxy", "*", "http://10.77.0.2:8080/"])
      if tried.status == 0 { return "http://10.77.0.2:8080" }
      sleep(nanoseconds: 50_000_000)
    }
    throw TestFailure("the server on the far side does not answer")
  }

  func cut() throws { _ = try ip("-n \(near) link set v0 down") }
  func mend() throws { _ = try ip("-n \(near) link set v0 up") }
}
