/// Runs fusermount3, the set-user-id program that mounts for ordinary users.
package enum MountHelper {
  package static let name = "fusermount3"

  package struct Result: Sendable {
    package var succeeded: Bool
    /// What it printed, without its own name and the line feed.
    package var words: String
  }

  /// - Parameter socket: where it sends the connection to.
  package static func run(_ arguments: [String], socket: Int32? = nil) throws(Errno) -> Result {
    guard let program = Host.findProgram(name) else { throw .noSuchFile }
    let pipe = try DescriptorPair.pipe()
    var setting = ChildProcess.Setting()
    setting.output = pipe.second.rawValue
    if let socket {
      setting.descriptors = [socket]
      setting.environment = ["_FUSE_COMMFD=3"]
    }
    let child = try ChildProcess.start(program, [name] + arguments, setting)
    let output = pipe.keepingFirst()
    let deadline = monotonicNanoseconds() + 20_000_000_000
    var printed: [UInt8] = []
    while try waitForInput(output, until: deadline) {
      let part = try output.readSome(limit: 4096)
      if part.isEmpty { break }
      printed += part
    }
    guard let end = try child.end(until: deadline) else {
      child.send(.kill)
      throw .timedOut
    }
    var words = String(decoding: printed, as: UTF8.self).split(separator: "\n").joined(separator: "; ")
    if words.hasPrefix("\(name): ") { words.removeFirst(name.count + 2) }
    return Result(succeeded: end == .exited(code: 0), words: words.isEmpty ? "\(name): \(end)" : words)
  }

  /// What a failure to run it means, and what to do.
  package static func explanation(of error: Errno) -> String {
    error == .noSuchFile
      ? "\(name) was not found, and only root mounts without it: apt-get install fuse3"
      : "\(name) did not work: \(error)"
  }
}
