/// Decides which of the games that were found are games that are known already. Pure: no database, no clock.
///
/// What hangs on a game (favourites, play history, metadata) hangs on its id, so the id follows the content:
///
/// | rule | a found game is the known one |
/// |---|---|
/// | same content | that has at least half of its files in it; of several the one with the most in common, then the one at the same place, then the older one |
/// | same place | one of whose paths is one of its own; of several the one with the most of them, then the older one |
///
/// Content goes first: of two files that swap their names each keeps its game. Each game is used once, so of two
/// identical copies each keeps its own. What is left is a new game, or a known one that is missing.
///
/// The catalog asks with these games and kinds of content:
///
/// | when | found | known | content |
/// |---|---|---|---|
/// | a folder was looked through | its games that have changed | its games that have changed; missing ones with the same file, or last seen at one of its paths | ``FileVersion`` |
/// | games of a folder are gone | younger games elsewhere, of the last day | those games | ``FileVersion`` |
/// | everything was looked through, or files were hashed | games of the last 30 days | missing games | size and modification time, where that is no whole second: a copy that kept its times |
/// | | | | size and SHA-1 |
///
/// So it does not matter whether the new place of a moved file is seen first or the old one, and the new one may
/// come days later. Copies are told by the last two only when all has been seen: the original itself may turn up.
/// A copy whose original goes more than a day after it came stays a game of its own.
struct GameMatching<Content: Hashable> {
  struct File {
    var content: Content
    /// The path, where it is one of those that were looked through: its number.
    var place: Int?
  }

  struct Known {
    var id: Int64
    var files: [File]
  }

  /// Known games with one file in common that are compared; more are hard links by the hundred. And how many are
  /// looked at to find the one at the same place.
  private static var candidateLimit: Int { 16 }
  private static var lookLimit: Int { 1000 }

  private let found: [[File]]
  private let known: [Known]
  private let isPossible: (_ found: Int, _ known: Int) -> Bool
  private var gameOfFound: [Int?]
  private var isTaken: [Bool]

  /// - Parameter isPossible: whether a found game may be a known one at all.
  /// - Returns: by the number of the found game, the number of the known one that it is.
  static func match(
    found: [[File]], known: [Known], isPossible: (_ found: Int, _ known: Int) -> Bool = { _, _ in true }
  ) -> [Int?] {
    guard !known.isEmpty else { return Array(repeating: nil, count: found.count) }
    return withoutActuallyEscaping(isPossible) { isPossible in
      var matching = GameMatching(found, known, isPossible)
      matching.matchContent()
      matching.matchPlaces()
      return matching.gameOfFound
    }
  }

  private init(_ found: [[File]], _ known: [Known], _ isPossible: @escaping (Int, Int) -> Bool) {
    self.found = found
    self.known = known
    self.isPossible = isPossible
    gameOfFound = Array(repeating: nil, count: found.count)
    isTaken = Array(repeating: false, count: known.count)
  }

  private struct Pair {
    var found: Int
    var known: Int
    /// Files in common, and how many of them are at the same path.
    var common = 0
    var places = 0
  }

  private mutating func matchContent() {
    let holders = Lists(known) { $0.content }
    var pairs: [Pair] = []
    for (number, files) in found.enumerated() {
      pairs += self.pairs(of: number, files) { file, body in
        holders.forEach(file.content, file.place, limit: Self.candidateLimit, body)
      }.filter { $0.common * 2 >= known[$0.known].files.count }
    }
    take(pairs)
  }

  private mutating func matchPlaces() {
    let holders = Lists(known) { $0.place }
    var pairs: [Pair] = []
    for (number, files) in found.enumerated() where gameOfFound[number] == nil {
      pairs += self.pairs(of: number, files) { file, body in
        if let place = file.place { holders.forEach(place, place, limit: Self.candidateLimit, body) }
      }
    }
    take(pairs)
  }

  /// The known games that have files in common with a found one.
  private func pairs(
    of number: Int, _ files: [File], _ candidates: (File, (_ known: Int, _ isSamePlace: Bool) -> Void) -> Void
  ) -> [Pair] {
    var pairs: [Pair] = []
    var indices: [Int: Int] = [:]
    for file in files {
      candidates(file) { known, isSamePlace in
        guard !isTaken[known], isPossible(number, known) else { return }
        var index = pairs.endIndex - 1
        // A game's files come from one game nearly always.
        if pairs.last?.known != known {
          index = indices[known] ?? pairs.endIndex
          if index == pairs.endIndex { pairs.append(Pair(found: number, known: known)) }
          indices[known] = index
        }
        pairs[index].common += 1
        if isSamePlace { pairs[index].places += 1 }
      }
    }
    return pairs
  }

  private mutating func take(_ pairs: [Pair]) {
    let ordered = pairs.sorted { left, right in
      if left.common != right.common { return left.common > right.common }
      if left.places != right.places { return left.places > right.places }
      if left.known != right.known { return known[left.known].id < known[right.known].id }
      return left.found < right.found
    }
    for pair in ordered where gameOfFound[pair.found] == nil && !isTaken[pair.known] {
      gameOfFound[pair.found] = pair.known
      isTaken[pair.known] = true
    }
  }

  /// Which known games have a file with some property.
  private struct Lists<Key: Hashable> {
    private var first: [Key: Int] = [:]
    private var nodes: [(known: Int, place: Int?, next: Int)] = []

    init(_ known: [Known], key: (File) -> Key?) {
      first.reserveCapacity(known.count)
      for (number, game) in known.enumerated() {
        for file in game.files {
          guard let key = key(file) else { continue }
          nodes.append((number, file.place, first[key] ?? -1))
          first[key] = nodes.count - 1
        }
      }
    }

    /// Those at the same place first, then up to `limit` others.
    func forEach(_ key: Key, _ place: Int?, limit: Int, _ body: (_ known: Int, _ isSamePlace: Bool) -> Void) {
      var node = first[key] ?? -1
      var others = 0
      while node >= 0, others < GameMatching.lookLimit {
        let isSamePlace = place != nil && nodes[node].place == place
        if !isSamePlace { others += 1 }
        if isSamePlace || others <= limit { body(nodes[node].known, isSamePlace) }
        node = nodes[node].next
      }
    }
  }
}
