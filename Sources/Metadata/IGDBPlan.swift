/// Packs what is to be asked into as few sub-queries as possible.
enum IGDBPlan {
  /// Of a sub-query, bytes: what is known of no limit is kept well below those of servers.
  static let mostBytes = 6_000
  /// So many titles of usual length and spellings fit into ``mostBytes``; fewer where they are of several platforms.
  static let usualTitles = 18

  /// One sub-query for terms of the same platforms, as many as fit. Terms that nothing can be asked of are refused.
  static func queue(_ terms: [IGDBTerm], limits: IGDBLimits) -> IGDBQueue {
    var queue = IGDBQueue(limits: limits)
    var groups: [[Int]: [IGDBSubquery.Asked]] = [:]
    var order: [[Int]] = []
    for (index, term) in terms.enumerated() {
      var spellings: [String] = []
      for spelling in term.spellings.map(IGDBSubquery.cleaned)
      where !spelling.isEmpty && spelling.utf8.count <= IGDBSubquery.longestTitle && !spellings.contains(spelling) {
        spellings.append(spelling)
      }
      guard !spellings.isEmpty else {
        queue.refuse(term: index)
        continue
      }
      let platforms = term.platforms.sorted()
      if groups[platforms] == nil { order.append(platforms) }
      groups[platforms, default: []].append(.init(index: index, spellings: spellings, isLocal: term.isLocal))
    }
    for platforms in order {
      let overhead = IGDBSubquery(slot: 0, question: .titles([], platforms: platforms)).text(.search).utf8.count
      var taken: [IGDBSubquery.Asked] = []
      var bytes = overhead
      for asked in groups[platforms] ?? [] {
        let length = asked.length
        if !taken.isEmpty, bytes + length > mostBytes {
          queue.add(.titles(taken, platforms: platforms), terms: taken.map(\.index))
          (taken, bytes) = ([], overhead)
        }
        taken.append(asked)
        bytes += length
      }
      if !taken.isEmpty { queue.add(.titles(taken, platforms: platforms), terms: taken.map(\.index)) }
    }
    return queue
  }

  /// One sub-query for each search.
  static func queue(_ searches: [IGDBSearch], limits: IGDBLimits) -> IGDBQueue {
    var queue = IGDBQueue(limits: limits)
    for (index, search) in searches.enumerated() {
      let text = IGDBSubquery.cleaned(search.text)
      if text.isEmpty || text.utf8.count > IGDBSubquery.longestTitle {
        queue.refuse(term: index)
      } else {
        queue.add(.search(text, platforms: search.platforms.sorted()), terms: [index])
      }
    }
    return queue
  }

  /// Up to 500 numbers in a sub-query. - Parameter ids: no number twice.
  static func queue(ids: [Int], limits: IGDBLimits) -> IGDBQueue {
    var queue = IGDBQueue(limits: limits)
    for start in stride(from: 0, to: ids.count, by: IGDBSubquery.mostRows) {
      let range = start..<min(start + IGDBSubquery.mostRows, ids.count)
      queue.add(.ids(Array(ids[range])), terms: Array(range))
    }
    return queue
  }
}
