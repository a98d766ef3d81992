internal import Configuration
internal import Mount
internal import Platform

/// `vitrine worker`: serves a mount that the supervisor made.
package enum Worker {
  /// Serves until the mount has ended. First thing in main: there must be no other thread yet.
  package static func run(_ invocation: Invocation) -> ExitCode {
    blockServiceSignals()
    // Every file a program has open in the mount is one that is open here.
    Host.raiseDescriptorLimit()
    Host.keepHeapSmall()
    let link = SupervisorLink()
    do throws(Complaint) {
      let options = try WorkerOptions(invocation)
      // Keys are in no file of ours, and the user's may be readable by root alone.
      let sources = options.sources.load().settings
      if let user = options.user { try become(user) }
      var settings = try settings(options)
      settings.takeSecrets(of: sources)
      Log.setLevel(settings.log.level)
      try serve(options, settings, link)
      return .ok
    } catch {
      Log.error(error.message)
      link.report(error)
      return error.code
    }
  }

  private static func become(_ user: String) throws(Complaint) {
    do throws(Errno) { try Account.become(user) } catch {
      throw Complaint(.failed, "cannot become user \(user): \(error)")
    }
  }

  /// What was accepted last, whatever has become of its sources since. They are asked only where that is lost.
  private static func settings(_ options: WorkerOptions) throws(Complaint) -> Settings {
    if let settings = options.accepted.read() { return settings }
    Log.warning("\(options.accepted.path) is lost: the configuration is read again")
    let loaded = MachineCheck.run(options.sources.loadWithPlaces(), for: .reload(mountPoint: options.mountPoint))
    if let mistake = loaded.mistakes.first { throw Complaint(.configuration, mistake.description) }
    return loaded.settings
  }

  private static func serve(
    _ options: WorkerOptions, _ settings: Settings, _ link: SupervisorLink
  ) throws(Complaint) {
    let device = FileDescriptor(owning: SupervisorLink.deviceNumber)
    let control = FileDescriptor(owning: SupervisorLink.controlNumber)
    let service = try Service(options, settings)
    do throws(Errno) {
      try device.setInherited(false)
      try control.setInherited(false)
      let firstRequest = try link.firstRequest()
      let session = try service.makeSession(device)
      // Only root may register files, and the supervisor is who mounted.
      let registrar = options.isMountedByRoot ? try BackingLink() : nil
      let table = FileDescriptor(owning: BackingLink.tableNumber)
      try table.setInherited(false)
      if try session.initialize(with: firstRequest, registrar: registrar, table: table) {
        Log.info("took over from a worker that died")
      }
      try service.start(link: link, control: control, session: session)
      try service.reportReady(to: link)
      defer { service.stop() }
      try session.serve()
      options.accepted.remove()
      Log.info("\(options.mountPoint) is no longer mounted")
    } catch {
      throw Complaint(.failed, "cannot serve \(options.mountPoint): \(error)")
    }
  }
}
