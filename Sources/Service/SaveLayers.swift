internal import Configuration
internal import Platform
internal import Saves

/// The save directories of a mount: those that can be used, and why others cannot.
struct SaveLayers: Sendable {
  let layers: [SavesLayer]
  private let configured: [SaveDirectory]
  private let failures: [String: String]

  /// Opens them. A view whose directory cannot be had is only read.
  ///
  /// Disks may have been mounted since the configuration was checked, so each directory is held against the roots once
  /// more, before anything is made there. What is mounted later cannot lead into a root: a layer's paths are those of
  /// one mount, the directory's own, which stays what it is while the layer has it open.
  init(_ directories: [SaveDirectory], roots: [String]) {
    var layers: [SavesLayer] = []
    var failures: [String: String] = [:]
    var surroundings = SaveDirectory.Surroundings()
    surroundings.roots = roots
    // The service before this one may take a moment to end.
    let deadline = monotonicNanoseconds() + 3_000_000_000
    for directory in directories {
      do throws(SavesFailure) {
        let path = directory.path
        let place = attempt(within: 3) { resolvedAsFarAsPossible(path) } ?? path
        if let problem = SaveDirectory.problem(place, surroundings) ?? SaveDirectory.mountProblem(place, surroundings) {
          throw SavesFailure(message: problem)
        }
        surroundings.others.append((directory.view, place))
        let layer = try SavesLayer(view: directory.view, directory: directory.path, limit: directory.limit)
        try layer.claim(until: deadline)
        layers.append(layer)
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

  /// Those that are open, under the paths they have now.
  var inUse: [SaveDirectory] {
    layers.map { SaveDirectory(view: $0.view, path: $0.place, limit: $0.usage.limit) }
  }

  var reports: [StatusReport.Saves] {
    configured.map { directory in
      let layer = layers.first { $0.view == directory.view }
      let usage = layer?.usage
      let loss =
        layer?.isRemoved ?? false ? "the directory was removed: nothing can be saved until the next mount" : nil
      return StatusReport.Saves(
        view: directory.view, directory: directory.path, used: usage?.used ?? 0, limit: directory.limit,
        isCounted: usage?.isComplete ?? false, reason: failures[directory.view] ?? loss)
    }
  }
}
