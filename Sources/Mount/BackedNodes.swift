package import Platform
internal import Synchronization

/// Whoever may register files with the connection, so that the kernel reads them itself: the supervisor.
package protocol BackingRegistrar: Sendable {
  /// Registers the file for `node`, or tells what is registered for it. May take as long as the supervisor is busy.
  ///
  /// - Throws: what the kernel said, or ETIMEDOUT.
  func open(_ node: UInt64, file: Int32) throws(Errno) -> (slot: Int, number: Int32)
  /// Nobody has the node of that slot open.
  func close(slot: Int)
}

/// The nodes whose files the kernel reads itself, and how many openings each has.
///
/// The counts are in the ``BackingTable``, for the worker after this one: a node with openings must be opened by the
/// number it has, because the kernel refuses another.
///
/// Lock order: `registering`, which is held while the registrar answers, then `state`.
package final class BackedNodes: Sendable {
  /// One opening that is about to be answered.
  package struct Backing: Sendable {
    package var slot: Int
    /// The connection's number of the file.
    package var number: Int32
    /// To be given back once the request has been answered.
    fileprivate var intent: Int?
  }

  /// A file that can be registered.
  package struct File: Sendable {
    package var descriptor: Int32
    /// nil where the file of a node is always the same.
    package var origin: FileOrigin?
    package var keeper: (any Sendable)?

    package init(descriptor: Int32, origin: FileOrigin?, keeper: (any Sendable)?) {
      self.descriptor = descriptor
      self.origin = origin
      self.keeper = keeper
    }
  }

  private struct Node {
    var slot: Int
    var number: Int32
    var openings: Int
    /// Which file it is; nil for one that an earlier worker registered.
    var origin: FileOrigin?
    /// When the last opening went, in ``monotonicNanoseconds()``.
    var idleSince: UInt64 = 0
    /// What must stay as long as the node is registered.
    var keeper: (any Sendable)?
  }

  private struct State {
    var nodes: [UInt64: Node] = [:]
    var nodesBySlot: [Int: UInt64] = [:]
    /// Requests a worker that died had counted and perhaps not answered.
    var counted: [UInt64: Int]
    var freeIntents = Array(0..<BackingTable.intentCount)
  }

  private let registering = Mutex<Void>(())
  private let state: Mutex<State>
  private let table: BackingTable
  private let registrar: any BackingRegistrar
  /// How long a file stays registered that nobody has open. A disk with such files cannot be unmounted.
  private static let idleLimit: UInt64 = 3_000_000_000

  /// - Parameters:
  ///   - table: shared with the supervisor; what is in it is what the worker before had open.
  ///   - keeper: what must be held as long as that node stays registered.
  package init(_ table: BackingTable, _ registrar: any BackingRegistrar, keeper: (UInt64) -> (any Sendable)?) {
    self.table = table
    self.registrar = registrar
    var state = State(counted: table.takeIntents())
    for entry in table.entries {
      state.nodes[entry.node] = Node(
        slot: entry.slot, number: entry.number, openings: entry.openings, idleSince: monotonicNanoseconds(),
        keeper: keeper(entry.node))
      state.nodesBySlot[entry.slot] = entry.node
    }
    self.state = Mutex(state)
  }

  /// Files that programs have open.
  package var openCount: Int { state.withLock { $0.nodes.values.count { $0.openings > 0 } } }

  /// Whether a file is registered for the node, so that it can be opened without it.
  package func isRegistered(_ node: UInt64) -> Bool { state.withLock { $0.nodes[node] != nil } }

  /// Counts an opening of `node`, registering its file where it is not.
  ///
  /// - Parameters:
  ///   - unique: of the request.
  ///   - wasSentBefore: whether a worker that died may have counted it.
  ///   - file: to be registered, with what must be held as long as it is; nil only takes what is registered.
  /// - Returns: nil where nothing is registered and `file` is nil.
  /// - Throws: ESTALE where programs have another file of the node open, such as one on a disk that was away since.
  package func open(_ node: UInt64, unique: UInt64, wasSentBefore: Bool, file: File?) throws(Errno) -> Backing? {
    if let known = try take(node, unique, wasSentBefore, file?.origin) { return known }
    guard let file else { return nil }
    return try registering.withLock { (_) throws(Errno) -> Backing? in
      if let known = try take(node, unique, wasSentBefore, file.origin) { return known }
      if let slot = forget(node) { registrar.close(slot: slot) }
      let (slot, number) = try registrar.open(node, file: file.descriptor)
      state.withLock { state in
        state.nodes[node] = Node(slot: slot, number: number, openings: 0, origin: file.origin, keeper: file.keeper)
        state.nodesBySlot[slot] = node
      }
      return try take(node, unique, wasSentBefore, file.origin)
    }
  }

  /// Drops a node nobody has open, for a file that is not the one there is now.
  private func forget(_ node: UInt64) -> Int? {
    state.withLock { state in
      guard let old = state.nodes.removeValue(forKey: node) else { return nil }
      state.nodesBySlot[old.slot] = nil
      return old.slot
    }
  }

  private func take(
    _ node: UInt64, _ unique: UInt64, _ wasSentBefore: Bool, _ origin: FileOrigin?
  ) throws(Errno) -> Backing? {
    try state.withLock { (state) throws(Errno) -> Backing? in
      guard let known = state.nodes[node] else { return nil }
      if let origin {
        if let other = known.origin, other != origin {
          if known.openings > 0 { throw .stale }
          return nil
        }
        state.nodes[node]?.origin = origin
      }
      let isCounted = wasSentBefore && state.counted.removeValue(forKey: unique) == known.slot
      // Without one, a worker that is killed now leaves one opening too many counted: the file stays registered.
      let intent = state.freeIntents.popLast()
      // Noted again in any case: this worker may die before it answers, too.
      table.count(isCounted ? 0 : 1, slot: known.slot, unique: unique, intent: intent)
      if !isCounted { state.nodes[node]?.openings += 1 }
      return Backing(slot: known.slot, number: known.number, intent: intent)
    }
  }

  /// The opening has been answered; `isOpen` is false where the kernel did not take the answer.
  package func answered(_ backing: Backing, isOpen: Bool) {
    if !isOpen { state.withLock { countDown(&$0, 1, backing.slot, unique: 0, intent: nil) } }
    finish(backing.intent)
  }

  /// An opening was released; calls `answer` to say so to the kernel.
  package func release(slot: Int, unique: UInt64, wasSentBefore: Bool, answer: () -> Void) {
    let intent = state.withLock { state -> Int? in
      let intent = state.freeIntents.popLast()
      let isCounted = wasSentBefore && state.counted.removeValue(forKey: unique) == slot
      countDown(&state, isCounted ? 0 : 1, slot, unique: unique, intent: intent)
      return intent
    }
    answer()
    finish(intent)
  }

  private func countDown(_ state: inout State, _ count: Int, _ slot: Int, unique: UInt64, intent: Int?) {
    guard let node = state.nodesBySlot[slot], let openings = state.nodes[node]?.openings, openings >= count else {
      return
    }
    table.count(-count, slot: slot, unique: unique, intent: intent)
    state.nodes[node]?.openings = openings - count
    state.nodes[node]?.idleSince = monotonicNanoseconds()
  }

  private func finish(_ intent: Int?) {
    guard let intent else { return }
    table.finish(intent: intent)
    state.withLock { $0.freeIntents.append(intent) }
  }

  /// Gives up what nobody has had open for a while. To be called now and then.
  ///
  /// - Parameter now: as ``monotonicNanoseconds()`` has it.
  package func closeIdle(now: UInt64 = monotonicNanoseconds()) {
    guard state.withLock({ state in state.nodes.values.contains { isIdle($0, now) } }) else { return }
    // Whoever registers may wait for the supervisor; this is done again in a second.
    _ = registering.withLockIfAvailable { _ in
      let idle = state.withLock { state -> [Node] in
        let idle = state.nodes.filter { isIdle($0.value, now) }
        for (node, value) in idle {
          state.nodes[node] = nil
          state.nodesBySlot[value.slot] = nil
        }
        return Array(idle.values)
      }
      for node in idle { registrar.close(slot: node.slot) }
    }
  }

  private func isIdle(_ node: Node, _ now: UInt64) -> Bool {
    node.openings == 0 && now - min(now, node.idleSince) >= BackedNodes.idleLimit
  }
}
