package import Model

extension ChecksumPlan {
  /// What files lie on: a disk, a server.
  package struct Volume: Hashable, Sendable {
    /// Files that may be read at a time: a disk with one arm is slower at two.
    package var limit: Int
    /// It would have to be woken.
    package var isAsleep = false
    package var running = 0

    package init(limit: Int) { self.limit = limit }
  }

  /// Small files are handed out so many at a time, up to so many bytes.
  ///
  /// One: whoever waits for a file that stands in line behind one that stalls would wait as long as that.
  package static let batchFiles = 1
  private static let batchBytes: Int64 = 1 << 20

  // MARK: What there is

  /// A shelf is new, or took the place of an earlier one.
  package mutating func update(_ shelf: Shelf, volume: Int = 0, limit: Int = .max) {
    if volumes[volume] == nil { volumes[volume] = Volume(limit: limit) }
    volumes[volume]?.limit = limit
    let old = places[shelf.location]
    if old == nil { order.append(shelf.location) }
    // What it was and is not any more need not be hashed.
    returned.removeAll { $0.purpose == .standing && shelf.location.holds($0.file) }
    forgetGone(in: shelf.location.root)
    var place = HashingPlace(shelf, volume: volume)
    place.restart(settings, known) { isBusy($0) }
    for index in errands.indices { errands[index].add(place, replacing: old, known) }
    places[shelf.location] = place
  }

  package mutating func remove(_ location: Shelf.Location) {
    places[location] = nil
    troubles[location] = nil
    order.removeAll { $0 == location }
    returned.removeAll { location.holds($0.file) }
    for index in errands.indices { errands[index].remove(location) }
  }

  /// Other settings hold from now on.
  package mutating func configure(_ settings: HashingSettings) {
    self.settings = settings
    restart()
  }

  /// More is known than was when the plan was made.
  package mutating func learn(_ known: HashedFiles) {
    let found = self.known
    self.known = known
    self.known.formUnion(found)
    restart()
  }

  mutating func restart() {
    returned.removeAll { $0.purpose == .standing }
    for location in order {
      // Taken out, so that it is changed in place.
      guard var place = places.removeValue(forKey: location) else { continue }
      place.restart(settings, known) { isBusy($0) }
      places[location] = place
    }
  }

  /// The keys of members whose CRC-32 is stored.
  package func storedMembers(of location: Shelf.Location) -> [ContentKey] {
    guard let place = places[location] else { return [] }
    return place.memberFiles.lazy.map { place.key(of: Int($0)) }.filter { known[$0].contains(.crc32) }
  }

  /// The keys of all members of all ZIPs.
  package func forEachMember(_ body: (ContentKey) -> Void) {
    for place in places.values { for file in place.memberFiles { body(place.key(of: Int(file))) } }
  }

  /// Everything that is not taken yet, failures left out.
  ///
  /// What is hashed by default and what somebody asked for are mostly the same files, so of a place the larger counts.
  var ahead: HashingAmount {
    var ahead = HashingAmount()
    for (location, place) in places {
      var most = place.left
      for errand in errands {
        let left = errand.left(in: location)
        most.files = max(most.files, left.files)
        most.bytes = max(most.bytes, left.bytes)
      }
      ahead.add(most)
    }
    for task in returned where task.purpose == .standing { ahead.add(bytes: task.cost) }
    return ahead
  }

  /// Whether a thread of the background would find something, were nothing held, asleep or out of reach.
  package var hasBackgroundWork: Bool {
    !returned.isEmpty || !errands.isEmpty || places.values.contains { !$0.isDone }
  }

  // MARK: Taking

  /// The next files for a thread of the background, from now on being hashed by it.
  ///
  /// They are of one volume, and more than one only where they are small.
  package mutating func nextBackground(now: UInt64 = 0) -> Next {
    // Where no thread could be started for readers, the background's has to do.
    if promotedThreads == 0, let task = takePromoted(.background) {
      volumes[task.volume]?.running += 1
      return .tasks([task])
    }
    guard hold != .everything else { return .nothing }
    if let task = takeReturned() { return hand([task]) }
    var steps = HashingPlace.stepLimit
    if hold == .nothing, let found = nextStanding([.members], &steps, now) { return hand(found) }
    if let found = nextRequested(&steps) { return hand(found) }
    if hold == .nothing, let found = nextStanding([.listings, .singles, .digests], &steps, now) {
      return hand(found)
    }
    return steps == 0 ? .lookAgain : .nothing
  }

  private mutating func hand(_ tasks: [HashingTask]) -> Next {
    for task in tasks { begin(task, .background) }
    if let first = tasks.first { volumes[first.volume]?.running += 1 }
    return .tasks(tasks)
  }

