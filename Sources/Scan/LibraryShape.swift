package import Model
package import Platform

/// Finds the system folders of a library.
///
/// | the library | system folders |
/// |---|---|
/// | `<system>/…` | each folder of the library |
/// | `roms/<system>/…`, `ROMs`, `games` | each folder in there, and what beside `roms` is named after a platform |
/// | `<system>/roms/…` | `<system>/roms`, named after `<system>`, when no ROMs lie beside `roms` |
/// | `<vendor>/<system>/…` | each folder in there, when half of them or more are named after a platform |
/// | named after a platform, or ROM files lie directly in it | the library itself |
///
/// That is found out by looking. A root may be configured instead:
///
/// | layout | system folders |
/// |---|---|
/// | `systems` | each folder of the library |
/// | `nested` | `<system>/roms` for each folder that has it |
/// | `single` | the library itself |
///
/// A platform that is configured is that of every system folder, and without a layout the library itself is one.
///
/// A folder whose name no tool uses is a system of that name. BIOS, media, saves and the like (`notSystems`) are not
/// systems: emulators look for them elsewhere, and a set of BIOS files is not a game.
package struct LibraryShape {
  /// A folder that holds one platform's games.
  package struct SystemFolder: Sendable {
    /// Raw path below the root, empty for the root itself.
    package var folder: [UInt8]
    package var platform: Platform
  }

  /// A folder that decides which system folders there are.
  package struct Container: Sendable {
    /// Raw path below the root.
    var path: [UInt8]
    var device: UInt64
    var inode: UInt64
    /// Nanoseconds since 1970.
    var modified: Int64
  }

  /// Ordered by folder.
  package private(set) var systems: [SystemFolder] = []
  /// What was found where it does not belong, or could not be read.
  package private(set) var problems = ScanProblems()
  /// The folders above the system folders, the root included, as they were when they were read.
  package private(set) var folders: [Container] = []
  /// Nothing at all lies in the library, as when its disk is not mounted.
  package private(set) var isEmpty = false

  private struct FolderID: Hashable {
    var device: UInt64
    var inode: UInt64
    var system: String
  }
  private var seen: Set<FolderID> = []
  private let table: PlatformTable
  /// Everything is this one's.
  private let platform: Platform?
  private var looks: Looks

  /// System folders of one library; more are counted as ``ScanProblem/tooMany``.
  package static let systemLimit = 10_000

  private static let romFolders: Set<[UInt8]> = Set(["roms", "rom", "games"].map { [UInt8]($0.utf8) })
  private static let nestedRomFolders: Set<[UInt8]> = Set(["roms", "rom"].map { [UInt8]($0.utf8) })
  private static let notSystems: Set<[UInt8]> = Set(
    """
    bios firmware system systems media images videos music manuals covers screenshots artwork downloaded_media
    downloaded_images saves savestates savefiles states save_data nand cheats overlays shaders themes decorations
    splashscreens splash collections playlists gamelists config configs configuration logs log cache tools utils
    storage backup backups assets resources library database databases thumbnails dats hdpacks texture_packs textures
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Whether a folder beside system folders is none, by its raw name.
  static func isNoSystem(_ name: some Collection<UInt8>) -> Bool { notSystems.contains(name.foldedASCII) }

  /// - Parameters:
  ///   - name: the raw name of the library's own folder.
  ///   - settings: the root's; nil finds everything out.
  ///   - exclusions: what is left out.
  ///   - stalling: raw paths below the root of file systems that may never answer. One that does not within a few
  ///     seconds counts as unreadable.
  ///   - progress: called after each folder that is read.
  /// - Throws: what opening or reading the root failed with.
  package init(
    root: borrowing FileDescriptor, name: [UInt8], table: PlatformTable, settings: RootSettings? = nil,
    exclusions: Exclusions = .none, stalling: Set<[UInt8]> = [],
    progress: @escaping @Sendable () -> Void = {}
  ) throws(Errno) {
    self.table = table
    platform = settings?.platform.map { table.platformOrOwn(forFolder: $0.utf8) }
    looks = try Looks(root, stalling: stalling, exclusions: exclusions, progress: progress)
    find(try looks.read([]), name: name, settings?.layout ?? .automatic)
    for path in looks.silent.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      problems.add(.unreadableFolder, path: path)
    }
  }

  /// The system folders of a library of which only the names are known.
  ///
  /// - Parameters:
  ///   - name: the raw name of the library's own folder.
  ///   - platform: everything is this one's; nil finds out.
  ///   - folder: the names in the folder of that path; nil where there is none.
  package init(
    name: [UInt8], table: PlatformTable, platform: String?,
    _ folder: @escaping (_ path: [UInt8]) -> (files: [[UInt8]], folders: [[UInt8]])?
  ) {
    self.table = table
    self.platform = platform.map { table.platformOrOwn(forFolder: $0.utf8) }
    var count: UInt64 = 0
    let numbered: ([UInt8]) -> Level? = { path in
      count += 1
      return folder(path).map { Level(files: $0.files, folders: $0.folders, number: count) }
    }
    looks = Looks(numbered)
    if let top = try? looks.read([]) { find(top, name: name, .automatic) }
  }

  private mutating func find(_ top: Level, name: [UInt8], _ layout: RootSettings.Layout) {
    note(top, at: [])
    isEmpty = top.isEmpty
    switch layout {
    case .automatic where platform != nil: addRoot(top, platform: ownPlatform(name))
    case .automatic: findSystems(top, name: name)
    case .systems:
      countFiles(top, below: [])
      addSystems(in: [], mayBeVendor: false, mayBeNested: false)
    case .nested: addNestedSystems(top)
    case .single: systems.append(SystemFolder(folder: [], platform: ownPlatform(name)))
    }
    systems.sort { $0.folder.lexicographicallyPrecedes($1.folder) }
  }

  private func ownPlatform(_ name: [UInt8]) -> Platform { platform ?? table.platformOrOwn(forFolder: name) }

  private mutating func findSystems(_ top: Level, name: [UInt8]) {
    let own = table.platform(forFolder: name)
    let containers = top.folders.filter { LibraryShape.romFolders.contains($0.name.foldedASCII) }.filter { container in
      guard let inside = try? looks.read(container.name) else { return false }
      return !knownFolders(inside).isEmpty || (own == nil && !inside.folders.isEmpty && romCount(inside, on: nil) == 0)
    }
    let known = knownFolders(top)
    if !containers.isEmpty {
      for container in containers { addSystems(in: container.name, mayBeVendor: true) }
      for folder in known { addSystem(folder, at: folder.name) }
    } else if isOneSystem(top, own: own, known: known) {
      addRoot(top, platform: own ?? table.platformOrOwn(forFolder: name))
    } else {
      countFiles(top, below: [])
      addSystems(in: [], mayBeVendor: true)
    }
  }

  /// Each `<system>/roms`; what lies in other folders is counted.
  private mutating func addNestedSystems(_ top: Level) {
    countFiles(top, below: [])
    for folder in top.folders {
      guard let level = try? looks.read(folder.name) else {
        problems.add(.unreadableFolder, path: folder.name)
        continue
      }
      note(level, at: folder.name)
      let nested = level.folders.first { LibraryShape.nestedRomFolders.contains($0.name.foldedASCII) }
      guard let nested else {
        countFiles(level, below: folder.name)
        continue
      }
      add(
        SystemFolder(
          folder: joined(folder.name, nested.name), platform: platform ?? table.platformOrOwn(forFolder: folder.name)),
        level)
    }
  }

  /// Whether a folder is on a file system that did not answer.
  func isSilent(_ folder: [UInt8]) -> Bool { looks.mount(of: folder).map(looks.silent.contains) ?? false }

  private func isOneSystem(_ top: Level, own: Platform?, known: [Level.Folder]) -> Bool {
    let roms = romCount(top, on: own)
    guard let own else { return roms > 0 && known.isEmpty }
    if own.isFileTree || roms > 0 { return true }
    let candidates = top.folders.filter { !LibraryShape.notSystems.contains($0.name.foldedASCII) }
    return known.count * 2 < candidates.count || candidates.isEmpty
  }

  private mutating func addRoot(_ top: Level, platform: Platform) {
    let nested = nestedRoms(top, on: platform)
    systems.append(SystemFolder(folder: nested ?? [], platform: platform))
  }

  /// Adds every folder in `container` that is a system.
  private mutating func addSystems(
    in container: [UInt8], mayBeVendor: Bool, mayBeNested: Bool = true
  ) {
    guard let level = try? looks.read(container) else {
      return problems.add(.unreadableFolder, path: container)
    }
    if !container.isEmpty {
      note(level, at: container)
      countFiles(level, below: container)
    }
    for folder in level.folders {
      let path = joined(container, folder.name)
      if table.platform(forFolder: folder.name) != nil {
        addSystem(folder, at: path, mayBeNested: mayBeNested)
      } else if !LibraryShape.notSystems.contains(folder.name.foldedASCII) {
        if mayBeVendor, let inside = try? looks.read(path), isVendor(inside) {
          addSystems(in: path, mayBeVendor: false)
        } else {
          addSystem(folder, at: path, mayBeNested: mayBeNested)
        }
      }
    }
  }

  private func isVendor(_ level: Level) -> Bool {
    let known = knownFolders(level)
    return !known.isEmpty && known.count * 2 >= level.folders.count && romCount(level, on: nil) == 0
  }

  private mutating func addSystem(
    _ folder: Level.Folder, at path: [UInt8], mayBeNested: Bool = true
  ) {
    let platform = platform ?? table.platformOrOwn(forFolder: folder.name)
    // A folder that cannot be read stays a system: the walk says so, and what was known of it is kept.
    let level = try? looks.read(path)
    let nested = mayBeNested ? level.flatMap { nestedRoms($0, on: platform) } : nil
    if nested != nil, let level { note(level, at: path) }
    add(SystemFolder(folder: nested.map { joined(path, $0) } ?? path, platform: platform), level)
  }

  /// - Parameter level: the folder that is named after the system; nil where it cannot be read.
  private mutating func add(_ system: SystemFolder, _ level: Level?) {
    guard systems.count < LibraryShape.systemLimit else { return problems.add(.tooMany, path: system.folder) }
    if let level {
      let id = FolderID(device: level.device, inode: level.inode, system: system.platform.key)
      guard seen.insert(id).inserted else { return problems.add(.repeatedLink, path: system.folder) }
    }
    systems.append(system)
  }

  /// The `roms` folder that holds everything of a system; nil where ROMs lie beside it.
  private func nestedRoms(_ level: Level, on platform: Platform) -> [UInt8]? {
    guard romCount(level, on: platform) == 0 else { return nil }
    return level.folders.first { folder in LibraryShape.nestedRomFolders.contains(folder.name.foldedASCII) }
      .flatMap { nested in
        let beside = level.folders.filter { $0.name != nested.name }
        let onlySideCars = beside.allSatisfy {
          SideCars.isSideCarFolder($0.name) || LibraryShape.notSystems.contains($0.name.foldedASCII)
        }
        return onlySideCars ? nested.name : nil
      }
  }

  private func knownFolders(_ level: Level) -> [Level.Folder] {
    level.folders.filter { table.platform(forFolder: $0.name) != nil }
  }

  private func romCount(_ level: Level, on platform: Platform?) -> Int {
    let platform = platform ?? .unknown("", extensions: table.allExtensions)
    return level.files.count { name in
      let fileExtension = FileExtension(ofName: name)
      let sideCar = name.withUnsafeBytes { SideCars.kind(ofName: $0, fileExtension, on: platform) }
      return sideCar == nil && platform.extensions.contains(fileExtension)
    }
  }

  private mutating func note(_ level: Level, at path: [UInt8]) {
    folders.append(Container(path: path, device: level.device, inode: level.inode, modified: level.modified))
  }

  /// Whether a folder of this name can be what holds all of a system.
  static func isRomFolder(_ name: [UInt8]) -> Bool { nestedRomFolders.contains(name.foldedASCII) }

  private mutating func countFiles(_ level: Level, below container: [UInt8]) {
    let platform = Platform.unknown("", extensions: table.allExtensions)
    for name in level.files {
      let sideCar = name.withUnsafeBytes { SideCars.kind(ofName: $0, FileExtension(ofName: name), on: platform) }
      if sideCar == nil { problems.add(.fileOutsideSystem, path: joined(container, name)) }
    }
  }

  private func joined(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
  }
}
