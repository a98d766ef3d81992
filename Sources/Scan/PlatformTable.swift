internal import Text

/// What discovery needs to know of one platform.
package struct Platform: Sendable, Hashable {
  /// ES-DE's folder name, such as `megadrive`; the name of the system in the mount.
  package let key: String
  /// Of ROMs, archives (`zip`, `7z`, …) included.
  let extensions: Set<FileExtension>
  /// A game may come on discs.
  let hasDiscs: Bool
  /// A game is a folder of arbitrary files, as DOS and ScummVM games are.
  let isFileTree: Bool
  /// Updates and DLC lie beside the game's own file.
  let hasUpdates: Bool
  /// Games are sets of an arcade emulator: archives and folders of one name.
  let isArcade: Bool
  /// It stands in the table.
  let isKnown: Bool

  /// For a system folder whose name no tool knows.
  static func unknown(_ name: String, extensions: Set<FileExtension>) -> Platform {
    Platform(
      key: name, extensions: extensions, hasDiscs: true, isFileTree: false, hasUpdates: false,
      isArcade: false, isKnown: false)
  }

  private init(
    key: String, extensions: Set<FileExtension>, hasDiscs: Bool, isFileTree: Bool, hasUpdates: Bool, isArcade: Bool,
    isKnown: Bool
  ) {
    self.key = key
    self.extensions = extensions
    self.hasDiscs = hasDiscs
    self.isFileTree = isFileTree
    self.hasUpdates = hasUpdates
    self.isArcade = isArcade
    self.isKnown = isKnown
  }

  /// A line of the table: `key|other folder names|ROM extensions|flags`.
  fileprivate init(line: Substring) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    precondition(fields.count == 4, "a platform has four fields: \(line)")
    self.init(
      key: String(fields[0]), extensions: FileExtension.set(String(fields[2])).union(Platform.archives),
      hasDiscs: fields[3].contains("d"), isFileTree: fields[3].contains("t"), hasUpdates: fields[3].contains("u"),
      isArcade: fields[3].contains("a"), isKnown: true)
  }

  private static let archives = FileExtension.set("zip 7z rar squashfs")
}

/// Finds the platform a folder is named after, by the names of all tools.
///
/// Case, spaces, hyphens and underscores do not count. ES-DE's own name of a platform wins; a name several platforms
/// have belongs to the one that has it first of all (see `platformFacts`). Tags in parentheses at the end, as in the
/// names of DATs, are dropped when the whole name is not known.
package struct PlatformTable: Sendable {
  /// The table that is compiled in.
  package static let standard = PlatformTable(platformFacts)

  private let platforms: [Platform]
  private let indexOfName: [[UInt8]: Int]
  /// The extensions of all platforms together, without those that are something else on most.
  let allExtensions: Set<FileExtension>

  private init(_ table: String) {
    var platforms: [Platform] = []
    var names: [[UInt8]: Int] = [:]
    for line in table.split(separator: "\n") {
      let platform = Platform(line: line)
      for name in line.split(separator: "|", omittingEmptySubsequences: false)[1].split(separator: ";") {
        names[[UInt8](name.utf8)] = platforms.count
      }
      names[PlatformTable.folded(platform.key.utf8)] = platforms.count
      platforms.append(platform)
    }
    self.platforms = platforms
    indexOfName = names
    var extensions: Set<FileExtension> = []
    for platform in platforms { extensions.formUnion(platform.extensions) }
    allExtensions = extensions.subtracting(SideCars.allExtensions)
  }

  /// How many platforms the table has.
  package var count: Int { platforms.count }

  /// The names of all platforms, as the mount has them.
  package var keys: [String] { platforms.map(\.key) }

  /// The platform a folder of this raw name holds; nil for a name no tool uses.
  package func platform(forFolder name: some Collection<UInt8>) -> Platform? {
    var name = [UInt8](name)
    while true {
      if let index = indexOfName[PlatformTable.folded(name)] { return platforms[index] }
      guard name.last == UInt8(ascii: ")"), let start = name.lastIndex(of: UInt8(ascii: "(")), start > 0 else {
        return nil
      }
      name.removeSubrange(start...)
    }
  }

  /// The platform for a folder of any name: one no tool knows is a platform of its own.
  package func platformOrOwn(forFolder name: some Collection<UInt8>) -> Platform {
    platform(forFolder: name) ?? .unknown(String(decoding: name, as: UTF8.self), extensions: allExtensions)
  }

  private static func folded(_ name: some Collection<UInt8>) -> [UInt8] {
    name.compactMap { byte in
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"): nil
      default: UTF8Text.foldedASCII(byte)
      }
    }
  }
}