  private mutating func takeReturned() -> HashingTask? {
    while let index = returned.firstIndex(where: { task in
      let isRequested = task.purpose != .standing
      return isFree(task.volume, mayWake: isRequested) && !isInHand(task.key) && (isRequested || hold == .nothing)
    }) {
      var task = returned.remove(at: index)
      if task.unlessCheckedSince == nil {
        task.wants.subtract(known[task.key])
        if task.wants.isEmpty {
          // A reader had all of it computed meanwhile.
          if case .request(let number) = task.purpose { errand(number) { $0.finish(task, failed: false) } }
          continue
        }
      }
      return task
    }
    return nil
  }

  private mutating func nextStanding(
    _ phases: [HashingPlace.Phase], _ steps: inout Int, _ now: UInt64
  ) -> [HashingTask]? {
    for phase in phases {
      for location in order {
        guard steps > 0 else { return nil }
        // Taken out, so that it is changed in place.
        guard isOpen(location, now), var place = places.removeValue(forKey: location) else { continue }
        defer { places[location] = place }
        guard !place.isDone(phase), isFree(place.volume, mayWake: false) else { continue }
        var batch = Batch()
        while batch.hasRoom,
          let task = place.next(phase, known, steps: &steps, isBusy: { isBusy($0) || batch.keys.contains($0) })
        {
          batch.add(task)
        }
        if !batch.tasks.isEmpty { return batch.tasks }
      }
    }
    return nil
  }

  private mutating func nextRequested(_ steps: inout Int) -> [HashingTask]? {
    for index in errands.indices {
      var errand = errands.remove(at: index)
      defer { errands.insert(errand, at: index) }
      errand.lookAgain()
      for location in order {
        guard steps > 0 else { return nil }
        // Also where nothing can be reached: whoever asked is told of each file, and does not wait for a disk.
        guard let place = places[location], isFree(place.volume, mayWake: true) else { continue }
        var batch = Batch()
        // What could not be read before is tried again: somebody asked for it.
        while batch.hasRoom,
          let task = errand.next(
            place, known, steps: &steps, isBusy: { isInHand($0) || batch.keys.contains($0) })
        {
          batch.add(task)
        }
        guard !batch.tasks.isEmpty else { continue }
        for task in batch.tasks where failures[task.key] == nil { places[location]?.pass(task.file, known) }
        return batch.tasks
      }
    }
    return nil
  }

  /// Files of one place that are handed out together.
  private struct Batch {
    var tasks: [HashingTask] = []
    /// Two names of one file are hashed once.
    var keys: Set<ContentKey> = []
    private var bytes: Int64 = 0

    var hasRoom: Bool { tasks.count < ChecksumPlan.batchFiles && bytes < ChecksumPlan.batchBytes }

    mutating func add(_ task: HashingTask) {
      tasks.append(task)
      keys.insert(task.key)
      bytes = HashingAmount.sum(bytes, task.size)
    }
  }

  /// - Parameter mayWake: somebody asked for the files.
  private func isFree(_ number: Int, mayWake: Bool) -> Bool {
    guard let volume = volumes[number] else { return true }
    return volume.running < volume.limit && (mayWake || !volume.isAsleep)
  }

  private func isOpen(_ location: Shelf.Location, _ now: UInt64) -> Bool {
    troubles[location].map { $0.until <= now } ?? true
  }

  package mutating func setLimit(_ limit: Int, volume: Int) { volumes[volume]?.limit = limit }

  package mutating func setAsleep(_ isAsleep: Bool, volume: Int) { volumes[volume]?.isAsleep = isAsleep }

  /// A thread has left the files of ``nextBackground(now:)`` behind.
  package mutating func leave(volume: Int) { volumes[volume]?.running -= 1 }

  /// Whether ``nextBackground(now:)`` may find something at this moment, for one more thread.
  package func mayFindWork(now: UInt64) -> Bool {
    if promotedThreads == 0, !queuedPromoted.isEmpty { return true }
    guard hold != .everything else { return false }
    if returned.contains(where: { isFree($0.volume, mayWake: $0.purpose != .standing) }) { return true }
    let isRequested = errands.contains { !$0.isDone }
    return places.contains { location, place in
      guard isFree(place.volume, mayWake: isRequested) else { return false }
      if errands.contains(where: { $0.left(in: location).files > 0 }) { return true }
      return isOpen(location, now) && (isRequested || hold == .nothing && !place.isDone)
    }
  }

  /// Why nothing is found though there is work; nil where it is, or could be.
  package func obstacle(_ now: UInt64) -> Politeness.Pause? {
    let open = places.filter { !$0.value.isDone }
    guard hold == .nothing, running.isEmpty, !open.isEmpty, !mayFindWork(now: now) else { return nil }
    let isAsleep = open.values.contains { volumes[$0.volume]?.isAsleep ?? false }
    return isAsleep ? .sleepingDisk : .unreachable
  }
}

extension Shelf.Location {
  /// Whether the file lies in the folder.
  func holds(_ file: LibraryFile) -> Bool {
    guard root.id == file.root.id else { return false }
    return folder.isEmpty
      || file.path.count > folder.count && file.path.starts(with: folder)
        && file.path[folder.count] == UInt8(ascii: "/")
  }
}
