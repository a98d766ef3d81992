internal import Model
internal import Text

/// The `.m3u` of a game of several discs that came without one.
package enum DiscPlaylist {
  /// Extensions of files that are started, best first: where a disc comes with two of them it is listed by the first.
  ///
  /// Tracks (`.bin`, `.raw`, `.wav`) are not among them: a playlist of tracks starts nothing.
  private static let extensions = [
    "cue", "gdi", "ccd", "mds", "toc", "chd", "iso", "cso", "zso", "pbp", "rvz", "wia", "gcz", "wbfs", "ciso", "gcm",
    "nrg", "cdi", "img", "mdf", "d64", "d71", "d80", "d81", "d82", "g64", "g71", "adf", "ipf", "dsk", "dim", "hdm",
    "d88",
    "xdf", "2hd", "88d", "98d", "d98", "fdi", "fds", "st", "stx", "msa", "atr", "woz", "nib", "po", "do",
  ]

  /// Whether a file of this name is a disc's descriptor or a disc's only image.
  package static func isDisc(_ name: some Collection<UInt8>) -> Bool { rank(Array(name)) != nil }

  /// The playlist: a path a line, in the order of the discs; nil where there are fewer than two.
  ///
  /// - Parameters:
  ///   - names: the game's files, raw and relative to where the playlist will be, less those that a descriptor among
  ///     them owns. What is no disc is passed over. Paths are written as the mount and the ZIP show them.
  ///   - first: the one that is disc 1 without saying so.
  package static func contents(of names: [[UInt8]], first: [UInt8]? = nil) -> [UInt8]? {
    var best: [[UInt8]: (rank: Int, name: [UInt8])] = [:]
    for name in names {
      guard let rank = rank(name) else { continue }
      let stem = DiscDescriptor.matchingKey(Array(name[..<EntryName.extensionStart(of: name)]))
      let order = Ordering(name, tag(ofPath: name))
      if let other = best[stem], (other.rank, Ordering(other.name, tag(ofPath: other.name))) < (rank, order) {
        continue
      }
      best[stem] = (rank, name)
    }
    guard best.count >= 2 else { return nil }
    var text: [UInt8] = []
    let paths = best.values.map(\.name)
    let tags = paths.map(tag(ofPath:))
    var counted = DiscTag.ofOneGame(tags.compactMap { $0 }).makeIterator()
    let discs = zip(paths, tags).map { path, tag in
      Ordering(path, tag == nil ? nil : counted.next(), isFirst: path == first)
    }
    for name in discs.sorted() {
      let path = EntryName.sanitizedPath(name.path)
      // A line that begins with `#` is a comment.
      if path.first == UInt8(ascii: "#") { text += Array("./".utf8) }
      text += path
      text.append(0x0A)
    }
    return text
  }

  /// Of the file, or of a folder it lies in.
  private static func tag(ofPath path: [UInt8]) -> DiscTag? {
    let stem = path[..<EntryName.extensionStart(of: path)]
    return stem.split(separator: UInt8(ascii: "/")).reversed().lazy
      .compactMap { DiscTag.parse($0, isBesideOthers: true) }.first
  }

  private static func rank(_ name: [UInt8]) -> Int? {
    let ending = name[EntryName.extensionStart(of: name)...].dropFirst()
    let folded = String(decoding: ending.map(UTF8Text.foldedASCII), as: UTF8.self)
    return extensions.firstIndex(of: folded)
  }

  /// Disc 2 before Disc 10, `Disc 2/game.cue` before `Disc 10/game.cue`, and otherwise as people count.
  private struct Ordering: Comparable {
    let path: [UInt8]
    let ordinal: Int
    let side: Int

    init(_ path: [UInt8], _ tag: DiscTag?, isFirst: Bool = false) {
      self.path = path
      ordinal = tag?.ordinal ?? (isFirst ? 1 : Int.max)
      side = tag?.side ?? 0
    }

    static func < (left: Ordering, right: Ordering) -> Bool {
      if left.ordinal != right.ordinal { return left.ordinal < right.ordinal }
      if left.side != right.side { return left.side < right.side }
      return numberAware(left.path, right.path)
    }

    /// Compares runs of digits by their value and everything else by bytes in one case; bytes decide at last.
    private static func numberAware(_ left: [UInt8], _ right: [UInt8]) -> Bool {
      var leftRest = left[...]
      var rightRest = right[...]
      while let leftFirst = leftRest.first, let rightFirst = rightRest.first {
        let leftNumber = leftRest.prefix { $0 &- UInt8(ascii: "0") < 10 }
        let rightNumber = rightRest.prefix { $0 &- UInt8(ascii: "0") < 10 }
        if !leftNumber.isEmpty, !rightNumber.isEmpty {
          let leftValue = leftNumber.drop { $0 == UInt8(ascii: "0") }
          let rightValue = rightNumber.drop { $0 == UInt8(ascii: "0") }
          if leftValue.count != rightValue.count { return leftValue.count < rightValue.count }
          if !leftValue.elementsEqual(rightValue) { return leftValue.lexicographicallyPrecedes(rightValue) }
          leftRest = leftRest[leftNumber.endIndex...]
          rightRest = rightRest[rightNumber.endIndex...]
        } else {
          let leftFolded = UTF8Text.foldedASCII(leftFirst)
          let rightFolded = UTF8Text.foldedASCII(rightFirst)
          if leftFolded != rightFolded { return leftFolded < rightFolded }
          leftRest = leftRest.dropFirst()
          rightRest = rightRest.dropFirst()
        }
      }
      if leftRest.isEmpty != rightRest.isEmpty { return leftRest.isEmpty }
      return left.lexicographicallyPrecedes(right)
    }
  }
}
