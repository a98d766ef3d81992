internal import Sources
internal import Testing

@Suite("Web addresses") struct WebAddressTests {
  /// The examples of RFC 3986, section 5.4, without fragments, which are never sent.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"),
    ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"),
    ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
    ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
    ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"), ("...", "http://a/b/c/..."),
  ]) func `references are resolved`(reference: String, expected: String) throws {
    let base = try #require(WebAddress("http://a/b/c/d;p?q"))
    #expect(base.resolved(reference.utf8)?.text == expected)
  }

  @Test(arguments: [
    ("HTTP://User:Pass@Host:80/A?b#c", "http://host/A?b"), ("https://h:443", "https://h/"), ("http://h:443/", nil),
    ("http://[::1]:8080/a", nil), ("http://h/ü b", "http://h/%C3%BC%20b"), ("http://h/%7e%zz", "http://h/%7e%25zz"),
  ]) func `addresses are written in one way`(text: String, expected: String?) throws {
    #expect(try #require(WebAddress(text)).text == expected ?? text)
  }

  @Test(arguments: [
    "", "h/a", "/a", "ftp://h/", "http:", "http:///a", "http://:80/", "http://h:port/", "http://h:70000/", "file:///a",
    "http:a",
  ]) func `what is no HTTP address`(text: String) { #expect(WebAddress(text) == nil) }

  @Test func `one place has one canonical form`() throws {
    func canonical(_ text: String) throws -> [UInt8] { try #require(WebAddress(text)).canonical }
    #expect(try canonical("http://h/a%2bb/%7Ec/") == canonical("HTTP://H:80/x/../a+b/~c/"))
    #expect(try canonical("http://h/a%2Fb") != canonical("http://h/a/b"))
    #expect(try canonical("http://h/a") != canonical("http://h/a/"))
  }
}
