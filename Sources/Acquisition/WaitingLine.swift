/// Items whose turn has not come, by the sources they can come from: where the sources of some have no room, the others
/// go on without each of the first being looked at. Pure.
struct WaitingLine: Sendable {
  private struct Lane: Sendable {
    var items: [(number: UInt64, id: AcquisitionItem.ID)] = []
    var first = 0

    var isEmpty: Bool { first == items.count }

    mutating func removeFirst() {
      first += 1
      // Now and then, so that each removal costs the same.
      if first > 64, first * 2 > items.count {
        items.removeFirst(first)
        first = 0
      }
    }
  }

  private struct Key: Hashable, Sendable {
    var urgency: AcquisitionItem.Urgency
    var sources: [AcquisitionItem.Source]
  }

  private var lanes: [Key: Lane] = [:]
  /// Where each item is; those that are not here any more are passed over.
  private var places: [AcquisitionItem.ID: (key: Key, number: UInt64)] = [:]
  private var nextNumber: UInt64 = 1 << 32
  private var nextFront: UInt64 = 1 << 32

  var count: Int { places.count }

  func contains(_ id: AcquisitionItem.ID) -> Bool { places[id] != nil }

  /// - Parameter inFront: before all that wait with the same sources.
  mutating func add(_ item: AcquisitionItem, inFront: Bool = false) {
    let key = Key(urgency: item.urgency, sources: item.sources)
    remove(item.id)
    if inFront {
      nextFront -= 1
      var lane = lanes[key] ?? Lane()
      lane.items.insert((nextFront, item.id), at: lane.first)
      lanes[key] = lane
      places[item.id] = (key, nextFront)
    } else {
      nextNumber += 1
      lanes[key, default: Lane()].items.append((nextNumber, item.id))
      places[item.id] = (key, nextNumber)
    }
  }

  mutating func remove(_ id: AcquisitionItem.ID) { places[id] = nil }

  /// The next item of that urgency that may go: the one that came first among those whose sources have room.
  ///
  /// - Parameter hasRoom: whether anything can be asked of these sources now.
  mutating func next(
    _ urgency: AcquisitionItem.Urgency, where hasRoom: ([AcquisitionItem.Source]) -> Bool
  ) -> AcquisitionItem.ID? {
    var best: (number: UInt64, id: AcquisitionItem.ID)?
    for key in lanes.keys where key.urgency == urgency {
      guard let head = head(of: key) else { continue }
      if head.number < best?.number ?? .max, hasRoom(key.sources) { best = head }
    }
    return best?.id
  }

  private mutating func head(of key: Key) -> (number: UInt64, id: AcquisitionItem.ID)? {
    while let lane = lanes[key], !lane.isEmpty {
      let head = lane.items[lane.first]
      if let place = places[head.id], place.number == head.number, place.key == key { return head }
      lanes[key]?.removeFirst()
    }
    lanes[key] = nil
    return nil
  }
}
