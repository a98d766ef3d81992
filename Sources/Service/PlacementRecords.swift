internal import Model
internal import Tree

/// What is shown at further places as it goes to the catalog: noted while it is made, stored at the end at once.
struct PlacementRecords {
  /// By owner; nil to forget.
  private(set) var pending: [String: [UInt8]?] = [:]
  /// Of what is stored or about to be.
  private(set) var owners: Set<String> = []
  private var shelves: [Shelf.Location: Shelf] = [:]
  private var fingerprints: [Shelf.Location: (shelf: ObjectIdentifier, value: UInt64)] = [:]

  /// - Parameter all: the shelves there are.
  mutating func begin(_ all: [ShelfNodes]) {
    shelves = Dictionary(all.map { ($0.shelf.location, $0.shelf) }) { first, _ in first }
    fingerprints = fingerprints.filter { location, known in
      shelves[location].map { ObjectIdentifier($0) == known.shelf } ?? false
    }
  }

  /// What is noted is stored.
  mutating func end() {
    pending = [:]
    shelves = [:]
  }

  func has(_ owner: String) -> Bool { owners.contains(owner) }

  /// - Parameter view: the one that shows the sections; nil where nothing is shown.
  mutating func note(_ sections: [GuestSection], of owner: String, _ view: ViewDefinition?) {
    let isEmpty = sections.allSatisfy { section in
      if case .extras(let extras) = section.content { return extras.isEmpty }
      return false
    }
    guard let view, !isEmpty else {
      owners.remove(owner)
      pending[owner] = .some(nil)
      return
    }
    owners.insert(owner)
    var known = fingerprints
    var writer = PlacementWriter(mark: view.mark, sections: sections.count) { shelf in
      if let found = known[shelf.location], found.shelf == ObjectIdentifier(shelf) { return found.value }
      let value = shelf.fingerprint
      known[shelf.location] = (ObjectIdentifier(shelf), value)
      return value
    }
    for section in sections {
      switch section.content {
      case .extras(let extras): writer.append(section.path, extras) { [shelves] in shelves[$0] }
      case .games(let nodes, let chosen):
        writer.append(section.path, zip(nodes, chosen).map { ($0.shelf, $1) })
      }
    }
    fingerprints = known
    pending[owner] = writer.bytes
  }
}
