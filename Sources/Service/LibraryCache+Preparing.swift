internal import Cache
internal import Platform
internal import Synchronization
package import Tree

/// What is built, or fetched, before it is read.
extension LibraryCache {
  package func prepare(_ archives: [ArchiveContent], fetches: Bool) throws(Complaint) -> Int64 {
    if cache.status.limits.policy == .never {
      throw Complaint(.failed, "nothing is built: cache.policy is \"never\"")
    }
    var blueprints: [any ArchiveBlueprint] = []
    var unplanned: [PreparationReport.Failure] = []
    var distant: [ArchiveContent] = []
    for archive in archives {
      if archive.isRemote {
        distant.append(archive)
      } else if let blueprint = source.blueprint(archive) {
        // What is not there any more, or not what was built, is found out by opening it.
        _ = cache.open(short: blueprint.key.short)
        blueprints.append(blueprint)
      } else {
        unplanned.append(.init(name: archive.name, system: archive.system, reason: "it cannot be laid out as a ZIP"))
      }
    }
    let fetching = fetches && !distant.isEmpty ? source.fetch(distant, cache.status.limits.cap) : nil
    if fetching == nil {
      unplanned += distant.map { archive in
        PreparationReport.Failure(
          name: archive.name, system: archive.system,
          reason: "its files are at a source: named alone, or with its folder, it has them fetched into the cache; "
            + "`vitrine get` fetches them into the library")
      }
    }
    let (id, known) = orders.withLock { orders in
      orders.last += 1
      orders.known.append(Order(id: orders.last, unplanned: unplanned, fetching: fetching))
      return (orders.last, orders.known)
    }
    cache.prepare(blueprints, id: id)
    forget(known)
    return id
  }

  /// Lets the oldest go that are over.
  private func forget(_ known: [Order]) {
    let over = known.filter { order in
      cache.preparation(order.id)?.isOver ?? true && order.fetching?.progress.isOver ?? true
    }
    for id in over.map(\.id).prefix(max(0, known.count - LibraryCache.mostKnown)) {
      cache.forgetPreparation(id)
      orders.withLock { orders in orders.known.removeAll { $0.id == id } }
    }
  }

  package func preparation(_ id: Int64) -> PreparationReport? {
    guard let known = orders.withLock({ orders in orders.known.first { $0.id == id } }),
      let preparation = cache.preparation(id)
    else { return nil }
    var report = PreparationReport(
      id: id, total: preparation.total + known.unplanned.count, bytesTotal: preparation.totalBytes)
    report.state = preparation.isCancelled ? .cancelled : preparation.isOver ? .done : .running
    report.done = preparation.done
    report.bytesDone = preparation.doneBytes
    report.current = preparation.current
    report.failures =
      known.unplanned
      + preparation.failed.map { .init(name: $0.name, system: "", reason: $0.reason.description) }
    if let fetching = known.fetching { report.add(fetching.progress) }
    if report.state == .running, report.current.isEmpty { report.waitsFor = "checksums, or for other ZIPs" }
    return report
  }

  package var preparations: [PreparationReport] {
    orders.withLock { $0.known.map(\.id) }.compactMap { preparation($0) }.filter { !$0.hasEnded }
  }

  package func cancelPreparation(_ id: Int64) {
    cache.cancelPreparation(id)
    orders.withLock { orders in orders.known.first { $0.id == id }?.fetching }?.cancel()
  }
}
