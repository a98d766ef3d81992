internal import Model
internal import Platform
internal import Service
internal import Synchronization
internal import TestSupport
internal import Testing

/// The commands as a user runs them, against a control socket that answers as a test says; nothing is fetched.
@Suite("vitrine sources, get and jobs") struct DownloadCommandTests {
  private let served: ServedMount
  private let desk: FakeDesk

  /// Answers what a service would, and remembers what it was asked.
  private final class FakeDesk: Sendable {
    struct State {
      var asked: [ControlRequest] = []
      var sources: [SourceReport] = []
      var job = DownloadJob(id: 7, title: "Saga", created: 0)
      /// What becomes of the job with each look at it.
      var script: [@Sendable (inout DownloadJob) -> Void] = []
      var problem: String?
    }

    let state = Mutex(State())

    var handlers: [String: ControlServer.Handler] {
      var handlers: [String: ControlServer.Handler] = [:]
      for (verb, body) in answers {
        handlers[verb] = { [self] arguments in
          state.withLock { $0.asked.append(ControlRequest(verb, arguments)) }
          var json = JSONWriter()
          json.object { json in
            json.member("ok", true)
            body(arguments, &json)
          }
          return json.bytes + [0x0A]
        }
      }
      return handlers
    }

    private var answers: [String: @Sendable ([[UInt8]], inout JSONWriter) -> Void] {
      [
        "sources": { [self] _, json in
          json.array("sources") { json in for source in state.withLock({ $0.sources }) { source.write(to: &json) } }
        },
        "sources-test": { _, json in json.member("test", 3) },
        "sources-tested": { [self] _, json in
          json.member("ended", true)
          json.member("offers", 2)
          json.member("seconds", 0.5)
          if let problem = state.withLock({ $0.problem }) { json.member("problem", problem) }
        },
        "sources-add": { _, json in
          json.member("name", "nas")
          json.member("listings", 0)
        },
        "sources-sync": { _, json in
          json.array("sources") { json in
            json.object { json in
              json.member("name", "nas")
              json.member("listings", 0)
            }
          }
        },
        "sources-remove": { _, json in json.member("name", "nas") },
        "get-lines": { _, json in json.member("draft", 11) },
        "get": { _, json in json.member("ticket", 5) },
        "get-answer": { [self] _, json in
          var found = GetFound()
          (found.games, found.files, found.bytes) = (1, 2, 100)
          found.paths = [Array("psx/Saga/1.bin".utf8)]
          found.job = DownloadJobReport(state.withLock { $0.job })
          found.writeMembers(to: &json)
        },
        "downloads": { [self] _, json in
          let job = state.withLock { state in
            if !state.script.isEmpty { state.script.removeFirst()(&state.job) }
            return state.job
          }
          json.object("acquisition") { json in
            json.member("on", true)
            json.member("directory", "/downloads")
            json.array("jobs") { DownloadJobReport(job).write(to: &$0) }
          }
        },
        "download-files": { arguments, json in
          json.array("files") { json in
            // Two pages.
            json.object { json in
              json.member("id", arguments[1] == [0x30] ? 1 : 2)
              json.member("path", "psx/Saga/\(arguments[1] == [0x30] ? 1 : 2).bin")
              json.member("state", "failed")
              json.member("received", 0)
              json.member("code", "gone")
              json.member("message", "no source has it")
            }
          }
          if arguments[1] == [0x30], arguments.count != 3 { json.member("next", 1) }
        },
        "download-cancel": { [self] _, json in
          let job = state.withLock { state in
            state.job.state = .cancelled
            return state.job
          }
          json.array("jobs") { DownloadJobReport(job).write(to: &$0) }
          json.array("changed") { $0.value(7) }
        },
      ]
    }

    func arguments(of verb: String) -> [[String]] {
      state.withLock { state in
        state.asked.filter { $0.verb == verb }.map { $0.arguments.map { String(decoding: $0, as: UTF8.self) } }
      }
    }
  }

  init() throws {
    desk = FakeDesk()
    served = try ServedMount(desk.handlers)
    desk.state.withLock { state in
      state.job.counts.states = [.done: 1, .transferring: 1]
      (state.job.counts.bytes, state.job.counts.received) = (100, 50)
      var source = SourceReport()
      (source.name, source.place, source.offers, source.listings) = ("nas", "https://nas/", 12, 1)
      source.state = .ready
      state.sources = [source]
    }
  }

