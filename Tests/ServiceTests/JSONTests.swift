internal import Platform
internal import Service
internal import Testing

@Suite("JSON") struct JSONTests {
  @Test(arguments: [
    ("plain", "\"plain\""), ("", "\"\""), ("a\"b\\c", "\"a\\\"b\\\\c\""),
    ("line\nfeed\ttab\rreturn", "\"line\\nfeed\\ttab\\rreturn\""),
    ("\u{1}\u{1F}\u{7F}", "\"\\u0001\\u001f\\u007f\""), ("Pokémon ポケ 🎮", "\"Pokémon ポケ 🎮\""),
  ])
  func `a string is written so that it reads back`(text: String, expected: String) {
    var json = JSONWriter()
    json.value(text)
    #expect(json.text == expected)
    #expect(JSONValue(json.bytes) == .string(text))
  }

  @Test func `commas stand between members and nowhere else`() {
    var json = JSONWriter()
    json.object { json in
      json.object("empty") { _ in }
      json.array("none") { _ in }
      json.array("mixed") { json in
        json.value(1)
        json.value(true)
        json.null()
        json.object { $0.member("deep", -5) }
        json.array { $0.value(0.5) }
      }
      json.member("missing", nil as String?)
      json.member("big", UInt64.max)
      json.member("infinite", Double.infinity)
    }
    #expect(
      json.text
        == "{\"empty\":{},\"none\":[],\"mixed\":[1,true,null,{\"deep\":-5},[0.5]],\"missing\":null,"
        + "\"big\":18446744073709551615,\"infinite\":null}")
    #expect(JSONValue(json.bytes) != nil)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\" 1}", "{\"a\":1,}", "\"open", "tru", "01x", "[1] 2", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
    "\"line\nfeed\"", "nul", "{1:2}", String(repeating: "[", count: 100_000),
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(JSONValue(Array(text.utf8)) == nil)
  }

  @Test func `JSON of other writers is read`() throws {
    let text = " { \"a\" : [ 1 , -2.5e3 , \"\\u00e9\\ud83c\\udfae\\/\" ] , \"b\" : { \"c\" : null } } \r\n"
    let value = try #require(JSONValue(Array(text.utf8)))
    #expect(value["a"] == .array([.number(1), .number(-2500), .string("é🎮/")]))
    #expect(value["b"]["c"] == .null)
    #expect(value["b"]["d"]["e"] == .null)
    #expect(value["a"].array.first?.integer == 1)
  }
}
