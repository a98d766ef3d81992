internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// The service is replaced while a source offers so much that arranging it takes longer than a mount waits for it.
  @Suite("Files of a large server whose reader's service is replaced") struct RemoteRestarts {
    private static let count = 60_000
    private static let name = "snes/Large (USA).sfc"
    private static let size = 3_000_003
    /// In views, and in a folder that nothing else is in.
    private static let known = [
      "Games/\(name)", "Games/psx/Far (USA).zip", "Available/\(name)", "Games/psx",
      "Available/psx/Far (USA).zip",
    ]

    @Test func `are read on without an error`() throws {
      let library = try FetchingLibrary()
      try library.writeLarge(Self.name, Self.size)
      for track in 1...3 {
        try library.writeLarge("psx/Far (USA)/Far (USA) (Track \(track)).bin", 1_000_000 + track, seed: track)
      }
      try library.write("psx/Far (USA)/Far (USA).cue", 0, in: "far")
      try list(library.scratch("far"))
      let server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      try library.configure(
        "\"readDeadline\": 100, \"sources\": {\"far\": {\"manifest\": \"\(server.address)list.json\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      let path = "Games/" + Self.name
      let archive = "Games/psx/Far (USA).zip"
      try mounted.wait(for: [path, archive], timeout: 120_000_000_000)
      let sum = try Files.sha256(mounted(archive))
      let whole = library.scratch("whole.zip")
      try Files.write(try Files.read(mounted(archive)), to: whole)
      #expect(try Files.sha256(whole) == sum)
      let pairs = [
        (mounted: mounted(path), source: library.far(Self.name)), (mounted: mounted(archive), source: whole),
      ]
      for round in 0..<MountTests.rounds(short: 2, long: 10) {
        let readers = try (0..<2).map {
          try RemoteReaders(.untilStopped, pairs, seed: round * 2 + $0, in: library.scratch)
        }
        let names = try Names(Self.known.map { mounted($0) }, in: library.scratch, number: round)
        try MountTests.eventually("they have their files open") { readers.allSatisfy { $0.hasBegun } }
        sleep(nanoseconds: 300_000_000)
        for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
        try mounted.wait(for: [path, archive], timeout: 120_000_000_000)
        try names.finish()
        for reader in readers { try reader.finish("round \(round)", stops: true) }
      }
    }

    /// A process that asks for names, and for lists of directories, for as long as it is let.
    private struct Names {
      private let program: ExternalProgram
      private let output: String
      private let stopFile: String

      init(_ paths: [String], in scratch: TemporaryDirectory, number: Int) throws {
        output = scratch("names-\(number)")
        stopFile = output + "-stop"
        let log = try FileDescriptor.open(output, [.writeOnly, .create])
        program = try ExternalProgram(
          "python3", ["-c", Names.script, stopFile] + paths,
          streams: .init(output: log.rawValue, errors: log.rawValue))
      }

      private static let script = """
        import os, sys
        stop, *paths = sys.argv[1:]
        count = 0
        while not os.path.exists(stop):
            for path in paths:
                os.stat(path)
                folder, name = os.path.split(path)
                found = os.listdir(folder)
                assert name in found, '%s is not among %d: %s' % (path, len(found), found[:5])
            count += 1
        print('asked', count)
        """

      /// Expects that all of them were there whenever it asked.
      func finish() throws {
        try Files.write("", to: stopFile)
        let status = program.wait(timeout: 60_000_000_000)
        if status == nil { program.stop() }
        let words = String(decoding: try Files.read(output), as: UTF8.self)
        #expect(status == 0 && words.hasPrefix("asked "), "\(status.map(String.init) ?? "it waits"): \(words)")
      }
    }

    /// Writes a manifest of the files that are there, and of very many that nobody asks for.
    private func list(_ folder: String) throws {
      let script = """
        import json, os, sys, urllib.parse
        folder, count = sys.argv[1], int(sys.argv[2])
        rows = []
        for place, _, names in os.walk(folder):
            for name in names:
                path = os.path.relpath(os.path.join(place, name), folder)
                rows.append({'path': path, 'size': os.path.getsize(os.path.join(folder, path)),
                             'modified': 1600000000, 'url': '/' + urllib.parse.quote(path)})
        for n in range(count):
            rows.append({'path': 'nes/Absent %06d (USA).nes' % n, 'size': 1000 + n, 'modified': 1500000000 + n,
                         'url': '/absent/%d' % n})
        with open(os.path.join(folder, 'list.json'), 'w') as f: json.dump({'files': rows}, f)
        """
      _ = try MountTests.python(script, [folder, "\(Self.count)"])
    }
  }
}
