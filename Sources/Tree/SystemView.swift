internal import Model
internal import Synchronization

/// A listing at its place in the mount, such as `Games/nes`, with every folder below it.
///
/// A listing may be shown at several places, which differ in the nodes of its folders alone.
final class SystemView: Sendable {
  let listing: SystemListing
  /// Of the folder that this is in.
  let parent: NodeID
  /// What the kernel was told.
  let seen: SeenFolders
  private let nodes: [UInt64]
  private let isShown = Atomic<Bool>(false)

  /// - Parameter path: names from the view's on, as they are configured or in the layout; at least one.
  init(_ listing: SystemListing, at path: [String]) {
    self.listing = listing
    parent = path.count == 1 ? .root : SystemView.node(ofFolder: path.dropLast())
    seen = SeenFolders(count: listing.folders.count)
    let system = path.dropFirst().joined(separator: "/")
    nodes = listing.folders.indices.map { folder in
      SystemView.node(view: path[0], system: system, path: listing.path(ofFolder: folder)).rawValue
    }
  }

  /// The id of a directory that is no part of a listing, or a listing's first.
  static func node(ofFolder path: some Collection<String>) -> NodeID {
    node(view: path.first ?? "", system: path.dropFirst().joined(separator: "/"), path: [])
  }

  /// A directory's id: where it is, not what it holds.
  static func node(view: String, system: String, path: [UInt8]) -> NodeID {
    var fields = IdentityFields("directory")
    fields.append(view.utf8)
    fields.append(system.utf8)
    fields.append(path)
    return NodeID(kind: .directory, digest: fields.digest())
  }

  /// Folders, then side-cars: how the tree numbers what a view describes.
  var itemCount: Int { nodes.count + listing.sideCars.count }

  func node(item: Int) -> UInt64 {
    item < nodes.count ? nodes[item] : listing.sideCars[item - nodes.count].node.rawValue
  }

  /// The side-car of an item; nil for a folder.
  func sideCar(item: Int) -> SideCar? { item < nodes.count ? nil : listing.sideCars[item - nodes.count] }

  /// Whether this is how the system looks now.
  var isCurrent: Bool { isShown.load(ordering: .acquiring) }

  /// Changed under the tree's lock.
  func setCurrent(_ isCurrent: Bool) { isShown.store(isCurrent, ordering: .releasing) }

  func node(folder: Int) -> UInt64 { nodes[folder] }

  func attributes(folder: Int) -> Attributes {
    Attributes(
      node: NodeID(rawValue: nodes[folder]), isDirectory: true, size: 0, modified: listing.folders[folder].modified)
  }

  func parent(ofFolder folder: Int) -> NodeID {
    folder == 0 ? parent : NodeID(rawValue: nodes[Int(listing.folders[folder].parent)])
  }

  func attributes(at number: Int, in folder: Int) -> Attributes {
    switch listing.target(of: listing.entry(at: number, in: folder)) {
    case (let folder?, _): attributes(folder: folder)
    case (nil, let attributes?): attributes
    case (nil, nil): preconditionFailure("an entry leads somewhere")
    }
  }
}

/// Of which folders the kernel was told entries, and absences: only then is there something to take back.
///
/// Its lock is a leaf. Who notes something and then finds the folder current still is seen by whoever replaces it.
final class SeenFolders: Sendable {
  struct Marks: OptionSet {
    var rawValue: UInt8
    static let entries = Marks(rawValue: 1)
    static let absences = Marks(rawValue: 2)
    /// The whole listing, in that order, which the kernel may have kept.
    static let listed = Marks(rawValue: 4)
  }

  private struct State {
    var marks: [UInt8]
    /// When the first folder was listed, in ``monotonicNanoseconds()``; what is kept of any is no older.
    var listedSince: UInt64?
  }

  private let state: Mutex<State>

  init(count: Int) { state = Mutex(State(marks: Array(repeating: 0, count: count))) }

  /// - Parameter time: with ``Marks/listed``, since when it is.
  func note(_ mark: Marks, folder: Int, at time: UInt64? = nil) {
    state.withLock { state in
      state.marks[folder] |= mark.rawValue
      if let time { state.listedSince = min(time, state.listedSince ?? time) }
    }
  }

  /// Whether the folder was listed, and no folder before `time`: all listings are given anew at once, which takes one
  /// time for all of them instead of one for each.
  func isListed(folder: Int, since time: UInt64) -> Bool {
    state.withLock { state in
      if let listedSince = state.listedSince, listedSince < time {
        for index in state.marks.indices { state.marks[index] &= ~Marks.listed.rawValue }
        state.listedSince = nil
      }
      return Marks(rawValue: state.marks[folder]).contains(.listed)
    }
  }

  var listedSince: UInt64? { state.withLock(\.listedSince) }

  subscript(folder: Int) -> Marks { Marks(rawValue: state.withLock { $0.marks[folder] }) }

  /// All folders with a mark.
  var all: [(folder: Int, marks: Marks)] {
    state.withLock { state in
      state.marks.enumerated().filter { $0.element != 0 }.map { ($0.offset, Marks(rawValue: $0.element)) }
    }
  }
}
