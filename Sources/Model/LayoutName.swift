/// The layouts a view can have.
package enum LayoutName: String, Hashable, Sendable, CaseIterable {
  /// The library as it lies.
  case library
  case esDE = "es-de"
  case batocera
  case retroArch = "retroarch"
  case retroPie = "retropie"
  case mister
  case pocket
  case onion
  case romM = "romm"
  case pegasus
}
