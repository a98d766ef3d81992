internal import Configuration
internal import Model
internal import Platform
internal import Service
internal import Testing

@Suite("What vitrine sources is asked for") struct SourcesRequestTests {
  private func request(_ words: String...) throws -> SourcesRequest {
    try SourcesRequest(try Invocation(["sources"] + words))
  }

  @Test func `each action takes what it needs`() throws {
    #expect(try request("list", "--json").writesJSON)
    let add = try request(
      "add", "nas", "https://nas/roms", "--user", "me", "--password-file", "-", "--open", "2", "--platform", "snes",
      "--no-test", "--detach", "--mount", "m")
    #expect(add.names == ["nas"] && add.place == "https://nas/roms" && add.open == 2 && add.platform == "snes")
    #expect(add.credentials.user == "me" && add.credentials.passwordFile == "-")
    #expect(!add.triesFirst && add.returnsAtOnce && add.mountPoint == "m")
    let key = try request("test", "./roms", "--header", "X-Key", "--key-file", "k")
    #expect(key.place == "./roms" && key.names.isEmpty && key.credentials.keyFile == "k" && key.triesFirst)
    let romm = try request("add", "romm", "https://romm.local/", "--romm", "--key-file", "-")
    #expect(romm.isRomM && romm.place == "https://romm.local/" && !add.isRomM)
    #expect(try request("test", "https://romm.local/", "--romm").isRomM)
    #expect(try request("test", "nas").names == ["nas"])
    #expect(try request("sync").names.isEmpty)
    #expect(try request("sync", "a", "b").names == ["a", "b"])
    #expect(try request("remove", "a").action == .remove)
    #expect(try Invocation(["source", "list"]).command == .sources)
  }

  @Test(arguments: [
    ([], "needs one of list, add"), (["lst"], "did you mean `list`?"), (["rm", "a"], "did you mean `remove`?"),
    (["ls"], "did you mean `list`?"), (["check", "a"], "did you mean `test`?"), (["list", "a"], "`a` is too much"),
    (["add", "nas"], "needs more: usage: vitrine sources add NAME URL|PATH"),
    (["add", "https://nas/"], "a name of your choice comes first"), (["add", "https://nas/", "nas"], "comes first"),
    (["add", "a", ""], "is empty"), (["remove"], "needs more"), (["remove", "a", "b"], "`b` is too much"),
    (["list", "--detach"], "--detach is for `vitrine sources add` and `vitrine sources sync`"),
    (["test", "a/", "--no-test"], "--no-test is for `vitrine sources add`"),
    (["test", "nas", "--user", "u", "--password-file", "f"], "tried as it is known"),
    (["add", "a", "b/", "--open", "0"], "no number from 1 to 64"), (["add", "a", "b/", "--open", "x"], "no number"),
    (["add", "a", "b/", "--user", "u"], "--password-file FILE"),
    (["add", "a", "b/", "--password-file", "f"], "needs --user NAME"),
    (["add", "a", "b/", "--header", "X"], "needs --key-file FILE"),
    (["add", "a", "b/", "--user", "u", "--password-file", "f", "--key-file", "g"], "two ways to say the same"),
    (["add", "a", "b/", "--usr", "u"], "did you mean `--user`?"), (["add", "a", "b/", "-u", "u"], "`--user`"),
    (["add", "a", "b/", "--romm"], "is no address of a server: write https://HOST/"),
    (["test", "nas", "--romm"], "tried as it is known, without --romm"),
    (["sync", "--romm"], "--romm is for `vitrine sources add` and `vitrine sources test`"),
    (["sync", "--background"], "did you mean `--detach`?"),
    (["add", "a", "s3://b", "--access-key", "k"], "needs --secret-key-file FILE"),
    (["add", "a", "s3://b", "--secret-key-file", "f"], "needs --access-key ID"),
    (["add", "a", "s3://b", "--user", "u", "--password-file", "f"], "--access-key ID and --secret-key-file"),
    (["add", "a", "https://h/", "--region", "r"], "--region goes with a bucket"),
    (["add", "a", "b/", "--webdav"], "--webdav goes with the address"),
    (["test", "a", "--endpoint", "https://h"], "tried as it is known"),
    (["sync", "--webdav"], "--webdav is for `vitrine sources add` and `vitrine sources test`"),
    (
      ["add", "a", "s3://b", "--access-key", "k", "--secret-key-file", "-", "--session-token-file", "-"],
      "only one of both"
    ),
  ])
  func `what is wrong is named`(words: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try SourcesRequest(try Invocation(["sources"] + words)) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test(arguments: [
    ["--password", "geheim"], ["--password=geheim"], ["--pass", "geheim"], ["--key=geheim"], ["--token", "geheim"],
    ["--secret-key", "geheim"], ["--session-token=geheim"],
  ])
  func `a secret on the command line is refused, with what to do instead`(words: [String]) {
    let complaint = #expect(throws: Complaint.self) {
      _ = try Invocation(["sources", "add", "nas", "https://nas/"] + words)
    }
    #expect(complaint?.message.contains("-file FILE") == true)
    #expect(complaint?.message.contains("geheim") == false)
  }

