package import Model
internal import SQLite

extension Catalog {
  /// Stores what servers said of offers, in the place of what they said before. What is no offer any more is left out.
  package func store(_ inspections: [OfferInspection]) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement(
          """
          INSERT OR REPLACE INTO offer_inspection
            (offer_id, listed_size, listed_modified, listed_etag, size, modified, etag, last_modified, is_gone,
            listed_address, listing)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, source.listing
          FROM offer JOIN source ON source.id = source_id WHERE offer.id = ?1
          """)
        for inspection in inspections {
          insert.bind(inspection.offer, at: 1)
          insert.bind(inspection.listed.size, at: 2)
          insert.bind(inspection.listed.modified, at: 3)
          insert.bind(inspection.listed.etag, at: 4)
          insert.bind(inspection.size, at: 5)
          insert.bind(inspection.modified, at: 6)
          insert.bind(inspection.etag, at: 7)
          insert.bind(inspection.lastModified, at: 8)
          insert.bind(inspection.isGone ? 1 : 0, at: 9)
          insert.bind(inspection.listed.address, at: 10)
          try insert.run()
        }
      }
    }
  }

  /// What servers said of a source's offers, by the offer's number.
  package func inspections(of source: Int64) throws(CatalogError) -> [Int64: OfferInspection] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(Catalog.inspectionColumns) FROM offer_inspection JOIN offer ON offer.id = offer_id
        WHERE offer.source_id = ?
        """)
      query.bind(source, at: 1)
      defer { query.reset() }
      var found: [Int64: OfferInspection] = [:]
      while try query.step() { found[query.integer(0)] = Catalog.inspection(query) }
      return found
    }
  }

  /// What a server said of one offer; nil where it has not been asked.
  package func inspection(of offer: Int64) throws(CatalogError) -> OfferInspection? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(Catalog.inspectionColumns) FROM offer_inspection JOIN offer ON offer.id = offer_id
        WHERE offer_id = ?
        """)
      query.bind(offer, at: 1)
      defer { query.reset() }
      return try query.step() ? Catalog.inspection(query) : nil
    }
  }

  /// What lies in a folder that did not change is as listed as what was given again.
  private static let inspectionColumns = """
    offer_id, listed_size, listed_modified, listed_etag, offer_inspection.size, offer_inspection.modified,
    offer_inspection.etag, last_modified, is_gone, listed_address,
    is_gone AND (offer.listing > offer_inspection.listing OR EXISTS (
      SELECT 1 FROM source_folder AS folder
      WHERE folder.source_id = offer.source_id AND folder.path = substr(offer.path, 1, folder_length)
        AND folder.listing > offer_inspection.listing))
    """

  private static func inspection(_ row: Statement) -> OfferInspection {
    OfferInspection(
      offer: row.integer(0),
      listed: .init(
        size: row.optionalInteger(1), modified: row.optionalInteger(2), etag: row.optionalText(3), address: row.text(9)),
      size: row.optionalInteger(4), modified: row.optionalInteger(5), etag: row.optionalText(6),
      lastModified: row.optionalText(7), isGone: row.integer(8) != 0, isListedSince: row.integer(10) != 0)
  }
}
