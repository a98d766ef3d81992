internal import Model
internal import Sources
internal import Testing

@Suite("Tags of versions in listings") struct EntityTagTests {
  static let tags: [(text: String, normal: String?)] = [
    ("\"a-1\"", "\"a-1\""), ("a-1", "\"a-1\""), ("W/\"a-1\"", "W/\"a-1\""), ("W/a-1", "W/\"a-1\""),
    ("&quot;a-1&quot;", "\"a-1\""), ("w/\"a-1\"", "W/\"a-1\""), (" \"a-1\"\n", "\"a-1\""), ("\"a-1", "\"a-1\""),
    ("", nil), ("\"\"", nil), ("\"", nil), ("W/", nil), ("W/\"\"", nil), ("&quot;&quot;", nil),
    ("\"e\u{301}\"", "\"e\u{301}\""), ("\u{301}", "\"\u{301}\""),
  ]

  @Test(arguments: tags) func `are as headers have them`(text: String, normal: String?) {
    #expect(EntityTag.normal(text) == normal)
    #expect(EntityTag.opaque(text) == EntityTag.opaque(normal ?? ""))
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
  }

  @Test(arguments: tags) func `are none in a bucket where they are empty`(text: String, normal: String?) {
    let page = S3Page(
      Array(
        """
        <?xml version="1.0"?><ListBucketResult><Contents><Key>a</Key><Size>1</Size><ETag>\(escaped(text))</ETag></Contents>\
        <Contents><Key>b</Key><Size>1</Size><ETag/></Contents></ListBucketResult>
        """.utf8))
    #expect(page.entries.map(\.etag) == [normal, nil])
  }

  @Test(arguments: tags) func `are none in a WebDAV folder where they are empty`(text: String, normal: String?) throws {
    let page = try IndexPage(
      multistatus: Array(
        """
        <D:multistatus xmlns:D="DAV:"><D:response><D:href>/dav/</D:href><D:propstat><D:prop><D:resourcetype>\
        <D:collection/></D:resourcetype></D:prop></D:propstat></D:response><D:response><D:href>/dav/a</D:href>\
        <D:propstat><D:prop><D:resourcetype/><D:getetag>\(escaped(text))</D:getetag></D:prop></D:propstat></D:response>\
        </D:multistatus>
        """.utf8), at: try #require(WebAddress("http://h/dav/")))
    #expect(page.entries.map(\.etag) == [normal])
  }
}
