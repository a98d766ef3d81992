internal import Model
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

extension MountedLibrary {
  /// Answers the request `explain`: `library` and an absolute raw path, or `mount` and one below the mount point.
  ///
  /// Groups the system folder once more, on the control thread.
  func explain(_ arguments: [[UInt8]]) -> [UInt8] {
    guard arguments.count == 2 else { return ControlServer.refusal("explain needs `library` or `mount`, and a path") }
    let path = arguments[1]
    switch String(decoding: arguments[0], as: UTF8.self) {
    case "library": return explain(libraryPath: path)
    case "mount": return explain(mountPath: path)
    default: return ControlServer.refusal("explain knows paths of a `library` and of a `mount`")
    }
  }

  private func explain(libraryPath path: [UInt8]) -> [UInt8] {
    let roots = roots.withLock { $0 }
    // The innermost of roots that lie in each other.
    let holding = roots.filter { relative(path, to: $0.root.path) != nil }
      .max { $0.root.path.utf8.count < $1.root.path.utf8.count }
    guard let root = holding, let inner = relative(path, to: root.root.path) else {
      return ControlServer.refusal("this mount does not show \(String(decoding: path, as: UTF8.self))")
    }
    return answer(inner, in: root, asked: path)
  }

  private func relative(_ path: [UInt8], to root: String) -> [UInt8]? {
    let root = root == "/" ? [] : Array(root.utf8)
    guard path.starts(with: root) else { return nil }
    let rest = path.dropFirst(root.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    return Array(rest.drop { $0 == UInt8(ascii: "/") })
  }

  /// - Parameter isGame: it is the game of that file that was asked about.
  private func answer(_ path: [UInt8], in root: ScanRoot, asked: [UInt8], isGame: Bool = false) -> [UInt8] {
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
      }
      return report.json
    } catch {
      return ControlServer.refusal("\(root.root.path): \(error)")
    }
  }

  private func explain(mountPath path: [UInt8]) -> [UInt8] {
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
        return answer(inner, in: scanned, asked: path, isGame: isGame)
      }
    } catch {
      return ControlServer.refusal("\(String(decoding: path, as: UTF8.self)): \(error)")
    }
  }
}
