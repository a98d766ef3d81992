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
  }

  private let marks: Mutex<[UInt8]>

  init(count: Int) { marks = Mutex(Array(repeating: 0, count: count)) }

  func note(_ mark: Marks, folder: Int) { marks.withLock { $0[folder] |= mark.rawValue } }

  subscript(folder: Int) -> Marks { Marks(rawValue: marks.withLock { $0[folder] }) }

  /// All folders with a mark.
  var all: [(folder: Int, marks: Marks)] {
    marks.withLock { marks in
      marks.enumerated().filter { $0.element != 0 }.map { ($0.offset, Marks(rawValue: $0.element)) }
    }
  }
}
