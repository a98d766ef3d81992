internal import Content
internal import Model

/// What is to be hashed of one system folder by default, and how far that is. No memory for each file: the shelf
/// itself is the queue.
struct HashingPlace {
  /// In the order in which they are hashed, each over the whole library.
  enum Phase: Int, CaseIterable {
    /// Members of games of several files that have no CRC-32: their ZIPs cannot be read to the end without.
    case members
    /// Archives that are games: what is in them.
    case listings
    /// Games of one file.
    case singles
    /// Members that a reader was given the CRC-32 of, and that have no digests yet.
    case digests
  }

  /// A phase's way through the shelf.
  struct Course {
    var position = 0
    /// What lies ahead.
    var left = HashingAmount()
  }

  let shelf: Shelf
  let volume: Int
  private(set) var courses = Array(repeating: Course(), count: Phase.allCases.count)
  /// Files of games with a ZIP, game by game.
  private let members: [UInt32]
  /// The same, a bit for each file of the shelf.
  private let membership: [UInt64]

  private var memberWants: HashFacts = []
  private var singleWants: HashFacts = []
  private var digestWants: HashFacts = []
  private var listingWants: HashFacts = []
  private var settings = HashingSettings()

  init(_ shelf: Shelf, volume: Int) {
    self.shelf = shelf
    self.volume = volume
    var members: [UInt32] = []
    var membership = [UInt64](repeating: 0, count: shelf.archives.isEmpty ? 0 : shelf.files.count / 64 + 1)
    for game in shelf.archives.indices where HashingPlace.hasArchive(game, shelf) {
      members += shelf.archives.members(at: game)
      for member in shelf.archives.members(at: game) {
        membership[Int(member) / 64] |= 1 << (UInt64(member) % 64)
      }
    }
    self.members = members
    self.membership = membership
  }

  /// Whether the game has a ZIP: its files together may be larger than a file can be, as sparse ones easily are.
  private static func hasArchive(_ game: Int, _ shelf: Shelf) -> Bool {
    var total: Int64 = 0
    for member in shelf.archives.members(at: game) {
      let (sum, overflows) = total.addingReportingOverflow(shelf.files.version(at: Int(member)).size)
      if overflows { return false }
      total = sum
    }
    // What the headers take is worth a look only where it can matter.
    return total < Int64.max / 2 || ArchiveManifest(of: shelf.archives[game], on: shelf) != nil
  }

  func isMember(_ file: Int) -> Bool { !membership.isEmpty && membership[file / 64] >> (UInt64(file) % 64) & 1 == 1 }

  /// The files of games with a ZIP, game by game.
  var memberFiles: [UInt32] { members }

  func key(of file: Int) -> ContentKey {
    ContentKey(root: shelf.location.root.id, version: shelf.files.version(at: file))
  }

  // MARK: What is wanted

  /// Begins anew by these settings.
  ///
  /// - Parameter isBusy: what somebody hashes already, or has failed to.
  mutating func restart(_ settings: HashingSettings, _ known: HashedFiles, isBusy: (ContentKey) -> Bool) {
    self.settings = settings
    let all = HashFacts(settings.algorithms.union(.crc32))
    let isHashed = settings.includes(system: shelf.system)
    let isOn = settings.isInBackground
    memberWants = !isOn ? [] : settings.platforms == .none ? .crc32 : all
    digestWants = isHashed ? all : []
    singleWants = isHashed ? all : []
    listingWants = isOn && (isHashed || settings.platforms == .standard) ? .listing : []
    for phase in Phase.allCases {
      var left = HashingAmount()
      for position in 0..<count(phase) {
        let file = file(phase, position)
        let key = key(of: file)
        if !lacking(phase, file, known[key]).isEmpty, !isBusy(key) { left.add(bytes: cost(phase, key)) }
      }
      // Where nothing is to be done the way need not be gone; but readers will have been to members that have no
      // CRC-32 yet.
      let isEmpty = left.files == 0 && (phase != .digests || courses[Phase.members.rawValue].left.files == 0)
      courses[phase.rawValue] = Course(position: isEmpty ? count(phase) : 0, left: left)
    }
  }

  private func count(_ phase: Phase) -> Int {
    switch phase {
    case .members: memberWants.isEmpty ? 0 : members.count
    case .digests: digestWants.isEmpty ? 0 : members.count
    case .listings: listingWants.isEmpty ? 0 : shelf.singles.count
    case .singles: singleWants.isEmpty ? 0 : shelf.singles.count
    }
  }

  private func file(_ phase: Phase, _ position: Int) -> Int {
    switch phase {
    case .members, .digests: Int(members[position])
    case .listings, .singles: Int(shelf.singles[position])
    }
  }

