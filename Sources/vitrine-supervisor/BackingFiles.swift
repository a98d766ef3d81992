internal import Platform

/// The files that the kernel reads itself, by node: kept here because a worker that takes over has to go on with the
/// numbers of the one that died, and because only a privileged process may register them.
final class BackingFiles {
  private struct File {
    var node: UInt64
    var number: Int32
  }

  /// The ``BackingTable``, for the workers to map, each in turn.
  let table: FileDescriptor
  private let entries: BackingTable
  private var slots: [UInt64: Int] = [:]
  private var files: [Int: File] = [:]
  private var freeSlots: [Int] = []
  /// Slots from here on were never used.
  private var nextSlot = 0
  /// Whether to answer as a kernel without the ioctl does, for tests.
  private let isRefused = Host.environment("VITRINE_ASSUME_NO_PASSTHROUGH") == "ioctl"

  init() throws(Errno) {
    table = try BackingTable.make()
    entries = try BackingTable(table)
  }

  /// Forgets everything: the connection whose numbers these were is gone.
  func reset() {
    for slot in files.keys { _ = entries.remove(slot: slot) }
    _ = entries.takeIntents()
    slots = [:]
    files = [:]
    freeSlots = []
    nextSlot = 0
  }

  /// - Parameters:
  ///   - file: the descriptor that came with the message.
  ///   - device: that of the connection.
  /// - Returns: the answer, where there is one.
  func answer(_ message: BackingMessage, file: Int32?, device: Int32) -> BackingMessage? {
    switch message {
    case .open(let node):
      if let slot = slots[node], let known = files[slot] { return .opened(slot: slot, number: known.number) }
      do throws(Errno) {
        if isRefused { throw .notPermitted }
        guard let file else { throw .invalidArgument }
        return try register(file, node, device)
      } catch {
        return .refused(error)
      }
    case .close(let slot):
      guard let file = files.removeValue(forKey: slot) else { return nil }
      slots[file.node] = nil
      _ = entries.remove(slot: slot)
      freeSlots.append(slot)
      do throws(Errno) { try FUSEConnection.closeBacking(file.number, on: device) } catch {
        Log.debug("giving up backing file \(file.number): \(error)")
      }
      return nil
    case .opened, .refused: return nil
    }
  }

  private func register(_ file: Int32, _ node: UInt64, _ device: Int32) throws(Errno) -> BackingMessage {
    guard node != 0 else {
      // Only to see whether it works.
      try FUSEConnection.closeBacking(try FUSEConnection.openBacking(file, on: device), on: device)
      return .opened(slot: 0, number: 0)
    }
    guard !freeSlots.isEmpty || nextSlot < BackingTable.slotCount else { throw .tooManyFiles }
    let number = try FUSEConnection.openBacking(file, on: device)
    let slot = freeSlots.popLast() ?? nextSlot
    if slot == nextSlot { nextSlot += 1 }
    slots[node] = slot
    files[slot] = File(node: node, number: number)
    entries.enter(node, number: number, at: slot)
    return .opened(slot: slot, number: number)
  }
}
