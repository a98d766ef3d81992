internal import Configuration
internal import Platform
internal import Testing

/// A file and what must be said of it: all of these, in this order, and nothing else.
struct WrongConfiguration: Sendable, CustomTestStringConvertible {
  var text: String
  /// `LINE:COLUMN words`, or `LINE words`; the words stand in the message or its key.
  var expected: [String]
  var testDescription: String { text }

  init(_ text: String, _ expected: String...) {
    self.text = text
    self.expected = expected
  }
}

@Suite("Wrong configurations") struct WrongConfigurationTests {
  static func check(_ wrong: WrongConfiguration) throws {
    let loaded = try load(wrong.text)
    let found = loaded.diagnostics.map(\.description)
    #expect(!loaded.isUsable, "accepted")
    #expect(found.count == wrong.expected.count, "\(found)")
    for (line, expected) in zip(found, wrong.expected) {
      let parts = expected.split(separator: " ", maxSplits: 1).map(String.init)
      #expect(line.hasPrefix("FILE:\(parts[0]):"), "\(line)")
      #expect(line.contains(parts[1]), "\(line)")
    }
  }

  @Test(arguments: [
    #"{"providers": {"igdb": {"clientSecret": s3cretW0rds}}}"#,
    #"{"providers": {"igdb": {"clientSecrt": s3cretW0rds}}}"#,
    #"{"providers": {"igdb": {"clientSecret": "s3cretW0rds" "more"}}}"#,
    #"{"providers": {"igdb": {"clientSecret": "", "url": "s3cretW0rds"}}}"#,
    #"{"providers": {"igdb": {"clientSecret" "s3cretW0rds"}}}"#,
    #"{"providers": {"hasheous": {"key": 's3cretW0rds'}}}"#,
    #"{"client_secret": s3cretW0rds, "s3cretW0rds": 1}"#, "{\"secret\":\n s3cretW0rds\\u12}",
  ]) func `no message has a secret`(text: String) throws {
    let found = try load(text).diagnostics.map(\.description)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { !$0.contains("s3cretW0") && !$0.contains("W0rds") }, "\(found)")
  }

  @Test(arguments: syntax) func `the place and the remedy of each syntax mistake are named`(
    wrong: WrongConfiguration
  ) throws { try Self.check(wrong) }

  @Test(arguments: keys) func `each key that does not exist is named with the one that was meant`(
    wrong: WrongConfiguration
  ) throws { try Self.check(wrong) }

  @Test(arguments: values) func `each value that cannot be is named with what can`(
    wrong: WrongConfiguration
  ) throws { try Self.check(wrong) }

  @Test(arguments: several) func `all mistakes of a file are named at once`(
    wrong: WrongConfiguration
  ) throws { try Self.check(wrong) }

  static let syntax = [
    WrongConfiguration("", "1:1 empty"),
    WrongConfiguration("// nothing\n\n/* at all */\n", "1:1 only space and comments"),
    WrongConfiguration("{\"readDeadline\": 30", "1:1 `{` is never closed: a `}` is missing"),
    WrongConfiguration("{\n  \"roots\": [\"/a\"\n}\n", "3:1 has to be closed: add `]`"),
    WrongConfiguration(
      "{\n  \"roots\": [\"/a\"}\n}\n", "2:17 `[` of line 2 has to be closed: add `]`", "3:1 closes nothing"),
    WrongConfiguration("{\n  \"readDeadline\": 30\n]\n", "3:1 `]` does not close the `{` of line 1: write `}`"),
    WrongConfiguration("{\n  \"readDeadline\": 30\n  \"user\": \"me\"\n}", "2:21 a comma is missing here"),
    WrongConfiguration("{\n  \"readDeadline\": 30;\n  \"user\": \"me\"\n}", "2:21 separated by `,`"),
    WrongConfiguration("{\n  \"readDeadline\": 30,,\n  \"user\": \"me\"\n}", "2:22 no value before this comma"),
    WrongConfiguration("{\n  \"readDeadline\" 30\n}", "2:18 a `:` is missing"),
    WrongConfiguration("{\n  \"readDeadline\" = 30\n}", "2:18 stands `:`"),
    WrongConfiguration("{\n  \"readDeadline\":\n}", "2:3 \"readDeadline\" has no value"),
    WrongConfiguration("{\n  \"readDeadline\"\n}", "2:3 \"readDeadline\" has no value"),
    WrongConfiguration("{\n  readDeadline: 30\n}", "2:3 a name stands in quotes: write \"readDeadline\""),
    WrongConfiguration("{\n  'readDeadline': 30\n}", "2:3 between \" and \""),
    WrongConfiguration("{\n  “user”: \"me\"\n}", "2:3 quotes are plain ones: write \"user\""),
    WrongConfiguration("{\n  \"user\": “me”\n}", "2:11 quotes are plain ones: write \"me\""),
    WrongConfiguration("{\n  \"user\": me\n}", "2:11 a text stands in quotes: \"me\""),
    WrongConfiguration("{\n  \"state\": /var/lib/x\n}", "2:12 a text stands in quotes: \"/var/lib/x\""),
    WrongConfiguration("{\n  \"state\": \"/var/lib/x\n}", "2:12 no closing quote in its line"),
    WrongConfiguration("{\n  \"state: \"/var/lib/x\",\n  \"user\": \"me\"\n}", "2:12 `:` is missing"),
    WrongConfiguration("{\n  \"state\": \"C:\\games\"\n}", "2:15 a backslash in a text is written `\\\\`"),
    WrongConfiguration("{\n  \"state\": \"/a\\u12\"\n}", "2:15 four hexadecimal digits"),
    WrongConfiguration("{\n  \"state\": \"/a\\ud800b\"\n}", "2:15 half of a pair"),
    WrongConfiguration("{\n  \"state\": \"/a\tb\"\n}", "2:15 is written \\t"),
    WrongConfiguration("{\n  \"allowOther\": True\n}", "2:17 write true"),
    WrongConfiguration("{\n  \"allowOther\": yes\n}", "2:17 write true"),
    WrongConfiguration("{\n  \"user\": None\n}", "2:11 write null"),
    WrongConfiguration("{\n  \"cache\": {\"size\": 64GiB}\n}", "2:21 stands in quotes: \"64GiB\""),
    WrongConfiguration("{\n  \"cache\": {\"size\": 64 GiB}\n}", "2:21 stands in quotes: \"64 GiB\""),
    WrongConfiguration("{\n  \"cache\": {\"reserve\": 10 %}\n}", "2:24 stands in quotes: \"10 %\""),
    WrongConfiguration("{\n  \"readDeadline\": 030\n}", "2:19 no number of JSON"),
    WrongConfiguration("{\n  \"readDeadline\": +30\n}", "2:19 no number of JSON"),
    WrongConfiguration("{\n  \"hashing\": {\"maxLoad\": .5}\n}", "2:26 no number of JSON"),
    WrongConfiguration("{\n  # the user\n  \"user\": \"me\"\n}", "2:3 a comment begins with `//`"),
    WrongConfiguration("{\n  /* the user\n  \"user\": \"me\"\n}", "1:1 never closed", "2:3 comment never ends"),
    WrongConfiguration("{\"user\": \"me\"}\n}\n", "2:1 closes nothing"),
    WrongConfiguration("{\"user\": \"me\"}\n{\"state\": \"/x\"}\n", "2:1 the text ended before this"),
    WrongConfiguration("\"user\": \"me\"\n", "1:1 put `{` before the first"),
    WrongConfiguration("[\"/srv/roms\"]\n", "1:1 the file holds a list: an object is needed"),
    WrongConfiguration("{\n  \"user\": \"me\", *\n}", "2:17 `*` is not expected here"),
    WrongConfiguration("{\n  \u{A0}\"user\": \"me\"\n}", "2:3 no-break space"),
    WrongConfiguration(
      "{\n  \"user\": \"me\",\n  \"user\": \"you\"\n}", "3:3 \"user\" stands here a second time, first in line 2"),
    WrongConfiguration(
      "{\n  \"hashing\": {\"workers\": 2},\n  \"hashing\": {\"background\": true}\n}", "3:3 first in line 2"),
    WrongConfiguration("{\r\n  \"readDeadline\": 30\r\n  \"user\": \"me\"\r\n}\r\n", "2:21 a comma is missing"),
    WrongConfiguration("\u{FEFF}{ \"usr\": \"me\" }", "1:3 did you mean `user`?"),
    WrongConfiguration("{ /* Größe: ポケ🎮 */ \"usr\": \"me\" }", "1:20 did you mean `user`?"),
    WrongConfiguration(
      "{\n\"roots\": " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}",
      "2:11 is not", "2:73 64 levels deep"),
  ]

  static let keys = [
    WrongConfiguration("{\n  \"mountpiont\": \"/m\"\n}", "2:3 did you mean `mountpoint`?"),
    WrongConfiguration("{\n  \"mountPoint\": \"/m\"\n}", "2:3 did you mean `mountpoint`?"),
    WrongConfiguration("{\n  \"library\": \"/m\"\n}", "2:3 did you mean `roots`?"),
    WrongConfiguration("{\n  \"ignore\": []\n}", "2:3 did you mean `excludes`?"),
    WrongConfiguration("{\n  \"logLevel\": \"info\"\n}", "2:3 write \"log\": {\"level\": …}"),
    WrongConfiguration("{\n  \"allow_other\": true\n}", "2:3 did you mean `allowOther`?"),
    WrongConfiguration("{\n  \"watch\": true\n}", "2:3 write \"scan\": {\"watch\": …}"),
    WrongConfiguration(
      "{\n  \"workers\": 4\n}", "2:3 write \"hashing\": {\"workers\": …} or \"scan\": {\"workers\": …}"),
    WrongConfiguration("{\n  \"hashing.workers\": 4\n}", "2:3 written as objects: \"hashing\": {\"workers\": …}"),
    WrongConfiguration(
      "{\n  \"hashing\": {\n    \"wrokers\": 4\n  }\n}",
      "3:5 hashing: there is no key \"wrokers\" (did you mean `workers`?)"),
    WrongConfiguration("{\n  \"hashing\": {\n    \"threads\": 4\n  }\n}", "3:5 did you mean `hashing.workers`?"),
    WrongConfiguration("{\n  \"cache\": {\"reflink-only\": true}\n}", "2:13 (did you mean `cache.reflinkOnly`?)"),
    WrongConfiguration("{\n  \"cache\": {\"max_size\": 1}\n}", "2:13 (did you mean `cache.size`?)"),
    WrongConfiguration("{\n  \"cacheDir\": \"/c\"\n}", "2:3 (did you mean `cache.directory`?)"),
    WrongConfiguration("{\n  \"xyzzy\": 4\n}", "2:3 the keys here are allowOther, cache,"),
    WrongConfiguration("{\n  \"\": 4\n}", "2:3 there is no key \"\""),
    WrongConfiguration("{\n  \"roots\": [{\"path\": \"/a\", \"exclude\": []}]\n}", "2:28 did you mean `excludes`?"),
    WrongConfiguration(
      "{\n  \"roots\": [\n    {\"directory\": \"/a\"}\n  ]\n}", "3:5 \"path\" is missing", "3:6 did you mean `path`?"),
    WrongConfiguration("{\n  \"views\": {\"Games\": {\"pack\": \"zip\"}}\n}", "2:23 did you mean `packing`?"),
  ]

  static let values = [
    WrongConfiguration("{\n  \"mountpoint\": 5\n}", "2:17 mountpoint: `5` is not the path of a directory"),
    WrongConfiguration("{\n  \"mountpoint\": \"\"\n}", "2:17 \"\" is not the path"),
    WrongConfiguration("{\n  \"mountpoint\": \"~you/x\"\n}", "2:17 write the whole path"),
    WrongConfiguration("{\n  \"mountpoint\": \"/a\\u0000b\"\n}", "2:17 no NUL"),
    WrongConfiguration("{\n  \"roots\": \"/srv/roms\"\n}", "2:12 \"/srv/roms\" is not a list of roots such as [{"),
    WrongConfiguration("{\n  \"roots\": {\"path\": \"/a\"}\n}", "2:12 an object is not a list of roots"),
    WrongConfiguration(
      "{\n  \"roots\": [\"/a\", 5]\n}", "2:19 roots[2]: `5` is not an object such as {\"path\": \"/srv/roms\"}"),
    WrongConfiguration("{\n  \"roots\": [{}]\n}", "2:13 roots[1]: \"path\" is missing"),
    WrongConfiguration("{\n  \"roots\": [{\"path\": [\"/a\"]}]\n}", "2:22 roots[1].path: a list is not the path"),
    WrongConfiguration("{\n  \"roots\": [{\"path\": \"/a\", \"kind\": \"movies\"}]\n}", "2:36 not shown yet"),
    WrongConfiguration("{\n  \"roots\": [{\"path\": \"/a\", \"kind\": \"music\"}]\n}", "2:36 not shown yet"),
    WrongConfiguration(
      "{\n  \"roots\": [{\"path\": \"/a\", \"kind\": \"game\"}]\n}", "2:36 \"game\" is not \"games\" (did you mean"),
    WrongConfiguration(
      "{\n  \"roots\": [{\"path\": \"/a\", \"layout\": \"auto\"}]\n}", "2:38 (did you mean `automatic`?)"),
    WrongConfiguration(
      "{\n  \"roots\": [{\"path\": \"/a\", \"layout\": \"flat\"}]\n}", "2:38 one of \"automatic\", \"systems\","),
    WrongConfiguration("{\n  \"roots\": [{\"path\": \"/a\", \"platform\": \"\"}]\n}", "2:40 the name of a platform"),
    WrongConfiguration(
      "{\n  \"roots\": [{\"path\": \"/a\", \"excludes\": \"*.txt\"}]\n}", "2:40 is not a list of patterns"),
    WrongConfiguration(
      "{\n  \"roots\": [\n    \"/a\",\n    \"/a/\"\n  ]\n}", "4:5 the same directory as root 1 of line 3"),
    WrongConfiguration("{\n  \"roots\": [{\"path\": \"/b/./a\"}, \"/b//a\"]\n}", "2:33 root 2 is the same"),
    WrongConfiguration("{\n  \"excludes\": [\"*.txt\", \"\"]\n}", "2:25 excludes[2]: \"\" matches nothing"),
    WrongConfiguration("{\n  \"excludes\": [\"//\"]\n}", "2:16 matches nothing"),
    WrongConfiguration("{\n  \"excludes\": [\"a[b\"]\n}", "2:16 a `[` that nothing closes"),
    WrongConfiguration("{\n  \"excludes\": [true]\n}", "2:16 true is not a pattern"),
    WrongConfiguration("{\n  \"views\": [\"Games\"]\n}", "2:12 an object of folders"),
    WrongConfiguration(
      "{\n  \"views\": {\"Games\": \"zip\"}\n}",
      "2:22 views.Games: \"zip\" is not an object such as {\"packing\": \"zip\"}"),
    WrongConfiguration("{\n  \"views\": {\"Games\": {\"packing\": \"ZIP\"}}\n}", "2:34 (did you mean `zip`?)"),
    WrongConfiguration("{\n  \"views\": {\"Mine\": {}}\n}", "2:13 \"packing\" is missing"),
    WrongConfiguration(
      "{\n  \"views\": {\"games\": {\"packing\": \"zip\"}}\n}", "2:13 write \"Games\" to change that one"),
    WrongConfiguration("{\n  \"views\": {\"a/b\": {\"packing\": \"zip\"}}\n}", "2:13 without slashes"),
    WrongConfiguration("{\n  \"views\": {\".vitrine\": {\"packing\": \"zip\"}}\n}", "2:13 no dot in front"),
    WrongConfiguration("{\n  \"views\": {\"\": {\"packing\": \"zip\"}}\n}", "2:13 the name of a folder"),
    WrongConfiguration(
      "{\n  \"views\": {\"Games\": {\"enabled\": false}, \"Loose\": {\"enabled\": false}, "
        + "\"Collections\": {\"enabled\": false}, \"Playlists\": {\"enabled\": false}}\n}",
      "2:12 nothing would be shown"),
    WrongConfiguration(
      "{\n  \"views\": {\"Sets\": {\"shows\": \"zips\"}}\n}", "2:31 \"zips\" is not"),
    WrongConfiguration(
      "{\n  \"views\": {\"Sets\": {\"shows\": \"downloads\", \"systems\": [\"nes\"]}}\n}",
      "2:13 has the folders of all other views"),
    WrongConfiguration("{\n  \"views\": {\"Games\": {\"systems\": []}}\n}", "2:34 the list is empty"),
    WrongConfiguration(
      "{\n  \"collections\": {\"favourites\": [\"A*\"]}\n}", "2:19 Favourites is there by itself"),
    WrongConfiguration(
      "{\n  \"collections\": {\"A\": [\"A*\"], \"a/b\": [\"B*\"]}\n}", "2:32 lie in each other"),
    WrongConfiguration("{\n  \"collections\": {\"A\": []}\n}", "2:24 the list is empty"),
    WrongConfiguration("{\n  \"collections\": {\"A\": 5}\n}", "2:24 the path of a list"),
    WrongConfiguration(
      "{\n  \"views\": {\"C\": {\"shows\": \"collections\", \"packing\": \"loose\"}}\n}", "2:13 as ZIPs"),
    WrongConfiguration("{\n  \"hashing\": 4\n}", "2:14 is not an object such as {\"platforms\": …}"),
    WrongConfiguration(
      "{\n  \"hashing\": {\"workers\": \"4\"}\n}", "2:26 \"4\" is not a whole number from 1 to 256, or \"auto\""),
    WrongConfiguration("{\n  \"hashing\": {\"workers\": 0}\n}", "2:26 `0` is not a whole number from 1 to 256"),
    WrongConfiguration("{\n  \"hashing\": {\"workers\": 1.5}\n}", "2:26 `1.5` is not a whole number"),
    WrongConfiguration("{\n  \"hashing\": {\"workers\": 99999999999999999999}\n}", "2:26 is not a whole number"),
    WrongConfiguration("{\n  \"hashing\": {\"background\": \"true\"}\n}", "2:29 \"true\" is not true or false"),
    WrongConfiguration("{\n  \"hashing\": {\"algorithms\": [\"crc\"]}\n}", "2:30 \"crc\" is not one of"),
    WrongConfiguration("{\n  \"hashing\": {\"algorithms\": [\"sha1\"]}\n}", "2:29 every ZIP needs it"),
    WrongConfiguration(
      "{\n  \"hashing\": {\"platforms\": \"some\"}\n}", "2:28 \"default\", \"all\", \"none\" or a list"),
    WrongConfiguration("{\n  \"hashing\": {\"platforms\": [\"psx\", \"all\"]}\n}", "2:36 stands alone"),
    WrongConfiguration("{\n  \"hashing\": {\"maxLoad\": \"high\"}\n}", "2:26 a number from 0.1 to 100.0, or \"off\""),
    WrongConfiguration("{\n  \"scan\": {\"interval\": \"soon\"}\n}", "2:24 \"auto\", \"off\" or a duration"),
    WrongConfiguration("{\n  \"scan\": {\"interval\": \"1s\"}\n}", "2:24 a duration from 10 s"),
    WrongConfiguration("{\n  \"cache\": {\"size\": \"big\"}\n}", "2:21 a size such as \"64 GiB\""),
    WrongConfiguration("{\n  \"cache\": {\"size\": \"64 GX\"}\n}", "2:21 a size such as"),
    WrongConfiguration("{\n  \"cache\": {\"size\": -1}\n}", "2:21 a size such as"),
    WrongConfiguration("{\n  \"cache\": {\"size\": \"9999999 PiB\"}\n}", "2:21 a size such as"),
    WrongConfiguration("{\n  \"cache\": {\"reserve\": \"110%\"}\n}", "2:24 a percentage from \"0%\" to \"95%\""),
    WrongConfiguration("{\n  \"cache\": {\"ttl\": \"1s\"}\n}", "2:20 a duration from 1 min"),
    WrongConfiguration("{\n  \"cache\": {\"policy\": \"sometimes\"}\n}", "2:23 \"lazy\", \"always\" or \"never\""),
    WrongConfiguration("{\n  \"cache\": {\"policy\": \"reflink-only\"}\n}", "2:23 write \"reflinkOnly\": true"),
    WrongConfiguration("{\n  \"cache\": {\"policy\": \"off\"}\n}", "2:23 write \"never\""),
    WrongConfiguration("{\n  \"log\": {\"level\": \"warn\"}\n}", "2:20 (did you mean `warning`?)"),
    WrongConfiguration("{\n  \"readDeadline\": 0\n}", "2:19 a duration from 1 s to 24 h"),
    WrongConfiguration("{\n  \"readDeadline\": \"5 parsecs\"\n}", "2:19 a duration"),
    WrongConfiguration("{\n  \"allowOther\": 1\n}", "2:17 `1` is not true or false"),
    WrongConfiguration("{\n  \"user\": 1000\n}", "2:11 `1000` is not the name of a user"),
  ]

  static let addresses = [
    ("ftp://h/v4", "is not an address such as"), ("http://", "is not an address such as"),
    ("https:///v4", "is not an address such as"), ("http://h/v4?key=1", "has no query"),
    ("http://me:pw@h/v4", "no user or password"), ("http://h:65536/v4", "\"65536\" is no port"),
    ("http://h:99999999999999999999", "is no port"), ("http://h:0", "is no port"), ("http://h:", "is no port"),
    ("http://h:+80", "is no port"), ("http://h:80a/x", "is no port"), ("http://:80/x", "no host"),
    ("http://fd00::1/x", "stands in brackets"), ("http://[fd00::1]80/x", "and a port"),
    ("http://[fd00::1]:70000/x", "is no port"),
  ].map { address, words in WrongConfiguration(#"{"providers": {"igdb": {"url": "\#(address)"}}}"#, "1:32 \(words)") }

  @Test(arguments: addresses) func `an address that cannot be is named with what is wrong with it`(
    wrong: WrongConfiguration
  ) throws { try Self.check(wrong) }

  static let several = [
    WrongConfiguration(
      """
      {
        "mountpiont": "/m",
        "roots": [
          {"path": "/a", "layuot": "single"}
          {"path": 7, "kind": "books"},
        ],
        readDeadline: "5 parsecs",
        "hashing": {"workers": 0, "workers": 4,},
        "cache": {"size": 64 GiB},
        "user": 'me',
      }
      """,
      "2:3 did you mean `mountpoint`?", "4:20 did you mean `layout`?", "4:39 a comma is missing here",
      "5:14 is not the path", "5:25 \"books\" is not \"games\"", "7:3 a name stands in quotes", "7:17 a duration",
      "8:26 `0` is not", "8:29 a second time", "9:21 in quotes: \"64 GiB\"", "10:11 between \" and \"")
  ]
}
