internal import Configuration
internal import Platform
internal import Saves

/// The save directories of a mount: those that can be used, and why others cannot.
struct SaveLayers: Sendable {
  let layers: [SavesLayer]
  private let configured: [SaveDirectory]
  private let failures: [String: String]

  /// Opens them. A view whose directory cannot be had is only read.
  init(_ directories: [SaveDirectory]) {
    var layers: [SavesLayer] = []
    var failures: [String: String] = [:]
    for directory in directories {
      do throws(SavesFailure) {
        layers.append(
          try SavesLayer(view: directory.view, directory: directory.path, limit: directory.limit))
        if !Host.canWrite(directory.path) { failures[directory.view] = "the service may not write there" }
      } catch {
        failures[directory.view] = error.message
      }
      if let failure = failures[directory.view] { Log.error("nothing can be saved in \(directory.view): \(failure)") }
    }
    configured = directories
    self.layers = layers
    self.failures = failures
  }

  var reports: [StatusReport.Saves] {
    configured.map { directory in
      let usage = layers.first { $0.view == directory.view }?.usage
      return StatusReport.Saves(
        view: directory.view, directory: directory.path, used: usage?.used ?? 0, limit: directory.limit,
        isCounted: usage?.isComplete ?? false, reason: failures[directory.view])
    }
  }
}
