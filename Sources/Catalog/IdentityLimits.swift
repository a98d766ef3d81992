/// How long what the catalog needs to know a game again is kept. Nanoseconds.
enum IdentityLimits {
  private static let day: Int64 = 86_400_000_000_000

  /// A game that is missing for longer is forgotten, with everything that hangs on it.
  static let missing = 180 * day
  /// A new game that has not been recognised by then as one that is missing will not be.
  static let newcomer = 30 * day
  /// A copy that came no longer than this before its original went is the original, moved.
  static let move = day
  /// Checksums of content that is in no file and no missing game are kept for this long.
  static let checksum = 30 * day
}
