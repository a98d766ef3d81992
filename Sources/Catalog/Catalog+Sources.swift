package import Model
internal import SQLite

extension Catalog {
  /// The source of a name, numbered at its first use. Where the name has another place now, what was known of the old
  /// one is dropped, and it is another source.
  ///
  /// - Parameters:
  ///   - name: as the user calls it.
  ///   - place: an address or a path, without keys.
  package func source(named name: String, at place: String) throws(CatalogError) -> KnownSource {
    while true {
      let known = try write { connection throws(SQLiteError) in
        let rows = SourceRows(connection)
        if let known = try rows.source(named: name) { return known }
        return try rows.add(name, place)
      }
      if known.place == place { return known }
      try forgetSource(known.id)
    }
  }

  /// All of them, by name.
  package func sources() throws(CatalogError) -> [KnownSource] {
    try withReader { (connection: Connection) throws(SQLiteError) in try SourceRows(connection).all() }
  }

  /// Drops a source and everything that is known of it.
  package func forgetSource(_ id: Int64) throws(CatalogError) {
    // In parts: others who write do not wait for a million offers.
    while try write({ connection throws(SQLiteError) in
      try OfferRows(connection).delete(of: id, limit: Catalog.offersDeleted)
    }) {}
    try write { connection throws(SQLiteError) in try SourceRows(connection).delete(id) }
  }

  // MARK: Listing

  /// A listing begins.
  ///
  /// - Returns: its number, larger than those of all before; 0 for a source that has been forgotten.
  package func beginListing(of source: Int64) throws(CatalogError) -> Int64 {
    try write { connection throws(SQLiteError) in try SourceRows(connection).beginListing(of: source) }
  }

  /// Stores what came of a listing, all of it or nothing. A folder that is whole loses what lies directly in it and was
  /// not given, with its last batch.
  ///
  /// - Parameter listing: its number.
  /// - Returns: false, with nothing stored, where the source has been forgotten.
  @discardableResult
  package func store(
    _ batches: [ListingBatch], of source: Int64, listing: Int64
  ) throws(CatalogError) -> Bool {
    try write { connection throws(SQLiteError) in
      guard try SourceRows(connection).exists(source) else { return false }
      let (offers, folders) = (OfferRows(connection), SourceFolderRows(connection))
      for batch in batches {
        try offers.store(batch.offers, of: source, listing: listing)
        guard let folder = batch.folder else { continue }
        try folders.store(folder, of: source, listing: listing)
        if folder.isWhole, !folder.isUnchanged {
          try offers.deleteMissing(in: folder.path, of: source, listing: listing)
        }
      }
      return true
    }
  }

  /// A listing ends. After a complete one everything is gone that it did not give, except what lies directly in folders
  /// that did not change. One that never ends, because the program does, leaves what was known before and what came.
  ///
  /// - Parameters:
  ///   - listing: its number.
  ///   - result: is stored, with the number of offers there are now.
  /// - Returns: what was stored; nil where the source has been forgotten.
  @discardableResult
  package func endListing(
    of source: Int64, listing: Int64, _ result: SourceListing
  ) throws(CatalogError) -> SourceListing? {
    var last: [UInt8]? = result.isComplete ? [] : nil
    // In parts, as when a source is forgotten. What they delete is gone, whether or not the others come.
    while let behind = last {
      last = try write { connection throws(SQLiteError) in
        try OfferRows(connection).deleteMissing(
          of: source, listing: listing, after: behind, limit: Catalog.offersDeleted)
      }
    }
    return try write { connection throws(SQLiteError) in
      let rows = SourceRows(connection)
      guard try rows.exists(source) else { return nil }
      if result.isComplete { try SourceFolderRows(connection).deleteMissing(of: source, listing: listing) }
      var result = result
      result.offers = try OfferRows(connection).count(of: source)
      try rows.store(result, of: source)
      return result
    }
  }

  /// Whether ``knownFolder(of:at:)`` has anything to say.
  package func hasKnownFolders(of source: Int64) throws(CatalogError) -> Bool {
    try withReader { (connection: Connection) throws(SQLiteError) in
      try !SourceFolderRows(connection).isEmpty(of: source)
    }
  }

  /// What a folder was when it was listed last; nil where its server gave nothing to recognise it by.
  ///
  /// - Parameter path: below the root, which is the empty path.
  package func knownFolder(of source: Int64, at path: [UInt8]) throws(CatalogError) -> KnownFolder? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      try SourceFolderRows(connection).folder(at: path, of: source)
    }
  }

  // MARK: Offers

  /// The folders at a source's top that have something below them, sorted by their bytes.
  ///
  /// - Returns: how many files lie below each, and how long they are together, as far as the source says.
  package func offeredFolders(
    of source: Int64
  ) throws(CatalogError) -> [(name: [UInt8], offers: Int, bytes: Int64)] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      try OfferRows(connection).topFolders(of: source)
    }
  }

  /// What a source has below a folder, sorted by the bytes of the paths.
  ///
  /// - Parameter folder: its path; empty for everything.
  package func offers(of source: Int64, below folder: [UInt8]) throws(CatalogError) -> [StoredOffer] {
    var span = OfferRows.Span(below: folder)
    var offers: [StoredOffer] = []
    // In pages: others who read do not wait for all of a large folder.
    while true {
      let page = try withReader { [span] (connection: Connection) throws(SQLiteError) in
        try OfferRows(connection).offers(of: source, in: span, limit: Catalog.offerPage)
      }
      offers += page
      guard page.count == Catalog.offerPage, let last = page.last else { return offers }
      span.lower = last.offer.path
    }
  }

  /// Those that are known, in the order of the ids.
  package func offers(_ ids: [Int64]) throws(CatalogError) -> [StoredOffer] {
    var offers: [StoredOffer] = []
    for start in stride(from: 0, to: ids.count, by: Catalog.offerPage) {
      let page = ids[start..<min(start + Catalog.offerPage, ids.count)]
      offers += try withReader { (connection: Connection) throws(SQLiteError) in
        try OfferRows(connection).offers(page)
      }
    }
    return offers
  }

  private static let offerPage = 2_000
  private static let offersDeleted = 20_000

  private func write<Result: Sendable>(
    _ body: (Connection) throws(SQLiteError) -> Result
  ) throws(CatalogError) -> Result {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in try body(connection) }
    }
  }
}
