internal import Model
internal import Platform
internal import Sources
internal import Synchronization

extension AcquisitionRun {
  /// Lets others see what is being done.
  mutating func publish() {
    let now = monotonicNanoseconds()
    let counts = plan.counts
    (view.waiting, view.resolving, view.ready, view.transferring) = (
      counts.waiting, counts.resolving, counts.ready, counts.transferring
    )
    view.workers = resolverWorkers() + transferWorkers()
    view.rate = view.workers.reduce(0) { sum, worker in
      if case .transferring(_, _, _, let rate) = worker.activity { return sum + rate }
      return sum
    }
    view.sources = (places ?? [:]).values.sorted { $0.known.name < $1.known.name }.compactMap { place in
      guard let standing = plan.standing(of: place.known.id, at: now) else { return nil }
      let yield = yields[place.known.id] ?? Yield()
      return AcquisitionView.Source(
        id: place.known.id, name: place.known.name, standing: standing, files: yield.files, bytes: yield.bytes,
        failures: yield.failures, problem: yield.problem)
    }
    view.holds = holds(at: now)
    let view = view
    acquirer.published.withLock { $0 = view }
  }

  private func resolverWorkers() -> [AcquisitionView.Worker] {
    resolvers.sorted { $0.value < $1.value }.compactMap { id, number in
      guard let held = held[id], case .resolving(let asked, let tried, let of) = plan.progress(of: id) else {
        return nil
      }
      let names = asked.map { places?[$0]?.known.name ?? "?" }
      return AcquisitionView.Worker(
        name: "resolve-\(number)", path: held.download.path,
        activity: .asking(sources: names, number: tried + asked.count, of: max(of, tried + asked.count)),
        isReaders: held.isReaders)
    }
  }

  private func transferWorkers() -> [AcquisitionView.Worker] {
    transfers.values.sorted { $0.number < $1.number }.map { errand in
      AcquisitionView.Worker(
        name: "transfer-\(errand.number)", path: errand.download.path,
        activity: errand.meter.activity(from: errand.source.known.name), isReaders: errand.isReaders)
    }
  }

  private func holds(at now: UInt64) -> [String] {
    var holds: [String] = []
    if let storeProblem { holds.append("how files stand cannot be stored: \(storeProblem)") }
    if plan.isFull {
      let space = try? landing.space()
      let free = space.map { "\($0.free >> 20) MiB are free" } ?? "its free space is not known"
      holds.append(
        "the disk of \(landing.root) is full: \(free), \(settings.transfer.keepFree >> 20) MiB of them stay free, and "
          + "\((roomNeeded + (1 << 20) - 1) >> 20) MiB are needed")
    }
    for (source, errands) in Dictionary(grouping: transfers.values, by: { $0.source.known.name }).sorted(
      by: { $0.key < $1.key })
    {
      let times = errands.compactMap { $0.meter.stands(at: now) }
      guard times.count == errands.count, let shortest = times.min() else { continue }
      holds.append("nothing has come from \(source) for \(shortest / 1_000_000_000) s")
    }
    for (id, needed) in tooLarge.sorted(by: { $0.key < $1.key }).prefix(3) {
      guard let download = held[id]?.download else { continue }
      holds.append(
        "\(download.pathText) does not fit on the disk of \(landing.root), which has to keep "
          + "\(settings.transfer.keepFree >> 20) MiB free: it needs \(needed >> 20) MiB; others go on")
    }
    guard view.waiting > 0 else { return holds }
    for source in view.sources {
      guard let until = source.standing.restsUntil else { continue }
      let seconds = (until - now) / 1_000_000_000 + 1
      let why = source.standing.isParked ? "wants to be left alone" : "does not answer"
      let problem = source.problem.map { " (\($0))" } ?? ""
      holds.append("\(source.name) \(why)\(problem); it is asked again in \(seconds) s")
    }
    return holds
  }
}
