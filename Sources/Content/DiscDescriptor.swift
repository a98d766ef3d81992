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

  /// Bytes of a descriptor that are worth reading; one with a thousand tracks has a tenth of it. What is larger is
  /// something else with a descriptor's name.
  package static let sizeLimit: Int64 = 1 << 20

  /// The files a descriptor names, each once, in its order; relative to the descriptor's directory.
  ///
  /// The names are the descriptor's own words: their case may differ from the disk's (see ``matchingKey(_:)``), and
  /// the files may not exist. `\` is taken for `/`; absolute paths and those with `..` are left out.
  ///
  /// - Parameters:
  ///   - contents: the descriptor, or as much of it as the caller cares to read.
  ///   - fileName: the descriptor's own name, from which CloneCD's and Alcohol's companions have theirs.
  package static func references(in contents: [UInt8], format: Format, fileName: [UInt8]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return names(in: contents, format, fileName).compactMap(relativePath).filter { seen.insert($0).inserted }
  }

  /// The last components of the paths that ``references(in:format:fileName:)`` leaves out, as a disc that was made on
  /// another machine has them: the file may well lie beside its descriptor.
  package static func strayNames(in contents: [UInt8], format: Format) -> [[UInt8]] {
    return names(in: contents, format, []).filter { relativePath($0) == nil }.compactMap { path in
      let last = path.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last
      return last.flatMap { relativePath(Array($0)) }
    }
  }

  private static func names(in contents: [UInt8], _ format: Format, _ fileName: [UInt8]) -> [[UInt8]] {
    switch format {
    case .cue: cueFiles(contents)
    case .gdi: gdiFiles(contents)
    case .toc: tocFiles(contents)
    case .m3u: playlistEntries(contents)
    case .ccd: fileName.isEmpty ? [] : companions(of: fileName, extensions: ["img", "sub"])
    case .mds: fileName.isEmpty ? [] : companions(of: fileName, extensions: ["mdf"])
    }
  }

  /// The archive a playlist means by `Game.zip#Disk 1.adf`; nil for other entries.
  package static func archive(of entry: [UInt8]) -> [UInt8]? {
    for mark in entry.indices where entry[mark] == UInt8(ascii: "#") {
      let path = entry[..<mark]
      let ending = path.suffix(4).map(UTF8Text.foldedASCII)
      if ending.elementsEqual(".zip".utf8) || ending.suffix(3).elementsEqual(".7z".utf8) { return Array(path) }
    }
    return nil
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
