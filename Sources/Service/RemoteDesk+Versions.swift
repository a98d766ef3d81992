internal import Cache
internal import Catalog
internal import Digest
internal import HTTPClient
internal import Model
internal import Platform
internal import Remote
internal import Sources
internal import Synchronization

/// What servers say while files are fetched: other versions, files that are gone, checksums.
extension RemoteDesk {
  /// A file that is said to be gone is asked about once more after that. Nanoseconds.
  private static let confirmation: UInt64 = 2_000_000_000
  /// There is another version at the source: it is shown instead.
  func changed(_ entry: RemoteEntry, _ head: RangeReading.Head) {
    let now = monotonicNanoseconds()
    let count = state.withLock { state -> Int in
      var known = state.changes[entry.offer.id] ?? Changes(since: now)
      if known.isPast(at: now) { known = Changes(since: now) }
      // Until the other version is shown, everybody who reads the old one finds it.
      if known.count > 0, known.says(head) { return 0 }
      // With another time or length it is another version, and its tag is as good as any. A time of this minute tells
      // none apart: a file that is written again at once may keep it.
      let isSame = known.said.map { $0.modified == head.modified && $0.total == head.total } ?? true
      known.count = isSame && head.etag != nil && Self.tellsVersionsApart(head.modified) ? known.count + 1 : 1
      known.said = head
      state.changes[entry.offer.id] = known
      return known.count
    }
    if count == 0 { return }
    Log.info("\(entry.version.name): there is another version of it at \(entry.place.known.name)")
    if count == Self.mostChanges {
      Log.warning(
        "\(entry.version.name): \(entry.place.known.name) gives it another tag each time; from now on only its size and "
          + "time tell versions apart")
    }
    guard let stored = (try? catalog.offers([entry.offer.id]))?.first else { return }
    note(
      OfferInspection(
        of: stored, size: head.total, modified: head.modified.flatMap { HTTPDate.seconds(since1970: $0) },
        etag: head.etag, lastModified: head.modified))
  }

  /// Whether a `Last-Modified` is old enough to go by, as RFC 9110 (8.8.2.2) has it; and where there is none, nothing is
  /// ever to be had of the file otherwise.
  private static func tellsVersionsApart(_ modified: String?) -> Bool {
    guard let seconds = modified.flatMap({ HTTPDate.seconds(since1970: $0) }) else { return true }
    return wallNanoseconds() / 1_000_000_000 - seconds >= 60
  }

  /// A source says that there is no such file. Only when it says so again is it shown no more.
  func gone(_ entry: RemoteEntry) {
    let probe = OfferProbe(client)
    Task { [self] in
      try? await Task.sleep(nanoseconds: Self.confirmation)
      guard let stored = (try? catalog.offers([entry.offer.id]))?.first,
        let place = try? entry.place.source.place(of: stored.offer)
      else { return }
      switch await probe.ask(place, size: nil) {
      case .hasNot:
        Log.info("\(entry.version.name): \(entry.place.known.name) does not have it any more")
        note(OfferInspection(of: stored, isGone: true))
        cacheOfBlocks?.discard(entry.version.key)
      case .has(let version):
        note(
          OfferInspection(
            of: stored, size: version.size, modified: version.modified, etag: version.etag,
            lastModified: version.lastModified))
      case .refused, .failed, .throttled, .cancelled: break
      }
    }
  }

  private func note(_ inspection: OfferInspection) {
    do throws(CatalogError) { try catalog.store([inspection]) } catch {
      Log.warning("what a server says of a file is lost: \(error.description)")
    }
    changed()
  }

  /// - Parameter value: nil where it cannot be computed now.
  func checksumKnown(_ entry: RemoteEntry, _ value: UInt32?) {
    if let value {
      state.withLock { $0.checksums.computed[entry.content] = value }
      record(entry, Checksums(crc32: value))
    }
    surroundings.withLock { $0 }?.checksumFinished(entry.content, value != nil)
  }

  /// All of a file is in the cache, and what the source says of its checksums has been verified.
  func completed(_ entry: RemoteEntry) {
    let offered = entry.offer.offer.checksums
    guard let crc32 = checksum(of: entry.content) ?? offered.crc32 else { return }
    record(entry, Checksums(crc32: crc32, sha1: offered.sha1, md5: offered.md5, sha256: offered.sha256))
  }

  private func record(_ entry: RemoteEntry, _ checksums: Checksums) {
    do throws(CatalogError) {
      _ = try catalog.record(
        [HashResult(key: entry.content, path: entry.offer.offer.path, checksums: checksums)], at: wallNanoseconds())
    } catch {
      Log.warning("\(entry.version.name): its checksum is computed again after a restart: \(error.description)")
    }
  }
}

extension Offer {
  /// The offer as its server has it now; nil where it has no such file. What a list says of checksums is of what it
  /// lists: of another version they are not known.
  func current(_ inspection: OfferInspection?) -> Offer? {
    guard var offer = inspected(inspection) else { return nil }
    let isListed =
      (size?.isExact != true || size?.bytes == offer.size?.bytes)
      && (modified?.isExact != true || modified?.seconds == offer.modified?.seconds)
      && (etag == nil || etag == offer.etag || etag.map(EntityTag.opaque) == offer.etag.map(EntityTag.opaque))
    if !isListed { offer.checksums = OfferedChecksums() }
    return offer
  }
}
