internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// Keys and tokens of providers: in the user's own configuration, and nowhere else.
  @Suite("Secrets of providers") struct Secrets {
    private let provided: ProvidedLibrary
    private let file: String
    private let secret = "sEcReT8z1qXw9Kv3"
    private let key = "hAsHkEy7Yt5Rb2Nm"

    init() throws {
      provided = try ProvidedLibrary(
        6, ["--client-secret", "sEcReT8z1qXw9Kv3", "--hasheous-key", "hAsHkEy7Yt5Rb2Nm", "--rate", "1000"])
      file = provided.scratch("vitrine.json")
    }

    private func configure(secret: String, damage: String = "") throws {
      try Files.replace(
        file,
        with: Array(
          """
          {"roots": ["library"],\(damage) "log": {"level": "debug"},
           "providers": {"igdb": {"clientId": "\(ProviderStandIn.clientID)", "clientSecret": "\(secret)",
             "url": "\(provided.standIn.base)/v4", "tokenUrl": "\(provided.standIn.base)/oauth2/token",
             "imageUrl": "\(provided.standIn.base)/igdb/image/upload"},
            "hasheous": {"enabled": true, "url": "\(provided.standIn.base)", "key": "\(key)"}}}
          """.utf8))
    }

    private func lookAtEverything(_ mounted: MountedLibrary, _ hunt: inout SecretHunt) throws {
      let game = ProvidedLibrary.file(of: provided.games[0])
      let commands: [[String]] = [
        ["status", mounted.path], ["status", "--json", mounted.path], ["explain", mounted("Games/\(game)")],
        ["explain", "--json", mounted("Loose/\(game)")], ["config", "check", file],
        ["config", "check", "--json", file], ["config", "show", "--config", file],
        ["config", "show", "--json", "--config", file], ["config", "show", mounted.path],
        ["config", "example"], ["config", "reload", mounted.path], ["config", "reload", "--json", mounted.path],
        ["scan", "--state", mounted.state, mounted.path], ["scan", "--json", "--state", mounted.state, mounted.path],
        ["scan", "--type", "metadata", "--json", "--state", mounted.state, mounted.path], ["doctor"],
        ["cache", "list", "--json", "--mount", mounted.path], ["help", "config"], ["help", "mount"],
      ]
      for command in commands {
        hunt.look(try mounted.vitrine(command), "vitrine " + command.joined(separator: " "))
      }
      try hunt.look(below: mounted.state)
      try hunt.look(below: mounted.cache)
      try hunt.look(below: mounted(".vitrine"))
      for directory in ["/run/vitrine", environmentVariables()["XDG_RUNTIME_DIR"].map { $0 + "/vitrine" }] {
        if let directory { try hunt.look(below: directory) }
      }
      for process in mounted.processes("vitrine") + mounted.processes("vitrine-supervisor") {
        hunt.look((try? Files.read("/proc/\(process)/cmdline")) ?? [], "the command line of \(process)")
      }
    }

    /// Tokens that the stand-in gave out begin with it; those that are asked for by hand do, too.
    private var tokens: [String] { ["token1x", "token2x", "token3x"] }

    private func asked(_ mounted: MountedLibrary, _ state: String) throws {
      try MountTests.eventually("games are asked about") {
        try provided.rows(.identity, of: mounted).contains { $0.contains("\tigdb\t\(state)\t") }
      }
    }

    @Test func `are in no output, no log and no file`() throws {
      try configure(secret: secret)
      let mounted = try MountedLibrary(configuredBy: file, options: ["--log-level", "debug"])
      try asked(mounted, "done")
      var hunt = SecretHunt(words: [secret, key] + tokens)
      try lookAtEverything(mounted, &hunt)
      try mounted.remount()
      #expect(try provided.standIn.statistics["tokens"].integer == 1, "the token was not kept")
      try lookAtEverything(mounted, &hunt)
      #expect(hunt.found == [])
      // What is looked for is found where it is.
      try hunt.look(below: provided.scratch.path)
      #expect(hunt.found.contains { $0.contains(secret) } && hunt.found.contains { $0.contains(key) })
    }

    @Test func `from the environment are given on, and shown by nobody`() throws {
      try Files.write(#"{"roots": ["library"]}"#, to: file)
      var environment = provided.environment(secret: secret)
      environment["VITRINE_PROVIDERS_HASHEOUS_ENABLED"] = "true"
      environment["VITRINE_PROVIDERS_HASHEOUS_URL"] = provided.standIn.base
      environment["VITRINE_PROVIDERS_HASHEOUS_KEY"] = key
      let mounted = try MountedLibrary(
        configuredBy: file, options: ["--log-level", "debug"], environment: environment)
      try asked(mounted, "done")
      var hunt = SecretHunt(words: [secret, key] + tokens)
      try lookAtEverything(mounted, &hunt)
      #expect(hunt.found == [])
    }

    @Test(
      arguments: [
        #"{"mode":"echo","prefix":"/oauth2"}"#, #"{"mode":"echo","prefix":"/v4"}"#,
        #"{"mode":"echo","prefix":"/api"}"#, #"{"mode":"expired-token","prefix":"/v4"}"#,
        #"{"mode":"die","prefix":"/"}"#, #"{"mode":"html","prefix":"/oauth2"}"#, "",
      ])
    func `are in no error, also where a provider says them`(fault: String) throws {
      // Without a fault the secret is a wrong one.
      let used = fault.isEmpty ? "wR0nG" + secret : secret
      try configure(secret: used)
      if !fault.isEmpty { try provided.standIn.setFaults(fault) }
      let mounted = try MountedLibrary(configuredBy: file, options: ["--log-level", "debug"])
      try MountTests.eventually("games are asked about") {
        try provided.rows(.identity, of: mounted).contains { $0.contains("\tigdb\t") || $0.contains("\thasheous\t") }
      }
      sleep(nanoseconds: 500_000_000)
      var hunt = SecretHunt(words: [secret, key] + tokens)
      try lookAtEverything(mounted, &hunt)
      #expect(hunt.found == [])
    }

    @Test(
      arguments: [
        "", "\n", "\"", "\": x", "\\u12", "\" \"", "\", \"nonsense\": \"", "\t", "\u{7}", "ü", "\"]",
        "\", \"url\": \"",
      ])
    func `are in no diagnostic of a damaged configuration`(damage: String) throws {
      // In the middle, at both ends, and in what stands beside it.
      for text in [secret + damage, damage + secret, secret + damage + secret] {
        for place in ["", " \"clientSecret\": \(secret),"] {
          try configure(secret: text, damage: place)
          var hunt = SecretHunt(words: [secret, key])
          for command in [
            ["config", "check", file], ["config", "check", "--json", file], ["config", "show", "--config", file],
            // Not on a file, whatever the configuration says.
            ["mount", "--config", file, "--state", provided.scratch("state"), file],
          ] {
            hunt.look(
              try ExternalProgram.run(Products.vitrine, command, timeout: 60_000_000_000),
              command.joined(separator: " "))
          }
          try hunt.look(below: provided.scratch("state"))
          #expect(hunt.found == [], "\(text.debugDescription) beside \(place)")
        }
      }
    }
  }
}
