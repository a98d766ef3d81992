internal import Layouts
internal import Model

/// A folder that was put together outside of the tree, with what it is made of.
struct Guest: Sendable {
  let content: GuestSection.Content
  let listing: SystemListing

  /// - Parameter shelves: all there are.
  init(_ content: GuestSection.Content, _ shelves: [ShelfNodes]) {
    self.content = content
    switch content {
    case .games(let nodes, let chosen): listing = .games(nodes, chosen: chosen)
    case .extras(let extras):
      let places = Set(extras.compactMap(\.location))
      listing = .extras(places.isEmpty ? [] : shelves.filter { places.contains($0.shelf.location) }, extras)
    }
  }
}

extension Extra {
  /// Where the library has the file; nil for a side-car.
  var location: Shelf.Location? {
    if case .file(let location, _) = source { return location }
    return nil
  }
}

/// The games of a shelf as those of the shelf in its place.
struct GuestGames {
  private let previous: ShelfNodes
  private let nodes: ShelfNodes?
  private var archives: [UInt64: Int] = [:]
  private var isSingle: [Bool] = []

  /// - Parameter nodes: nil where the shelf is gone.
  init(from previous: ShelfNodes, to nodes: ShelfNodes?) {
    self.previous = previous
    self.nodes = nodes
    guard let nodes else { return }
    isSingle = Array(repeating: false, count: nodes.fileNodes.count)
    for single in nodes.shelf.singles { isSingle[Int(single)] = true }
    for item in nodes.fileNodes.count..<nodes.itemCount where nodes.node(item: item) != 0 {
      archives[nodes.node(item: item)] = item
    }
  }

  /// - Returns: nil where nothing is left.
  func carried(_ shelves: [ShelfNodes], _ chosen: [[Int]]) -> Guest? {
    var kept: [ShelfNodes] = []
    var items: [[Int]] = []
    for (shelf, numbers) in zip(shelves, chosen) {
      guard shelf === previous else {
        kept.append(shelf)
        items.append(numbers)
        continue
      }
      guard let nodes else { continue }
      kept.append(nodes)
      items.append(numbers.compactMap { item($0, in: nodes) }.sorted())
    }
    guard items.contains(where: { !$0.isEmpty }) else { return nil }
    return Guest(.games(kept, chosen: items), [])
  }

  private func item(_ number: Int, in nodes: ShelfNodes) -> Int? {
    if number >= previous.fileNodes.count { return archives[previous.node(item: number)] }
    guard let file = nodes.shelf.files.index(of: Array(previous.shelf.files.path(at: number))), isSingle[file] else {
      return nil
    }
    return file
  }
}
