/// What a picture, film or document that goes with a game shows.
package enum MediaKind: String, Hashable, Sendable, CaseIterable {
  /// The front of the box, flat.
  case cover
  case backCover
  case box3D
  /// The cartridge, disc or tape itself.
  case physicalMedia
  case screenshot
  case titleScreen
  /// The logo, as on the top of an arcade cabinet.
  case marquee
  case fanart
  /// Several of the others composed into one picture.
  case mix
  case map
  case bezel
  case video
  case manual
}
