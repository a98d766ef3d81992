internal import Platform

extension JSONWriter {
  /// null for nil.
  mutating func member(_ name: String, _ value: Int64?) {
    member(name) { json in if let value { json.value(value) } else { json.null() } }
  }

  /// null for nil.
  mutating func member(_ name: String, _ value: Double?) {
    member(name) { json in if let value { json.value(value) } else { json.null() } }
  }

  /// Rounded to a tenth; null for nil.
  mutating func member(_ name: String, tenth value: Double?) {
    member(name, value.map { ($0 * 10).rounded() / 10 })
  }
}
