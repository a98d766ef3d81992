internal import CSQLite

extension Statement {
  /// NULL for nil.
  package func bind(_ value: String?, at index: Int) {
    if let value { bind(value, at: index) } else { bindNull(at: index) }
  }

  /// NULL for nil.
  package func bind(_ value: Int64?, at index: Int) {
    if let value { bind(value, at: index) } else { bindNull(at: index) }
  }

  /// NULL for nil.
  package func bind(_ value: Double?, at index: Int) {
    if let value { bind(value, at: index) } else { bindNull(at: index) }
  }

  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

  package func optionalReal(_ column: Int) -> Double? { isNull(column) ? nil : real(column) }
}
