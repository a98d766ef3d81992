internal import Testing
internal import XML

@Suite("Reading XML") struct XMLReaderTests {
  /// What is read, in short: `<a k="v">`, text as it is, `</a>`.
  static func read(_ bytes: [UInt8], groups: [Set<String>] = []) -> (text: String, mistakes: [XMLMistake]) {
    guard var reader = XMLReader(bytes, groups: groups) else { return ("?", []) }
    var found: [UInt8] = []
    while let event = reader.next() {
      switch event {
      case .start:
        found += "<\(reader.name)".utf8
        for (name, value) in reader.attributes() { found += " \(name)=\"\(value)\"".utf8 }
        found += ">".utf8
      case .end: found += "</\(reader.name)>".utf8
      case .text: reader.appendText(to: &found)
      }
    }
    return (UndecodedBytes.string(found), reader.mistakes)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var source: [UInt8]
    var result: String
    /// Lines of the mistakes.
    var mistakes: [Int]
    var testDescription: String { String(decoding: source, as: UTF8.self) }

    init(_ source: String, _ result: String, mistakes: [Int] = []) {
      self.init(bytes(source), result, mistakes: mistakes)
    }

    init(_ source: [UInt8], _ result: String, mistakes: [Int] = []) {
      self.source = source
      self.result = result
      self.mistakes = mistakes
    }
  }

  @Test(arguments: [
    Case("<a>x</a>", "<a>x</a>"),
    Case("<a/>", "<a></a>"),
    Case("<a /><b></b>", "<a></a><b></b>"),
    Case("<?xml version=\"1.0\"?>\n<a>x</a>\n", "\n<a>x</a>\n"),
    Case("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é</a>", "<a>é</a>"),
    Case("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>x</a>", "<a>x</a>"),
    Case(
      "<!DOCTYPE a [<!ENTITY e \"x>]\"><!-- it's > --><!ENTITY f SYSTEM \"/etc/passwd\">]><a>&e;&f;</a>",
      "<a>&e;&f;</a>"),
    Case("<a><!-- <b> & -- --></a>", "<a></a>"),
    Case("<a><?php <b> ?>x</a>", "<a>x</a>"),
    Case("<a><![CDATA[x < y & <b>]]></a>", "<a>x < y & <b></a>"),
    Case("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x20AC;</a>", "<a><>&\"'AB€</a>"),
    Case("<a>x &amp;amp; y</a>", "<a>x &amp; y</a>"),
    Case(
      "<a>Tom & Jerry &nbsp; &; &#; &#xZ; &unknown; AT&T</a>", "<a>Tom & Jerry &nbsp; &; &#; &#xZ; &unknown; AT&T</a>"),
    Case("<a>&#0;&#1;&#xFFFE;&#xD800;&#x110000;x&#99999999999;</a>", "<a>x&#99999999999;</a>"),
    Case("<a>x\u{0}\u{1}\u{1B}\u{7F}y</a>", "<a>x\u{7F}y</a>"),
    Case("<a>1\r\n2\r3\n4</a>", "<a>1\n2\n3\n4</a>"),
    Case("<a>x ]]> y</a>", "<a>x ]]> y</a>"),
    Case("<a>1 < 2, 3 <4, I <3 you, <- ></a>", "<a>1 < 2, 3 <4, I <3 you, <- ></a>", mistakes: [1, 1, 1, 1]),
    Case("<a>press <Ctrl+C> now</a>", "<a>press <Ctrl+C> now</a>", mistakes: [1]),
    Case("<a>if x <y then</a>", "<a>if x <y then</a>", mistakes: [1]),
    Case("<a>x<br>y<b>z</a>", "<a>x<br>y<b>z</b></br></a>", mistakes: [1, 1]),
    Case("<a>\n<b>x\n</a>\n<c/>", "<a>\n<b>x\n</b></a>\n<c></c>", mistakes: [2]),
    Case("<a>x</b>y</a>", "<a>xy</a>", mistakes: [1]),
    Case("<a></a></a><b/>", "<a></a><b></b>", mistakes: [1]),
    Case("<a k=\"v\" l='w \"x\"' m=n o k=\"2\">x</a>", "<a k=\"v\" l=\"w \"x\"\" m=\"n\" o=\"\">x</a>"),
    Case("<a k=\"a & b &lt; &#65; <c>\">x</a>", "<a k=\"a & b < A <c>\">x</a>"),
    Case("<a k=\"x\ny\tz\">x</a>", "<a k=\"x y z\">x</a>"),
    Case("<a k = \"v\" >x</a >", "<a k=\"v\">x</a>"),
    Case("<p:a xmlns:p=\"urn:x\" p:k=\"v\">x</p:a>", "<p:a p:k=\"v\">x</p:a>"),
    Case("<p:a>x</p:a>", "<p:a>x</p:a>"),
    Case("<a k=\"x>y\">z</a>", "<a k=\"x>y\">z</a>"),
    Case("<a>x <!-- no end</a>", "<a>x <!-- no end</a>", mistakes: [1]),
    Case("<a>x <![CDATA[ no end</a>", "<a>x <![CDATA[ no end</a>", mistakes: [1]),
    Case("<a>x <? no end</a>", "<a>x <? no end</a>", mistakes: [1]),
    Case("<a><b>x</b>\n<b>yz", "<a><b>x</b>\n<b>yz</b></a>", mistakes: [2]),
    Case("<a><b>x</b><b k=\"", "<a><b>x</b></a>", mistakes: [1]),
    Case("<a><b>x</b", "<a><b>x</b></a>", mistakes: [1]),
    Case("<a><b>x</b><", "<a><b>x</b></a>", mistakes: [1]),
    Case("<a><b>x</b></", "<a><b>x</b></a>", mistakes: [1]),
    Case("plain words", "plain words"),
    Case("", ""),
    Case("<a>\u{10F7A4}</a>", "<a>\u{10F7A4}</a>"),
    Case("<a>&#x10F7A4;</a>", "<a>\u{10F7A4}</a>"),
  ])
  func `whatever stands there, all that can be told is read`(given: Case) {
    let (text, mistakes) = Self.read(given.source)
    #expect(text == given.result)
    #expect(mistakes.map(\.line) == given.mistakes, "\(mistakes)")
  }

