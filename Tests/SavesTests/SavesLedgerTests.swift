internal import Saves
internal import Testing

@Suite("What saved files occupy") struct SavesLedgerTests {
  private func file(_ inode: UInt64) -> SavesLedger.File { SavesLedger.File(device: 1, inode: inode) }

  @Test func `each file counts with what it had last`() {
    var ledger = SavesLedger()
    ledger.record(file(1), 4096)
    ledger.record(file(2), 8192)
    ledger.record(file(1), 12_288)
    #expect(ledger.used == 20_480)
    ledger.forget(file(2))
    ledger.forget(file(3))
    #expect(ledger.used == 12_288)
  }

  @Test func `writes at the same time do not go beyond the limit together`() {
    var ledger = SavesLedger()
    ledger.record(file(1), 60)
    let first = ledger.reserve(30, limit: 100)
    let second = ledger.reserve(20, limit: 100)
    let third = ledger.reserve(10, limit: 100)
    #expect((first, second, third) == (true, false, true))
    ledger.record(file(1), 90)
    ledger.release(30)
    ledger.release(10)
    let fourth = ledger.reserve(10, limit: 100)
    let none = ledger.reserve(0, limit: 10)
    let huge = ledger.reserve(.max, limit: .max)
    #expect((fourth, none, huge) == (true, true, false))
  }

  @Test func `a count finds what has gone, and leaves what was written meanwhile`() {
    var ledger = SavesLedger()
    for inode in 1...3 { ledger.record(file(UInt64(inode)), 10) }
    ledger.beginCount()
    ledger.record(file(1), 10)
    ledger.record(file(4), 5)
    #expect(ledger.used == 35)
    ledger.finishCount()
    #expect(ledger.used == 15)
  }
}
