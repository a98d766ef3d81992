internal import Model
internal import Platform
internal import Synchronization

/// The watches on folders of the library, and which folder each is on. Callable from any thread.
///
/// One directory has one watch, under however many paths it is seen.
final class FolderWatches: Sendable {
  /// A folder that events are about.
  enum Place: Hashable, Sendable {
    /// A folder of a system folder, by its raw path below that.
    case folder(Shelf.Location, [UInt8])
    /// A folder above system folders, such as the root, by its raw path below the root.
    case shape(LibraryRoot, [UInt8])
  }

  /// Why a folder is not watched.
  enum Refusal: String, Sendable, Hashable {
    case limit = "the limit of watches is reached (fs.inotify.max_user_watches)"
    case instances = "there are too many programs that watch (fs.inotify.max_user_instances)"
    case off = "watching is switched off"
    case unavailable = "the system has no inotify"
  }

  fileprivate struct State {
    /// Nearly every watch has one place.
    var place: [Inotify.Watch: Place] = [:]
    var others: [Inotify.Watch: [Place]] = [:]
    var isFull = false
  }

  private let inotify: Inotify?
  /// Why nothing is watched at all.
  private let refusal: Refusal?
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - isOn: false watches nothing.
  ///   - limit: watches at most; nil leaves an eighth of the user's to other programs.
  init(isOn: Bool, limit: Int?) {
    self.limit = limit ?? watchLimit().map { max(1, $0 - $0 / 8) } ?? 8192
    guard isOn else {
      inotify = nil
      descriptor = nil
      refusal = .off
      return
    }
    do throws(Errno) {
      let made = try Inotify()
      descriptor = made.descriptor.rawValue
      inotify = consume made
      refusal = nil
    } catch {
      inotify = nil
      descriptor = nil
      refusal = error == .tooManyFiles ? .instances : .unavailable
      Log.warning("changes cannot be watched: \(refusal?.rawValue ?? "") (\(error)); folders are looked at instead")
    }
  }

  /// For poll(2); nil where nothing is watched.
  let descriptor: Int32?

  /// Watches, and why there are no more; nil where there could be.
  var condition: (count: Int, refusal: Refusal?) {
    let (count, isFull) = state.withLock { ($0.place.count, $0.isFull) }
    return (count, refusal ?? (isFull ? .limit : nil))
  }

  /// Watches an open directory as `place`.
  ///
  /// - Returns: nil where it is not watched.
  func watch(_ directory: borrowing FileDescriptor, as place: Place, reportsLoss: Bool = false) -> Inotify.Watch? {
    guard inotify != nil else { return nil }
    // Held while the watch is made: its first event finds it here.
    return state.withLock { state -> Inotify.Watch? in
      do throws(Errno) {
        guard let watch = try inotify?.watch(directory, reportsLoss: reportsLoss) else { return nil }
        if state.place[watch] == nil {
          if state.place.count >= limit {
            inotify?.end(watch)
            throw .noSpace
          }
          state.isFull = false
        }
        state.enter(place, of: watch)
        return watch
      } catch {
        if error == .noSpace || error == .outOfMemory {
          if !state.isFull {
            Log.warning("\(Refusal.limit.rawValue); folders without one are looked at every few seconds")
          }
          state.isFull = true
        }
        return nil
      }
    }
  }

  /// Takes a place away; the watch ends with its last.
  func end(_ watch: Inotify.Watch, of place: Place) {
    state.withLock { state in
      if state.leave(place, of: watch) { inotify?.end(watch) }
    }
  }

  /// Ends what was watched of a system folder and is not any more.
  func end(_ old: FolderTable, of location: Shelf.Location, except new: FolderTable) {
    var next = 0
    for index in 0..<old.count {
      guard let watch = old[index].watch else { continue }
      let path = old.path(at: index)
      while next < new.count, new.path(at: next).lexicographicallyPrecedes(path) { next += 1 }
      if next < new.count, new[next].watch == watch, new.path(at: next) == path { continue }
      end(watch, of: .folder(location, Array(path)))
    }
  }

  /// What has happened since the last call, by place. Watches that have ended are forgotten.
  func events() throws(Errno) -> [(event: Inotify.Event, places: [Place])] {
    guard inotify != nil, let events = try inotify?.read() else { return [] }
    return state.withLock { state in
      events.map { event in
        let places = state.places(of: event.watch)
        if event.kind == .ended { state.forget(event.watch) }
        return (event, places)
      }
    }
  }
}

extension FolderWatches.State {
  fileprivate func places(of watch: Inotify.Watch) -> [FolderWatches.Place] {
    guard let first = place[watch] else { return [] }
    return [first] + (others[watch] ?? [])
  }

  fileprivate mutating func enter(_ new: FolderWatches.Place, of watch: Inotify.Watch) {
    guard let first = place[watch] else {
      place[watch] = new
      return
    }
    if first != new, others[watch]?.contains(new) != true { others[watch, default: []].append(new) }
  }

  /// - Returns: whether that was the last place.
  fileprivate mutating func leave(_ old: FolderWatches.Place, of watch: Inotify.Watch) -> Bool {
    guard let first = place[watch] else { return false }
    if first != old {
      others[watch]?.removeAll { $0 == old }
    } else if let next = others[watch]?.popLast() {
      place[watch] = next
    } else {
      forget(watch)
      return true
    }
    if others[watch]?.isEmpty == true { others[watch] = nil }
    return false
  }

  fileprivate mutating func forget(_ watch: Inotify.Watch) {
    place[watch] = nil
    others[watch] = nil
  }
}

/// Watches the folders of one system folder as they are listed.
struct FolderWatcher: Sendable {
  let watches: FolderWatches
  let location: Shelf.Location
  /// Device numbers of file systems that other machines change without a word.
  let silent: Set<UInt64>

  /// - Parameter path: raw, below the system folder.
  func watch(_ directory: borrowing FileDescriptor, _ path: [UInt8]) -> Inotify.Watch? {
    watches.watch(directory, as: .folder(location, path))
  }
}
