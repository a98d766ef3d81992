/// What is known of a game beyond its files: what the user's own lists say, and what providers found.
///
/// Absent is not known. Nothing here is guessed.
package struct GameFacts: Hashable, Sendable {
  package var name: String?
  /// By which the game is sorted instead of its name.
  package var sortName: String?
  package var description: String?
  /// From 0 to 1.
  package var rating: Double?
  /// ISO 8601 as far as it is known: `1994`, `1994-03`, `1994-03-15`.
  package var released: String?
  package var developer: String?
  package var publisher: String?
  package var genre: String?
  /// As written: `2`, `1-4`.
  package var players: String?
  package var family: String?
  /// As written, such as `us`, or `us,eu`.
  package var region: String?
  /// As written, such as `en`, or `en,fr`.
  package var language: String?
  package var isFavorite: Bool?
  package var isCompleted: Bool?
  package var isForKids: Bool?
  package var isHidden: Bool?
  package var isBroken: Bool?
  package var playCount: Int?
  /// `YYYYMMDDTHHMMSS`, local time, as front ends write it.
  package var lastPlayed: String?
  /// Seconds.
  package var playTime: Int?
  /// Raw paths of files below the system's folder in the library.
  package var media: [MediaKind: [UInt8]] = [:]

  package init() {}
}

extension GameFacts {
  /// Fills in from `other` what is not known here.
  package mutating func complete(from other: GameFacts) {
    name = name ?? other.name
    sortName = sortName ?? other.sortName
    description = description ?? other.description
    rating = rating ?? other.rating
    released = released ?? other.released
    developer = developer ?? other.developer
    publisher = publisher ?? other.publisher
    genre = genre ?? other.genre
    players = players ?? other.players
    family = family ?? other.family
    region = region ?? other.region
    language = language ?? other.language
    isFavorite = isFavorite ?? other.isFavorite
    isCompleted = isCompleted ?? other.isCompleted
    isForKids = isForKids ?? other.isForKids
    isHidden = isHidden ?? other.isHidden
    isBroken = isBroken ?? other.isBroken
    playCount = playCount ?? other.playCount
    lastPlayed = lastPlayed ?? other.lastPlayed
    playTime = playTime ?? other.playTime
    media.merge(other.media) { own, _ in own }
  }
}
