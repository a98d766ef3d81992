/// How much data is made and how often it is touched.
struct Scale: Sendable {
  /// Bytes of the two tracks of the large game.
  var tracks: [Int64]
  /// Files in the directory that is listed.
  var entries: Int
  /// Games of the library whose discovery is timed.
  var games: Int
  /// Files that are hashed, and the bytes of each.
  var hashedFiles = 128
  var hashedFileBytes: Int64
  /// Bytes of the member whose checksum the first reader waits for.
  var firstMember: Int64
  /// Bytes of the game that is built into the cache.
  var builtGame: Int64
  /// At most so many random reads and opens; slow peers stop at ``timeLimit``.
  var randomReads: Int
  var opens: Int
  /// lstat calls of the storm, half of them for names that do not exist.
  var stats: Int
  /// What only sleeps is told to sleep one part in so many.
  var timeScale = 1
  /// Files that are fetched from sources.
  var downloads = 1000
  /// Nanoseconds after which a loop ends before its count is reached.
  let timeLimit: UInt64 = 3_000_000_000

  static let full = Scale(
    tracks: [384 << 20, 128 << 20], entries: 20_000, games: 100_000, hashedFileBytes: 64 << 20,
    firstMember: 256 << 20, builtGame: 1 << 30, randomReads: 10_000,
    opens: 5_000, stats: 20_000)
  static let quick = Scale(
    tracks: [48 << 20, 16 << 20], entries: 2_000, games: 5_000, hashedFileBytes: 8 << 20,
    firstMember: 64 << 20, builtGame: 128 << 20, randomReads: 2_000,
    opens: 1_000, stats: 4_000, timeScale: 10, downloads: 100)
}
