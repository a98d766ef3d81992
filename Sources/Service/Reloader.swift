package import Configuration
internal import Platform
internal import Synchronization

/// Takes new settings over while the mount goes on, all of them or none.
///
/// Lock order: `reloading`, then `state`; the first is held while the file is read and roots are looked at, the second
/// for a moment only.
package final class Reloader: Sendable {
  /// Lets new settings hold in place of old ones; what it throws has left the old ones in force.
  package typealias Application = (_ new: Settings, _ old: Settings) throws(Complaint) -> Void

  private let sources: SettingsSources
  private let accepted: AcceptedSettings
  private let mountPoint: String
  private let saves: @Sendable () -> [SaveDirectory]
  private let reloading = Mutex<Void>(())
  private let state: Mutex<State>

  private struct State {
    var settings: Settings
    var lastReport: ReloadReport?
  }

  /// - Parameters:
  ///   - settings: what holds now.
  ///   - mountPoint: absolute, without links.
  ///   - saves: the directories that programs save in, whatever the settings have become since the mount.
  package init(
    _ settings: Settings, sources: SettingsSources, accepted: AcceptedSettings, mountPoint: String,
    saves: @escaping @Sendable () -> [SaveDirectory]
  ) {
    self.sources = sources
    self.accepted = accepted
    self.mountPoint = mountPoint
    self.saves = saves
    state = Mutex(State(settings: settings))
  }

  /// What holds now.
  package var settings: Settings { state.withLock { $0.settings } }

  /// nil before the first reload.
  package var lastReport: ReloadReport? { state.withLock { $0.lastReport } }

  /// Reads all sources again. Callable from any thread; one reload at a time.
  package func reload(_ apply: Application) -> ReloadReport {
    let report = reloading.withLock { _ in attemptReload(apply) }
    state.withLock { $0.lastReport = report }
    report.log()
    return report
  }

  private func attemptReload(_ apply: Application) -> ReloadReport {
    let loaded = MachineCheck.run(
      sources.loadWithPlaces(),
      for: .reload(mountPoint: mountPoint, saves: saves(), downloads: settings.downloads.directory))
    var report = ReloadReport(isAccepted: false, file: loaded.file)
    report.diagnostics = loaded.diagnostics
    guard loaded.isUsable else { return report }
    let old = settings
    var new = loaded.settings
    let saves = new.keepSaves(of: old)
    let differences = new.differences(from: old)
    report.changed = differences.filter { $0.effect == .live }.map(\.name)
    let waiting = differences.filter { $0.effect == .nextMount }
    report.nextMount = waiting.map(\.name) + saves
    // What runs goes on with what it was mounted with, and so does a worker that takes over.
    for setting in waiting { setting.copy(old, &new) }
    do throws(Errno) { try accepted.write(new) } catch {
      report.failure = "it cannot be kept in \(accepted.path) (\(error)), and would be lost with the service"
      return report
    }
    do throws(Complaint) {
      try apply(new, old)
    } catch {
      // It can be written: it was, a moment ago.
      try? accepted.write(old)
      report.failure = error.message
      return report
    }
    let settings = new
    state.withLock { $0.settings = settings }
    report.isAccepted = true
    return report
  }
}
