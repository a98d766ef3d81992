internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// What happens to a ZIP while programs have it open, in every order.
  @Suite("Opening, building, removing and replacing in any order") struct CacheSequences {
    enum Step: String, CaseIterable {
      case open, build, evict, replace, reopen
    }

    /// One opening, and what was true when it was made.
    private struct Handle: ~Copyable {
      let file: FileDescriptor
      let version: Int
      /// The ZIP was in the cache: it stays there for whoever has it open.
      let holdsEntry: Bool
    }

    /// A mount on which steps are taken and everything is looked at after each.
    private final class Walk {
      let game: CachedGame
      private var version = 0
      /// The whole ZIP, by version.
      private var contents: [[UInt8]] = []
      /// The file in the cache, by version.
      private var entries: [Int: String] = [:]
      private var first: Handle?
      private var second: Handle?

      init(_ environment: [String: String]) throws {
        game = try CachedGame(environment: environment.merging(["VITRINE_CACHE_MINIMUM": "1T"]) { $1 }, sectors: 300)
      }

      func begin() throws {
        first = nil
        second = nil
        try MountTests.eventually("the cache is empty") {
          try game.clear()
          return game.entries.isEmpty
        }
        version = 0
        entries = [:]
        contents = []
        try note()
      }

      /// The version there is now is right, as another program sees it.
      private func note() throws {
        let (library, zip) = try game.tracks()
        #expect(library == zip)
        contents.append(try Files.read(game.archive))
      }

      func take(_ step: Step) throws {
        switch step {
        case .open: first = try open()
        case .reopen: second = try open()
        case .build:
          try game.prepare()
          entries[version] = try game.entries.first { try Files.read($0) == contents[version] }
          #expect(isKept(version))
        case .evict:
          try game.clear()
          #expect(!isKept(version) || first?.holdsEntry == true || second?.holdsEntry == true)
        case .replace:
          try game.replaceTrack()
          version += 1
          try note()
        }
      }

      private func isKept(_ version: Int) -> Bool { entries[version].map { Files.exists($0) } ?? false }

      private func open() throws -> Handle {
        let isKept = isKept(version)
        let file = try FileDescriptor.open(game.archive, .readOnly)
        return Handle(file: file, version: version, holdsEntry: isKept)
      }

      func check(_ history: String) throws {
        if let handle = first.take() {
          try check(handle, history + ", first")
          first = consume handle
        }
        if let handle = second.take() {
          try check(handle, history + ", second")
          second = consume handle
        }
        #expect(try Files.read(game.archive) == contents[version], "\(history): what is opened now")
        #expect(game.leftovers == [], "\(history)")
      }

      private func check(_ handle: borrowing Handle, _ history: String) throws {
        do throws(Errno) {
          let bytes = try readAll(handle.file)
          #expect(bytes == contents[handle.version], "\(history): mixed or foreign bytes")
        } catch {
          let isAllowed = !handle.holdsEntry && handle.version != version && !isKept(handle.version)
          #expect(isAllowed && error == .ioError, "\(history): \(error)")
        }
      }
    }

    @Test(arguments: [[:], ["VITRINE_ASSUME_NO_PASSTHROUGH": "init"]])
    func `nobody reads mixed bytes, and nobody gets an error where the bytes are kept`(
      environment: [String: String]
    ) throws {
      let orders = permutations(of: Step.allCases)
      let walk = try Walk(environment)
      let stride = MountTests.isSoak ? 1 : 11
      for (number, order) in orders.enumerated() where number % stride == 0 {
        try walk.begin()
        var history = ""
        for step in order {
          history += (history.isEmpty ? "" : " ") + step.rawValue
          try walk.take(step)
          try walk.check(history)
        }
      }
    }

    private func permutations(of steps: [Step]) -> [[Step]] {
      if steps.count < 2 { return [steps] }
      return steps.indices.flatMap { index -> [[Step]] in
        var rest = steps
        let step = rest.remove(at: index)
        return permutations(of: rest).map { [step] + $0 }
      }
    }
  }
}
