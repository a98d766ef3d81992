internal import Mount
internal import Platform
internal import Synchronization
internal import Testing

@Suite("Nodes that the kernel reads itself")
final class BackedNodesTests {
  /// A supervisor with its side of the table.
  private final class Supervisor: BackingRegistrar {
    struct State {
      var slots: [UInt64: Int] = [:]
      var opened: [UInt64] = []
      var closed: [Int] = []
      var refusal: Errno?
    }
    let table: BackingTable
    let state = Mutex(State())

    init(_ table: BackingTable) { self.table = table }

    func open(_ node: UInt64, file: Int32) throws(Errno) -> (slot: Int, number: Int32) {
      let result = state.withLock { state -> Result<Int, Errno> in
        if let refusal = state.refusal { return .failure(refusal) }
        if let slot = state.slots[node] { return .success(slot) }
        state.opened.append(node)
        let slot = state.opened.count - 1
        state.slots[node] = slot
        table.enter(node, number: Int32(slot + 100), at: slot)
        return .success(slot)
      }
      let slot = try result.get()
      return (slot, Int32(slot + 100))
    }

    func close(slot: Int) {
      let entry = table.remove(slot: slot)
      state.withLock { state in
        state.closed.append(slot)
        if let entry { state.slots[entry.node] = nil }
      }
    }
  }

  private final class Keeper: Sendable {}

  private let memory: FileDescriptor
  private let supervisor: Supervisor
  private let nodes: BackedNodes
  /// Later than everything else in a test.
  private let later = monotonicNanoseconds() + 60_000_000_000

  init() throws {
    memory = try BackingTable.make()
    supervisor = Supervisor(try BackingTable(memory))
    nodes = BackedNodes(try BackingTable(memory), supervisor) { _ in nil }
  }

  private func open(
    _ node: UInt64, _ nodes: BackedNodes? = nil, unique: UInt64 = 1, again: Bool = false, keeper: Keeper? = nil
  ) throws -> BackedNodes.Backing {
    let nodes = nodes ?? self.nodes
    let file = BackedNodes.File(descriptor: 0, origin: nil, keeper: keeper)
    return try #require(try nodes.open(node, unique: unique, wasSentBefore: again, file: file))
  }

  /// A worker that takes over.
  private func successor() throws -> BackedNodes { BackedNodes(try BackingTable(memory), supervisor) { _ in nil } }

  private var openings: [Int] { supervisor.table.entries.map(\.openings) }

  @Test func `a file is registered once for all openings, and given up a while after the last`() throws {
    let first = try open(7)
    let second = try open(7)
    for backing in [first, second] { nodes.answered(backing, isOpen: true) }
    #expect(first.number == second.number)
    #expect(supervisor.state.withLock { $0.opened } == [7])
    #expect(nodes.openCount == 1)
    nodes.release(slot: first.slot, unique: 2, wasSentBefore: false) {}
    nodes.closeIdle(now: later)
    #expect(supervisor.state.withLock { $0.closed } == [], "one opening is left")
    nodes.release(slot: first.slot, unique: 3, wasSentBefore: false) {}
    nodes.closeIdle(now: 0)
    #expect(supervisor.state.withLock { $0.closed } == [], "it may be opened again at once")
    nodes.closeIdle(now: later)
    #expect(supervisor.state.withLock { $0.closed } == [first.slot])
    #expect(nodes.openCount == 0)
  }

  @Test func `an opening the kernel did not take is not counted`() throws {
    let backing = try open(7)
    nodes.answered(backing, isOpen: false)
    #expect(openings == [0])
  }

  @Test func `what keeps the file is held as long as it is registered`() throws {
    weak var kept: Keeper?
    do {
      let keeper = Keeper()
      kept = keeper
      let backing = try open(7, keeper: keeper)
      nodes.answered(backing, isOpen: true)
      nodes.release(slot: backing.slot, unique: 2, wasSentBefore: false) {}
    }
    #expect(kept != nil)
    nodes.closeIdle(now: later)
    #expect(kept == nil)
  }

  @Test func `a refusal is passed on, and nothing stays behind`() throws {
    supervisor.state.withLock { $0.refusal = .tooManyLinks }
    #expect(throws: Errno.tooManyLinks) { try open(7) }
    #expect(nodes.openCount == 0)
    supervisor.state.withLock { $0.refusal = nil }
    nodes.answered(try open(7), isOpen: true)
    #expect(nodes.openCount == 1)
  }

  @Test func `without a file only what is registered is opened`() throws {
    #expect(try nodes.open(7, unique: 1, wasSentBefore: false, file: nil) == nil)
    nodes.answered(try open(7), isOpen: true)
    #expect(try nodes.open(7, unique: 2, wasSentBefore: false, file: nil)?.number == 100)
  }

