internal import Text

/// Bytes of a name compared without regard to the case of ASCII letters.
extension Collection<UInt8> {
  /// The bytes with ASCII letters in lower case.
  var foldedASCII: [UInt8] { map { UTF8Text.foldedASCII($0) } }
}

/// A name's extension in lower case, up to 16 bytes, as one number: 100,000 comparisons cost no allocation.
struct FileExtension: Hashable, Sendable {
  private let packed: UInt128

  /// No extension, or one longer than any that means something.
  static let none = FileExtension("")

  private init(packed: UInt128) { self.packed = packed }

  init(_ text: String) { self.init(bytes: text.utf8) }

  private init(bytes: some Collection<UInt8>) {
    var packed: UInt128 = 0
    for byte in bytes { packed = packed << 8 | UInt128(UTF8Text.foldedASCII(byte)) }
    self.packed = packed
  }

  /// The extension of the last component of `path`.
  init(ofPath path: UnsafeRawBufferPointer) {
    var packed: UInt128 = 0
    var shift: UInt128 = 0
    var index = path.count
    while index > 0, shift < 128 {
      index -= 1
      let byte = path[index]
      if byte == UInt8(ascii: "/") { break }
      if byte == UInt8(ascii: ".") {
        // A dot at the start of a name starts no extension.
        let hasStem = index > 0 && path[index - 1] != UInt8(ascii: "/")
        self.packed = hasStem ? packed : 0
        return
      }
      let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      packed |= UInt128(lower) << shift
      shift += 8
    }
    self.packed = 0
  }

  init(ofName name: [UInt8]) { self = name.withUnsafeBytes { FileExtension(ofPath: $0) } }

  /// Extensions given as words.
  static func set(_ text: String) -> Set<FileExtension> {
    Set(text.split(whereSeparator: \.isWhitespace).map { FileExtension(String($0)) })
  }
}

/// What operating systems, NAS boxes, browsers and front ends leave in a library and nobody wants to see.
///
/// | rule | names |
/// |---|---|
/// | dot files and folders, but for a folder whose discs a playlist beside it names | `.DS_Store`, `._*`, `.Trash-1000`, `.stfolder`, `.git`, `.Spotlight-V100` |
/// | Windows | `Thumbs.db`, `ehthumbs.db`, `desktop.ini`, `$RECYCLE.BIN`, `System Volume Information`, `*:Zone.Identifier` |
/// | NAS | `@eaDir`, `@SynoResource`, `@Recycle`, `@Recently-Snapshot`, `#recycle`, `#snapshot`, `lost+found` |
/// | macOS | `__MACOSX`, `Icon` with a carriage return |
/// | unfinished | `*.part`, `*.partial`, `*.tmp`, `*.crdownload`, `*.download`, `*.!ut`, `*.!qb`, `*.aria2`, `*~` |
/// | front ends' notes | `systeminfo.txt` (ES-DE), `_info.txt` (Batocera) |
///
/// `.ini`, `.log`, `.db` and `.bak` are not junk: inside a game folder they are part of the game.
package enum Junk {
  private static let names: Set<[UInt8]> = Set(
    [
      "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$recycle.bin", "recycler",
      "system volume information", "@eadir", "@synoresource", "@recycle", "@recently-snapshot", "#recycle", "#snapshot",
      "lost+found", "__macosx", "systeminfo.txt", "_info.txt", "icon\r",
    ].map { [UInt8]($0.utf8) })
  private static let longestName = names.map(\.count).max() ?? 0
  private static let extensions = FileExtension.set(
    "part partial tmp crdownload download !ut !qb aria2 opdownload")
  private static let zoneIdentifier = [UInt8](":zone.identifier".utf8)

  private static let hiddenFolders = [
    ".ds_store", ".trash", ".git", ".svn", ".hg", ".st", ".sync", ".spotlight", ".fseventsd", ".documentrevisions",
    ".temporaryitems", ".apple", ".@", ".cache", ".thumb", ".snap", ".zfs", ".dropbox", ".nextcloud", ".owncloud",
    ".recycle", ".tmp", ".fuse_hidden", ".vscode", ".idea", ".vitrine",
  ].map { [UInt8]($0.utf8) }

  /// Whether a folder of this name is hidden by somebody, and not of a kind that systems and programs make. It is junk
  /// nevertheless, unless a playlist names what is in it.
  static func isHiddenFolder(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count > 1, name[0] == UInt8(ascii: "."), name[1] != UInt8(ascii: ".") else { return false }
    let folded = name.foldedASCII
    return !hiddenFolders.contains { folded.starts(with: $0) }
  }

  /// Whether an entry of this name is left out, folder or file.
  package static func contains(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let first = name.first, let last = name.last else { return true }
    // `~Hacks~` is no copy that an editor left behind.
    if first == UInt8(ascii: ".") || last == UInt8(ascii: "~") && first != UInt8(ascii: "~") { return true }
    if extensions.contains(FileExtension(ofPath: name)) { return true }
    if name.count <= longestName, names.contains(name.foldedASCII) { return true }
    if name.count > zoneIdentifier.count, name[name.count - zoneIdentifier.count] == UInt8(ascii: ":") {
      return name.suffix(zoneIdentifier.count).foldedASCII == zoneIdentifier
    }
    return false
  }
}
