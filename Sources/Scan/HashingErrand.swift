package import Catalog
internal import Model

/// How far a request is.
package struct HashRequestProgress: Sendable, Hashable {
  package var request: HashRequest
  package var done = HashingAmount()
  /// What lies ahead, what is being read included.
  package var left = HashingAmount()
  /// Files that could not be read.
  package var failed = 0
  /// Files that are not what they were.
  package var differences = 0

  init(_ request: HashRequest) { self.request = request }
}

/// A request on its way through the shelves.
struct HashingErrand {
  private struct Course {
    var start: Int
    var position: Int
    var end: Int
    var left = HashingAmount()
  }

  let request: HashRequest
  private(set) var progress: HashRequestProgress
  private var courses: [Shelf.Location: Course] = [:]
  private var running = HashingAmount()
  /// A file was passed because somebody else had it in hand, for less than is wanted perhaps.
  private var hasPassed = false
  private let wants: HashFacts
  private let archiveWants: HashFacts

  /// - Parameter algorithms: those that are to be known in the end.
  init(_ request: HashRequest, algorithms: ChecksumAlgorithms) {
    self.request = request
    progress = HashRequestProgress(request)
    wants = HashFacts(algorithms.union(.crc32))
    archiveWants = wants.union(.listing).union(HashFacts(ofMembers: algorithms))
  }

  /// Goes through a shelf, too; through one that took another's place, from where it was.
  mutating func add(_ place: HashingPlace, replacing old: HashingPlace?, _ known: HashedFiles) {
    let location = place.shelf.location
    let range = files(of: place.shelf)
    var course = Course(start: range.lowerBound, position: range.lowerBound, end: range.upperBound)
    if let old, let before = courses[location] {
      course.position =
        before.position >= before.end
        ? range.upperBound
        : max(range.lowerBound, place.shelf.lowerBound(of: [UInt8](old.shelf.files.path(at: before.position))))
    }
    for file in course.position..<max(course.position, course.end)
    where !lacking(place, file, known[place.key(of: file)]).isEmpty {
      course.left.add(bytes: place.shelf.files.version(at: file).size)
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
    while course.position < course.end {
      guard steps > 0 else { return nil }
      steps -= 1
      let file = course.position
      course.position += 1
      let key = place.key(of: file)
      let wants = lacking(place, file, known[key])
      guard !wants.isEmpty else { continue }
      guard !isBusy(key) else {
        hasPassed = true
        continue
      }
      course.left.remove(bytes: key.version.size)
      running.add(bytes: key.version.size)
      return HashingTask(
        file: place.shelf.libraryFile(at: file), wants: wants, purpose: .request(request.id),
        isMember: place.isMember(file), volume: place.volume,
        unlessCheckedSince: request.kind == .everything ? request.started : nil)
    }
    course.left = HashingAmount()
    return nil
  }

  /// One that ``next(_:_:steps:isBusy:)`` gave is done.
  mutating func finish(_ task: HashingTask, failed: Bool) {
    running.remove(bytes: task.size)
    progress.done.add(bytes: task.size)
    if failed { progress.failed += 1 }
  }

  /// At the end of the way, goes it once more for files that were passed.
  mutating func lookAgain() {
    guard hasPassed, courses.values.allSatisfy({ $0.position >= $0.end }) else { return }
    hasPassed = false
    // What is read to see whether it is the same was just being read.
    guard request.kind == .missing else { return }
    for (location, course) in courses { courses[location]?.position = course.start }
  }

  mutating func noteDifference() { progress.differences += 1 }

  /// Whether every shelf has been gone through, and nothing is on its way any more.
  var isDone: Bool {
    running.files == 0 && !hasPassed && courses.values.allSatisfy { $0.position >= $0.end }
  }

  /// With what is running.
  var current: HashRequestProgress {
    var current = progress
    current.left = running
    for course in courses.values { current.left.add(course.left) }
    return current
  }

  private func lacking(_ place: HashingPlace, _ file: Int, _ known: HashFacts) -> HashFacts {
    let all = HashingPlace.isZip(place.shelf, file) ? archiveWants : wants
    return request.kind == .everything ? all : all.subtracting(known)
  }

  /// Those of a shelf that the request is about: they lie side by side.
  private func files(of shelf: Shelf) -> Range<Int> {
    guard case .below(let root, let path) = request.scope else { return 0..<shelf.files.count }
    guard shelf.location.root.id == root.id else { return 0..<0 }
    let folder = shelf.location.folder
    if path.isEmpty || path == folder || folder.starts(with: path + [UInt8(ascii: "/")]) {
      return 0..<shelf.files.count
    }
    let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
    guard path.starts(with: prefix) else { return 0..<0 }
    let rest = [UInt8](path.dropFirst(prefix.count))
    if let file = shelf.files.index(of: rest) { return file..<file + 1 }
    return shelf.files.range(below: rest)
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
