internal import TestSupport
internal import Testing
internal import XML

@Suite("Reading rows of XML in pieces") struct XMLRecordStreamTests {
  private static let records: Set<String> = ["Game", "Image"]
  private static let fields: Set<String> = ["Name", "Id"]

  /// The rows as text: `Game@2 Name=x`.
  static func read(_ source: [UInt8], pieces: Int) -> (rows: [String], mistakes: [XMLMistake], count: Int) {
    var stream = XMLRecordStream(records: records, fields: fields)
    var rows: [String] = []
    func take(_ record: XMLRecord) -> Bool {
      let fields = record.fields.map { " \($0.name)=\($0.text)" }.joined()
      rows.append("\(record.name)@\(record.line)\(record.isCutOff ? "…" : "")\(fields)")
      return true
    }
    source.withUnsafeBytes { source in
      var start = 0
      while start < source.count {
        let end = min(source.count, start + pieces)
        let goesOn = stream.append(UnsafeRawBufferPointer(rebasing: source[start..<end]), take)
        #expect(goesOn)
        start = end
      }
    }
    let goesOn = stream.finish(take)
    #expect(goesOn)
    return (rows, stream.mistakes, stream.mistakeCount)
  }

  @Test(arguments: [1000, 65_536, 262_144, 1_000_000, 100_000_000])
  func `rows are the same however the document is cut`(pieces: Int) {
    var source = "<?xml version=\"1.0\" standalone=\"yes\"?>\n<LaunchBox>\n"
    var expected: [String] = []
    for number in 0..<20_000 {
      source +=
        number % 3 == 0 ? "<Image><Id>\(number)</Id></Image>\n" : "<Game>\n<Name>Tom &amp; \(number)</Name></Game>\n"
    }
    source += "</LaunchBox>"
    var line = 3
    for number in 0..<20_000 {
      expected.append(number % 3 == 0 ? "Image@\(line) Id=\(number)" : "Game@\(line) Name=Tom & \(number)")
      line += number % 3 == 0 ? 1 : 2
    }
    let (rows, mistakes, _) = Self.read(bytes(source), pieces: pieces)
    #expect(rows == expected)
    #expect(mistakes == [])
  }

  @Test func `a row that is wrong costs that row, wherever the document is cut`() {
    var source = "<LaunchBox>\n"
    for number in 0..<10_000 {
      switch number % 1000 {
      case 100: source += "<Game><Name>no end \(number)\n"
      case 200: source += "<Game><Name>a < b \(number)</Name></Game>\n"
      case 300: source += "</Nothing>\n"
      default: source += "<Game><Name>\(number)</Name><Id>\(number)</Id></Game>\n"
      }
    }
    let (rows, mistakes, count) = Self.read(bytes(source + "</LaunchBox>"), pieces: 10_000)
    for number in 0..<10_000 where ![100, 200, 300].contains(number % 1000) {
      #expect(rows[number - number / 1000 - (number % 1000 > 300 ? 1 : 0)].hasSuffix("Name=\(number) Id=\(number)"))
    }
    #expect(rows.contains { $0.contains("a < b 3200") })
    #expect(count >= 30)
    #expect(mistakes.map(\.line) == mistakes.map(\.line).sorted())
  }

  @Test func `a document that is cut off counts up to there`() {
    let (rows, mistakes, _) = Self.read(bytes("<L>\n<Game><Name>A</Name></Game>\n<Game><Name>B"), pieces: 7)
    #expect(rows == ["Game@2 Name=A", "Game@3…"])
    #expect(mistakes.map(\.line) == [3])
  }

  @Test func `bytes of another encoding and UTF-16`() {
    let latin = bytes("<L><Game><Name>Pok") + [0xE9] + bytes("mon</Name></Game></L>")
    #expect(Self.read(latin, pieces: 5).rows == ["Game@1 Name=Pokémon"])
    let (rows, mistakes, _) = Self.read([0xFF, 0xFE, 0x3C, 0], pieces: 100)
    #expect(rows == [])
    #expect(mistakes.count == 1)
  }

  @Test func `a row without an end takes no more memory than a row may`() {
    let long =
      "<L><Game><Name>" + String(repeating: "x", count: 12 << 20) + "</Name></Game><Game><Name>B</Name></Game></L>"
    let (rows, mistakes, _) = Self.read(bytes(long), pieces: 1 << 16)
    #expect(rows.last == "Game@1 Name=B")
    #expect(!mistakes.isEmpty)
  }

  @Test func `noise is read`() {
    let pieces = [
      "<Game>", "</Game>", "<Name>", "</Name>", "<L>", "</L>", "<!--", "-->", "<![CDATA[", "]]>", "&", "x", "\n",
    ]
    var random = SplitMix64(seed: 5)
    for _ in 0..<30 {
      let source = (0..<60_000).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      _ = Self.read(bytes(source), pieces: Int.random(in: 1000...300_000, using: &random))
    }
  }
}
