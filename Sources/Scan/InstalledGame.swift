internal import Content

/// Folders laid out like an installed or extracted game, on whatever platform they lie.
///
/// | game | recognised by |
/// |---|---|
/// | PS3 | `PS3_GAME`, `PS3_DISC.SFB`, or `PARAM.SFO` with `USRDIR` |
/// | PSP | `PSP_GAME` |
/// | PS Vita, PS4, PS5 | `sce_sys` |
/// | PS1, PS2 | `SYSTEM.CNF` |
/// | Xbox, Xbox 360 | `default.xbe`, `default.xex`; a title's number with `000D0000` and the like in it |
/// | Wii U | `code` with `content`; `title.tmd` |
/// | GameCube, Wii | `sys` with `files` |
/// | Switch, 3DS | `exefs` with `romfs` |
/// | Dreamcast | `1ST_READ.BIN` with `IP.BIN` |
/// | RPG Maker, Ren'Py, LÖVE, Quake | `RPG_RT.ldb`; `renpy` with `game`; `main.lua`; `id1`, `baseq2`, `baseq3` |
/// | Amiga (WHDLoad), DOSBox, ScummVM | `*.slave`; `dosbox.conf`, `dosbox.bat`; `*.scummvm`, `*.svm` |
enum InstalledGame {
  /// Any of these names is enough.
  private static let files = names(
    "ps3_disc.sfb system.cnf default.xbe default.xex title.tmd rpg_rt.ldb main.lua dosbox.conf dosbox.bat")
  private static let folders = names("ps3_game psp_game sce_sys id1 baseq2 baseq3")
  private static let filePairs = [pair("1st_read.bin ip.bin")]
  private static let folderPairs = [pair("code content"), pair("sys files"), pair("exefs romfs"), pair("renpy game")]
  private static let mixedPairs = [(file: [UInt8]("param.sfo".utf8), folder: [UInt8]("usrdir".utf8))]
  private static let extensions = FileExtension.set("slave scummvm svm")
  /// Of the names above: most files need no closer look.
  private static let nameExtensions = FileExtension.set(
    "sfb cnf xbe xex tmd ldb lua conf bat bin sfo slave scummvm svm")

  private static func names(_ text: String) -> Set<[UInt8]> {
    Set(text.split(separator: " ").map { [UInt8]($0.utf8) })
  }

  private static func pair(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { [UInt8]($0.utf8) } }

  static func isLaidOut(_ survey: Grouping.Survey, _ index: ShelfIndex) -> Bool {
    isLaidOut(name: survey.folder.name, files: survey.files, folders: survey.folders, index)
  }

  /// - Parameter name: the folder's own.
  static func isLaidOut(name: [UInt8], files: [Int], folders: [TableFolder], _ index: ShelfIndex) -> Bool {
    let inner = Set(folders.map { $0.name.foldedASCII })
    if !inner.isDisjoint(with: self.folders) { return true }
    if folderPairs.contains(where: { $0.allSatisfy(inner.contains) }) { return true }
    if isTitleNumber(name), inner.contains(where: isContentType) { return true }
    var found: Set<[UInt8]> = []
    for file in files where nameExtensions.contains(index.fileExtension(file)) {
      let name = index.name(file).foldedASCII
      if self.files.contains(name) || extensions.contains(index.fileExtension(file)) { return true }
      found.insert(name)
    }
    return filePairs.contains { $0.allSatisfy(found.contains) }
      || mixedPairs.contains { found.contains($0.file) && inner.contains($0.folder) }
  }

  /// Whether a folder's name is nothing but a game's number: `4D5307E6`, `BLUS30443`, `0100F2C0115B6000`.
  static func isNumber(_ name: [UInt8]) -> Bool {
    isTitleNumber(name) || (name.count == 9 || name.count == 16) && TitleID(in: name) != nil
  }

  /// `4D5307E6`.
  private static func isTitleNumber(_ name: [UInt8]) -> Bool {
    name.count == 8
      && name.foldedASCII.allSatisfy { byte in
        byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
      }
  }

  /// `00007000` (Games on Demand), `000D0000` (Arcade), `000B0000` (update), `00000002` (DLC), `00080000` (demo).
  private static func isContentType(_ name: [UInt8]) -> Bool { isTitleNumber(name) && name.starts(with: "000".utf8) }
}
