internal import Model
internal import Sources
internal import Testing

@Suite("Pages of directory indexes") struct IndexPageTests {
  struct Saved: Sendable, CustomTestStringConvertible {
    var name: String
    var type: String
    var text: String
    /// Of the long file, the big one and the time of the latter; nil where the page does not say.
    var sizes: (OfferSize?, OfferSize?) = (nil, nil)
    var time: OfferTime?
    var testDescription: String { name }
  }

  static func rounded(_ bytes: Int64) -> OfferSize { OfferSize(bytes, isExact: false) }
  static let exact = (OfferSize(11003, isExact: true), OfferSize(5_368_721_465, isExact: true))
  static let minutes = OfferTime(1_000_000_000 - 40, isExact: false)
  static let html = "text/html;charset=UTF-8"

  static let saved: [Saved] = [
    Saved(name: "nginx", type: "text/html", text: SavedPages.nginx, sizes: exact, time: minutes),
    Saved(
      name: "nginx, rounded", type: "text/html", text: SavedPages.nginxRounded,
      sizes: (rounded(11264), rounded(5 << 30)),
      time: minutes),
    Saved(
      name: "nginx, JSON", type: "application/json", text: SavedPages.nginxJSON, sizes: exact,
      time: OfferTime(1_000_000_000, isExact: true)),
    Saved(
      name: "nginx, XML", type: "text/xml; charset=utf-8", text: SavedPages.nginxXML, sizes: exact,
      time: OfferTime(1_000_000_000, isExact: true)),
    Saved(name: "Apache, plain", type: html, text: SavedPages.apachePlain),
    Saved(
      name: "Apache, fancy", type: html, text: SavedPages.apacheFancy, sizes: (rounded(11264), rounded(5 << 30)),
      time: minutes),
    Saved(
      name: "Apache, icons", type: html, text: SavedPages.apacheIcons, sizes: (rounded(11264), rounded(5 << 30)),
      time: minutes),
    Saved(
      name: "Apache, table", type: html, text: SavedPages.apacheTable, sizes: (rounded(11264), rounded(5 << 30)),
      time: minutes),
    Saved(
      name: "Apache, XHTML", type: html, text: SavedPages.apacheXHTML, sizes: (rounded(11264), rounded(5 << 30)),
      time: minutes),
    Saved(
      name: "lighttpd", type: html, text: SavedPages.lighttpd, sizes: (rounded(10956), rounded(5 << 30)),
      time: OfferTime(1_000_000_000, isExact: false)),
    Saved(
      name: "Caddy", type: html, text: SavedPages.caddy, sizes: exact, time: OfferTime(1_000_000_000, isExact: true)),
    Saved(
      name: "Caddy, JSON", type: "application/json; charset=utf-8", text: SavedPages.caddyJSON, sizes: exact,
      time: OfferTime(1_000_000_000, isExact: true)),
    Saved(name: "Python", type: "text/html; charset=utf-8", text: SavedPages.python),
  ]

  static let long =
    "Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc"

