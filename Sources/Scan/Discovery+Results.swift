internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

extension Discovery {
  func beginLook() -> UInt64 {
    state.withLock { state in
      state.lastLook += 1
      return state.lastLook
    }
  }

  /// When what is found now has come, as the catalog wants to know it.
  private var observed: Int64 { state.withLock { $0.activeRuns > 0 ? $0.observed : wallNanoseconds() } }

  /// Has the catalog recognise what it can only when all has been seen: a file that is gone may be in a folder that is
  /// still to be looked at.
  func tidyWhenIdle() {
    let seen = state.withLock { $0.activeRuns == 0 && !$0.isStopping ? $0.progress.filesSeen : nil }
    guard let seen else { return }
    do throws(CatalogError) {
      try catalog.tidy()
    } catch {
      if !isStopping { Log.error("\(error)") }
    }
    // Many lists of files have come and gone.
    if seen >= Discovery.manyFiles { Host.releaseFreeMemory() }
  }

  private static let manyFiles = 10_000

  /// What became of a look's result.
  enum Outcome {
    /// It differs from what was known, and counts now.
    case taken
    case unchanged
    /// A disk is not there: what was known stays.
    case kept
    /// A later look has been quicker, or the root is none any more.
    case outdated
  }

  /// Publishes and stores what a look at a folder found, unless a later one has already.
  func settle(_ built: ShelfBuilder.Built, _ look: UInt64, _ open: OpenRoot) -> Outcome {
    let location = built.shelf.location
    let previous = state.withLock { $0.shelves[location] }
    var built = built
    // Asked before the lock is taken: it is the disk that answers.
    let isKept = previous.map { isWithoutItsDisk($0, now: built.shelf.mounts, open) } ?? false
    return publishing.withLock { _ in
      guard stands(look, location) else { return .outdated }
      var outcome = Outcome.kept
      if isKept {
        built.problems.add(.missingDisk, path: location.folder)
      } else {
        outcome = replace(&built) ? .taken : .unchanged
      }
      note(built.problems, of: location)
      return outcome
    }
  }

  /// - Returns: whether it differs from what was known.
  private func replace(_ built: inout ShelfBuilder.Built) -> Bool {
    let location = built.shelf.location
    let (previous, isStored) = state.withLock { ($0.shelves[location], !$0.unstored.contains(location)) }
    let isNew = previous.map { $0 !== built.shelf && !built.shelf.isEqual(to: $0) } ?? true
    if built.shelf.files.isEmpty {
      if previous != nil { remove(location) }
      return previous != nil
    }
    guard isNew || !isStored else { return false }
    let shelf = built.shelf
    state.withLock { $0.shelves[location] = shelf }
    // Shown before it is stored: the catalog can be made again at any time, and the user is waiting.
    if isNew { publish(.updated(shelf)) }
    do throws(CatalogError) {
      try catalog.replace(shelf, observed: observed)
      state.withLock { _ = $0.unstored.remove(location) }
    } catch {
      guard !isStopping else { return isNew }
      state.withLock { _ = $0.unstored.insert(location) }
      built.problems.add(.catalogNotWritten, path: location.folder)
      Log.error("\(error)")
    }
    return isNew
  }

  /// - Parameter began: when the look at the root did.
  func removeIfGone(_ shelf: Shelf, _ look: UInt64, began: UInt64, _ open: OpenRoot, _ shape: LibraryShape) {
    let location = shelf.location
    guard isGone(location, open, shape) else { return }
    let isKept = isWithoutItsDisk(shelf, now: [], open)
    let isRemoved = publishing.withLock { _ in
      guard stands(look, location) else { return false }
      if !isKept {
        remove(location)
        return true
      }
      var problems = ScanProblems()
      problems.add(.missingDisk, path: location.folder)
      note(problems, of: location)
      return false
    }
    if isRemoved { tell(LookReport(location: location, began: began, scope: .anew, before: shelf, now: nil)) }
  }

  /// Whether the result of a look counts: none that began later has been taken. Call with `publishing` held.
  private func stands(_ look: UInt64, _ location: Shelf.Location) -> Bool {
    state.withLock { state in
      guard !state.isStopping, state.roots.contains(where: { $0.root == location.root }),
        state.standing[location] ?? 0 <= look
      else { return false }
      state.standing[location] = look
      return true
    }
  }

  /// Whether a folder that is no system folder any more is really gone, and not only out of reach.
  private func isGone(_ location: Shelf.Location, _ open: OpenRoot, _ shape: LibraryShape) -> Bool {
    guard shape.problems[.unreadableFolder].count == 0, shape.problems[.tooMany].count == 0 else { return false }
    guard !location.folder.isEmpty else { return true }
    do throws(Errno) {
      _ = try open.descriptor.open(beneath: location.folder, [.path])
      return true
    } catch {
      switch error {
      case .noSuchFile, .notDirectory, .crossDevice, .tooManyLinks: return true
      default:
        Log.warning("cannot reach the system folder \(shown(location)): \(error). What is known of it stays.")
        return false
      }
    }
  }

  private func remove(_ location: Shelf.Location) {
    state.withLock { state in
      state.shelves[location] = nil
      state.problems[location] = nil
    }
    publish(.removed(location))
    do throws(CatalogError) {
      try catalog.remove(location, observed: observed)
    } catch {
      if !isStopping { Log.error("\(error)") }
    }
  }
}

extension Shelf {
  fileprivate func isEqual(to other: Shelf) -> Bool {
    system == other.system && modified == other.modified && singles == other.singles && archives == other.archives
      && mounts == other.mounts && files.isEqual(to: other.files)
  }
}
