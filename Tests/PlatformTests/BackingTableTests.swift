internal import Platform
internal import Testing

/// What a worker leaves to the next one.
@Suite("The table of files the kernel reads itself")
final class BackingTableTests {
  private let memory: FileDescriptor
  private let table: BackingTable

  init() throws {
    memory = try BackingTable.make()
    table = try BackingTable(memory)
  }

  @Test func `what is entered and counted is seen through another mapping`() throws {
    table.enter(77, number: 5, at: 3)
    table.count(1, slot: 3, unique: 10, intent: 0)
    table.count(1, slot: 3, unique: 12, intent: 1)
    table.finish(intent: 0)
    let other = try BackingTable(memory)
    #expect(other.entries == [BackingTable.Entry(slot: 3, node: 77, number: 5, openings: 2)])
    #expect(other.takeIntents() == [12: 3], "the one that was answered is none any more")
    #expect(other.takeIntents() == [:], "each is taken once")
    other.count(-1, slot: 3, unique: 0, intent: nil)
    #expect(table.entries.map(\.openings) == [1])
  }

  @Test func `a slot that is given up is free, and begins anew`() throws {
    table.enter(77, number: 5, at: BackingTable.slotCount - 1)
    table.count(1, slot: BackingTable.slotCount - 1, unique: 1, intent: nil)
    #expect(table.remove(slot: BackingTable.slotCount - 1)?.node == 77)
    #expect(table.entries == [])
    #expect(table.remove(slot: BackingTable.slotCount - 1) == nil)
    table.enter(78, number: 6, at: BackingTable.slotCount - 1)
    #expect(table.entries.map(\.openings) == [0])
  }

  @Test func `what is no slot is refused`() {
    #expect(table.remove(slot: -1) == nil)
    #expect(table.remove(slot: BackingTable.slotCount) == nil)
  }

  @Test func `a descriptor of something else is no table`() throws {
    let other = try FileDescriptor.open("/dev/null", .readOnly)
    #expect(throws: Errno.invalidArgument) { try BackingTable(other) }
  }

  @Test(arguments: [
    BackingMessage.open(node: .max), .opened(slot: 65_535, number: .max), .refused(.tooManyLinks), .close(slot: 0),
  ])
  func `a message says the same on the other side`(message: BackingMessage) {
    #expect(BackingMessage(message.words) == message)
  }

  @Test(arguments: [[], [1, 2], [9, 0, 0], [2, 65_536, 1], [4, UInt64.max, 0], [3, UInt64.max, 0]])
  func `what is no message is none`(words: [UInt64]) {
    #expect(BackingMessage(words) == nil)
  }
}