  /// What is to be found out of a file in this phase.
  private func lacking(_ phase: Phase, _ file: Int, _ known: HashFacts) -> HashFacts {
    switch phase {
    case .members: return known.contains(.crc32) ? [] : memberWants.subtracting(known)
    case .digests: return known.contains(.crc32) ? digestWants.subtracting(known) : []
    case .listings:
      if known.contains(.listing) { return [] }
      return HashingPlace.isZip(shelf, file) ? .listing : []
    case .singles:
      let lacking = singleWants.subtracting(known)
      guard !lacking.isEmpty, settings.includes(size: shelf.files.version(at: file).size) else { return [] }
      // Of an archive it is the members that databases know.
      return HashingPlace.isArchive(shelf, file) ? [] : lacking
    }
  }

  /// What is to be found out of a file by default, in whatever phase.
  func usuallyLacking(_ file: Int, _ known: HashFacts) -> HashFacts {
    if isMember(file) { return lacking(.members, file, known).union(lacking(.digests, file, known)) }
    guard isSingle(file) else { return [] }
    return (listingWants.isEmpty ? [] : lacking(.listings, file, known)).union(lacking(.singles, file, known))
  }

  private func isSingle(_ file: Int) -> Bool {
    var low = 0
    var high = shelf.singles.count
    while low < high {
      let middle = (low + high) / 2
      if Int(shelf.singles[middle]) < file { low = middle + 1 } else { high = middle }
    }
    return low < shelf.singles.count && Int(shelf.singles[low]) == file
  }

  /// Bytes that have to be read: of an archive's directory, next to nothing.
  private func cost(_ phase: Phase, _ key: ContentKey) -> Int64 { phase == .listings ? 0 : key.version.size }

  static func isZip(_ shelf: Shelf, _ file: Int) -> Bool { fileExtension(shelf, file) == zip }

  private static func isArchive(_ shelf: Shelf, _ file: Int) -> Bool {
    archives.contains(fileExtension(shelf, file))
  }

  private static let zip = FileExtension("zip")
  private static let archives = FileExtension.set("zip 7z rar")

  private static func fileExtension(_ shelf: Shelf, _ file: Int) -> FileExtension {
    shelf.files.withPath(at: file) { FileExtension(ofPath: $0) }
  }

  // MARK: The way

  /// How many files are passed at most before somebody else gets the lock.
  static let stepLimit = 16_384

  /// The next file to hash in this phase.
  ///
  /// - Parameter steps: how many files may still be passed; 0 afterwards where it is worth another call.
  mutating func next(
    _ phase: Phase, _ known: HashedFiles, steps: inout Int, isBusy: (ContentKey) -> Bool
  ) -> HashingTask? {
    let end = count(phase)
    var course = courses[phase.rawValue]
    defer { courses[phase.rawValue] = course }
    while course.position < end {
      guard steps > 0 else { return nil }
      steps -= 1
      let file = file(phase, course.position)
      course.position += 1
      let key = key(of: file)
      let wants = lacking(phase, file, known[key])
      guard !wants.isEmpty, !isBusy(key) else { continue }
      course.left.remove(bytes: cost(phase, key))
      // Nobody comes for more then.
      if course.position == end { course.left = HashingAmount() }
      return HashingTask(
        file: shelf.libraryFile(at: file), wants: wants, purpose: .standing, isMember: isMember(file), volume: volume)
    }
    // What is left was done by others meanwhile.
    course.left = HashingAmount()
    return nil
  }

  /// Somebody else hashes a file that lies ahead.
  mutating func pass(_ file: LibraryFile, _ known: HashedFiles) {
    let prefix = shelf.location.folder.isEmpty ? 0 : shelf.location.folder.count + 1
    guard let index = shelf.files.index(of: Array(file.path.dropFirst(prefix))) else { return }
    let key = key(of: index)
    let phases: [Phase] = isMember(index) ? [.members, .digests] : isSingle(index) ? [.listings, .singles] : []
    for phase in phases where count(phase) > 0 && !isDone(phase) && !lacking(phase, index, known[key]).isEmpty {
      courses[phase.rawValue].left.remove(bytes: cost(phase, key))
    }
  }

  func isDone(_ phase: Phase) -> Bool { courses[phase.rawValue].position >= count(phase) }

  /// All phases are.
  var isDone: Bool { Phase.allCases.allSatisfy { isDone($0) } }

  /// What lies ahead in all phases.
  var left: HashingAmount {
    var left = HashingAmount()
    for course in courses { left.add(course.left) }
    return left
  }
}