  @Test func `a place is told by how it is written`() {
    func place(_ text: String) -> SourceOrder.Place {
      SourceOrder.Place(text, workingDirectory: "/cwd/me") { $0.hasSuffix(".json") }
    }
    #expect(place("https://nas/roms") == .index("https://nas/roms"))
    #expect(place("http://nas/List.JSON") == .manifest("http://nas/List.JSON"))
    #expect(place("roms/") == .folder("/cwd/me/roms"))
    #expect(place("./a/./b") == .folder("/cwd/me/a/b"))
    #expect(place("../x") == .folder("/cwd/me/../x"))
    #expect(place("/mnt//pc/list.json") == .manifest("/mnt/pc/list.json"))
    #expect(place("/") == .folder("/"))
    #expect(place("s3://games/a.json") == .bucket("s3://games/a.json"))
    #expect(place("davs://nas/roms") == .webDAV("davs://nas/roms"))
  }

  @Test func `so do a bucket and a WebDAV folder`() throws {
    let add = try request(
      "add", "b", "s3://games/x", "--endpoint", "http://nas:9000", "--region", "r-1", "--style", "path",
      "--access-key", "AKID", "--secret-key-file", "f", "--session-token-file", "-")
    #expect(add.endpoint == "http://nas:9000" && add.region == "r-1" && add.style == "path" && !add.isWebDAV)
    #expect(add.credentials.accessKey == "AKID" && add.credentials.secretKeyFile == "f")
    #expect(add.credentials.sessionTokenFile == "-")
    #expect(try request("test", "https://nas/dav/", "--webdav").isWebDAV)
    var order = SourceOrder("b", at: .bucket("s3://games/x"))
    (order.endpoint, order.region, order.style, order.accessKey) = ("http://nas:9000", "r-1", "path", "AKID")
    (order.secretKey, order.sessionToken) = (Secret("a\"b"), Secret("c"))
    let bucket = S3Bucket("games", prefix: "x/", endpoint: "http://nas:9000", region: "r-1", style: .path)
    let (sources, diagnostics) = AddedSources.read(text: order.json)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(
      sources == [
        SourceSettings(
          name: "b", place: .s3(bucket),
          credentials: .accessKey("AKID", secretKey: Secret("a\"b"), sessionToken: Secret("c")))
      ])
    #expect(
      AddedSources.read(text: SourceOrder("d", at: .webDAV("davs://nas/roms")).json).sources
        == [SourceSettings(name: "d", place: .webDAV("https://nas/roms/"))])
  }

  @Test func `a source arrives as it was described`() {
    var order = SourceOrder("nas", at: .index("https://nas/roms"))
    order.user = "me \"x\""
    order.password = Secret("pa ss\\")
    order.platform = "snes"
    order.open = 7
    let (sources, diagnostics) = AddedSources.read(text: order.json)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    var expected = SourceSettings(name: "nas", place: .index("https://nas/roms/"), open: 7, platform: "snes")
    expected.credentials = .password(user: "me \"x\"", Secret("pa ss\\"))
    #expect(sources == [expected])
    var key = SourceOrder("k", at: .manifest("https://nas/a.json"))
    (key.header, key.key) = ("X-Key", Secret("abc"))
    #expect(
      AddedSources.read(text: key.json).sources
        == [
          SourceSettings(
            name: "k", place: .manifest(url: "https://nas/a.json"), credentials: .header(name: "X-Key", Secret("abc")))
        ])
    #expect(
      AddedSources.read(text: SourceOrder("r", at: .romm("https://romm.local")).json).sources
        == [SourceSettings(name: "r", place: .romm("https://romm.local/"))])
    #expect(
      AddedSources.read(text: SourceOrder("f", at: .folder("/a")).json).sources
        == [SourceSettings(name: "f", place: .folder("/a"))])
  }
}
