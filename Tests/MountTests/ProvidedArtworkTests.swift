internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  @Suite("What providers know, in a mount") struct ProvidedArtwork {
    @Test func `pictures are where ES-DE and Batocera look for them, and the lists name them`() throws {
      // On systems whose folders have the same names everywhere.
      let provided = try ProvidedLibrary(10)
      let file = provided.scratch("vitrine.json")
      try Files.write(#"{"roots": ["library"], "views": {"Deck": {"layout": "batocera"}}}"#, to: file)
      let mounted = try MountedLibrary(
        configuredBy: file, environment: provided.environment(artwork: "cover,screenshot"))
      for game in provided.games {
        let place = ProvidedLibrary.file(of: game)
        let system = place.prefix { $0 != "/" }
        let stem = String(place.dropFirst(system.count + 1).prefix { $0 != "." })
        let pictures = [
          "Loose/ES-DE/downloaded_media/\(system)/covers/\(stem).jpg": "co",
          "Loose/ES-DE/downloaded_media/\(system)/screenshots/\(stem).jpg": "sc",
          "Deck/\(system)/images/\(stem)-thumb.jpg": "co", "Deck/\(system)/images/\(stem)-image.jpg": "sc",
        ]
        for (path, letters) in pictures {
          try MountTests.eventually("\(path) is there") { Files.exists(mounted(path)) }
          // The stand-in's pictures hold the names they are asked for by.
          let text = String(decoding: try Files.read(mounted(path)), as: UTF8.self)
          #expect(text.contains("/\(letters)\(String(game.id, radix: 36)).jpg"), "\(path)")
          #expect(try FileStatus.of(mounted(path)).size == Int64(Files.read(mounted(path)).count))
        }
        let list = "Deck/\(system)/gamelist.xml"
        try MountTests.eventually("\(list) names it") {
          guard Files.exists(mounted(list)) else { return false }
          let text = String(decoding: try Files.read(mounted(list)), as: UTF8.self)
          return text.contains("<thumbnail>./images/\(stem)-thumb.jpg</thumbnail>")
            && text.contains("<image>./images/\(stem)-image.jpg</image>") && text.contains("<desc>\(game.name)")
        }
      }
      try mounted.remount()
      let first = ProvidedLibrary.file(of: provided.games[0]).split(separator: "/")
      let stem = first[1].prefix { $0 != "." }
      #expect(Files.exists(mounted("Loose/ES-DE/downloaded_media/\(first[0])/covers/\(stem).jpg")))
    }

    @Test func `the user's own picture and words count more`() throws {
      let provided = try ProvidedLibrary(4)
      let place = ProvidedLibrary.file(of: provided.games[0]).split(separator: "/")
      let stem = place[1].prefix { $0 != "." }
      try Files.write("mine", to: "\(provided.library)/\(place[0])/images/\(stem)-thumb.png")
      try Files.write(
        "<gameList><game><path>./\(place[1])</path><desc>My own words</desc></game></gameList>",
        to: "\(provided.library)/\(place[0])/gamelist.xml")
      let mounted = try MountedLibrary(provided.library, environment: provided.environment(artwork: "cover"))
      try provided.waitUntilSettled(mounted, 4)
      let list = mounted("Loose/\(place[0])/gamelist.xml")
      try MountTests.eventually("the rest is filled in") {
        guard Files.exists(list) else { return false }
        return String(decoding: try Files.read(list), as: UTF8.self).contains("<developer>Studio")
      }
      #expect(String(decoding: try Files.read(list), as: UTF8.self).contains("My own words"))
      let covers = "Loose/ES-DE/downloaded_media/\(place[0])/covers/\(stem)"
      try MountTests.eventually("the picture is there") { Files.exists(mounted(covers + ".png")) }
      #expect(try Files.read(mounted(covers + ".png")) == Array("mine".utf8))
      #expect(!Files.exists(mounted(covers + ".jpg")))
    }
  }
}
