internal import Configuration
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Sources that were added") struct AddedSourcesTests {
  private let scratch: TemporaryDirectory
  private let path: String

  init() throws {
    scratch = try TemporaryDirectory()
    path = scratch("sources.json")
  }

  private func source(_ name: String) -> SourceSettings {
    SourceSettings(name: name, place: .index("https://h/\(name)/"))
  }

  private func text() throws -> String { String(decoding: try Files.read(path), as: UTF8.self) }

  @Test func `no file has none, and an empty object neither`() throws {
    #expect(AddedSources.read(path).sources.isEmpty && AddedSources.read(path).diagnostics.isEmpty)
    try AddedSources().write(to: path)
    #expect(try text() == "{}\n")
    #expect(AddedSources.read(path).sources.isEmpty && AddedSources.read(path).diagnostics.isEmpty)
  }

  @Test func `what is written is read back with its secrets, and is for its owner alone`() throws {
    let sources = SourceSettingsTests.all
    try AddedSources(sources).write(to: path)
    let (read, diagnostics) = AddedSources.read(path)
    #expect(diagnostics.map(\.description) == [])
    #expect(read == sources)
    #expect(try FileStatus.of(path).permissions == 0o600)
    #expect(try text().contains("\"password\": \"p@ss: wört\""))
    // Also where the one before was for everybody, and as a part of a configuration.
    try Files.write("{}", to: path)
    try AddedSources(sources).write(to: path)
    #expect(try FileStatus.of(path).permissions == 0o600)
    #expect(try load("{\"sources\": \(try text())}").settings.sources == sources)
    #expect(try scratchNames() == ["sources.json"])
  }

  private func scratchNames() throws -> [String] { try listTree(scratch.path).map(\.path) }

  @Test(arguments: [
    ("{\n\"a\": \"https://h/\",,\n}", "2:19: no"), ("{\n\"a\": 5}", "2:6: sources.a: `5` is not an object"),
    ("{\"a\": {\"url\": \"https://h/\", \"user\": \"me\",\n \"password\": hunter2}}", "2:14: `…` is no value"),
    ("[]", "1:1: sources: a list is not an object"), ("", "1:1: there is no value"),
    ("{\"a\": \"/a\"", "1:1: this `{`"),
  ])
  func `a broken file is named with its place, and left as it is`(broken: String, expected: String) throws {
    try Files.write(broken, to: path)
    let found = AddedSources.read(path).diagnostics
    let place = expected.split(separator: " ")[0]
    #expect(found.first?.severity == .mistake)
    #expect(found.first?.description.hasPrefix("\(path):\(place)") == true, "\(found)")
    #expect(!"\(found)".contains("hunter2"))
    #expect(throws: Errno.invalidArgument) { try AddedSources([source("b")]).write(to: path) }
    #expect(try text() == broken)
    #expect(try scratchNames() == ["sources.json"])
  }

  @Test func `what is not broken, but strange, is told and does not keep anybody from writing`() throws {
    try Files.write(
      #"{"a": {"url": "https://h/", "user": "me"}, "b": {"url": "http://h.example.org/", "key": "k"}}"#, to: path)
    let found = AddedSources.read(path)
    #expect(found.sources.count == 2)
    #expect(
      found.diagnostics.map { $0.description.replacing(path, with: "FILE") } == [
        "FILE:1:37: warning: sources.a.user: its password is missing, so it is not asked: write \"password\": \"…\"",
        "FILE:1:57: warning: sources.b.url: its key goes over the internet for everybody on the way to read: write "
          + "https:// if it can",
      ])
    try AddedSources(found.sources).write(to: path)
    #expect(AddedSources.read(path).sources == found.sources)
  }

  @Test func `of two of the same name that of the configuration counts`() throws {
    try AddedSources([source("NAS"), source("other")]).write(to: path)
    let configured = [source("nas"), source("box")]
    let (added, diagnostics) = AddedSources.read(path, besides: configured)
    #expect(added.map(\.name) == ["NAS", "other"])
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(
      diagnostics.first?.description.contains(
        ":1:9: warning: sources.NAS: there is a source \"nas\" in the configuration, and that one counts") == true,
      "\(diagnostics)")
    #expect(AddedSources.joined(configured, added) == configured + [source("other")])
  }

  @Test func `a file that may not be read, or is none, is a mistake`() throws {
    _ = try scratch.makeDirectory("sources.json")
    #expect(AddedSources.read(path).diagnostics.map(\.severity) == [.mistake])
    #expect(throws: Errno.invalidArgument) { try AddedSources().write(to: path) }
    #expect(throws: Errno.noSuchFile) { try AddedSources().write(to: scratch("none/sources.json")) }
  }

  @Test func `readers see one of several writers' files, whole`() throws {
    try AddedSources([source("first")]).write(to: path)
    let path = path
    let failures = Mutex<[String]>([])
    let left = Monitor(4)
    for writer in 0..<4 {
      try WorkerThread(name: "writer") {
        // Files of different lengths, so that one that is mixed of two could not be read.
        let sources = (0...writer * 40).map { SourceSettings(name: "s\(writer)-\($0)", place: .folder("/s/\($0)")) }
        for _ in 0..<15 {
          do throws(Errno) { try AddedSources(sources).write(to: path) } catch {
            failures.withLock { $0.append("\(error)") }
          }
        }
        left.signal { $0 -= 1 }
      }.detach()
    }
    let end = monotonicNanoseconds() + 60_000_000_000
    while left.wait(until: monotonicNanoseconds() + 1_000_000, { $0 == 0 ? true : nil }) == nil {
      let (sources, diagnostics) = AddedSources.read(path)
      #expect(diagnostics.isEmpty && !sources.isEmpty, "\(diagnostics)")
      #expect(sources.count == 1 || sources.count % 40 == 1)
      #expect(Set(sources.map { $0.name.prefix { $0 != "-" } }).count == 1)
      guard monotonicNanoseconds() < end else { break }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try scratchNames() == ["sources.json"])
  }
}
