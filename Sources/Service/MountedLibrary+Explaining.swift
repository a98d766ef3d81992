internal import Catalog
internal import Formats
internal import Model
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

extension MountedLibrary {
  /// Answers the request `explain`: `library` and an absolute raw path, or `mount` and one below the mount point.
  ///
  /// Groups the system folder once more, on the control thread.
  ///
  /// - Parameter priority: whose word about a game counts.
  func explain(_ arguments: [[UInt8]], priority: FactPriority) -> [UInt8] {
    guard arguments.count == 2 else { return ControlServer.refusal("explain needs `library` or `mount`, and a path") }
    let path = arguments[1]
    switch String(decoding: arguments[0], as: UTF8.self) {
    case "library": return explain(libraryPath: path, priority)
    case "mount": return explain(mountPath: path, priority)
    default: return ControlServer.refusal("explain knows paths of a `library` and of a `mount`")
    }
  }

  private func explain(libraryPath path: [UInt8], _ priority: FactPriority) -> [UInt8] {
    let roots = roots.withLock { $0 }
    // The innermost of roots that lie in each other.
    let holding = roots.filter { relative(path, to: $0.root.path) != nil }
      .max { $0.root.path.utf8.count < $1.root.path.utf8.count }
    guard let root = holding, let inner = relative(path, to: root.root.path) else {
      return ControlServer.refusal("this mount does not show \(String(decoding: path, as: UTF8.self))")
    }
    return answer(inner, in: root, asked: path, priority)
  }

  private func relative(_ path: [UInt8], to root: String) -> [UInt8]? {
    let root = root == "/" ? [] : Array(root.utf8)
    guard path.starts(with: root) else { return nil }
    let rest = path.dropFirst(root.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    return Array(rest.drop { $0 == UInt8(ascii: "/") })
  }

  /// - Parameter isGame: it is the game of that file that was asked about.
  private func answer(
    _ path: [UInt8], in root: ScanRoot, asked: [UInt8], isGame: Bool = false, _ priority: FactPriority
  ) -> [UInt8] {
    do throws(Errno) {
      let explainer = try Explainer(root, among: roots.withLock { $0 })
      var explanation = try explainer.explain(path, shelves: holdings.shelves(of: root.root))
      if isGame, explanation.kind == .member {
        explanation.kind = .game
        explanation.member = nil
      }
      var report = ExplanationReport(explanation, path: asked, library: root.root.path)
      report.names = TreeNames(tree).names(of: explanation, root: root.root)
      if let game = explanation.game {
        var checksums: [[UInt8]: UInt32] = [:]
        for member in game.members {
          checksums[member.path] = storedChecksum(of: ContentKey(root: root.root.id, version: member.version))
        }
        report.checksums = checksums
        describe(game, explanation, root.root, priority, in: &report)
      }
      return report.json
    } catch {
      return ControlServer.refusal("\(root.root.path): \(error)")
    }
  }

  private func explain(mountPath path: [UInt8], _ priority: FactPriority) -> [UInt8] {
    do throws(Errno) {
      guard let place = try TreeNames(tree).place(of: path) else {
        return ControlServer.refusal("there is no \(String(decoding: path, as: UTF8.self)) in the mount")
      }
      switch place {
      case .generated:
        return ControlServer.refusal(
          "\(String(decoding: path, as: UTF8.self)) is made by Vitrine, and not in the library")
      case .top:
        return ControlServer.refusal(
          (path.isEmpty ? "the mount" : String(decoding: path, as: UTF8.self))
            + " shows all systems; name one of them, or a game")
      case .library(let root, let inner, let isGame):
        guard let scanned = roots.withLock({ $0.first { $0.root == root } }) else { throw .stale }
        return answer(inner, in: scanned, asked: path, isGame: isGame, priority)
      }
    } catch {
      return ControlServer.refusal("\(String(decoding: path, as: UTF8.self)): \(error)")
    }
  }

  // MARK: Providers

  /// How the game stands with providers, and whose word is shown of it.
  private func describe(
    _ game: Explanation.Game, _ explanation: Explanation, _ root: LibraryRoot, _ priority: FactPriority,
    in report: inout ExplanationReport
  ) {
    guard let folder = explanation.system?.folder else { return }
    let location = Shelf.Location(root: root, folder: folder)
    do throws(CatalogError) {
      var sought: SoughtGame?
      // Some may have come since the last scan.
      for member in game.members.prefix(8) where sought == nil {
        let inner = Array(member.path.dropFirst(folder.isEmpty ? 0 : folder.count + 1))
        sought = try catalog.soughtGame(holding: inner, at: location, providers: Provider.allCases)
      }
      guard let sought else { return }
      var said: [Provider: GameFacts] = [:]
      for match in sought.matches.values.sorted(by: { $0.provider.rawValue < $1.provider.rawValue }) {
        report.providers.append(try catalog.standing(match.provider, match))
        guard let id = match.id, match.state == .done || match.state == .partial else { continue }
        said[match.provider] = try catalog.knownGame(ProviderGame(match.provider, id))?.facts
      }
      if said.isEmpty { return }
      let own = ownFacts(of: sought, at: location)
      report.facts = FactField.allCases.compactMap { field in
        let teller = (priority.fields[field] ?? priority.order).first {
          field.isKnown(in: ($0 == .own ? own : said[$0]) ?? GameFacts())
        }
        return teller.map { (field, $0) }
      }
    } catch {
      Log.warning("what providers know of a game is not explained: \(error.description)")
    }
  }

  /// What the user's list said of the game when it was last read; its disk is left alone.
  private func ownFacts(of game: SoughtGame, at location: Shelf.Location) -> GameFacts? {
    guard let bytes = (try? catalog.ownList(Array("gamelist.xml".utf8), of: location)) ?? nil,
      let shelf = holdings.shelves(of: location.root).first(where: { $0.location == location })
    else { return nil }
    let folder = location.folder.split(separator: UInt8(ascii: "/")).last.map { Array($0) }
    let places = GamePlaces(shelf)
    guard let item = places.item(at: game.path) else { return nil }
    return Gamelist(reading: bytes, systemFolder: folder ?? Array(shelf.system.utf8)).games.last { entry in
      entry.location.flatMap { places.item(at: $0) } == item
    }?.facts
  }
}
