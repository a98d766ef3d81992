internal import Glibc
internal import Platform

/// A whole run: data, mounts, measurements, report.
struct Bench {
  let options: BenchOptions
  let scratch: Scratch
  private var measurements = Measurements()
  private var missing: [(name: String, reason: String)] = []

  init(_ options: BenchOptions, _ scratch: Scratch) {
    self.options = options
    self.scratch = scratch
  }

  /// Measures what the options ask for. Progress goes to standard error.
  mutating func run() throws -> Report {
    var scale = options.isQuick ? Scale.quick : Scale.full
    if let games = options.games { scale.games = games }
    if let timeScale = options.timeScale { scale.timeScale = timeScale }
    let chosen = workloads.filter { options.only.isEmpty || options.only.contains($0.name) }
    let shared = chosen.compactMap { $0 as? any PeerWorkload }
    if !shared.isEmpty { try measure(shared, scale) }
    for case let own as any OwnWorkload in chosen {
      progress("\(own.name): making data")
      do {
        try own.measure(scratch, scale, runs: options.runs, into: &measurements)
      } catch {
        missing.append(("\(vitrineName), \(own.name)", "\(error)"))
      }
    }
    var names = peers.map(\.name)
    names += [
      "python zipfile", "find", "sha1sum", "digests alone", "RomM", "in sequence", "Ember", Downloads.fixedName,
      Downloads.mixedName,
    ]
    return Report(measurements: measurements, names: names, missing: missing, runs: options.runs, scale: scale)
  }

  private mutating func measure(_ shared: [any PeerWorkload], _ scale: Scale) throws {
    progress("making data")
    let data = try DataSet.make(in: try scratch.makeDirectory("data"), scale: scale)
    var mounted: [(name: String, peer: MountedPeer)] = []
    defer { for (_, peer) in mounted { peer.unmount() } }
    for peer in peers {
      guard peer.isInstalled else {
        missing.append((peer.name, "\(peer.program ?? peer.name) is not installed"))
        continue
      }
      progress("mounting \(peer.name)")
      do {
        let ready = try peer.mount(data, scratch)
        // Once through, so that everyone's own caches are filled and the first run is like the others.
        _ = try FileLoops.readAll(ready.file)
        mounted.append((peer.name, ready))
      } catch {
        missing.append((peer.name, "\(error)"))
      }
    }
    for workload in shared {
      for run in 0..<options.runs {
        progress("\(workload.name): run \(run + 1) of \(options.runs)")
        // Everyone is first, second and so on equally often.
        let first = run % max(1, mounted.count)
        for (name, peer) in mounted[first...] + mounted[..<first] {
          do {
            for (metric, value) in try workload.measure(peer, data, run: run) {
              measurements.add(value, metric, for: name)
            }
          } catch {
            if run == 0 { missing.append(("\(name), \(workload.name)", "\(error)")) }
          }
        }
      }
    }
  }

  private func progress(_ text: String) { printError("vitrine-bench: \(text)") }
}

/// Writes a line to standard error.
func printError(_ text: String) {
  let line = ContiguousArray((text + "\n").utf8)
  line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
