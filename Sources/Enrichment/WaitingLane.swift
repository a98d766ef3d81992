/// Calls that wait for admission, by their number: who came first goes first. Pure.
struct WaitingLane: Sendable {
  struct Call: Sendable {
    var number: UInt64
    var cost: Int
    /// Monotonic: it is a repetition, and may not go sooner.
    var notBefore: UInt64 = 0
    /// Monotonic: nobody waits for it any longer.
    var deadline = UInt64.max
  }

  private var calls: [Call] = []
  /// Those before it have gone.
  private var head = 0

  var count: Int { calls.count - head }
  var first: Call? { head < calls.count ? calls[head] : nil }
  var all: ArraySlice<Call> { calls[head...] }

  mutating func insert(_ call: Call) { calls.insert(call, at: index(of: call.number)) }

  /// - Returns: whether it was there.
  @discardableResult
  mutating func remove(_ number: UInt64) -> Bool {
    let index = index(of: number)
    guard index < calls.count, calls[index].number == number else { return false }
    if index == head { head += 1 } else { calls.remove(at: index) }
    if head > 64, head > calls.count / 2 {
      calls.removeFirst(head)
      head = 0
    }
    return true
  }

  /// Where that number is, or belongs.
  private func index(of number: UInt64) -> Int {
    var low = head
    var high = calls.count
    while low < high {
      let middle = (low + high) / 2
      if calls[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
