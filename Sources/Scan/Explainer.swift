internal import Content
package import Model
package import Platform

/// Says of anything in a library what it is and by which rule, by grouping its system folder once more and keeping
/// the reasons. Reads the library, writes nothing.
package struct Explainer: Sendable {
  private let open: OpenRoot
  private let settings: RootSettings
  private let table: PlatformTable

  /// - Parameter others: all roots; those below this one are not shown as parts of it.
  /// - Throws: what opening the root failed with.
  package init(_ root: ScanRoot, among others: [ScanRoot] = [], table: PlatformTable = .standard) throws(Errno) {
    open = try OpenRoot(root.root, Exclusions(of: root, among: others))
    settings = root.settings
    self.table = table
  }

  /// The system folders as they are on disk, the games' own not looked at.
  package func systemFolders() throws(Errno) -> [LibraryShape.SystemFolder] {
    try LibraryShape(
      root: open.descriptor, name: open.name, table: table, settings: settings, exclusions: open.exclusions,
      stalling: open.silentPlaces
    ).systems
  }

  /// - Parameters:
  ///   - path: raw path below the root, without slashes at its ends.
  ///   - shelves: what is shown of the root; nil looks at the disk for it.
  /// - Throws: what reading the root, or the system folder, failed with.
  package func explain(_ path: [UInt8], shelves: [Shelf]?) throws(Errno) -> Explanation {
    if let shelves, let shelf = shelves.first(where: { isBelow(path, $0.location.folder) }) {
      let platform = table.platformOrOwn(forFolder: shelf.system.utf8)
      return explain(
        path, in: LibraryShape.SystemFolder(folder: shelf.location.folder, platform: platform), shelf.files)
    }
    let systems = try systemFolders()
    if let system = systems.first(where: { $0.holds(path) }) {
      let found = try Walker.walk(
        open.root, root: open.descriptor, folder: system.folder, exclusions: open.exclusions, progress: { _ in true })
      return explain(path, in: system, found?.files ?? FileTable())
    }
    return outside(path, systems)
  }

  // MARK: Outside of the system folders

  private func outside(_ path: [UInt8], _ systems: [LibraryShape.SystemFolder]) -> Explanation {
    var explanation: Explanation
    if path.isEmpty {
      explanation = Explanation(.library, path)
    } else if let left = leftOut(path, below: []) {
      return left
    } else {
      let top = path.split(separator: UInt8(ascii: "/")).first { !LibraryShape.isRomFolder(Array($0)) } ?? []
      let isNamedSo = LibraryShape.isNoSystem(top) && isFolder(Array(path[..<top.endIndex]))
      explanation = status(path, isNamedSo ? .noSystem : .outside)
      if isNamedSo { explanation.detail = String(decoding: top, as: UTF8.self) }
      if explanation.kind == .leftOut, isFolder(path) { explanation.kind = .folder }
    }
    explanation.systems = systems.filter { isBelow($0.folder, path) }.map(describe)
    if !explanation.systems.isEmpty { explanation.rule = nil }
    return explanation
  }

  private func describe(_ system: LibraryShape.SystemFolder) -> Explanation.System {
    Explanation.System(
      key: system.platform.key, folder: system.folder, isKnown: system.platform.isKnown,
      rule: SystemFolderRule(system.folder, system.platform, settings: settings))
  }

  private func isFolder(_ path: [UInt8]) -> Bool {
    (try? open.descriptor.open(beneath: path, [.path]).status().kind) == .directory
  }

  // MARK: In a system folder

  private func explain(_ path: [UInt8], in system: LibraryShape.SystemFolder, _ files: FileTable) -> Explanation {
    var explanation = find(path, in: system, files)
    explanation.system = describe(system)
    if explanation.kind != .missing, !path.isEmpty, explanation.rule != .unseen {
      explanation.isGone = doesNotExist(path)
    }
    return explanation
  }

  private func find(_ path: [UInt8], in system: LibraryShape.SystemFolder, _ files: FileTable) -> Explanation {
    let inner = Array(path.dropFirst(system.folder.isEmpty ? 0 : system.folder.count + 1))
    let grouped = GroupedFolder(files, system: system) { file in self.read(file) }
    if path == system.folder {
      var explanation = Explanation(.system, path, .systemFolder)
      explanation.games = grouped.games(in: 0..<files.count)
      return explanation
    }
    if let file = grouped.index.file(at: inner) { return grouped.explain(file: file, at: path) }
    let range = grouped.index.range(ofFolder: inner + [UInt8(ascii: "/")])
    if !range.isEmpty { return grouped.explain(folder: inner, range, at: path) }
    return leftOut(path, below: system.folder) ?? status(path, .unseen)
  }

  /// Why a path is not looked at; nil where it should have been.
  private func leftOut(_ path: [UInt8], below folder: [UInt8]) -> Explanation? {
    var end = folder.count
    while end < path.count {
      let next = path[(end + 1)...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
      let start = path[end] == UInt8(ascii: "/") ? end + 1 : end
      let name = path[start..<next]
      if Array(name).withUnsafeBytes({ Junk.contains($0) }) {
        return Explanation(.leftOut, path, .junk, detail: String(decoding: name, as: UTF8.self))
      }
      let part = Array(path[..<next])
      let isWhole = next == path.count && !isFolder(path)
      if isWhole ? open.exclusions.leaveOut(file: part) : open.exclusions.leaveOut(folder: part) {
        return Explanation(.leftOut, path, .excluded, detail: String(decoding: part, as: UTF8.self))
      }
      end = next
    }
    return nil
  }

  /// What the disk says of something that no scan has listed.
  private func status(_ path: [UInt8], _ rule: GroupingRule) -> Explanation {
    do throws(Errno) {
      let kind = try open.descriptor.open(beneath: path, [.path]).status().kind
      if kind == .directory || kind == .regular { return Explanation(.leftOut, path, rule) }
      return Explanation(.leftOut, path, .unseen, detail: ScanProblem.specialFile.rawValue)
    } catch {
      let problem: ScanProblem? =
        switch error {
        case .crossDevice: .escapingLink
        case .tooManyLinks: .cyclicLink
        case .nameTooLong: .pathTooLong
        case .noSuchFile, .notDirectory: isLink(path) ? .danglingLink : nil
        default: .unreadableFile
        }
      guard let problem else { return Explanation(.missing, path) }
      return Explanation(.leftOut, path, .unseen, detail: problem.rawValue)
    }
  }

  private func isLink(_ path: [UInt8]) -> Bool {
    (try? open.descriptor.open(beneath: path, [.path, .noFollow]).status().kind) == .symbolicLink
  }

  private func doesNotExist(_ path: [UInt8]) -> Bool {
    do throws(Errno) {
      _ = try open.descriptor.open(beneath: path, [.path])
      return false
    } catch { return error == .noSuchFile || error == .notDirectory }
  }

  private func read(_ path: [UInt8]) -> [UInt8]? {
    do throws(Errno) {
      let file = try open.descriptor.open(beneath: path, [.readOnly, .nonBlocking])
      guard try file.status().kind == .regular else { return nil }
      return try file.readToEnd(limit: Int(DiscDescriptor.sizeLimit))
    } catch { return nil }
  }
}

extension LibraryShape.SystemFolder {
  /// Some tool has a platform of the folder's name.
  package var isKnown: Bool { platform.isKnown }

  /// - Parameter path: raw, below the root.
  package func holds(_ path: [UInt8]) -> Bool { isBelow(path, folder) }
}

/// Whether a path is a folder or lies below it; both raw and below the root.
private func isBelow(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
  folder.isEmpty || path == folder || path.starts(with: folder + [UInt8(ascii: "/")])
}