  static let latin1: [UInt8] = [0x50, 0x6F, 0x6B, 0xE9, 0x6D, 0x6F, 0x6E, 0x80]  // Pokémon€ in Windows-1252

  @Test(arguments: [
    Case(bytes("<?xml version='1.0' encoding='ISO-8859-1'?><a>") + latin1 + bytes("</a>"), "<a>Pokémon€</a>"),
    Case(bytes("<?xml version=\"1.0\" encoding = \"windows-1252\"?><a>") + latin1 + bytes("</a>"), "<a>Pokémon€</a>"),
    Case(bytes("<a>") + latin1 + bytes("</a>"), "<a>Pokémon€</a>"),
    Case(bytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><a>é ") + latin1 + bytes("</a>"), "<a>é Pokémon€</a>"),
    Case(
      bytes("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>") + [0x83, 0x7C, 0x83, 0x50] + bytes("</a>"), "<a>ポケ</a>"
    ),
    Case(bytes("<?xml version=\"1.0\" encoding=\"klingon\"?><a>é</a>"), "<a>é</a>", mistakes: [1]),
    Case(bytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>"), "<a>é</a>"),
    Case([0xFF, 0xFE] + "<a>é🎮</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "<a>é🎮</a>"),
    Case([0xFE, 0xFF] + "<a>é🎮</a>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "<a>é🎮</a>"),
    Case(bytes("<a>x") + [0xEF, 0xBF, 0xBF, 0xED, 0xA0, 0x80] + bytes("</a>"), "<a>x\u{FFFF}í\u{A0}€</a>"),
  ])
  func `any encoding is read, also one that is not said`(given: Case) {
    let (text, mistakes) = Self.read(given.source)
    #expect(text == given.result)
    #expect(mistakes.map(\.line) == given.mistakes)
  }

  @Test func `bytes that cannot be decoded are kept as they are`() {
    guard var reader = XMLReader(bytes("<a>") + (0x80...0xFF) + bytes("</a>")) else {
      Issue.record("no reader")
      return
    }
    var found: [UInt8] = []
    while let event = reader.next() { if event == .text { reader.appendText(to: &found) } }
    // What happens to be UTF-8 is that, and the same bytes.
    #expect(found == Array(0x80...0xFF))
  }

  @Test func `the start of one is the end of the other, and nothing that follows is lost`() {
    let groups: [Set<String>] = [["game", "folder"], ["name", "path"]]
    let (text, mistakes) = Self.read(
      bytes("<l>\n<game><name>A<path>a</path></game>\n<game><name>B</name>\n<folder><name>C</folder></l>"),
      groups: groups)
    #expect(
      text
        == "<l>\n<game><name>A</name><path>a</path></game>\n<game><name>B</name>\n</game><folder><name>C</name></folder></l>"
    )
    #expect(mistakes.map(\.line) == [2, 3, 4])
  }

  @Test func `lines are right far behind the 65,535th, and elements know what was cut off`() {
    let source = "<a>\n" + String(repeating: "<b>x</b>\n", count: 70_000) + "<b>y"
    guard var reader = XMLReader(bytes(source)) else {
      Issue.record("no reader")
      return
    }
    var lines: [Int] = []
    var cutOff: [Int] = []
    while let event = reader.next() {
      guard event == .start else { continue }
      if reader.name == "b" { lines.append(reader.line) }
      if reader.isCutOff { cutOff.append(reader.line) }
    }
    #expect(lines == Array(2...70_002))
    #expect(cutOff == [1, 70_002])
    #expect(reader.mistakes.map(\.line) == [70_002])
  }

  @Test func `elements a thousand deep, long texts and long names are bounded`() {
    let deep = String(repeating: "<a>", count: 100_000) + "x" + String(repeating: "</a>", count: 100_000) + "<b>y</b>"
    let (text, mistakes) = Self.read(bytes(deep))
    #expect(text.hasSuffix("<b>y</b>"))
    #expect(text.split(separator: "<a>", omittingEmptySubsequences: false).count == 201)
    #expect(mistakes.count == 1)
    let long = Self.read(bytes("<a>" + String(repeating: "x", count: 3 << 20) + "</a><b>y</b>"))
    #expect(long.text.hasSuffix("</a><b>y</b>"))
    #expect(long.text.utf8.count < 2 << 20)
    #expect(long.mistakes.count == 1)
    let named = Self.read(bytes("<\(String(repeating: "n", count: 100_000))>x</b><b>y</b>"))
    #expect(named.text.hasSuffix("<b>y</b>"))
  }

  @Test(arguments: [
    "<", "<a", "<a b=\"", "<!--", "<![CDATA[", "<?", "<!DOCTYPE [", "</", "</a", "&", "&#", "<a ", "]]>", "\"",
    "<a b='",
  ])
  func `what never ends takes time in proportion to its length`(piece: String) {
    // Looking for the end of each to the end of the text would take 10^10 steps.
    let (text, mistakes) = Self.read(bytes(String(repeating: piece, count: 60_000) + "<z>1</z>"))
    #expect(mistakes.count <= 101)
    #expect(text.utf8.count <= 4 << 20)
  }

  @Test func `entities that multiply are not expanded`() {
    var source = "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
    for level in 1...9 {
      source += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
    }
    let (text, _) = Self.read(bytes(source + "]><a>&l9;</a>"))
    #expect(text == "<a>&l9;</a>")
  }
}
