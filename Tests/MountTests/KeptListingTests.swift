internal import Glibc
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

extension MountTests {
  /// The kernel keeps listings and answers from them: none may be older than what a lookup of its names finds.
  @Suite("Listings that the kernel keeps") struct KeptListings {
    private let scratch: TemporaryDirectory
    private let library: String

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      // Some listings take one request, some take several.
      for number in 0..<40 { try Files.write("x", to: "\(library)/nes/Game \(number).nes") }
      for number in 0..<3000 { try Files.write("x", to: "\(library)/snes/Folder/Game number \(number).sfc") }
    }

    /// Opened once, and rewound for each listing.
    private final class Held {
      private let stream: OpaquePointer

      init(_ path: String) throws {
        guard let stream = opendir(path) else { throw Errno(rawValue: errno) }
        self.stream = stream
      }

      deinit { closedir(stream) }

      func names(atMost count: Int = .max) -> [String] {
        rewinddir(stream)
        var names: [String] = []
        while names.count < count, let entry = readdir(stream) {
          let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          }
          // Made behind the mount: it comes by itself.
          if name != ".", name != "..", name != "gamelist.xml" { names.append(name) }
        }
        return names
      }
    }

    private func names(_ path: String) throws -> [String] { try Held(path).names() }

    @Test func `follow every change, in openings before it and after it`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let folders = ["Games/nes", "Loose/nes", "Loose/snes/Folder", "Games/snes"]
      let held = try folders.map { try Held(mounted($0)) }
      for round in 0..<12 {
        // A listing that nobody reads to its end must not be mixed with a later one.
        if round % 3 == 1 { for one in held { _ = one.names(atMost: 700) } }
        let name = "Added \(round / 2)"
        let system = round % 4 < 2 ? ("nes", "nes", [0, 1]) : ("snes/Folder", "sfc", [2, 3])
        let path = "\(library)/\(system.0)/\(name).\(system.1)"
        if round % 2 == 0 { try Files.write("new", to: path) } else { try Files.remove(path) }
        for index in system.2 {
          let shown = mounted("\(folders[index])/\(name).\(system.1)")
          try MountTests.eventually("\(shown) in round \(round)") { Files.exists(shown) == (round % 2 == 0) }
        }
        for (folder, held) in zip(folders, held) {
          let fresh = try names(mounted(folder))
          #expect(Set(fresh).count == fresh.count, "\(folder) names something twice")
          for name in fresh where !Files.exists(mounted("\(folder)/\(name)")) {
            Issue.record("\(folder) names \(name), which is not there")
          }
          // What is open already is told a moment later.
          try MountTests.eventually("\(folder), which was open before round \(round)") { held.names() == fresh }
          #expect(try names(mounted(folder)) == fresh)
        }
        let last = try names(mounted(folders[system.2[0]]))
        #expect(last.contains("\(name).\(system.1)") == (round % 2 == 0))
      }
    }

    @Test func `are whole while many list and the library changes`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let folder = mounted("Loose/snes/Folder")
      let isDone = Atomic<Bool>(false)
      let wrong = Mutex<[String]>([])
      // What stays is in every listing, once.
      let staying = Set((0..<3000).map { "Game number \($0).sfc" })
      var readers: [WorkerThread] = []
      for number in 0..<4 {
        readers.append(
          try WorkerThread(name: "reader \(number)") {
            let held = try? Held(folder)
            while !isDone.load(ordering: .acquiring) {
              if number == 3 {
                _ = try? Held(folder).names(atMost: 500)
                continue
              }
              let found = (number == 0 ? held?.names() : try? Held(folder).names()) ?? []
              let set = Set(found)
              if set.count != found.count || !staying.isSubset(of: set) {
                wrong.withLock { $0.append("reader \(number): \(found.count) names, \(set.count) different ones") }
              }
            }
          })
      }
      for round in 0..<10 {
        let path = "\(library)/snes/Folder/A game of round \(round).sfc"
        try Files.write("new", to: path)
        if round > 0 { try Files.remove("\(library)/snes/Folder/A game of round \(round - 1).sfc") }
        try MountTests.eventually("round \(round)") { Files.exists("\(folder)/A game of round \(round).sfc") }
      }
      isDone.store(true, ordering: .releasing)
      for reader in readers { reader.join() }
      #expect(wrong.withLock { $0 } == [])
      let wanted = staying.union(["A game of round 9.sfc"])
      try MountTests.eventually("the last listing") {
        try Set(names(folder).filter { $0.hasSuffix(".sfc") }) == wanted
      }
    }

    @Test func `are asked for anew when a worker has died`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let before = try names(mounted("Games/nes"))
      let held = try Held(mounted("Loose/snes/Folder"))
      #expect(held.names().count == 3000)
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      // While nobody serves, the library goes on.
      try Files.write("new", to: library + "/nes/Meanwhile.nes")
      try MountTests.eventually("the new game") { Files.exists(mounted("Games/nes/Meanwhile.nes")) }
      #expect(Set(try names(mounted("Games/nes"))) == Set(before + ["Meanwhile.nes"]))
      // Nobody else asks for the directory, and its time stays the same.
      try Files.remove(library + "/snes/Folder/Game number 7.sfc")
      try MountTests.eventually("what was open before sees it") { held.names().count == 2999 }
    }
  }
}
