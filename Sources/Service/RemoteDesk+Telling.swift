internal import Cache
internal import Catalog
internal import Model
internal import Platform
internal import Remote
internal import Tree

/// How much of files at sources is there, and how everything stands.
extension RemoteDesk {
  /// What is known of a file at a source, for its extended attributes.
  func description(of node: UInt64, size: Int64) -> (source: String, cached: Int64)? {
    guard let entry = entry(node) else { return nil }
    let isWhole = cache.isComplete(NodeID(rawValue: node))
    return (entry.place.known.name, isWhole ? size : engine.present(node) ?? kept(entry.version.key.short))
  }

  /// The sources that a ZIP's members come from, by name, with commas. Asks the catalog.
  func sources(of archive: ArchiveContent) -> String {
    let offers = state.withLock { state in
      archive.members.compactMap { member in
        state.shown.values.lazy.compactMap { $0.places[member.node.rawValue]?.offer }.first
      }
    }
    let sources = Set(((try? catalog.offers(offers)) ?? []).map(\.source))
    return state.withLock { state in sources.compactMap { state.places[$0]?.known.name } }.sorted().joined(
      separator: ",")
  }

  /// How much of a ZIP is on the disk: of its members' bytes, and all of it where none of them is missing. From memory,
  /// however many members it has.
  func cached(of archive: ArchiveContent) -> Int64 {
    if cache.isComplete(archive.node) { return archive.size }
    var missing = false
    var sum: Int64 = 0
    for member in archive.members {
      let size = member.attributes.size
      let isWhole = size == 0 || cache.isComplete(member.node)
      let bytes = isWhole ? size : engine.present(member.node.rawValue) ?? kept(member.node.digestBits)
      if bytes < size { missing = true }
      sum += bytes
    }
    return missing ? sum : archive.size
  }

  /// Bytes of a file that are on the disk, as far as it takes them. What is complete is no file of blocks any more:
  /// however much disk it takes, some of it is missing.
  private func kept(_ short: UInt64) -> Int64 {
    guard let blocks = cacheOfBlocks?.find(short: short) else { return 0 }
    return min(blocks.held, blocks.version.size - 1)
  }

  /// How everything stands.
  var report: StatusReport.Remote {
    var report = StatusReport.Remote()
    let standing = engine.standing
    (report.open, report.fetches, report.waiting) = (standing.openFiles, standing.fetches, standing.waiting)
    report.received = standing.received
    state.withLock { state in
      report.files = state.shown.values.reduce(0) { $0 + $1.places.count }
      report.unknown = state.inspections.values.reduce(0) { $0 + max(0, $1.waiting) }
      for (id, place) in state.places {
        let problem = standing.outages[id] ?? state.inspections[id]?.complaint
        if let problem { report.problems.append("\(place.known.name): \(problem)") }
      }
    }
    report.problems.sort()
    return report
  }
}
