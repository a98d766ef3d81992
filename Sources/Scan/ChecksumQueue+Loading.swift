internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

extension ChecksumQueue {
  /// Rows read in one go: nobody else has the catalog meanwhile.
  private static let pageRows = 16_384

  /// Reads what the catalog knows, then lets the background begin.
  ///
  /// On a thread of its own: a mount with a million checksums need not wait for them. A reader who comes in between
  /// has its file looked up alone.
  func load() {
    var known = HashedFiles()
    do throws(CatalogError) {
      // Of the CRC-32s, those of members: the others are nobody's need at once.
      var wanted = HashedFiles()
      state.withLock { $0.plan.forEachMember { wanted.insert(.crc32, for: $0) } }
      try forEachPage(of: Catalog.knownChecksums) { page in
        for entry in page { known.insert(HashFacts(entry), for: entry.key) }
        members.withLock { members in
          for entry in page where wanted[entry.key].contains(.crc32) {
            if let crc = entry.crc32 { members.insert(crc, for: entry.key) }
          }
        }
      }
      try forEachPage(of: Catalog.knownArchives) { page in
        for entry in page { known.insert(HashFacts(entry), for: entry.key) }
      }
      // A file that is not what is stored of it would otherwise be read again at every start for digests it will
      // not get.
      let settled = HashFacts([.crc32, .sha1, .md5, .sha256])
      for difference in try catalog.checksumDifferences() { known.insert(settled, for: difference.key) }
    } catch {
      if error.reason == .closed { return }
      Log.error("checksums that are known will be computed again. \(error)")
    }
    finishLoading(known)
  }

  private func forEachPage(
    of read: (Catalog) -> (ContentKey?, Int) throws(CatalogError) -> [KnownHashes], _ body: ([KnownHashes]) -> Void
  ) throws(CatalogError) {
    var last: ContentKey?
    while !state.withLock({ $0.isStopping }) {
      let page = try read(catalog)(last, ChecksumQueue.pageRows)
      body(page)
      guard page.count == ChecksumQueue.pageRows else { return }
      last = page.last?.key
    }
  }

  private func finishLoading(_ known: HashedFiles) {
    let forgotten = state.signal { state -> [ContentKey] in
      state.plan.learn(known)
      state.isLoaded = true
      state.holdBack()
      // Shelves that came while the catalog was read.
      return members.withLock { members in
        state.plan.order.flatMap { state.plan.storedMembers(of: $0) }.filter { members[$0] == nil }
      }
    }
    recall(forgotten)
    startControl()
  }

  /// Fetches CRC-32s that only the catalog has.
  func recall(_ keys: [ContentKey]) {
    var rest = keys[...]
    while !rest.isEmpty {
      guard let found = try? catalog.crc32s(of: Array(rest.prefix(ChecksumQueue.pageRows))) else { return }
      members.withLock { members in for (key, crc) in found { members.insert(crc, for: key) } }
      rest = rest.dropFirst(ChecksumQueue.pageRows)
    }
  }
}
