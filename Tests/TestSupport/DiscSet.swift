package import Platform

/// A generated game on discs: cue sheets with raw tracks of 2,352 bytes a sector.
package struct DiscSet: Sendable {
  /// Where the discs lie, relative to the system's folder.
  package enum Layout: Sendable, CaseIterable {
    /// `Game (Disc 1).cue`, `Game (Disc 2).cue` and so on directly in the system's folder.
    case sideBySide
    /// All in one folder `Game/`.
    case oneFolder
    /// Each in a folder of its own: `Game/Game (Disc 1)/`.
    case subfolders
  }

  /// The name before the disc's tag, such as `Sidewinder (USA)`.
  package var title: String
  package var layout: Layout
  /// The tags in playing order, such as `(Disc 1)`; one empty tag is a game on a single disc.
  package var tags: [String]
  /// Sectors of the data track; the audio track has a third of it.
  package var sectors: Int

  package init(_ title: String, _ layout: Layout, tags: [String], sectors: Int = 60) {
    self.title = title
    self.layout = layout
    self.tags = tags
    self.sectors = sectors
  }

  /// Numbered tags, `(Disc 1)` to `(Disc count)`.
  package static func numbered(_ count: Int, _ word: String = "Disc ") -> [String] {
    (1...count).map { "(\(word)\($0))" }
  }

  /// The cue sheets in playing order, relative to the system's folder.
  package var descriptors: [String] { tags.map { folder($0) + stem($0) + ".cue" } }

  /// All files, relative to the system's folder.
  package var files: [String] {
    tags.flatMap { tag in
      [".cue", " (Track 1).bin", " (Track 2).bin"].map { folder(tag) + stem(tag) + $0 }
    }
  }

  /// Writes the set below the system's folder `directory`; every track has other bytes.
  package func write(to directory: String) throws(Errno) {
    for tag in tags {
      let base = directory + "/" + folder(tag) + stem(tag)
      let seed = (title + tag).utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
        ($0 ^ UInt64($1)) &* 1_099_511_628_211
      }
      try Files.write(SplitMix64.bytes(sectors * 2352, seed: seed), to: base + " (Track 1).bin")
      try Files.write(SplitMix64.bytes(sectors / 3 * 2352, seed: seed &+ 1), to: base + " (Track 2).bin")
      let sheet = """
        FILE "\(stem(tag)) (Track 1).bin" BINARY
          TRACK 01 MODE2/2352
            INDEX 01 00:00:00
        FILE "\(stem(tag)) (Track 2).bin" BINARY
          TRACK 02 AUDIO
            INDEX 00 00:00:00
            INDEX 01 00:02:00

        """
      try Files.write(sheet, to: base + ".cue")
    }
  }

  private func stem(_ tag: String) -> String { tag.isEmpty ? title : title + " " + tag }

  private func folder(_ tag: String) -> String {
    switch layout {
    case .sideBySide: ""
    case .oneFolder: title + "/"
    case .subfolders: title + "/" + stem(tag) + "/"
    }
  }
}
