internal import Model
internal import Service
internal import Testing

@Suite("Files of which a server says nothing") struct RefusedOffersTests {
  private static let minute: Int64 = 60_000_000_000
  private let start: Int64 = 60_000_000_000_000
  private let offers = (1...6).map { number in
    StoredOffer(id: number, source: 1, offer: Offer(path: Array("\(number)".utf8), address: .web("http://h/")))
  }

  @Test func `others come first, and each again after longer and longer`() {
    var refused = RefusedOffers()
    #expect(refused.due(offers, now: start).offers == offers && refused.problem == nil)
    refused.refused(2, "no", now: start)
    refused.refused(1, "never", now: start + 1)
    #expect(refused.problem == "2 files cannot be shown yet: never")
    var (due, next) = refused.due(offers, now: start + 2)
    #expect(due.map(\.id) == [3, 4, 5, 6])
    // Both at once.
    var time = start + 2 * Self.minute
    #expect(next == time)
    (due, next) = refused.due(offers, now: time)
    #expect(due.map(\.id) == [3, 4, 5, 6, 2, 1] && next == nil)
    var pauses: [Int64] = []
    for _ in 0..<9 {
      refused.refused(1, "never", now: time)
      next = refused.due(offers, now: time).next
      pauses.append(((next ?? 0) - time) / Self.minute - 1)
      time = next ?? time
    }
    #expect(pauses == [2, 4, 8, 16, 32, 60, 60, 60, 60])
    #expect(refused.due(offers, now: time).offers.last?.id == 1)
  }

  @Test func `what nobody answered for is asked about at once, after the others`() {
    var refused = RefusedOffers()
    refused.unanswered(1)
    refused.unanswered(4)
    refused.unanswered(1)
    let (due, next) = refused.due(offers, now: start)
    #expect(due.map(\.id) == [2, 3, 5, 6, 4, 1] && next == nil && refused.problem == nil)
  }

  @Test func `what waits no more is forgotten`() {
    var refused = RefusedOffers()
    refused.refused(2, "no", now: start)
    refused.refused(3, "no", now: start)
    _ = refused.due(offers.filter { $0.id != 2 }, now: start)
    #expect(refused.problem == "1 file cannot be shown yet: no")
    #expect(refused.due(offers, now: start).offers.map(\.id) == [1, 2, 4, 5, 6])
  }
}
