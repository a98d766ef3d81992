internal import HTTPClient
internal import Testing

@Suite("Requests") struct HTTPRequestTests {
  @Test(arguments: [
    ("https://id.example/oauth2/token?client_secret=x", "https://id.example/oauth2/token"),
    ("http://me:secret@host:80/a/b#c", "http://host:80/a/b"), ("http://a@b@host", "http://host"), ("host", "host"),
    ("https://host/a@b", "https://host/a@b"),
  ])
  func `what is shown of a URL holds no keys`(url: String, shown: String) {
    #expect(HTTPRequest(url).place == shown)
  }
}
