internal import Text

/// Paths as lists of front ends have them.
package enum ListedPath {
  /// The path below a system's folder that a list names; nil where it lies elsewhere, or that cannot be told.
  ///
  /// A relative path is one below the system's folder (`./Game.zip`, `Game.zip`). Of an absolute one, of one below the
  /// home directory (`~/`) and of one below `%ROMPATH%`, what counts is what follows the folder: the list may have
  /// been written on another machine. Backslashes count as slashes.
  ///
  /// - Parameter folder: the name of the system's folder; without one, absolute paths tell nothing.
  package static func location(_ written: [UInt8], systemFolder folder: [UInt8]?) -> [UInt8]? {
    let slash = UInt8(ascii: "/")
    let path = written.map { $0 == UInt8(ascii: "\\") ? slash : $0 }
    var names = path.split(separator: slash).map { Array($0) }
    guard let first = names.first, !isAddress(first) else { return nil }
    if path.first == slash || first == Array("~".utf8) || first.first == UInt8(ascii: "%") || isDrive(first) {
      guard let folder, let place = place(of: folder, in: names) else { return nil }
      names.removeFirst(place + 1)
    }
    var location: [[UInt8]] = []
    var isOutside = false
    for name in names where name != Array(".".utf8) {
      if isOutside {
        // `../snes/Game.zip`, seen from `snes`.
        guard let folder, folded(name) == folded(folder) else { return nil }
        isOutside = false
      } else if name != Array("..".utf8) {
        location.append(name)
      } else if location.popLast() == nil {
        isOutside = true
      }
    }
    return isOutside || location.isEmpty ? nil : Array(location.joined(separator: [slash]))
  }

  /// `http:`, `steam:` and the like, not `C:`.
  private static func isAddress(_ name: [UInt8]) -> Bool {
    name.count > 2 && name.last == UInt8(ascii: ":")
      && name.dropLast().allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }

  private static func isDrive(_ name: [UInt8]) -> Bool { name.count == 2 && name[1] == UInt8(ascii: ":") }

  /// Where the system's folder stands in an absolute path: behind a folder of ROMs if there is one, otherwise the first
  /// of its name.
  private static func place(of folder: [UInt8], in names: [[UInt8]]) -> Int? {
    let wanted = folded(folder)
    let roots: Set<[UInt8]> = [Array("roms".utf8), Array("%rompath%".utf8)]
    let places = names.indices.filter { folded(names[$0]) == wanted }
    return places.first { $0 > 0 && roots.contains(folded(names[$0 - 1])) } ?? places.first
  }
}

/// For comparing names: the same for names that differ in case or composition only; bytes that are not UTF-8 as they
/// are, but for letters of ASCII.
func folded(_ name: [UInt8]) -> [UInt8] {
  UTF8Text.caseFolded(name) ?? name.map { UTF8Text.foldedASCII($0) }
}
