internal import Digest
internal import Model
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Answers of WebDAV servers") struct MultistatusTests {
  static let address = "http://h:81/dav/me/My%20Games/"

  private func page(_ text: String, at address: String = address) throws -> IndexPage {
    try IndexPage(multistatus: Array(text.utf8), at: try #require(WebAddress(address)))
  }

  /// What a server answers, and `path size` of what is in it.
  struct Answer: Sendable, CustomTestStringConvertible {
    var server: String
    var text: String
    var entries: [String]
    var hasDeepTags = false
    var testDescription: String { server }
  }

  static let answers = [
    Answer(
      server: "Nextcloud",
      text: """
        <?xml version="1.0"?>
        <d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns">
        <d:response><d:href>/dav/me/My%20Games/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/>\
        </d:resourcetype><d:getetag>&quot;64a1&quot;</d:getetag><oc:permissions>RGDNVCK</oc:permissions></d:prop>\
        <d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:getcontentlength/><oc:checksums/>\
        </d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>
        <d:response><d:href>/dav/me/My%20Games/snes/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/>\
        </d:resourcetype><d:getetag>&quot;64a2&quot;</d:getetag><oc:permissions>RGDNVCK</oc:permissions></d:prop>\
        <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
        <d:response><d:href>/dav/me/My%20Games/a%26b%20%2b.zip</d:href><d:propstat><d:prop><d:resourcetype/>\
        <d:getcontentlength>12</d:getcontentlength><d:getlastmodified>Sun, 06 Nov 1994 08:49:37 GMT</d:getlastmodified>\
        <d:getetag>&quot;64a3&quot;</d:getetag><oc:permissions>RGDNVW</oc:permissions><oc:checksums><oc:checksum>\
        SHA1:a9993e364706816aba3e25717850c26c9cd0d89d MD5:900150983cd24fb0d6963f7d28e17f72 ADLER32:024d0127\
        </oc:checksum></oc:checksums></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
        </d:multistatus>
        """, entries: ["a&b +.zip 12", "snes/"], hasDeepTags: true),
    Answer(
      server: "nginx with dav-ext",
      text: """
        <?xml version="1.0" encoding="utf-8" ?>
        <D:multistatus xmlns:D="DAV:">
        <D:response>
        <D:href>/dav/me/My%20Games/</D:href>
        <D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>
        <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
        <D:response>
        <D:href>/dav/me/My%20Games/a.zip</D:href>
        <D:propstat><D:prop><D:getcontentlength>7</D:getcontentlength><D:resourcetype></D:resourcetype></D:prop>
        <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
        <D:response>
        <D:href>/dav/me/My%20Games/sub</D:href>
        <D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>
        <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
        </D:multistatus>
        """, entries: ["a.zip 7", "sub/"]),
    Answer(
      server: "lighttpd",
      text: """
        <?xml version="1.0" encoding="utf-8"?>
        <D:multistatus xmlns:D="DAV:" xmlns:ns0="urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/">
        <D:response>
        <D:href>/dav/me/My%20Games/</D:href>
        <D:propstat>
        <D:prop>
        <D:resourcetype><D:collection/></D:resourcetype></D:prop>
        <D:status>HTTP/1.1 200 OK</D:status>
        </D:propstat>
        </D:response>
        <D:response>
        <D:href>/dav/me/My%20Games/B%C3%A4r.zip</D:href>
        <D:propstat>
        <D:prop>
        <D:getcontentlength>5</D:getcontentlength><D:getlastmodified ns0:dt="dateTime.rfc1123">Sun, 06 Nov 1994 \
        08:49:37 GMT</D:getlastmodified><D:resourcetype/></D:prop>
        <D:status>HTTP/1.1 200 OK</D:status>
        </D:propstat>
        </D:response>
        </D:multistatus>
        """, entries: ["Bär.zip 5"]),
    Answer(
      server: "IIS",
      text: """
        <?xml version="1.0" encoding="utf-8"?><a:multistatus xmlns:b="urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/" \
        xmlns:c="xml:" xmlns:a="DAV:"><a:response><a:href>http://h/dav/me/My%20Games/</a:href><a:propstat>\
        <a:status>HTTP/1.1 200 OK</a:status><a:prop><a:resourcetype><a:collection/></a:resourcetype>\
        <a:getcontentlength b:dt="int">0</a:getcontentlength></a:prop></a:propstat></a:response><a:response>\
        <a:href>http://h/dav/me/My Games/a b.zip</a:href><a:propstat><a:status>HTTP/1.1 200 OK</a:status><a:prop>\
        <a:resourcetype/><a:getcontentlength b:dt="int">3</a:getcontentlength></a:prop></a:propstat></a:response>\
        <a:response><a:href>http://h/dav/me/My%20Games/sub/</a:href><a:propstat><a:status>HTTP/1.1 200 OK</a:status>\
        <a:prop><a:resourcetype><a:collection/></a:resourcetype></a:prop></a:propstat></a:response></a:multistatus>
        """, entries: ["a b.zip 3", "sub/"]),
    Answer(
      server: "one without prefixes, in another spelling and order",
      text: """
        <multistatus xmlns="DAV:"><response><href>/%64av/me/My Games/x.zip</href><propstat><prop><getcontentlength>1\
        </getcontentlength><getetag>W/"1"</getetag></prop></propstat></response><response><href>/dav/me/My%20Games\
        </href><propstat><prop><resourcetype><collection/></resourcetype></prop><status>HTTP/1.1 200 OK</status>\
        </propstat></response></multistatus>
        """, entries: ["x.zip 1"]),
  ]

  @Test(arguments: answers) func `every server is understood`(answer: Answer) throws {
    let page = try page(answer.text)
    let found = page.entries.map { entry in
      String(decoding: entry.name, as: UTF8.self) + (entry.isFolder ? "/" : " \(entry.size?.bytes ?? -1)")
    }
    #expect(found.sorted() == answer.entries)
    #expect(page.isRecognised && !page.isCutOff && page.refused.count == 0 && page.hasDeepTags == answer.hasDeepTags)
    for entry in page.entries {
      #expect(entry.address.text.hasPrefix("http://h:81/") && entry.address.text.hasSuffix("/") == entry.isFolder)
      #expect(entry.size?.isExact != false)
    }
  }

  @Test func `times are exact, and checksums are taken that are computed here, too`() throws {
    let page = try page(Self.answers[0].text)
    let file = try #require(page.entries.first { !$0.isFolder })
    #expect(file.modified == OfferTime(784_111_777, isExact: true) && file.etag == "\"64a3\"")
    #expect(file.checksums.sha1?.hexadecimal == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(file.checksums.md5?.hexadecimal == "900150983cd24fb0d6963f7d28e17f72")
    #expect(file.address.text == "http://h:81/dav/me/My%20Games/a%26b%20%2b.zip")
  }

  private func multistatus(_ responses: String) -> String {
    "<D:multistatus xmlns:D='DAV:'>\(responses)</D:multistatus>"
  }

  private func response(_ reference: String, _ more: String = "") -> String {
    "<D:response><D:href>\(reference)</D:href><D:propstat><D:prop><D:resourcetype/>"
      + "<D:getcontentlength>1</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
      + "\(more)</D:response>"
  }

  @Test(arguments: [
    ("/dav/me/x.zip", NameRefusal.outside), ("/dav/me/My%20Games/../x.zip", .outside),
    ("http://other/dav/me/My%20Games/x.zip", .outside), ("//other/dav/me/My%20Games/x.zip", .outside),
    ("ftp://h/dav/me/My%20Games/x.zip", .outside), ("/dav/me/My%20Games/a/x.zip", .outside), ("", .outside),
    ("/dav/me/My%20Games/x.zip?a", .outside), ("/dav/me/My%20Games/%2e%2e", .dots),
    ("/dav/me/My%20Games/a%2Fb", .separator), ("/dav/me/My%20Games/a%00b", .control),
    ("/dav/me/My%20Games/%ff", .notUTF8), ("/dav/me/My%20Games/C:x", .drive),
  ])
  func `a hostile entry is refused and reported, and nothing else is lost`(
    reference: String, refusal: NameRefusal
  ) throws {
    let page = try page(multistatus(response(reference) + response("/dav/me/My%20Games/good.zip")))
    #expect(page.refused.counts == [refusal: 1], "\(page.refused)")
    #expect(page.entries.map { String(decoding: $0.name, as: UTF8.self) } == ["good.zip"])
  }

  @Test func `what has a status of its own is not taken for a file`() throws {
    func withStatus(_ name: String, _ status: Int) -> String {
      "<D:response><D:href>/dav/me/My%20Games/\(name)</D:href><D:status>HTTP/1.1 \(status) X</D:status></D:response>"
    }
    let page = try page(
      multistatus(withStatus("gone", 404) + withStatus("hidden", 403) + response("/dav/me/My%20Games/c")))
    #expect(page.entries.count == 1 && page.refused.counts == [.withheld: 1])
    #expect(try self.page(multistatus(withStatus("", 507) + response("/dav/me/My%20Games/c"))).isCutOff)
    #expect(throws: IndexPage.NoMultistatus.refused(403)) { try self.page(multistatus(withStatus("", 403))) }
    #expect(throws: IndexPage.NoMultistatus.noFolder) { try self.page(multistatus(response("/dav/me/My%20Games/"))) }
  }

  @Test func `an answer that is cut off says so, and one that is none, too`() throws {
    let whole = multistatus(response("/dav/me/My%20Games/a") + response("/dav/me/My%20Games/b"))
    let page = try page(String(whole.dropLast(40)))
    #expect(page.isCutOff && page.entries.map(\.name) == [Array("a".utf8)])
    for text in ["", "<html><body>Hello", "{}", whole.replacing("DAV:", with: "VAD:")] {
      #expect(throws: IndexPage.NoMultistatus.otherContent) { _ = try self.page(text) }
    }
  }

  @Test func `an entry that claims to be the folder, and a file, hides nothing`() throws {
    let page = try page(
      multistatus(response("/dav/me/My%20Games/good") + response(".") + response("/dav/me/My%20Games")))
    #expect(page.entries.map(\.name) == [Array("good".utf8)] && !page.isCutOff)
  }

  @Test func `hostile answers need no more time and memory than their length`() throws {
    let count = Soak.isOn ? 100_000 : 10_000
    let many = multistatus((0..<count).map { response("/dav/me/My%20Games/file-\($0).zip") }.joined())
    #expect(try page(many).entries.count == count)
    let long = String(repeating: "x", count: 5_000_000)
    let huge = multistatus(response("/dav/me/My%20Games/\(long)") + response("/dav/me/My%20Games/good"))
    #expect(try page(huge).entries.map(\.name) == [Array("good".utf8)])
    let deep = multistatus(
      "<D:response>" + String(repeating: "<D:prop>", count: count) + String(repeating: "</D:prop>", count: count)
        + "</D:response>" + response("/dav/me/My%20Games/good"))
    #expect(try page(deep).entries.map(\.name) == [Array("good".utf8)])
    let bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
      + "\"file:///etc/passwd\">]>"
      + multistatus(response("/dav/me/My%20Games/&b;&f;") + response("/dav/me/My%20Games/good"))
    let page = try page(bomb)
    #expect(page.entries.map(\.name).contains(Array("good".utf8)))
    #expect(!page.entries.contains { String(decoding: $0.name, as: UTF8.self).contains("root") })
  }
}