  @Test func `the next worker goes on with the numbers and counts of the one that died`() throws {
    let before = try open(7)
    nodes.answered(before, isOpen: true)
    let next = try successor()
    #expect(next.openCount == 1)
    let after = try open(7, next)
    #expect(after.number == before.number)
    next.answered(after, isOpen: true)
    #expect(openings == [2])
    // The handle of the worker that died is released to the one there is.
    next.release(slot: before.slot, unique: 5, wasSentBefore: false) {}
    next.release(slot: before.slot, unique: 6, wasSentBefore: false) {}
    next.closeIdle(now: later)
    #expect(supervisor.state.withLock { $0.closed } == [before.slot])
  }

  @Test func `an opening that was counted and is sent again counts once`() throws {
    // Killed after it counted: with or without the answer, nobody knows.
    _ = try open(7, unique: 40)
    _ = try open(7, unique: 42)
    let next = try successor()
    #expect(openings == [2])
    // Only what had no answer is sent again.
    next.answered(try open(7, next, unique: 42, again: true), isOpen: true)
    #expect(openings == [2])
    // What was never counted is.
    next.answered(try open(7, next, unique: 44, again: true), isOpen: true)
    #expect(openings == [3])
  }

  @Test func `an opening that is sent a third time counts once as well`() throws {
    _ = try open(7, unique: 40)
    _ = try open(7, try successor(), unique: 40, again: true)
    let last = try successor()
    last.answered(try open(7, last, unique: 40, again: true), isOpen: true)
    #expect(openings == [1])
  }

  @Test func `a release that was counted and is sent again counts once`() throws {
    let backing = try open(7)
    nodes.answered(backing, isOpen: true)
    nodes.answered(try open(7), isOpen: true)
    var next: BackedNodes?
    // The worker dies when it is about to answer.
    nodes.release(slot: backing.slot, unique: 50, wasSentBefore: false) { next = try? self.successor() }
    let heir = try #require(next)
    #expect(openings == [1])
    heir.release(slot: backing.slot, unique: 50, wasSentBefore: true) {}
    #expect(openings == [1])
    heir.release(slot: backing.slot, unique: 52, wasSentBefore: true) {}
    #expect(openings == [0])
  }

  @Test func `another file of the same node takes the place of one that nobody has open, and waits for one that is`()
    throws
  {
    func file(_ mount: UInt64) -> BackedNodes.File {
      .init(descriptor: 0, origin: FileOrigin(device: 1, inode: 2, mount: mount), keeper: nil)
    }
    func open(_ mount: UInt64) throws -> BackedNodes.Backing? {
      try nodes.open(7, unique: 1, wasSentBefore: false, file: file(mount))
    }
    let first = try #require(try open(1))
    nodes.answered(first, isOpen: true)
    #expect(throws: Errno.stale) { try open(2) }
    nodes.release(slot: first.slot, unique: 2, wasSentBefore: false) {}
    let second = try #require(try open(2))
    #expect(second.number != first.number)
    #expect(supervisor.state.withLock { $0.closed } == [first.slot])
    nodes.answered(second, isOpen: true)
    #expect(nodes.openCount == 1)
  }

  @Test func `a handle of nothing is released without harm`() {
    var isAnswered = false
    nodes.release(slot: 99, unique: 1, wasSentBefore: false) { isAnswered = true }
    #expect(isAnswered)
    #expect(nodes.openCount == 0)
  }

  @Test func `many threads open and close one node`() throws {
    var threads: [WorkerThread] = []
    for number in 0..<8 {
      let nodes = nodes
      threads.append(
        try WorkerThread(name: "opener") {
          for round in 0..<500 {
            let unique = UInt64(number * 1000 + round + 1)
            let backing = try? nodes.open(
              7, unique: unique, wasSentBefore: false, file: .init(descriptor: 0, origin: nil, keeper: nil))
            guard let backing else { continue }
            nodes.answered(backing, isOpen: true)
            nodes.release(slot: backing.slot, unique: unique, wasSentBefore: false) {}
            if round % 100 == 0 { nodes.closeIdle(now: .max) }
          }
        })
    }
    for thread in threads { thread.join() }
    #expect(nodes.openCount == 0)
    #expect(openings.allSatisfy { $0 == 0 })
    let state = supervisor.state.withLock { ($0.opened.count, $0.closed.count) }
    #expect(state.0 - state.1 <= 1)
    #expect(supervisor.table.takeIntents() == [:])
  }
}
