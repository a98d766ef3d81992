/// Where the mount shows what a source offers.
package enum SourceExposure: String, Hashable, Sendable, CaseIterable {
  /// In every view, beside what the library has.
  case everywhere
  /// In a view of its own, and in no other.
  case available
  case never
}
