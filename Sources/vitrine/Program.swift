internal import Platform
internal import Service

/// `vitrine`: runs one command.
enum Program {
  static func run(_ arguments: [String]) -> ExitCode {
    if arguments.isEmpty {
      Output.line(Help.next)
      return .ok
    }
    do throws(Complaint) {
      let invocation = try Invocation(arguments)
      switch invocation.command {
      case .mount: return try MountCommand(invocation).run()
      case .unmount: return try UnmountCommand(invocation).run()
      case .status: return try StatusCommand(invocation).run()
      case .scan: return try ScanCommand(invocation).run()
      case .match: return try MatchCommand(invocation).run()
      case .sources: return try SourcesCommand(invocation).run()
      case .get: return try GetCommand(invocation).run()
      case .jobs: return try JobsCommand(invocation).run()
      case .prepare: return try PrepareCommand(invocation).run()
      case .cache: return try CacheCommand(invocation).run()
      case .explain: return try ExplainCommand(invocation).run()
      case .config: return try ConfigCommand(invocation).run()
      case .parse: return try ParseCommand(invocation).run()
      case .doctor: return try DoctorCommand(invocation).run()
      case .worker:
        if !invocation.has("--runtime") {
          throw Complaint(
            .usage, "`vitrine worker` is started by the supervisor, not by hand; see `vitrine help mount`")
        }
        return Worker.run(invocation)
      case .version:
        Output.line("vitrine \(Version.current)")
        return .ok
      case .help:
        guard let name = invocation.operands.first else {
          Output.line(Help.overview)
          return .ok
        }
        // Refuses a misspelt name as the command itself would be.
        Output.line(Help.text(for: try Invocation([name, "--help"]).helpTopic))
        return .ok
      }
    } catch {
      Output.complain(error.message)
      return error.code
    }
  }
}
