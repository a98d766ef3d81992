internal import Names
internal import Testing

/// A name and everything that must come out of it.
///
/// One line: the name, ` => `, the title, and fields by `; `, each a key, a blank and a value; lists by `|`. A part that
/// is not given must be empty, but for `nat` (else the same as the title) and `cv`, which is then not looked at.
///
/// | key | part | | key | part |
/// |---|---|---|---|---|
/// | `r` | regions | | `id` | ids, as `igdb=1` |
/// | `l` | languages | | `date`, `pub`, `vid`, `ser`, `trk`, `num` | date, publisher, video, serials, track, number |
/// | `rev`, `v` | revision, version | | `n` | number of languages |
/// | `d` | disc, as `disk 1/2 side=A label=x` | | `x` | extension |
/// | `f`, `t` | flags, tags | | `nat`, `cv` | natural title, convention |
struct Row: Sendable, CustomTestStringConvertible {
  let name: String
  let title: String
  private let fields: [String: String]

  var testDescription: String { name }

  init(_ line: Substring) {
    let sides = line.split(separator: " => ", maxSplits: 1)
    precondition(sides.count == 2, "not a row: \(line)")
    name = String(sides[0])
    let parts = sides[1].split(separator: "; ").map(String.init)
    title = parts[0]
    var fields: [String: String] = [:]
    for part in parts.dropFirst() {
      let words = part.split(separator: " ", maxSplits: 1)
      precondition(
        words.count == 2 && fields[String(words[0])] == nil && Self.keys.contains(String(words[0])),
        "\(part) of \(line)")
      fields[String(words[0])] = String(words[1])
    }
    self.fields = fields
  }

  private static let keys: Set<String> = [
    "r", "l", "rev", "v", "d", "f", "t", "id", "date", "pub", "vid", "ser", "trk", "num", "n", "x", "nat", "cv",
  ]

  static func table(_ lines: String) -> [Row] {
    lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { Row($0) }
  }

  /// Holds what the parser says against the row, every part of it.
  func check(_ name: GameName) {
    let comment = Comment(rawValue: self.name)
    #expect(name.title == title, comment)
    #expect(name.naturalTitle == fields["nat"] ?? title, comment)
    #expect(name.regions.map(\.rawValue) == list("r"), comment)
    #expect(name.languages == list("l"), comment)
    #expect(name.revision == fields["rev"], comment)
    #expect(name.version == fields["v"], comment)
    #expect(Self.text(name.disc) == fields["d"], comment)
    #expect(name.flags.map(\.rawValue) == list("f"), comment)
    #expect(name.tags == list("t"), comment)
    #expect(name.ids.map { "\($0.provider)=\($0.id)" } == list("id"), comment)
    #expect(name.date == fields["date"], comment)
    #expect(name.publisher == fields["pub"], comment)
    #expect(name.video == fields["vid"], comment)
    #expect(name.serials == list("ser"), comment)
    #expect(name.track.map { "\($0)" } == fields["trk"], comment)
    #expect(name.number == fields["num"], comment)
    #expect(name.languageCount.map { "\($0)" } == fields["n"], comment)
    #expect(name.fileExtension == fields["x"], comment)
    if let convention = fields["cv"] { #expect(name.convention?.rawValue == convention, comment) }
  }

  private func list(_ key: String) -> [String] { fields[key].map { $0.split(separator: "|").map(String.init) } ?? [] }

  private static func text(_ disc: Disc?) -> String? {
    guard let disc else { return nil }
    let number = disc.number.map { number in "\(number)" + (disc.of.map { "/\($0)" } ?? "") }
    return [disc.kind?.rawValue, number, disc.side.map { "side=\($0)" }, disc.label.map { "label=\($0)" }]
      .compactMap { $0 }.joined(separator: " ")
  }
}
