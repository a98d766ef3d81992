internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  @Suite("vitrine match, and what is seen of providers") struct Matched {
    private let scratch: TemporaryDirectory
    private let standIn: ProviderStandIn

    init() throws {
      scratch = try TemporaryDirectory()
      for game in ["Robo Farm (USA)", "Unheard Of (USA)", "Unheard Of (Europe)"] {
        try Files.write("rom of \(game)", to: scratch("roms/snes/\(game).sfc"))
      }
      try Files.write(
        """
        {"id": 100, "name": "Robo Farm", "platforms": [19], "summary": "About robots"}
        {"id": 200, "name": "Called Otherwise", "platforms": [19], "summary": "About something else"}

        """, to: scratch("catalog"))
      standIn = try ProviderStandIn(["--rate", "100000", "--most-open", "1000", "--catalog", scratch("catalog")])
    }

    private func mount() throws -> MountedLibrary {
      let mounted = try MountedLibrary(
        scratch("roms"),
        environment: [
          "VITRINE_PROVIDERS_IGDB_URL": standIn.base + "/v4",
          "VITRINE_PROVIDERS_IGDB_TOKEN_URL": standIn.base + "/oauth2/token",
          "VITRINE_PROVIDERS_IGDB_IMAGE_URL": standIn.base + "/igdb/image/upload",
          "VITRINE_PROVIDERS_IGDB_CLIENT_ID": ProviderStandIn.clientID,
          "VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": ProviderStandIn.clientSecret,
        ])
      try wait(mounted, for: ["Robo Farm (USA).sfc": "done 100", "Unheard Of (USA).sfc": "no match"])
      return mounted
    }

    private func match(_ mounted: MountedLibrary, _ words: String..., status: Int32 = 0) throws -> String {
      let result = try mounted.vitrine(["match"] + words + ["--state", mounted.state])
      #expect(result.status == status, "\(words): \(result.errorText)")
      return result.text + result.errorText
    }

    /// State and id by file.
    private func states(_ mounted: MountedLibrary) throws -> [String: String] {
      var states: [String: String] = [:]
      for line in try match(mounted, "list", "--all", "--json", mounted.path).split(separator: "\n") {
        let row = try #require(JSONValue(Array(line.utf8)))
        let name = row["path"].string?.split(separator: "/").last.map(String.init) ?? "?"
        states[name] = [row["state"].string, row["id"].string].compactMap(\.self).joined(separator: " ")
      }
      return states
    }

    private func wait(_ mounted: MountedLibrary, for expected: [String: String]) throws {
      try MountTests.eventually("\(expected)") {
        let states = try states(mounted)
        return expected.allSatisfy { states[$0.key] == $0.value }
      }
    }

    @Test func `what the user says counts for all files of that title, and stays`() throws {
      let mounted = try mount()
      let open = try match(mounted, "list", mounted.path)
      #expect(open.contains("/roms/snes/Unheard Of (USA).sfc: igdb: no match"), "\(open)")
      #expect(!open.contains("Robo Farm"))

      let said = try match(mounted, "choose", mounted("Games/snes/Unheard Of (USA).sfc"), "IGDB", "200")
      #expect(said.contains("200") && said.contains("as you said"), "\(said)")
      try wait(mounted, for: ["Unheard Of (USA).sfc": "done 200", "Unheard Of (Europe).sfc": "done 200"])
      try MountTests.eventually("the lists say what is known of it") {
        let list = (try? Files.read(mounted("Loose/snes/gamelist.xml"))).map { String(decoding: $0, as: UTF8.self) }
        return list?.contains("About something else") == true
      }
      #expect(try match(mounted, "list", "--manual", mounted.path).contains("200 “Called Otherwise”, as you said"))
      #expect(try match(mounted, "list", mounted.path).contains("every game that was asked about is settled"))
      try mounted.remount()
      try mounted.rescan()
      #expect(try states(mounted)["Unheard Of (USA).sfc"] == "done 200")
      let explained = try mounted.vitrine(
        ["explain", "--state", mounted.state, scratch("roms/snes/Unheard Of (USA).sfc")])
      for part in ["igdb: 200 “Called Otherwise”, as you said", "because you said so", "igdb: name, description"] {
        #expect(explained.text.contains(part), "\(explained.text)")
      }

      _ = try match(mounted, "none", scratch("roms/snes/Robo Farm (USA).sfc"), "igdb")
      #expect(try states(mounted)["Robo Farm (USA).sfc"] == "no match")
      let undone = try match(mounted, "undo", mounted("Games/snes/Robo Farm (USA).sfc"))
      #expect(undone.contains("forgotten what igdb said, and asked again"))
      try wait(mounted, for: ["Robo Farm (USA).sfc": "done 100"])
      #expect(try match(mounted, "mark", mounted("Games/snes")).contains("3 games"))
      #expect(try match(mounted, "unmark", mounted("Games/snes/Robo Farm (USA).sfc")).contains("1 game"))
    }

    @Test func `what cannot be said is refused with the reason`() throws {
      let mounted = try mount()
      let game = mounted("Games/snes/Robo Farm (USA).sfc")
      for (words, text) in [
        (["choose", mounted("Games/snes"), "igdb", "5"], "holds several games: name one, such as"),
        (["choose", mounted.path, "igdb", "5"], "several games"),
        (["choose", mounted("Games/snes/Nothing.sfc"), "igdb", "5"], "there is nothing called"),
        (["choose", game, "steam", "5"], "there is no provider `steam`"),
        (["choose", game, "igdb", "robo"], "is no id of igdb"),
      ] {
        let result = try mounted.vitrine(["match"] + words + ["--state", mounted.state])
        #expect(result.status == 2, "\(words)")
        #expect(result.errorText.contains(text), "\(result.errorText)")
      }
      let warned = try match(mounted, "none", game, "launchbox")
      #expect(warned.contains("launchbox is not configured"), "\(warned)")
      // A number that there is not: what was said stays, and is told.
      _ = try match(mounted, "choose", game, "igdb", "999")
      try wait(mounted, for: ["Robo Farm (USA).sfc": "failed 999"])
      #expect(try match(mounted, "list", "--failed", mounted.path).contains("igdb has no game 999"))
    }

    @Test func `metrics and status tell what is asked, and nothing tells the secret`() throws {
      let mounted = try mount()
      func metrics() throws -> String { String(decoding: try Files.read(mounted(".vitrine/metrics")), as: UTF8.self) }
      try MountTests.eventually("the counts are those of the catalog") {
        try metrics().contains("vitrine_games{provider=\"igdb\",state=\"no match\"} 2\n")
      }
      let text = try metrics()
      for line in [
        "vitrine_games{provider=\"igdb\",state=\"done\"} 1\n", "vitrine_library_games 3\n",
        "# TYPE vitrine_provider_requests_total counter\n",
        "vitrine_provider_breaker{provider=\"igdb\",state=\"closed\"} 1\n",
      ] {
        #expect(text.contains(line), "\(line)\n\(text)")
      }
      func status() throws -> String { try mounted.vitrine(["status", "--state", mounted.state, mounted.path]).text }
      // The run before may have been of nothing.
      let told = try status()
      #expect(told.contains("  metadata   ") && told.contains("IGDB: "), "\(told)")
      #expect(!told.contains("LEFT ALONE"), "\(told)")
      let explained = try mounted.vitrine([
        "explain", "--json", "--state", mounted.state, mounted("Games/snes/Robo Farm (USA).sfc"),
      ])
      #expect(explained.text.contains("\"providers\":[{\"provider\":\"igdb\",\"state\":\"done\",\"id\":\"100\""))
      #expect(explained.text.contains("{\"field\":\"description\",\"provider\":\"igdb\"}"), "\(explained.text)")
      for text in [text, told, explained.text, try mounted.status(), mounted.log] {
        #expect(!text.contains(ProviderStandIn.clientSecret) && !text.contains(ProviderStandIn.clientID))
      }
    }
  }
}