  private func run(_ arguments: String..., input: String = "") throws -> ProgramOutput {
    try served.run(arguments + ["--mount", "MOUNT"], input: input)
  }

  @Test func `a source is tried, added, and followed until it is listed`() throws {
    let result = try run(
      "sources", "add", "nas", "https://nas/", "--user", "me", "--password-file", "-", input: "geheim\r\n")
    #expect(result.status == 0, "\(result.errorText)")
    #expect(
      result.text.split(separator: "\n") == [
        "https://nas/: answers after 500 ms", "  2 files", "added nas; it is listed now", "nas: 12 files",
      ])
    let expected = #"{"nas":{"url":"https://nas/","user":"me","password":"geheim"}}"#
    #expect(desk.arguments(of: "sources-test") == [[expected]] && desk.arguments(of: "sources-add") == [[expected]])
  }

  @Test func `one that does not answer is not added, unless that is asked for`() throws {
    desk.state.withLock { $0.problem = "nobody answers" }
    let refused = try run("sources", "add", "nas", "https://nas/")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("nothing is added: nobody answers"), "\(refused.errorText)")
    #expect(desk.arguments(of: "sources-add").isEmpty)
    #expect(try run("sources", "test", "nas").text == "nas: nobody answers\n")
    #expect(try run("sources", "test", "nas", "--json").status == 1)
    #expect(desk.arguments(of: "sources-test").last == ["name=nas"])
    let added = try run("sources", "add", "nas", served.scratch.path, "--no-test", "--detach")
    #expect(added.status == 0 && added.text.hasPrefix("added nas; it is listed now: "))
    #expect(desk.arguments(of: "sources-add") == [["{\"nas\":{\"path\":\"\(served.scratch.path)\"}}"]])
  }

  @Test func `a password comes from a file of one line`() throws {
    func add(_ input: String) throws -> ProgramOutput {
      try run("sources", "add", "nas", "https://nas/", "--key-file", "-", input: input)
    }
    #expect(try add("\n").errorText.contains("standard input is empty"))
    let several = served.scratch("k")
    try replaceFile(several, with: Array("geheim\nb\n".utf8))
    let lines = try run("sources", "add", "nas", "https://nas/", "--key-file", several)
    #expect(lines.errorText.contains("one line of UTF-8 is expected") && !lines.errorText.contains("geheim"))
    let missing = try run("sources", "add", "nas", "https://nas/", "--key-file", served.scratch("none"))
    #expect(missing.status == ExitCode.usage.rawValue)
    #expect(missing.errorText.contains(served.scratch("none")))
  }

  @Test func `list, sync and remove say what there is`() throws {
    let list = try run("sources", "list")
    #expect(list.text.hasPrefix("NAME  FILES  LISTED  STATE  ANSWERS  PLACE\nnas      12  never "))
    let json = try #require(JSONValue(try run("sources", "list", "--json").output))
    #expect(json["sources"].array.first?["name"].string == "nas")
    #expect(try run("sources", "sync").text == "nas: 12 files\n")
    desk.state.withLock { $0.sources[0].state = .failed }
    let failed = try run("sources", "sync", "nas")
    #expect(failed.status == 1 && failed.text.hasPrefix("nas: not all of it could be listed"))
    desk.state.withLock { $0.sources[0].listings = 0 }
    let left = try ExternalProgram.run(
      "timeout", ["--preserve-status", "-s", "INT", "1", Products.vitrine, "sources", "sync", "--mount", served.place],
      environment: served.environment)
    #expect(left.status == ExitCode.cancelled.rawValue && left.text.contains("the listing goes on"), "\(left.text)")
    #expect(try run("sources", "remove", "nas").text == "removed nas\n")
    desk.state.withLock { $0.sources = [] }
    #expect(try run("sources", "list").text.contains("sources add NAME URL|PATH"))
  }

  @Test func `get says what it found, follows the job, and names what failed`() throws {
    desk.state.withLock { state in
      state.script = [
        { $0.counts.received = 75 },
        { job in
          job.state = .failed
          job.counts.states = [.done: 1, .failed: 1]
        },
      ]
    }
    let result = try run("get", "Saga", "snes", "--source", "nas", "--replace")
    #expect(result.status == 1, "\(result.errorText)")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "1 game: 2 files to fetch, 100 B" && lines[1] == "job 7: Saga", "\(lines)")
    #expect(lines.contains { $0.hasPrefix("job 7: ended: 1 of 2 files, 1 failed") })
    #expect(lines.contains("  failed    psx/Saga/1.bin: no source has it"))
    #expect(lines.last == "  files     in /downloads, shown in \(served.place)")
    #expect(
      desk.arguments(of: "get") == [["title=Saga, snes", "line=Saga", "system=snes", "source=nas", "replace="]])
    #expect(desk.arguments(of: "get-answer").first == ["5"])
  }

  @Test func `get leaves a job to the service where it is told so, and JSON is a line for each step`() throws {
    let detached = try run("get", "Saga", "--detach")
    #expect(detached.status == 0 && detached.text.contains("job 7 is under way; how far it is: "))
    desk.state.withLock { $0.script = [{ $0.state = .done }] }
    let json = try run("get", "Saga", "--json").text.split(separator: "\n").compactMap { JSONValue($0.utf8) }
    #expect(json.first?["files"].integer == 2)
    #expect(json.dropFirst().map { $0["state"].string } == ["running", "done"])
  }

  @Test func `a list that does not fit one request is sent in parts`() throws {
    let names = (0..<3000).map { "Game number \($0) (Europe)" }
    desk.state.withLock { $0.script = [{ $0.state = .done }] }
    let result = try run("get", "--list", "-", input: names.joined(separator: "\n"))
    #expect(result.status == 0, "\(result.errorText)")
    let parts = desk.arguments(of: "get-lines")
    #expect(parts.count > 1 && parts[0].first == "line=\(names[0])" && parts[1].first == "draft=11")
    #expect(parts.flatMap { $0 }.filter { $0.hasPrefix("line=") }.map { String($0.dropFirst(5)) } == names)
    #expect(desk.arguments(of: "get") == [["title=a list", "draft=11"]])
  }

  @Test func `Ctrl-C cancels what get started, and only ends watching`() throws {
    func interrupted(_ arguments: String...) throws -> ProgramOutput {
      try ExternalProgram.run(
        "timeout",
        ["--preserve-status", "-s", "INT", "1", Products.vitrine] + arguments + ["--mount", served.place],
        environment: served.environment)
    }
    let watched = try interrupted("jobs", "watch")
    #expect(watched.status == ExitCode.cancelled.rawValue && watched.text.contains("job 7 goes on"), "\(watched.text)")
    #expect(desk.arguments(of: "download-cancel").isEmpty)
    let got = try interrupted("get", "Saga")
    #expect(got.status == ExitCode.cancelled.rawValue, "\(got.errorText)")
    #expect(got.text.contains("cancelling job 7") && got.text.contains("job 7: cancelled"))
    #expect(desk.arguments(of: "download-cancel") == [["7"]])
  }

  @Test func `jobs are listed with their files, and changed`() throws {
    #expect(try run("jobs", "list").text.contains("\n  7  running "))
    let files = try run("jobs", "list", "7")
    #expect(files.text.contains("psx/Saga/1.bin") && files.text.contains("psx/Saga/2.bin"))
    #expect(files.text.contains("\n  no source has it\n"))
    let json = try run("jobs", "list", "7", "--all", "--json").text.split(separator: "\n")
    #expect(json.compactMap { JSONValue($0.utf8)?["id"].integer } == [1, 2])
    #expect(desk.arguments(of: "download-files").last == ["7", "1"])
    #expect(try run("jobs", "cancel").text == "job 7 (Saga): cancelled\n")
    #expect(try run("jobs", "cancel").text == "there is no job to cancel\n")
    #expect(try run("jobs", "watch", "7").status == ExitCode.cancelled.rawValue)
  }

  @Test func `a path that is in no mount is refused`() throws {
    let result = try run("get", "/nowhere/snes/Zelda.sfc")
    #expect(result.status == ExitCode.notMounted.rawValue)
    #expect(result.errorText.contains("/nowhere/snes/Zelda.sfc is in no mount"))
  }
}
