internal import Cache
internal import Digest
internal import Testing

/// A disk, its clock and the users of a cache, which do what the ledger says and hold it to its word.
struct SimulatedDisk: Hashable {
  struct File: Hashable {
    var size: Int64
    var occupied: Int64
    var holds = 0
    var isPinned = false
    var lastUsed: Int64
    var isUsed: Bool
    var isDamaged = false
    var isRemoving = false
    var isVisible: Bool { !isDamaged && !isRemoving }
  }

  struct Running: Hashable {
    var key: Int
    var done: Int64 = 0
    var isCancelled = false
  }

  struct Game: Hashable {
    var size: Int64
    var cost: Int64
    var method: BuildMethod
  }

  static let keys = (0..<64).map { number in
    CacheKey([UInt8]("game \(number)".utf8).withUnsafeBytes { SHA256Digest(of: $0) })
  }
  static let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })

  var ledger: CacheLedger
  var now: Int64 = 1_000_000
  var games: [Game]
  var total: Int64
  /// What others have on the disk.
  var foreign: Int64 = 0
  var allocatesAtOnce = false
  var files: [Int: File] = [:]
  var running: [BuildMethod: Running] = [:]
  /// Who waits for an answer.
  var wanted: [Int: Set<CacheLedger.Cause>] = [:]
  var starts: [Int] = []
  var problems: [String] = []

  init(games: [Game], limits: CacheLimits, total: Int64) {
    self.games = games
    self.total = total
    ledger = CacheLedger(limits, found: [], now: 1_000_000)
    observe()
  }

  var space: DiskSpace { DiskSpace(free: free, total: total) }

  var free: Int64 {
    let partials = running.values.reduce(Int64(0)) { sum, build in
      let game = games[build.key]
      guard game.method == .copy else { return sum }
      return sum + (allocatesAtOnce ? game.size : build.done)
    }
    return total - foreign - files.values.reduce(0) { $0 + $1.occupied } - partials
  }

  var occupied: Int64 { files.values.reduce(0) { $0 + $1.occupied } }
  var claimed: Int64 { running.values.reduce(0) { $0 + games[$1.key].cost } }
  var reserve: Int64 { ledger.limits.reserved(of: total) }

  private var remaining: Int64 {
    running.values.reduce(0) { sum, build in
      let game = games[build.key]
      return sum + (game.method == .clone ? game.cost : allocatesAtOnce ? 0 : game.size - build.done)
    }
  }

  func request(_ number: Int) -> CacheLedger.Request {
    CacheLedger.Request(key: Self.keys[number], name: "Game \(number).zip", size: games[number].size)
  }

  func mayGo(_ file: File) -> Bool {
    file.isVisible && file.holds == 0 && !file.isPinned
      && (!file.isUsed || now - file.lastUsed >= ledger.limits.grace)
  }

  // MARK: What happens

  mutating func observe() { perform(ledger.observed(space, now: now)) }

  mutating func ask(_ number: Int, _ cause: CacheLedger.Cause) {
    wanted[number, default: []].insert(cause)
    if cause != .always, files[number]?.isVisible == true { use(number) }
    perform(ledger.ask(request(number), cause, now: now))
  }

  mutating func withdraw(_ number: Int, _ cause: CacheLedger.Cause) {
    let isWanted = ledger.isUnderWay(Self.keys[number]) && wanted[number]?.contains(cause) == true
    if isWanted, let causes = wanted[number], causes.count > 1 { wanted[number]?.remove(cause) }
    perform(ledger.withdraw(Self.keys[number], cause, now: now))
  }

  mutating func inspect() {
    for (key, isInspected) in ledger.unready(from: 0, limit: 8) {
      guard let number = Self.numbers[key] else { continue }
      let game = games[number]
      if !isInspected { perform(ledger.inspected(key, method: game.method, cost: game.cost, now: now)) }
      perform(ledger.ready(key, now: now))
    }
  }

  mutating func step(_ method: BuildMethod) {
    guard var build = running[method] else { return }
    build.done = min(games[build.key].size, build.done + max(1, games[build.key].size / 4))
    running[method] = build
    ledger.progressed(Self.keys[build.key], done: build.done)
    observe()
  }

  mutating func finish(_ method: BuildMethod) {
    guard let build = running.removeValue(forKey: method) else { return }
    let game = games[build.key]
    let causes = wanted[build.key] ?? []
    files[build.key] = File(
      size: game.size, occupied: game.cost, lastUsed: now, isUsed: causes != [.always] && !causes.isEmpty)
    let zip = CachedZip(
      key: Self.keys[build.key], system: "s", name: "", size: game.size, occupied: game.cost, modified: 0,
      created: now, lastUsed: now, isPinned: false)
    perform(ledger.finished(zip, space: space, now: now))
  }

  mutating func fail(_ method: BuildMethod, _ failure: BuildFailure) {
    guard let build = running.removeValue(forKey: method) else { return }
    perform(ledger.failed(Self.keys[build.key], build.isCancelled ? .cancelled : failure, space: space, now: now))
  }

  mutating func open(_ number: Int) {
    let zip = ledger.opened(Self.keys[number], now: now)
    expect((zip != nil) == (files[number]?.isVisible == true), "open of \(number)")
    guard zip != nil else { return }
    use(number)
    files[number]?.holds += 1
  }

  mutating func close(_ number: Int) {
    guard let file = files[number], file.holds > 0 else { return }
    use(number)
    files[number]?.holds -= 1
    perform(ledger.closed(Self.keys[number], now: now))
  }

  mutating func pin(_ number: Int, _ isPinned: Bool) {
    let isThere = ledger.setPinned(isPinned, Self.keys[number])
    expect(isThere == (files[number]?.isVisible == true), "pin of \(number)")
    if isThere { files[number]?.isPinned = isPinned }
  }

  mutating func damage(_ number: Int) {
    guard files[number]?.isVisible == true else { return }
    files[number]?.isDamaged = true
    perform(ledger.damaged(Self.keys[number], now: now))
  }

  mutating func finishRemoval(_ number: Int) {
    guard files[number]?.isRemoving == true else { return }
    files[number] = nil
    perform(ledger.removed(Self.keys[number], space: space, now: now))
  }

  mutating func failRemoval(_ number: Int) {
    guard files[number]?.isRemoving == true else { return }
    files[number]?.isRemoving = false
    files[number]?.isDamaged = true
    perform(ledger.removalFailed(Self.keys[number], now: now))
  }

  mutating func pass(_ seconds: Int64) {
    now += seconds
    observe()
    perform(ledger.tick(now: now))
    for (number, file) in files where mayGo(file) {
      if let lifetime = ledger.limits.lifetime(of: file.size) {
        expect(file.lastUsed + lifetime > now, "\(number) has outlived its time")
      }
    }
  }

  mutating func clear() {
    for (number, file) in files where file.isVisible && file.holds == 0 && !file.isPinned {
      files[number]?.lastUsed = now - ledger.limits.grace
    }
    perform(ledger.clear(includingPinned: false, now: now).actions)
    expect(!files.values.contains { $0.isVisible && $0.holds == 0 && !$0.isPinned }, "cleared")
  }

  mutating func setLimits(_ change: (inout CacheLimits) -> Void) {
    var limits = ledger.limits
    change(&limits)
    perform(ledger.setLimits(limits, now: now))
  }

  private mutating func use(_ number: Int) {
    files[number]?.lastUsed = now
    files[number]?.isUsed = true
  }

  // MARK: What it is held to

  mutating func expect(_ condition: Bool, _ text: String) {
    if !condition { problems.append(text) }
  }

  mutating func perform(_ actions: [CacheLedger.Action]) {
    var evicted: [Int] = []
    for action in actions {
      switch action {
      case .start(let key, let method): start(Self.numbers[key] ?? -1, method)
      case .cancel(let key):
        for (method, build) in running where Self.keys[build.key] == key { running[method]?.isCancelled = true }
      case .remove(let zip):
        guard let number = Self.numbers[zip.key], let file = files[number] else {
          expect(false, "removes what is not there")
          continue
        }
        expect(file.holds == 0 && !file.isRemoving, "\(number) is removed while it is open")
        expect(file.isDamaged || mayGo(file), "\(number) is removed though it is protected")
        let lifetime = ledger.limits.lifetime(of: file.size)
        if !file.isDamaged, lifetime.map({ file.lastUsed + $0 > now }) ?? true { evicted.append(number) }
        files[number]?.isRemoving = true
      case .answered(let key, let answer):
        let number = Self.numbers[key] ?? -1
        let causes = wanted.removeValue(forKey: number)
        expect(causes != nil, "\(number) is answered though nobody asked")
        expect((answer == .complete) == (files[number]?.isVisible == true), "\(number): \(answer)")
      case .removeBlocks, .queued, .appeared, .disappeared, .forgotten: break
      }
    }
    for number in evicted where (files[number]?.occupied ?? 0) >= 1 << 20 {
      let used = files[number]?.lastUsed ?? 0
      for (other, file) in files where mayGo(file) && file.occupied >= 1 << 20 {
        expect(file.lastUsed >= used, "\(number) goes before \(other), which was used longer ago")
      }
    }
    check()
  }

  private mutating func start(_ number: Int, _ method: BuildMethod) {
    let game = games[number]
    expect(running[method] == nil, "two builds at a time")
    expect(!running.values.contains { $0.key == number }, "two builds of \(number)")
    expect(files[number] == nil, "\(number) is built over a file")
    expect(wanted[number] != nil, "\(number) is built for nobody")
    expect(game.method == method, "\(number) by \(method)")
    expect(occupied + claimed + game.cost <= ledger.limits.cap, "\(number) breaks the cap")
    if method == .copy { expect(free >= 2 * game.size, "\(number) has not twice its size") }
    expect(free - remaining - game.cost >= reserve, "\(number) eats the reserve")
    expect(!(method == .copy && ledger.limits.reflinkOnly), "a copy though only clones are allowed")
    running[method] = Running(key: number)
    starts.append(number)
  }

  /// What holds at any moment.
  private mutating func check() {
    expect(ledger.occupied == occupied, "occupied is \(occupied), and the ledger thinks \(ledger.occupied)")
    let isAnythingLeft =
      files.values.contains { mayGo($0) && $0.occupied > 0 }
      || running.values.contains { !$0.isCancelled && games[$0.key].method == .copy }
    let leaving = files.values.reduce(Int64(0)) { $0 + ($1.isRemoving ? $1.occupied : 0) }
    // What a cancelled copy gives back is waited for.
    let isStopping = running[.copy]?.isCancelled == true
    let copies = running.values.reduce(Int64(0)) { $0 + ($1.isCancelled ? 0 : games[$1.key].cost) }
    if isAnythingLeft {
      expect(occupied + copies - leaving <= ledger.limits.cap, "over the cap, and nothing is done about it")
      expect(
        isStopping || free + leaving + ledger.expected >= reserve,
        "the reserve is gone, and nothing is done about it")
    }
    for (number, causes) in wanted where !causes.isEmpty {
      expect(ledger.isUnderWay(Self.keys[number]), "\(number) is forgotten")
    }
    for listed in ledger.listed {
      let file = Self.numbers[listed.zip.key].flatMap { files[$0] }
      expect(file?.isVisible == true && file?.holds == listed.holds, "what is listed is not what is there")
    }
  }
}