  func page(_ text: String, _ type: String = "text/html", _ url: String = "http://h/x/") throws -> IndexPage {
    try IndexPage(Array(text.utf8), type: type, at: try #require(WebAddress(url)))
  }

  func names(_ page: IndexPage) -> [String] {
    page.entries.map { String(decoding: $0.name, as: UTF8.self) + ($0.isFolder ? "/" : "") }
  }

  @Test(arguments: saved) func `pages of real servers`(saved: Saved) throws {
    let page = try page(saved.text, saved.type)
    #expect(page.isRecognised && !page.isCutOff && page.refused.count == 0)
    #expect(Set(names(page)) == ["sub/", "A & B (USA) [!].zip", "big.iso", Self.long])
    #expect(page.entries.count == 4)
    func entry(_ name: String) throws -> IndexPage.Entry {
      try #require(page.entries.first { $0.name == Array(name.utf8) })
    }
    #expect(try entry(Self.long).size == saved.sizes.0)
    #expect(try entry("big.iso").size == saved.sizes.1)
    #expect(try entry("big.iso").modified == saved.time)
    #expect(try entry("sub").size == nil)
    #expect(try entry("sub").address.text == "http://h/x/sub/")
    #expect(try entry("big.iso").address.text == "http://h/x/big.iso")
  }

  @Test(arguments: saved) func `a page that is cut off says so, and what came before counts`(saved: Saved) throws {
    let bytes = Array(saved.text.utf8)
    let address = try #require(WebAddress("http://h/x/"))
    let whole = Set(names(try page(saved.text, saved.type)))
    for length in stride(from: bytes.count * 9 / 10, through: bytes.count / 4, by: -97) {
      guard let page = try? IndexPage(Array(bytes[..<length]), type: saved.type, at: address) else { continue }
      #expect(page.isCutOff || !page.isRecognised)
      if saved.type.contains("xml") || saved.type.contains("json") { #expect(whole.isSuperset(of: names(page))) }
    }
  }

  @Test(arguments: [
    ("a%20b.zip", "a b.zip"), ("a b.zip", "a b.zip"), ("./a", "a"), ("/x/a", "a"), ("http://h/x/a", "a"),
    ("//h/x/a", "a"), ("HTTP://H:80/x/a", "a"), ("a/", "a/"), ("b/../a", "a"), ("a#part", "a"), ("%61", "a"),
    ("a%", "a%"), ("a%zz", "a%zz"), ("%E9%9B%AA", "雪"), ("雪", "雪"), ("  a\n", "a"), ("../x/a", "a"), ("/%78/a", "a"),
    ("./ab:c.zip", "ab:c.zip"), ("http://me:secret@h/x/a", "a"),
  ]) func `a link that leads directly below the page`(reference: String, name: String) throws {
    let text = reference.replacing("&", with: "&amp;")
    #expect(names(try page("<a href=\"\(text)\">x</a>")) == [name])
  }

  @Test(arguments: [
    "", "/", "..", "../", ".", "./", "#a", "?C=N;O=D", "a?b", "/a", "/x", "/y/a", "a/b", "a//", "http://other/x/a",
    "https://h/x/a", "http://h:8080/x/a", "//other/x/a", "mailto:a@b", "javascript:void(0)", "data:text/plain,a",
    "file:///x/a", "ftp://h/x/a", "http:///x/a", "http://h:99999/x/a",
  ]) func `a link that leads elsewhere is left out`(reference: String) throws {
    let page = try page("<title>Index of /</title><a href=\"\(reference)\">x</a></html>")
    #expect(page.entries.isEmpty && page.refused.count == 0, "\(names(page))")
  }

  @Test(arguments: [
    ("a%2Fb", NameRefusal.separator), ("..%2F..%2Fetc%2Fpasswd", .separator), ("%2e%2e", .dots), ("...", .dots),
    ("%2E", .dots), ("a%00b", .control), ("a%0Ab", .control), ("a%1Bb", .control), ("a%7F", .control),
    ("a%C2%9Bb", .control), ("a%5Cb", .backslash), ("a\\b", .backslash), ("./C:", .drive), ("./c:autorun", .drive),
    ("a%FF", .notUTF8), ("%C0%AE%C0%AE", .notUTF8), ("%ED%A0%80", .notUTF8),
    (String(repeating: "a", count: 256), .tooLong),
  ]) func `a hostile name is refused, and nothing else is lost`(reference: String, refusal: NameRefusal) throws {
    let page = try page("<a href=\"one\">1</a><a href=\"\(reference)\">x</a><a href=\"two/\">2</a>")
    #expect(names(page) == ["one", "two/"] && page.refused.counts == [refusal: 1], "\(page.refused)")
    let shown = page.refused.examples.map(\.path).joined()
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "\(shown)")
  }

  @Test func `the page's base counts for its links, and its own address for what lies below`() throws {
    let text = "<base href=\"http://h/other/\"><a href=\"a\">1</a><a href=\"/x/b\">2</a><a href=\"../x/c\">3</a>"
    #expect(names(try page(text)) == ["b", "c"])
  }

  @Test func `bytes that are no text, odd markup and deep nesting`() throws {
    let address = try #require(WebAddress("http://h/x/"))
    let raw = Array("<a href=\"caf".utf8) + [0xE9] + Array("\">a</a><a href='b'>b</a>\0<A HREF=c>c".utf8)
    let page = try IndexPage(raw, type: "text/html; charset=iso-8859-1", at: address)
    #expect(names(page) == ["b", "c"] && page.refused.counts == [.notUTF8: 1])
    let deep = "<a href=a>a</a>" + String(repeating: "<b>", count: 100_000) + "<a href=b>b</a>"
    let cut = try self.page(deep)
    #expect(cut.isCutOff && names(cut) == ["a"])
    #expect(throws: IndexPage.NoIndex.nothingBelow) { try self.page("<html><body>Hello</body></html>") }
    #expect(throws: IndexPage.NoIndex.otherContent) { try self.page("a\nb\n", "text/plain") }
    #expect(throws: IndexPage.NoIndex.otherContent) { try self.page("PK\u{3}\u{4}", "application/zip") }
    #expect(try self.page("[]", "application/json").entries.isEmpty)
  }

  @Test func `Caddy's newer page, and its silent limit`() throws {
    let row = """
      <tr class="file"><td></td><td><a href="./a.bin"><svg></svg><span class="name">a.bin</span></a></td>
      <td class="size" data-size="11003"><div class="sizebar"><div class="sizebar-text">11 KiB</div></div></td>
      <td class="timestamp hideable"><time datetime="2001-09-09T01:46:40Z">09/09/2001</time></td></tr>
      """
    let page = try page("<html><a href=\"?sort=name&order=asc\">Name</a><table>\(row)</table></html>")
    #expect(page.entries.first?.size == OfferSize(11003, isExact: true))
    #expect(page.entries.first?.modified == OfferTime(1_000_000_000, isExact: true))
    let rows = (0..<10_000).map { "{\"name\":\"\($0)\",\"size\":1,\"is_dir\":false}" }
    #expect(try self.page("[\(rows.joined(separator: ","))]", "application/json").isCutOff)
    #expect(try !self.page("[\(rows.dropLast(100).joined(separator: ","))]", "application/json").isCutOff)
  }
}
