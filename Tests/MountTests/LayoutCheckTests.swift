internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// A library of all shapes, looked at as each front end looks at its view.
  @Suite("Layouts as front ends see them") struct LayoutChecks {
    static let layouts = [
      "es-de", "batocera", "retroarch", "onion", "mister", "retropie", "pegasus", "romm", "pocket",
    ]

    /// The library and its mount; every list is made.
    struct Shown {
      var library: LayoutLibrary
      var mounted: MountedLibrary
      var views: [String: ShownView]
      var owners: [[UInt8]: Int]
      let scratch: TemporaryDirectory

      func view(_ name: String) throws -> ShownView {
        guard let view = views[name] else { throw TestFailure("no view \(name)") }
        return view
      }

      /// The games that files of a view are of, by their bytes. What is packed counts with what is in it.
      func games(of paths: some Sequence<String>, in view: ShownView) -> Set<String> {
        Set(
          paths.flatMap { path -> [Int] in
            guard let bytes = view.files[path] else { return [] }
            return owners[bytes].map { [$0] } ?? StoredZip.members(bytes).compactMap { owners[$0.bytes] }
          }.map { library.games[$0].mark })
      }

      /// What an entry leads to: what is in a folder, or what a file names.
      func reached(_ path: String, in view: ShownView) -> Set<String> {
        view.isFolder(path) ? Set(view.files(below: path)) : FollowedGame(view, from: path).reached
      }
    }

    private static let shown = Result { try show() }

    private static func show() throws -> Shown {
      let scratch = try TemporaryDirectory()
      var library = LayoutLibrary()
      try library.write(to: scratch.path)
      let views = layouts.map { "\"\($0)\": {\"layout\": \"\($0)\"}" }.joined(separator: ", ")
      try Files.write(
        """
        {"roots": ["\(scratch("a"))", "\(scratch("b"))"],
         "views": {\(views), "Loose": {"enabled": false}}}
        """, to: scratch("vitrine.json"))
      let mounted = try MountedLibrary(configuredBy: scratch("vitrine.json"))
      try mounted.waitUntilSettled()
      try settleLists(mounted)
      var shown: [String: ShownView] = [:]
      for layout in layouts { shown[layout] = try ShownView(mounted(layout)) }
      shown["Playlists"] = try ShownView(mounted("Playlists"))
      var owners: [[UInt8]: Int] = [:]
      for (number, game) in library.games.enumerated() {
        for file in game.files { if let bytes = library.contents[file] { owners[bytes] = number } }
      }
      return Shown(library: library, mounted: mounted, views: shown, owners: owners, scratch: scratch)
    }

    /// Lists are made behind what they are of: until they say no other thing for longer than the interval between two.
    private static func settleLists(_ mounted: MountedLibrary) throws {
      var last: [TreeEntry] = []
      var since = monotonicNanoseconds()
      let deadline = since + 60_000_000_000
      while monotonicNanoseconds() < deadline {
        let now = try (layouts + ["Playlists"]).flatMap { try listTree(mounted($0)) }
        if now != last { (last, since) = (now, monotonicNanoseconds()) }
        if monotonicNanoseconds() - since > 6_000_000_000 { return }
        sleep(nanoseconds: 250_000_000)
      }
      throw TestFailure("lists change for a minute")
    }

    // MARK: What holds in every view

    @Test(arguments: layouts) func `names, sizes and kinds are right, and no file is of nowhere`(_ name: String) throws
    {
      let shown = try Self.shown.get()
      let view = try shown.view(name)
      #expect(view.problems.isEmpty, "\(view.problems.joined(separator: "\n"))")
      let known = Set(shown.library.contents.values)
      let made = ["gamelist.xml", "miyoogamelist.xml", "metadata.pegasus.txt"]
      for (path, bytes) in view.files where !known.contains(bytes) {
        if StoredZip.members(bytes).contains(where: { known.contains($0.bytes) }) { continue }
        let isMade = made.contains(ShownView.name(path)) || ShownView.ending(path) == ".m3u"
        #expect(isMade, "\(path) is in no library")
        #expect(!bytes.isEmpty, "\(path) is empty")
      }
    }

    @Test(arguments: layouts) func `every file of every game is there once`(_ name: String) throws {
      let shown = try Self.shown.get()
      let view = try shown.view(name)
      var counts: [[UInt8]: [String]] = [:]
      for (path, bytes) in view.files {
        counts[bytes, default: []].append(path)
        for member in StoredZip.members(bytes) { counts[member.bytes, default: []].append(path) }
      }
      for game in shown.library.games {
        for file in game.files {
          let text = String(decoding: file, as: UTF8.self)
          // A list of the user's own may give way to one that leads to where its discs are now.
          if text.hasSuffix(".m3u") { continue }
          let places = shown.library.contents[file].flatMap { counts[$0] } ?? []
          #expect(places.count == 1, "\(name): \(game.mark): \(text) is at \(places)")
        }
      }
    }

    @Test(arguments: layouts) func `what playlists, cue sheets and track lists name is there`(_ name: String) throws {
      let shown = try Self.shown.get()
      let view = try shown.view(name)
      for path in view.files.keys.sorted() {
        guard [".m3u", ".cue", ".gdi", ".ccd", ".mds"].contains(ShownView.ending(path).lowercased()) else { continue }
        let following = FollowedGame(view, from: path)
        #expect(following.problems.isEmpty, "\(name): \(following.problems.joined(separator: "\n"))")
        let games = shown.games(of: following.reached, in: view)
        #expect(games.count == 1, "\(name): \(path) leads to \(games)")
      }
    }

    @Test func `a name of the library leads to what is shown for it, from when it is there until it goes`() throws {
      let scratch = try TemporaryDirectory()
      try Files.write("one", to: scratch("library/nes/First.nes"))
      let mounted = try MountedLibrary(scratch("library"))
      let decomposed = "Mu\u{308}nze.nes"
      for view in ["Games", "Loose"] { #expect(!Files.exists(mounted("\(view)/nes/\(decomposed)"))) }
      try Files.write("two", to: scratch("library/nes/\(decomposed)"))
      for view in ["Games", "Loose"] {
        try MountTests.eventually("it is in \(view)") { Files.exists(mounted("\(view)/nes/M\u{FC}nze.nes")) }
        #expect(try Files.read(mounted("\(view)/nes/\(decomposed)")) == Array("two".utf8))
        let inodes = try ["M\u{FC}nze.nes", decomposed].map { try FileStatus.of(mounted("\(view)/nes/\($0)")).inode }
        #expect(inodes[0] == inodes[1])
      }
      try Files.remove(scratch("library/nes/\(decomposed)"))
      for view in ["Games", "Loose"] {
        try MountTests.eventually("it is gone from \(view)") {
          !Files.exists(mounted("\(view)/nes/M\u{FC}nze.nes"))
        }
        #expect(!Files.exists(mounted("\(view)/nes/\(decomposed)")))
      }
    }

    // MARK: Front ends

    /// Expects each game to be listed as often as it should be, and nothing else to be listed.
    private func expect(
      _ listed: [(path: String, reached: Set<String>)], in name: String, _ systems: [String: String]
    ) throws {
      let shown = try Self.shown.get()
      let view = try shown.view(name == "Playlists" ? "es-de" : name)
      var counts: [String: [String]] = [:]
      for (path, reached) in listed {
        let games = shown.games(of: reached, in: view)
        #expect(games.count == 1, "\(name): \(path) starts \(games)")
        for game in games { counts[game, default: []].append(path) }
      }
      for game in shown.library.games where systems[game.system] != nil {
        let paths = counts[game.mark] ?? []
        #expect(paths.count == game.entries[name] ?? 1, "\(name): \(game.mark) is listed as \(paths)")
      }
    }

    /// Expects what starts a game to lead to all its files.
    private func expectWhole(_ path: String, _ reached: Set<String>, _ view: ShownView) throws {
      let shown = try Self.shown.get()
      guard let mark = shown.games(of: reached, in: view).first,
        let game = shown.library.games.first(where: { $0.mark == mark }), game.entries["es-de"] == nil,
        game.entries["batocera"] == nil,
        // Which finds its disks by itself.
        game.system != "mame"
      else { return }
      var contents = Set(reached.compactMap { view.files[$0] })
      for bytes in contents { contents.formUnion(StoredZip.members(bytes).map(\.bytes)) }
      for file in game.files {
        let ending = ShownView.ending(String(decoding: file, as: UTF8.self)).lowercased()
        guard [".cue", ".bin", ".chd", ".img", ".mdf", ".gdi", ".raw", ".adf"].contains(ending) else { continue }
        let isReached = shown.library.contents[file].map(contents.contains) ?? false
        #expect(isReached, "\(path) does not lead to \(String(decoding: file, as: UTF8.self))")
      }
    }

    @Test func `ES-DE lists every game once, and starts it`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("es-de")
      var listed: [(path: String, reached: Set<String>)] = []
      for system in FrontEnd.desktop.keys.sorted() {
        for path in FrontEnd.desktopGames(view, system) {
          let start = FrontEnd.desktopStart(view, path)
          #expect(start != nil, "ES-DE finds nothing to start in \(path)")
          guard let start else { continue }
          let reached = FollowedGame(view, from: start).reached
          listed.append((path, reached))
          try expectWhole(path, reached, view)
        }
      }
      try expect(listed, in: "es-de", FrontEnd.desktop)
    }

    @Test func `ES-DE's list is at both places, and has what it lists and nothing else`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("es-de")
      let systems = FrontEnd.desktop.keys.sorted().filter(view.isFolder)
      let lists = try ShownLists.gamelists(systems.map { shown.mounted("es-de/ES-DE/gamelists/\($0)/gamelist.xml") })
      for (system, games) in zip(systems, lists) {
        let listed = FrontEnd.desktopGames(view, system).map { Array($0.dropFirst(system.count).utf8) }
        let named = games.compactMap { $0["path"].map { Array($0.dropFirst().utf8) } }
        let missing = Set(listed).subtracting(named).map { String(decoding: $0, as: UTF8.self) }
        let extra = Set(named).subtracting(listed).map { String(decoding: $0, as: UTF8.self) }
        #expect(missing.isEmpty && extra.isEmpty, "\(system): not in the list \(missing), not listed \(extra)")
        #expect(named.count == Set(named).count, "\(system): a game is in it twice")
        #expect(view.files["\(system)/gamelist.xml"] == view.files["ES-DE/gamelists/\(system)/gamelist.xml"])
      }
      let list = lists[systems.firstIndex(of: "nes") ?? 0]
      let nes = Dictionary(list.map { ($0["name"] ?? "", $0) }) { first, _ in first }
      #expect(nes["Robo & Farm <1>"]?["favorite"] == "true")
      #expect(nes["Hidden one"]?["hidden"] == "true")
      #expect(nes["The Second"]?["playcount"] == "3")
      #expect(nes["Gone"] == nil)
      #expect(nes["The mixed one"]?["path"] == "./Mixed Case (Europe).nes")
      #expect(nes["Composed"]?["path"] == "./\u{DC}ber M\u{E4}dchen (Germany).nes")
      #expect(nes["Inside"]?["path"] == "./stuff_zip/Inner (USA).nes")
      #expect(lists[systems.firstIndex(of: "snes") ?? 0].contains { $0["name"] == "By backslash" })
    }

    @Test func `ES-DE finds the media of every game where it probes for them`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("es-de")
      var found: Set<String> = []
      for system in FrontEnd.desktop.keys.sorted() {
        for path in FrontEnd.desktopGames(view, system) {
          guard let start = FrontEnd.desktopStart(view, path),
            let mark = shown.games(of: FollowedGame(view, from: start).reached, in: view).first,
            let game = shown.library.games.first(where: { $0.mark == mark })
          else { continue }
          for kind in FrontEnd.desktopMedia.keys.sorted() {
            let first = FrontEnd.desktopMediaPaths(view, system, path, kind).first(where: view.exists)
            #expect(first.flatMap { view.files[$0] } == game.media[kind], "\(path): \(kind) at \(first ?? "no place")")
            if let first { found.insert(first) }
          }
        }
      }
      let all = view.files(below: "ES-DE/downloaded_media")
      #expect(Set(all).subtracting(found).isEmpty, "nobody finds \(Set(all).subtracting(found))")
      #expect(found.count == shown.library.games.reduce(0) { $0 + $1.media.count })
    }

    @Test func `Batocera, which goes by readdir alone, lists every game once`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("batocera")
      var listed: [(path: String, reached: Set<String>)] = []
      for system in FrontEnd.batocera.keys.sorted() {
        for path in FrontEnd.batoceraGames(view, system) {
          let reached = shown.reached(path, in: view)
          listed.append((path, reached))
          if !view.isFolder(path) { try expectWhole(path, reached, view) }
        }
      }
      var systems = FrontEnd.batocera
      systems["amiga"] = systems["amiga500"]
      try expect(listed, in: "batocera", systems)
    }

    @Test func `Batocera's list has what it lists, with media that are there and are the game's`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("batocera")
      let tags = [
        "covers": "thumbnail", "screenshots": "image", "marquees": "marquee", "videos": "video", "manuals": "manual",
      ]
      let systems = FrontEnd.batocera.keys.sorted().filter(view.isFolder)
      let lists = try ShownLists.gamelists(systems.map { shown.mounted("batocera/\($0)/gamelist.xml") })
      var count = 0
      for (system, games) in zip(systems, lists) {
        let listed = FrontEnd.batoceraGames(view, system).map { Array($0.dropFirst(system.count).utf8) }
        let named = games.compactMap { $0["path"].map { Array($0.dropFirst().utf8) } }
        let missing = Set(listed).subtracting(named).map { String(decoding: $0, as: UTF8.self) }
        let extra = Set(named).subtracting(listed).map { String(decoding: $0, as: UTF8.self) }
        // Updates, and discs that it does not hide, have no entries of their own.
        let isComplete = missing.allSatisfy { path in
          let games = shown.games(of: [system + path], in: view)
          return games == ["switch/folder"] || games == ["psx/windows list"]
        }
        #expect(isComplete && extra.isEmpty, "\(system): not in the list \(missing), not listed \(extra)")
        for row in games {
          let path = system + (row["path"] ?? "").dropFirst()
          let reached = shown.reached(path, in: view)
          guard let mark = shown.games(of: reached, in: view).first,
            let game = shown.library.games.first(where: { $0.mark == mark })
          else { continue }
          for (kind, tag) in tags {
            let place = row[tag].map { system + $0.dropFirst() }
            if let place { #expect(view.exists(place), "\(path): no \(place)") }
            // Where there is no screenshot the list has the cover, because the front end shows nothing otherwise.
            let media = game.media[kind] ?? (kind == "screenshots" ? game.media["covers"] : nil)
            #expect(place.flatMap { view.files[$0] } == media, "\(path): \(tag) at \(place ?? "no place")")
            if game.media[kind] != nil, place != nil { count += 1 }
          }
        }
      }
      #expect(count == shown.library.games.reduce(0) { $0 + $1.media.count })
    }

    @Test func `RetroArch's playlists have every game once, with paths and checksums that are right`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("es-de")
      let names = try shown.view("Playlists").folders[""]?.filter { !$0.isFolder }.map(\.name).sorted() ?? []
      let paths = names.map { shown.mounted("Playlists/\($0)") }
      #expect(try ShownLists.problems(ofPlaylists: paths) == [])
      var listed: [(path: String, reached: Set<String>)] = []
      let prefix = shown.mounted("es-de/")
      for item in try ShownLists.playlists(paths).flatMap({ $0 }) {
        let path = item["path"] ?? ""
        #expect(path.hasPrefix(prefix), "\(path)")
        var file = String(path.dropFirst(prefix.count))
        if !view.exists(file) { file = String(file[..<(file.lastIndex(of: "#") ?? file.endIndex)]) }
        while !file.isEmpty, !view.exists(file) { file = String(file[..<(file.lastIndex(of: "#") ?? file.startIndex)]) }
        let reached = FollowedGame(view, from: file).reached
        listed.append((path, reached))
        try expectWhole(path, reached, view)
      }
      var systems = FrontEnd.desktop
      systems["My Console"] = ""
      try expect(listed, in: "Playlists", systems)
    }

    @Test func `RetroArch's own scan leaves out the tracks that sheets name`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("retroarch")
      for folder in ["Sony - PlayStation", "Sega - Dreamcast", "Sega - Saturn", "Sega - Mega-CD - Sega CD"] {
        let named = FrontEnd.named(bySheetsOf: view, below: folder)
        #expect(!named.isEmpty)
        for path in view.files(below: folder) where [".bin", ".raw"].contains(ShownView.ending(path)) {
          // Sheets of decomposed names lead to their tracks, and are no text that is equal to them.
          if shown.games(of: [path], in: view) == ["psx/umlauts"] { continue }
          if shown.games(of: [path], in: view).isEmpty { continue }
          #expect(named.contains(Array(path.utf8)), "\(path) is named by no sheet")
        }
      }
    }

    @Test func `RetroArch finds thumbnails by the labels of its playlists`() throws {
      let shown = try Self.shown.get()
      let names = try shown.view("Playlists").folders[""]?.filter { !$0.isFolder }.map(\.name).sorted() ?? []
      let lists = try ShownLists.playlists(names.map { shown.mounted("Playlists/\($0)") })
      let view = try shown.view("es-de")
      let prefix = shown.mounted("es-de/")
      var places: Set<String> = []
      for (name, items) in zip(names, lists) {
        for item in items {
          let file = String((item["path"] ?? "").dropFirst(prefix.count))
          guard view.exists(file),
            let mark = shown.games(of: FollowedGame(view, from: file).reached, in: view).first,
            let game = shown.library.games.first(where: { $0.mark == mark }), let cover = game.media["covers"],
            items.filter({ $0["label"] == item["label"] }).count == 1
          else { continue }
          let source = shown.library.contents.first { $0.value == cover }?.key ?? []
          guard String(decoding: source, as: UTF8.self).lowercased().hasSuffix(".png") else { continue }
          let label = String((item["label"] ?? "").map { "&*/:`<>?\\|\"".contains($0) ? "_" : $0 })
          let place = "thumbnails/\(name.dropLast(4))/Named_Boxarts/\(label).png"
          for folder in ["Playlists", "retroarch"] {
            #expect(try shown.view(folder).files[place] == cover, "\(folder): \(place)")
          }
          places.insert(place)
        }
      }
      #expect(places.count > 5)
    }

    @Test(arguments: ["onion", "retropie", "romm"]) func `lists of the other front ends name what is there`(
      _ name: String
    ) throws {
      let shown = try Self.shown.get()
      let view = try shown.view(name)
      let lists = view.files.keys.filter { $0.hasSuffix("gamelist.xml") }.sorted()
      #expect(lists.count > 10)
      var named: Set<String> = []
      for (list, games) in zip(lists, try ShownLists.gamelists(lists.map { shown.mounted("\(name)/\($0)") })) {
        let folder = ShownView.parent(list)
        for row in games {
          let path = folder + (row["path"] ?? "").dropFirst()
          #expect(view.exists(path), "\(list) names \(path)")
          named.formUnion(
            shown.games(of: shown.reached(path, in: view), in: view))
          for tag in ["image", "thumbnail", "marquee", "video"] {
            if let media = row[tag] { #expect(view.exists(folder + media.dropFirst()), "\(list): \(media)") }
          }
        }
      }
      let unnamed = shown.library.games.filter { $0.entries[name] != 0 && !named.contains($0.mark) }.map(\.mark)
      #expect(unnamed.isEmpty, "\(name): in no list: \(unnamed)")
    }

    @Test func `Pegasus's lists name what is there`() throws {
      let shown = try Self.shown.get()
      let view = try shown.view("pegasus")
      var named: Set<String> = []
      for (path, bytes) in view.files where ShownView.name(path) == "metadata.pegasus.txt" {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
          let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
          guard parts.count == 2, parts[0] == "file" || parts[0].hasPrefix("assets.") else { continue }
          let target = ShownView.join(ShownView.parent(path), String(parts[1].drop { $0 == " " }))
          #expect(view.exists(target), "\(path) names \(target)")
          if parts[0] == "file" {
            named.formUnion(
              shown.games(of: shown.reached(target, in: view), in: view))
          }
        }
      }
      // One is hidden by the user's list, which this format cannot say.
      let unnamed = shown.library.games.map(\.mark).filter { mark in
        mark != "nes/patched" && !named.contains(mark)
          && shown.library.games.first { $0.mark == mark }?.entries["pegasus"] != 0
      }
      #expect(unnamed.isEmpty, "in no list: \(unnamed)")
    }
  }
}
