/// The rules by which files become games, or do not.
///
/// Codes are stable: scripts and bug reports name them.
package enum GroupingRule: String, CaseIterable, Sendable {
  // A game of its own.
  case rom
  case descriptor, playlist, discs, tracks, split, companions
  case set, launcher
  // A folder that is a game.
  case tree
  case installed
  case discFolder = "disc-folder"
  case titleFolder = "title-folder"
  case updateFolder = "update-folder"
  case mediaFolder = "media-folder"
  case partFolders = "part-folders"
  case dataFolder = "data-folder"
  case ownFolder = "own-folder"
  // Something that belongs to a game elsewhere.
  case update
  // A folder that is none.
  case systemFolder = "system-folder"
  case sortingName = "sorting-name"
  case partName = "part-name"
  case severalTitles = "several-titles"
  case otherTitles = "other-titles"
  case onlyFolders = "only-folders"
  case namesakes
  case sideCarFolder = "side-car-folder"
  case hiddenFolder = "hidden-folder"
  case noGame = "no-game"
  // A file that is in none.
  case sideCar = "side-car"
  case record
  case list
  case junk, excluded, outside
  case noSystem = "no-system"
  case unseen

  /// What the rule is about.
  package enum Kind: String, Sendable {
    /// How files make up a game.
    case game
    /// Why a folder is no game, and what becomes of what is in it.
    case folder
    /// Why a file is part of no game.
    case file
  }

  package var kind: Kind {
    switch self {
    case .rom, .descriptor, .playlist, .discs, .tracks, .split, .companions, .set, .launcher, .tree, .installed,
      .discFolder, .titleFolder, .updateFolder, .mediaFolder, .partFolders, .dataFolder, .ownFolder, .update:
      .game
    case .systemFolder, .sortingName, .partName, .severalTitles, .otherTitles, .onlyFolders, .namesakes,
      .sideCarFolder, .hiddenFolder, .noGame:
      .folder
    case .sideCar, .record, .list, .junk, .excluded, .outside, .noSystem, .unseen: .file
    }
  }

  /// What `vitrine` says of it.
  package var sentence: String {
    switch self {
    case .rom: "a ROM, zipped or not, or a file of an extension nobody knows is a game by itself"
    case .descriptor:
      "a disc descriptor (cue, gdi, ccd, mds, toc) and the files it names, here or in folders below, are one game, "
        + "named after the descriptor"
    case .playlist: "a playlist (m3u) and the discs it names are one game, named after the playlist"
    case .discs:
      "names that differ in a disc tag only, such as (Disc 1), (Disk A), (CD2), (Side B), (Disc II), are the discs of one game"
    case .tracks: "tracks of one disc, such as (Track 01), are one game also where no descriptor names them"
    case .split: "the pieces that one file was split into (.part1.rar, .001, .wbf1) are one game"
    case .companions:
      "a ROM and the files it needs under its own name (MSU-1 audio, copy protection data, disc keys, a table's backglass) are one game"
    case .set:
      "on arcade systems a set is one game: the archive of its name and the folder with its disks, or a folder of chips"
    case .launcher: "a start file and the folder it is named after, or that it names, are one game"
    case .tree: "on this system a game is a folder of files, whole"
    case .installed:
      "a folder laid out like an installed or extracted game (PS3_GAME, code and content, default.xbe), or with one under its number, is one game, whole"
    case .discFolder: "a folder with the discs of one title, beside each other or in folders, is one game"
    case .titleFolder:
      "a folder whose ROMs have one title is one game, with all that lies in it: manuals, dlc, updates, soundtracks"
    case .updateFolder: "a folder with a title, its updates and its DLC is one game"
    case .mediaFolder: "a folder with disks or tapes that count up (game1, game2) is one game"
    case .partFolders: "a folder with nothing but folders for parts of a game (base, update, dlc) is one game"
    case .dataFolder: "a folder with no ROM, but with files that are no side-cars, is one game"
    case .ownFolder: "a file whose name says nothing (game.iso, EBOOT.PBP) is a game named after its folder"
    case .update: "updates and DLC belong to the game they are for, where it is in the same system folder"
    case .systemFolder: "games lie in a system folder"
    case .sortingName:
      "a folder whose name only sorts (USA, A-F, Hacks, 1990s, RPG), and is not the title of what is in it, is no game; it is looked into"
    case .partName: "a folder for parts of games (updates, dlc) beside games is no game; it is looked into"
    case .severalTitles: "a folder with ROMs of several titles is no game; it is looked into"
    case .otherTitles: "a folder with a ROM, and ROMs of other titles in folders in it, is no game; it is looked into"
    case .onlyFolders: "a folder with nothing but folders is no game; it is looked into"
    case .namesakes:
      "a folder of another name, with one game and the pictures and texts of its name, is no game; it is looked into"
    case .sideCarFolder: "a folder of pictures, videos, saves, settings or firmware is no game, nor is what lies in it"
    case .hiddenFolder:
      "in a hidden folder (.discs) only what a playlist or sheet beside it names is part of a game; loose views show the rest"
    case .noGame: "a folder with nothing but side-cars, or nothing, is no game"
    case .sideCar: "texts, pictures, videos, patches and the like beside games are no games; loose views show them"
    case .record: "saves, states and what programs write while playing are part of no game; loose views show them"
    case .list: "a list that names no discs of one game is no game; loose views show it"
    case .junk:
      "what systems and programs leave behind (dot files, Thumbs.db, @eaDir, *.part) is not shown, nor are hidden folders that no playlist names"
    case .excluded: "the configuration leaves it out"
    case .outside: "only what lies in a system folder is shown"
    case .noSystem: "a folder of such a name beside system folders (bios, saves, manuals, media) is no system"
    case .unseen: "it has not been seen by a scan yet, or cannot be read"
    }
  }
}
