internal import Model

/// A request on its way through the shelves.
struct HashingErrand {
  private struct Course {
    /// The files of the shelf that the request is about, ascending.
    let ranges: [Range<Int>]
    var position = 0
    var left = HashingAmount()
    /// Of those, what somebody else had in hand.
    var passed = HashingAmount()

    /// The next of them.
    var next: Int? {
      for range in ranges where position < range.upperBound { return max(position, range.lowerBound) }
      return nil
    }

    var isDone: Bool { next == nil }
  }

  /// Tells this errand's tasks from those of an earlier one for the same request.
  let number: Int

  let request: HashRequest
  private(set) var progress: HashRequestProgress
  private var courses: [Shelf.Location: Course] = [:]
  private var running = HashingAmount()
  /// Bytes read of each file that ``next(_:_:steps:isBusy:)`` gave and that is not done.
  private var read: [ContentKey: Int64] = [:]
  /// A file was passed because somebody else had it in hand, for less than is wanted perhaps.
  private var hasPassed = false
  private let wants: HashFacts
  private let archiveWants: HashFacts

  /// - Parameter algorithms: those that are to be known in the end.
  init(_ request: HashRequest, number: Int, algorithms: ChecksumAlgorithms) {
    self.request = request
    self.number = number
    progress = HashRequestProgress(request)
    wants = HashFacts(algorithms.union(.crc32))
    archiveWants = wants.union(.listing).union(HashFacts(ofMembers: algorithms))
  }

  /// Goes through a shelf, too; through one that took another's place, from where it was.
  mutating func add(_ place: HashingPlace, replacing old: HashingPlace?, _ known: HashedFiles) {
    let location = place.shelf.location
    var course = Course(ranges: files(of: place.shelf))
    if let old, let before = courses[location] {
      course.position =
        before.next.map { place.shelf.lowerBound(of: [UInt8](old.shelf.files.path(at: $0))) } ?? place.shelf.files.count
    }
    var ahead = course
    while let file = ahead.next {
      ahead.position = file + 1
      let key = place.key(of: file)
      if !lacking(place, file, known[key]).isEmpty { course.left.add(bytes: key.version.size) }
    }
    courses[location] = course
  }

  mutating func remove(_ location: Shelf.Location) { courses[location] = nil }

  /// The next file in this place; see ``HashingPlace/next(_:_:steps:isBusy:)``.
  mutating func next(
    _ place: HashingPlace, _ known: HashedFiles, steps: inout Int, isBusy: (ContentKey) -> Bool
  ) -> HashingTask? {
    guard var course = courses[place.shelf.location] else { return nil }
    defer { courses[place.shelf.location] = course }
    while let file = course.next {
      guard steps > 0 else { return nil }
      steps -= 1
      course.position = file + 1
      let key = place.key(of: file)
      let wants = lacking(place, file, known[key])
      guard !wants.isEmpty else { continue }
      guard !isBusy(key) else {
        hasPassed = true
        course.left.remove(bytes: key.version.size)
        course.passed.add(bytes: key.version.size)
        continue
      }
      course.left.remove(bytes: key.version.size)
      running.add(bytes: key.version.size)
      read[key] = 0
      if course.isDone { finish(&course) }
      return HashingTask(
        file: place.shelf.libraryFile(at: file), wants: wants, purpose: .request(number),
        isMember: place.isMember(file), volume: place.volume,
        unlessCheckedSince: request.kind == .everything ? request.started : nil)
    }
    finish(&course)
    return nil
  }

  /// At the end of a shelf: what was left and is known now was hashed by somebody else.
  private mutating func finish(_ course: inout Course) {
    progress.done.add(course.left)
    course.left = HashingAmount()
  }

  /// One that ``next(_:_:steps:isBusy:)`` gave is done.
  mutating func finish(_ task: HashingTask, failed: Bool) {
    running.remove(bytes: task.size)
    read[task.key] = nil
    progress.done.add(bytes: task.size)
    if failed { progress.failed += 1 }
  }

  /// One that ``next(_:_:steps:isBusy:)`` gave is not there any more.
  mutating func drop(_ task: HashingTask) { running.remove(bytes: task.size) }

  /// At the end of the way, goes it once more for files that were passed.
  mutating func lookAgain() {
    guard hasPassed, courses.values.allSatisfy(\.isDone) else { return }
    hasPassed = false
    for (location, course) in courses {
      courses[location]?.passed = HashingAmount()
      guard request.kind != .everything else {
        // What is read to see whether it is the same was just being read.
        progress.done.add(course.passed)
        continue
      }
      courses[location]?.left.add(course.passed)
      courses[location]?.position = 0
    }
  }

  /// So many bytes of a file have been read by now. Files of others are passed over.
  mutating func note(_ bytes: Int64, of key: ContentKey) {
    if read[key] != nil { read[key] = min(bytes, key.version.size) }
  }

  mutating func noteDifference() { progress.differences += 1 }

  /// Whether every shelf has been gone through, and nothing is on its way any more.
  var isDone: Bool {
    // Where nothing is left, nobody need go the rest of the way: all threads may be in large files for long.
    running.files == 0 && !hasPassed && courses.values.allSatisfy { $0.isDone || $0.left.files == 0 }
  }

  /// With what is running.
  var current: HashRequestProgress {
    var current = progress
    current.left = running
    current.read = read.values.reduce(0) { HashingAmount.sum($0, $1) }
    for course in courses.values {
      current.left.add(course.left)
      current.left.add(course.passed)
    }
    return current
  }

  /// What of a place lies ahead and is in nobody's hand.
  func left(in location: Shelf.Location) -> HashingAmount { courses[location]?.left ?? HashingAmount() }

  private func lacking(_ place: HashingPlace, _ file: Int, _ known: HashFacts) -> HashFacts {
    let all = HashingPlace.isZip(place.shelf, file) ? archiveWants : wants
    return switch request.kind {
    case .usual: place.usuallyLacking(file, known)
    case .missing: all.subtracting(known)
    case .everything: all
    }
  }

  /// Those of a shelf that the request is about.
  private func files(of shelf: Shelf) -> [Range<Int>] {
    let location = shelf.location
    guard request.scope.concerns(location, system: shelf.system) else { return [] }
    if request.scope.isWhole(location) { return [0..<shelf.files.count] }
    let prefix = location.folder.isEmpty ? [] : location.folder + [UInt8(ascii: "/")]
    return request.scope.places.compactMap { place -> Range<Int>? in
      guard place.root == location.root, place.path.starts(with: prefix) else { return nil }
      let rest = [UInt8](place.path.dropFirst(prefix.count))
      let range = shelf.files.index(of: rest).map { $0..<$0 + 1 } ?? shelf.files.range(below: rest)
      return range.isEmpty ? nil : range
    }.sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension Shelf {
  /// The first file whose path does not come before `path`.
  fileprivate func lowerBound(of path: [UInt8]) -> Int {
    var low = 0
    var high = files.count
    path.withUnsafeBytes { bytes in
      while low < high {
        let middle = (low + high) / 2
        if files.withPath(at: middle, { $0.precedes(bytes) }) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }
}
