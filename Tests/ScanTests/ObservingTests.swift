internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

@Suite("Looks that are told") struct ObservingTests {
  /// What looks were told of, in short, such as `nes 1>2`.
  private final class Log: Sendable {
    let reports = Monitor<[LookReport]>([])

    func take() -> [String] {
      reports.withLock { reports in
        defer { reports = [] }
        return reports.map { report in
          let counts = [report.before, report.now].map { $0.map { "\($0.files.count)" } ?? "-" }
          return "\(String(decoding: report.location.folder, as: UTF8.self)) \(counts.joined(separator: ">"))"
        }.sorted()
      }
    }
  }

  private func filled(_ files: [String]) throws -> LibraryOnDisk {
    let library = try LibraryOnDisk()
    for file in files { try library.write(file) }
    return library
  }

  private func observed(_ session: Session) -> Log {
    let log = Log()
    session.discovery.observe { report in log.reports.withLock { $0.append(report) } }
    return log
  }

  private func wait(_ body: (@escaping Discovery.Completion) -> Void) {
    let isDone = Monitor(false)
    body { isDone.signal { $0 = true } }
    isDone.wait { $0 ? () : nil }
  }

  @Test func `every look tells what was known and what is`() throws {
    let library = try filled(["nes/a.nes", "psx/b.chd"])
    let session = try Session(library)
    let log = observed(session)
    try session.start()
    // The scan that was asked for may be the first one.
    #expect(Set(log.take()).subtracting(["nes 1>1", "psx 1>1"]) == ["nes ->1", "psx ->1"])
    try library.write("nes/c.nes")
    library.remove("psx/b.chd")
    session.rescan()
    #expect(log.take() == ["nes 1>2", "psx 1>-"])
  }

  @Test func `one folder can be looked at, and only what is not known`() throws {
    let library = try filled(["nes/a.nes", "psx/b.chd"])
    let session = try Session(library)
    try session.start()
    let log = observed(session)
    let location = Shelf.Location(root: session.root, folder: Array("nes".utf8))
    wait { session.discovery.look(at: location, isAnew: false, completion: $0) }
    #expect(log.take() == ["nes 1>1"])
    try library.write("nes/c.nes")
    try library.write("gb/d.gb")
    wait { session.discovery.lookForNewFolders(of: session.root, completion: $0) }
    #expect(log.take() == ["gb ->1"])
    #expect(session.places == ["nes": 1, "psx": 1, "gb": 1])
  }

  @Test func `a look anew reads descriptors again`() throws {
    let library = try filled(["psx/Game/a.cue", "psx/Game/a.bin", "psx/Game/b.bin"])
    try library.write("psx/Game/a.cue", "FILE \"a.bin\" BINARY\n")
    let session = try Session(library)
    try session.start()
    let log = observed(session)
    let location = Shelf.Location(root: session.root, folder: Array("psx".utf8))
    wait { session.discovery.look(at: location, isAnew: false, completion: $0) }
    let same = log.reports.withLock { $0.last }
    #expect(same?.before === same?.now)
    wait { session.discovery.look(at: location, isAnew: true, completion: $0) }
    let anew = try #require(log.reports.withLock { $0.last })
    #expect(anew.scope.isAnew)
    // Found the same, it is the one that was known.
    #expect(anew.before === anew.now)
    #expect(session.changeList == ["+psx"])
  }

  @Test func `what cannot be shown is told by folder and by root`() throws {
    let library = try filled(["nes/a.nes", "psx/b.chd", "stray.nes"])
    try library.link("nes/link.nes", to: "nowhere")
    let session = try Session(library)
    try session.start()
    let nes = session.discovery.problems(of: { $0.folder == Array("nes".utf8) }, { _ in false })
    #expect(nes.map(\.problems[.danglingLink].examples) == [[Array("nes/link.nes".utf8)]])
    #expect(session.discovery.problems(of: { $0.folder == Array("psx".utf8) }, { _ in false }).isEmpty)
  }
}
