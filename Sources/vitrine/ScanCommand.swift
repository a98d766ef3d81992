internal import Platform
internal import Service

/// `vitrine scan`: has the library of a mount looked through again.
struct ScanCommand {
  private let service: MountedService

  init(_ invocation: Invocation) throws(Complaint) {
    service = try MountedService(invocation.operands[0], invocation)
  }

  func run() throws(Complaint) -> ExitCode {
    _ = try service.ask("rescan")
    Output.line(
      "looking through the library again; how far that is: \(Output.command("status", service.mountPoint))")
    return .ok
  }
}
