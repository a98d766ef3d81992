internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("vitrine explain") struct Explained {
    private let scratch: TemporaryDirectory
    private let library: String

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      for disc in 1...2 {
        try Files.write(
          "FILE \"Game (Disc \(disc)).bin\" BINARY", to: "\(library)/psx/RPG/Game (Disc \(disc)).cue")
        try Files.write("data \(disc)", to: "\(library)/psx/RPG/Game (Disc \(disc)).bin")
      }
      try Files.write("rom", to: "\(library)/snes/Zelda/Zelda.sfc")
      try Files.write("pdf", to: "\(library)/snes/Zelda/Manuals/Zelda.pdf")
      try Files.write("rom", to: "\(library)/snes/Single.sfc")
      try Files.write("text", to: "\(library)/snes/notes.txt")
      try Files.write("rom", to: "\(library)/gb/Tetris.gb")
    }

    private func explain(_ arguments: [String], directory: String? = nil) throws -> ProgramOutput {
      try ExternalProgram.run(Products.vitrine, ["explain"] + arguments, directory: directory, timeout: 60_000_000_000)
    }

    private func json(_ mounted: MountedLibrary, _ path: String) throws -> String {
      let result = try mounted.vitrine(["explain", "--json", "--state", mounted.state, path])
      try #require(result.status == 0, "\(path): \(result.errorText)")
      return result.text
    }

    @Test func `a mount explains its own names and those of the library in the same way`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.wait(for: ["Games/psx/Game.zip", "Games/snes/Zelda.zip"])
      try mounted.waitUntilSettled()
      for (path, kind) in [
        (mounted("Games/psx/Game.zip"), "game"), (mounted("Loose/psx/RPG/Game.m3u/Game (Disc 2).bin"), "member"),
        ("\(library)/psx/RPG/Game (Disc 1).cue", "member"),
      ] {
        let report = try json(mounted, path)
        #expect(report.contains("\"kind\":\"\(kind)\"") && report.contains("\"code\":\"discs\""), "\(report)")
        #expect(report.contains("\"name\":\"Game\",\"kind\":\"archive\""), "\(report)")
        #expect(report.contains("{\"view\":\"Games\",\"path\":\"Games/psx/Game.zip\",\"of\":\"game\"}"), "\(report)")
        #expect(report.contains("\"path\":\"Loose/psx/RPG/Game.m3u/Game (Disc "), "\(report)")
        #expect(report.contains("\"namedBy\":\"Game (Disc 1).cue\""), "\(report)")
        // crc32 of "data 1".
        #expect(report.contains("\"crc32\":\"\(hexadecimal(crc32(of: "data 1")))\""), "\(report)")
      }
      let manual = try json(mounted, mounted("Loose/snes/Zelda.sfc/Manuals/Zelda.pdf"))
      #expect(manual.contains("\"category\":\"manual\"") && manual.contains("\"code\":\"title-folder\""), "\(manual)")
      let folder = try json(mounted, mounted("Loose/snes/Zelda.sfc"))
      #expect(folder.contains("\"kind\":\"game\"") && folder.contains("\"Loose/snes/Zelda.sfc\""), "\(folder)")
      #expect(try json(mounted, mounted("Games/gb")).contains("\"kind\":\"system\""))
      #expect(try json(mounted, "\(library)/psx/RPG").contains("\"code\":\"sorting-name\""))
      #expect(try json(mounted, "\(library)/snes/notes.txt").contains("\"code\":\"side-car\""))
      let single = try json(mounted, mounted("Games/snes/Single.sfc"))
      #expect(single.contains("\"kind\":\"game\"") && single.contains("\"crc32\":\""), "\(single)")
    }

    @Test func `what a mount has no answer for is said`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.wait(for: ["Games/psx/Game.zip"])
      for (path, text) in [
        (mounted("Games/psx/Nothing.zip"), "there is no"), (mounted(".vitrine/status.json"), "made by Vitrine"),
        (mounted("Games"), "name one of them"), (mounted.path, "name one of them"),
      ] {
        let result = try mounted.vitrine(["explain", "--state", mounted.state, path])
        #expect(result.status == 3, "\(path): \(result.status)")
        #expect(result.errorText.contains(text), "\(path): \(result.errorText)")
      }
    }

    @Test func `a file that was deleted is explained until the next scan, and then is missing`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.wait(for: ["Games/gb/Tetris.gb"])
      #expect(unlink("\(library)/gb/Tetris.gb") == 0)
      try MountTests.eventually("the mount follows") {
        let result = try mounted.vitrine(["explain", "--state", mounted.state, "\(library)/gb/Tetris.gb"])
        if result.status == 0 { #expect(result.text.contains("not on the disk any more"), "\(result.text)") }
        return result.status == 1 && result.text.contains("there is no such file")
      }
    }

    @Test func `without a mount the library is found and nothing is written`() throws {
      let before = try listTree(library).map { "\($0.path) \($0.status.modified)" }
      let byPath = try explain(["\(library)/psx/RPG/Game (Disc 1).bin"])
      #expect(byPath.status == 0, "\(byPath.errorText)")
      #expect(
        byPath.text.contains("a part of the game \"Game\"") && byPath.text.contains("named by  Game (Disc 1).cue"))
      // Relative, and through a link to the library.
      let relative = try explain(["snes/../snes/Zelda/Manuals/Zelda.pdf"], directory: library)
      #expect(relative.text.contains("manual"), "\(relative.text)\(relative.errorText)")
      #expect(symlink(library, scratch("link")) == 0)
      let linked = try explain([scratch("link") + "/snes/Single.sfc"])
      #expect(linked.text.contains("a game, this file alone"), "\(linked.text)\(linked.errorText)")
      let named = try explain(["--library", library, "\(library)/snes"])
      #expect(named.text.contains("a system folder"), "\(named.text)")
      #expect(try listTree(library).map { "\($0.path) \($0.status.modified)" } == before)
    }

    @Test func `exit codes tell a missing file from one in no library`() throws {
      #expect(try explain(["\(library)/snes/nothing.sfc"]).status == 1)
      let outside = try explain(["/etc/passwd"])
      #expect(outside.status == 3)
      #expect(outside.errorText.contains("--library DIR"), "\(outside.errorText)")
      let other = try explain(["--library", library, "/etc/passwd"])
      #expect(other.status == 3)
      #expect(other.errorText.contains("is not in the library"), "\(other.errorText)")
      #expect(try explain([]).status == 2)
      #expect(try explain(["--library", "\(library)/gone", "x"]).status == 3)
    }

    @Test func `the rules are listed, each with its code and sentence`() throws {
      let text = try explain(["--rules"])
      #expect(text.status == 0)
      for code in ["descriptor", "disc-folder", "sorting-name", "side-car", "platform-name"] {
        #expect(text.text.contains("\n  \(code) "), "\(text.text)")
      }
      #expect(try explain(["--rules", "--json"]).text.hasPrefix("[{\"code\":\"rom\",\"about\":\"game\""))
    }

    private func crc32(of text: String) -> UInt32 {
      var value: UInt32 = ~0
      for byte in text.utf8 {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      }
      return ~value
    }

    private func hexadecimal(_ value: UInt32) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
}
