internal import Model
internal import Text

/// The small files that say which other files make up a disc, or a set of discs.
///
/// Everything here takes what it is given as it is: a line that makes no sense is passed over, and a path that leads
/// out of the descriptor's directory is never returned.
package enum DiscDescriptor {
  package enum Format: String, CaseIterable, Sendable {
    /// CDRWIN's cue sheet.
    case cue
    /// The track list of a Dreamcast disc.
    case gdi
    /// CloneCD's.
    case ccd
    /// Alcohol 120%'s.
    case mds
    /// cdrdao's.
    case toc
    /// A playlist of discs, which are descriptors themselves or images.
    case m3u

    /// The format that a file's extension promises, in any case; nil for other files.
    package init?(fileName: some BidirectionalCollection<UInt8>) {
      let ending = fileName.suffix(4)
      guard ending.count == 4, ending.first == UInt8(ascii: ".") else { return nil }
      self.init(rawValue: String(decoding: ending.dropFirst().map(UTF8Text.foldedASCII), as: UTF8.self))
    }
  }

  /// The files a descriptor names, each once, in its order; relative to the descriptor's directory.
  ///
  /// The names are the descriptor's own words: their case may differ from the disk's (see ``matchingKey(_:)``), and
  /// the files may not exist. `\` is taken for `/`; absolute paths and those with `..` are left out.
  ///
  /// - Parameters:
  ///   - contents: the descriptor, or as much of it as the caller cares to read.
  ///   - fileName: the descriptor's own name, from which CloneCD's and Alcohol's companions have theirs.
  package static func references(in contents: [UInt8], format: Format, fileName: [UInt8]) -> [[UInt8]] {
    let names: [[UInt8]] =
      switch format {
      case .cue: cueFiles(contents)
      case .gdi: gdiFiles(contents)
      case .toc: tocFiles(contents)
      case .m3u: playlistEntries(contents)
      case .ccd: companions(of: fileName, extensions: ["img", "sub"])
      case .mds: companions(of: fileName, extensions: ["mdf"])
      }
    var seen: Set<[UInt8]> = []
    return names.compactMap(relativePath).filter { seen.insert($0).inserted }
  }

  /// The names that files belonging to any disc image may have beside it: copy protection data and subchannels.
  package static func sidecars(of fileName: [UInt8]) -> [[UInt8]] {
    companions(of: fileName, extensions: ["sbi", "sub", "lsd"])
  }

  /// A form of a path that is the same for two that differ in case or composition only: Windows programs write
  /// descriptors in any case.
  package static func matchingKey(_ path: [UInt8]) -> [UInt8] {
    UTF8Text.caseFolded(path) ?? path.map(UTF8Text.foldedASCII)
  }

  private static func companions(of fileName: [UInt8], extensions: [String]) -> [[UInt8]] {
    let slash = fileName.lastIndex(of: UInt8(ascii: "/"))
    let name = Array(fileName[((slash ?? -1) + 1)...])
    let stem = name[..<EntryName.extensionStart(of: name)]
    return extensions.map { stem + [UInt8(ascii: ".")] + Array($0.utf8) }
  }

  /// `path` with single slashes and without `.`; nil where it leads elsewhere or nowhere.
  private static func relativePath(_ path: [UInt8]) -> [UInt8]? {
    let slash = UInt8(ascii: "/")
    let path = path.map { $0 == UInt8(ascii: "\\") ? slash : $0 }
    guard let first = path.first, first != slash, !path.contains(0) else { return nil }
    if path.count >= 2, path[1] == UInt8(ascii: ":"), UTF8Text.foldedASCII(first) &- UInt8(ascii: "a") < 26 {
      return nil
    }
    var components: [ArraySlice<UInt8>] = []
    for component in path.split(separator: slash) where !component.elementsEqual(".".utf8) {
      if component.elementsEqual("..".utf8) { return nil }
      components.append(component)
    }
    return components.isEmpty ? nil : Array(components.joined(separator: [slash]))
  }
}
