internal import Platform

/// The worker's end of the supervisor: the descriptors it started with, and the messages between them.
final class SupervisorLink: Sendable {
  private let channel: FileDescriptor

  /// What the supervisor gives every worker, by number.
  static let deviceNumber: Int32 = 3
  static let channelNumber: Int32 = 4
  static let controlNumber: Int32 = 5

  init() { channel = FileDescriptor(owning: SupervisorLink.channelNumber) }

  var number: Int32 { channel.rawValue }

  /// The kernel's first request, which the supervisor sends before anything else.
  func firstRequest() throws(Errno) -> [UInt8] {
    let bytes = try channel.receiveMessage(capacity: 64 << 10)
    if bytes.isEmpty { throw .notConnected }
    return bytes
  }

  /// The mount answers from now on.
  func reportReady() { send("ready") }

  /// The worker ends because of this.
  func report(_ complaint: Complaint) { send("failed \(complaint.code.rawValue) \(complaint.message)") }

  /// Asks for an orderly end of the mount.
  func askToUnmount() { send("unmount") }

  private func send(_ message: String) {
    // A message has at most 4096 bytes. Without a supervisor, the end of the channel says what has to be done.
    try? channel.sendMessage(message.utf8.prefix(4000))
  }

  /// Whether the supervisor is gone. Takes and drops what it sent: there is nothing it sends later.
  func hasEnded() -> Bool { (try? channel.receiveMessage(capacity: 4096))?.isEmpty ?? true }
}
