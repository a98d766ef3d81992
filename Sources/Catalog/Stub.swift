package import Model
extension Catalog {
  package func offers(_ ids: [Int64]) throws(CatalogError) -> [StoredOffer] { [] }
}
