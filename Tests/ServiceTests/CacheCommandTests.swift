internal import Model
internal import Platform
internal import Service
internal import Synchronization
internal import TestSupport
internal import Testing

/// The commands as a user runs them, against a control socket with a cache that only remembers; nothing is mounted.
@Suite("vitrine cache and vitrine prepare") struct CacheCommandTests {
  private let served: ServedMount
  private let cache = FakeCache([CacheFixture.entry("Saga.zip")])

  init() throws {
    var handlers = CacheDesk(
      cache, off: .off(""), places: ArchivePlaces(CacheFixture.tree()) { [CacheFixture.root] }
    ).handlers
    handlers["status"] = { _ in Array("{\"libraries\":[{\"path\":\"/srv/roms\"}]}\n".utf8) }
    served = try ServedMount(handlers)
  }

  private func run(_ arguments: String...) throws -> ProgramOutput { try served.run(arguments) }

  @Test func `list is a table, and JSON with everything in it`() throws {
    let table = try run("cache", "list", "--mount", "MOUNT")
    #expect(table.status == 0, "\(table.errorText)")
    #expect(table.text.hasPrefix("NAME      SYSTEM     SIZE  ON DISK  LAST USED"))
    #expect(table.text.contains("\nSaga.zip  psx     3.0 GiB  1.0 MiB  "))
    #expect(!table.text.contains("\u{1B}"))
    let json = try #require(JSONValue(try run("cache", "list", "--json", "--mount", "MOUNT").output))
    #expect(json["entries"].array.first?["name"].string == "Saga.zip")
    #expect(json["cache"]["state"].string == "on")
  }

  @Test func `pin says what it keeps, and exit code 1 that something is not in the cache`() throws {
    let one = try run("cache", "pin", "MOUNT/Games/psx/Saga.zip")
    #expect(one.status == 0, "\(one.errorText)")
    #expect(one.text == "pinned: Saga.zip (psx, 3.0 GiB)\n")
    let all = try run("cache", "pin", "MOUNT/Games")
    #expect(all.status == 1)
    #expect(all.text.contains("not in the cache: Tale.zip\n"))
    #expect(try run("cache", "clear", "--mount", "MOUNT").text.contains("stays: Saga.zip (pinned)\n"))
    #expect(try run("cache", "unpin", "MOUNT").status == 0)
    #expect(cache.list().map(\.isPinned) == [false])
    #expect(try run("cache", "prune", "--mount", "MOUNT").text == "removed 2 ZIPs, 5.0 GiB freed\n")
    #expect(try run("cache", "clear", "--mount", "MOUNT").status == 1)
  }

  @Test func `path is the file an entry is in`() throws {
    let found = try run("cache", "path", "MOUNT/Games/psx/Saga.zip")
    #expect(found.text == "/cache/zips/psx/\(CacheFixture.key("Saga.zip")).zip\n")
    #expect(found.status == 0)
    #expect(try run("cache", "path", "MOUNT/Games/psx/Quest.zip").status == 1)
    #expect(try run("cache", "path", CacheFixture.key("Saga.zip"), "--mount", "MOUNT").status == 0)
    #expect(try run("cache", "path", "--mount", "MOUNT").text == "/cache?\n")
    #expect(try run("cache", "path", "/srv/roms/psx/Saga/1.bin", "--mount", "MOUNT").status == 0)
  }

  @Test func `what is not there is refused with the code of what is wrong`() throws {
    #expect(try run("cache", "path", "MOUNT/Games/psx/None.zip").status == ExitCode.usage.rawValue)
    #expect(try run("cache", "list", "--mount", served.scratch.path).status == ExitCode.notMounted.rawValue)
    #expect(try run("cache", "pin", "/nowhere", "--mount", "MOUNT").status == ExitCode.notMounted.rawValue)
    #expect(try run("prepare", "MOUNT/Games/none").status == ExitCode.usage.rawValue)
    let none = try run("prepare", "MOUNT/Games/nes/A.nes")
    #expect(none.status == 0)
    #expect(none.text == "no game that is shown as a ZIP: Games/nes/A.nes\n")
  }

  @Test func `prepare shows how far it is, ends with the service's work, and names what failed`() throws {
    cache.state.withLock { state in
      state.script = [
        { $0.bytesDone = 50 },
        { report in
          report.done = 1
          report.failures = [.init(name: "Quest.zip", system: "psx", reason: "the disk is full")]
          report.state = .done
        },
      ]
    }
    let result = try run("prepare", "MOUNT/Games/psx")
    #expect(result.status == 1, "\(result.errorText)")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "prepare: 2 ZIPs, 100 B")
    #expect(
      lines.contains { $0.hasPrefix("prepare: ended after ") && $0.hasSuffix("1 of 2 ZIPs in the cache, 1 failed") })
    #expect(lines.last == "  failed    Quest.zip (psx): the disk is full")
    cache.state.withLock { $0.script = [{ $0.state = .done }] }
    let json = try run("prepare", "--json", "MOUNT/Games/psx").text.split(separator: "\n")
    #expect(json.compactMap { PreparationReport(JSONValue($0.utf8) ?? .null)?.state } == [.running, .done])
  }

  @Test func `Ctrl-C cancels it, which is said; detached it goes on`() throws {
    // Ends only when it is cancelled.
    let result = try ExternalProgram.run(
      "timeout", ["--preserve-status", "-s", "INT", "1", Products.vitrine, "prepare", served.place + "/Games/psx"],
      environment: served.environment)
    #expect(result.status == ExitCode.cancelled.rawValue, "\(result.errorText)\(result.text)")
    #expect(result.text.contains("prepare: cancelled after "))
    #expect(cache.preparation(1)?.state == .cancelled)
    let detached = try run("prepare", "--detach", "MOUNT/Games/psx")
    #expect(detached.status == 0)
    #expect(detached.text.hasPrefix("2 ZIPs to be built; how far that is: "))
    #expect(cache.preparation(2)?.state == .running)
    #expect(try run("prepare", "--cancel", "--mount", "MOUNT").text == "cancelled: 0 of 2 ZIPs in the cache\n")
    #expect(cache.preparation(2)?.state == .cancelled)
  }
}
