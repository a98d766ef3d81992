internal import CPlatform
internal import Glibc
internal import Synchronization

/// Which nodes of a mount are read past the service, by which of the connection's numbers, and how many openings each
/// has: in memory that the supervisor and its worker share, so that it outlives a worker that is killed.
///
/// The supervisor enters nodes and takes them out, the worker counts openings. A node keeps its number as long as it
/// has openings: the kernel refuses a second file for the same node.
///
/// Any thread may call this; who changes one slot from two threads at once has to keep them apart.
package final class BackingTable: @unchecked Sendable {
  // The mapping never changes; what is in it is atomic.
  private let memory: UnsafeMutableRawPointer
  /// Slots from here on were never used: looking at them would give them memory.
  private let limit: UnsafeMutablePointer<Atomic<Int>>
  private let intents: UnsafeMutablePointer<Intent>
  private let slots: UnsafeMutablePointer<Slot>

  private struct Slot: ~Copyable {
    let node: Atomic<UInt64>
    let number: Atomic<Int32>
    let openings: Atomic<Int32>
  }

  /// A request whose count is being changed, and which has not been answered yet.
  private struct Intent: ~Copyable {
    let unique: Atomic<UInt64>
    let slot: Atomic<UInt64>
  }

  /// One node that is read past the service.
  package struct Entry: Hashable, Sendable {
    package var slot: Int
    package var node: UInt64
    /// The connection's number of its file.
    package var number: Int32
    package var openings: Int

    package init(slot: Int, node: UInt64, number: Int32, openings: Int) {
      self.slot = slot
      self.node = node
      self.number = number
      self.openings = openings
    }
  }

  /// Files that can be open at once; others are read through the service.
  package static let slotCount = 1 << 16
  package static let intentCount = 256
  private static let headBytes = 64
  private static let intentBytes = intentCount * MemoryLayout<Intent>.stride
  private static let size = headBytes + intentBytes + slotCount * MemoryLayout<Slot>.stride

  /// An empty table, and the descriptor by which another process maps it.
  package static func make() throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try unwrapped(cplatform_memory_file("vitrine-backing", Int64(size))))
  }

  /// Maps the table behind `descriptor`, which may be closed afterwards.
  package init(_ descriptor: borrowing FileDescriptor) throws(Errno) {
    guard try descriptor.status().size >= Int64(BackingTable.size) else { throw .invalidArgument }
    guard
      let memory = mmap(nil, BackingTable.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor.rawValue, 0),
      memory != MAP_FAILED
    else { throw Errno(rawValue: errno) }
    self.memory = memory
    limit = memory.assumingMemoryBound(to: Atomic<Int>.self)
    intents = (memory + BackingTable.headBytes).assumingMemoryBound(to: Intent.self)
    slots = (memory + BackingTable.headBytes + BackingTable.intentBytes).assumingMemoryBound(to: Slot.self)
  }

  deinit { munmap(memory, BackingTable.size) }

  // MARK: The supervisor's side

  /// Enters a node into a slot that is free.
  package func enter(_ node: UInt64, number: Int32, at slot: Int) {
    slots[slot].openings.store(0, ordering: .sequentiallyConsistent)
    slots[slot].number.store(number, ordering: .sequentiallyConsistent)
    slots[slot].node.store(node, ordering: .sequentiallyConsistent)
    if slot >= limit.pointee.load(ordering: .sequentiallyConsistent) {
      limit.pointee.store(slot + 1, ordering: .sequentiallyConsistent)
    }
  }

  /// - Returns: what was there; nil where the slot is free.
  package func remove(slot: Int) -> Entry? {
    guard slots.isValid(slot), let entry = entry(at: slot) else { return nil }
    slots[slot].node.store(0, ordering: .sequentiallyConsistent)
    return entry
  }

  // MARK: The worker's side

  /// All nodes there are.
  package var entries: [Entry] {
    let limit = limit.pointee.load(ordering: .sequentiallyConsistent)
    return (0..<max(0, min(limit, BackingTable.slotCount))).compactMap(entry)
  }

  private func entry(at slot: Int) -> Entry? {
    let node = slots[slot].node.load(ordering: .sequentiallyConsistent)
    guard node != 0 else { return nil }
    return Entry(
      slot: slot, node: node, number: slots[slot].number.load(ordering: .sequentiallyConsistent),
      openings: Int(slots[slot].openings.load(ordering: .sequentiallyConsistent)))
  }

  /// Counts one opening more or fewer, on behalf of a request that is answered next and ended by ``finish(intent:)``.
  ///
  /// A worker that is killed in between leaves the intent: where the kernel sends the request again, it had no answer
  /// and is counted already.
  ///
  /// - Parameter intent: one nobody else uses; nil where none is left, or nothing is to be answered.
  package func count(_ change: Int, slot: Int, unique: UInt64, intent: Int?) {
    // Killed in between, this leaves one opening too many rather than one too few: the file stays registered.
    if change > 0 { slots[slot].openings.wrappingAdd(Int32(change), ordering: .sequentiallyConsistent) }
    if let intent {
      intents[intent].slot.store(UInt64(slot), ordering: .sequentiallyConsistent)
      intents[intent].unique.store(unique, ordering: .sequentiallyConsistent)
    }
    if change < 0 { slots[slot].openings.wrappingAdd(Int32(change), ordering: .sequentiallyConsistent) }
  }

  /// The request has been answered.
  package func finish(intent: Int) { intents[intent].unique.store(0, ordering: .sequentiallyConsistent) }

  /// The requests a killed worker had counted and perhaps not answered, with their slots; afterwards there are none.
  package func takeIntents() -> [UInt64: Int] {
    var found: [UInt64: Int] = [:]
    for number in 0..<BackingTable.intentCount {
      let unique = intents[number].unique.exchange(0, ordering: .sequentiallyConsistent)
      if unique != 0 { found[unique] = Int(intents[number].slot.load(ordering: .sequentiallyConsistent)) }
    }
    return found
  }
}

extension UnsafeMutablePointer where Pointee: ~Copyable {
  fileprivate func isValid(_ slot: Int) -> Bool { (0..<BackingTable.slotCount).contains(slot) }
}
