internal import Platform
internal import TestSupport
internal import Testing

extension ArchitectureTests {
  @Suite("Text of the source") struct Source {
    @Test func `swift format has nothing to say`() throws {
      let result = try ExternalProgram.run(
        "swift", ["format", "lint", "--strict", "--recursive", "--parallel", "Package.swift", "Sources", "Tests"],
        directory: Products.sourceRoot, timeout: 300_000_000_000)
      #expect(result.status == 0, "\(result.errorText)")
    }

    @Test func `no file is longer than 450 lines`() {
      for file in SourceTree.files {
        #expect(file.lines.count <= 451, "\(file.path) has \(file.lines.count - 1) lines")
      }
    }

    @Test func `nothing is left for later, and no path of a developer's machine is in it`() {
      // Put together here, so that this file does not find itself.
      let forbidden = [
        "TO" + "DO", "FIX" + "ME", "XX" + "X:", "/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/",
      ]
      for file in SourceTree.files {
        for (index, line) in file.lines.enumerated() {
          for word in forbidden where line.contains(word) {
            Issue.record("\(file.path):\(index + 1): \(word): \(line)")
          }
        }
      }
    }
  }

  @Suite("Built programs") struct Programs {
    @Test(arguments: ["vitrine", "vitrine-supervisor", "vitrine-bench"])
    func `a program does not load Foundation with its 58 MB of ICU`(name: String) throws {
      let libraries = try libraries(of: name)
      #expect(libraries.contains("libc.so"))
      // Debian's libxml2 has an ICU of its own, which it takes for encodings.
      for unwanted in ["libFoundation.so", "FoundationInternationalization", "FoundationICU"] {
        #expect(!libraries.contains(unwanted), "\(name) loads \(unwanted)")
      }
    }

    @Test func `the supervisor loads neither libfuse nor SQLite nor what parses untrusted input`() throws {
      let libraries = try libraries(of: "vitrine-supervisor")
      #expect(libraries.contains("libc.so"))
      for unwanted in ["libfuse", "sqlite", "libcrypto", "libz.", "libcurl", "libxml", "libarchive", "utf8proc"] {
        #expect(!libraries.contains(unwanted), "the supervisor loads \(unwanted)")
      }
    }

    /// What ldd(1) prints.
    private func libraries(of program: String) throws -> String {
      let result = try ExternalProgram.run("ldd", [Products.directory + "/" + program])
      try #require(result.status == 0, "ldd \(program): \(result.errorText)")
      return result.text
    }
  }
}
