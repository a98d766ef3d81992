internal import Cache
internal import Testing

@Suite struct CopyPacingTests {
  /// A disk that two share in turns: a reader that always wants more, and a copy that goes on after its pauses.
  ///
  /// - Parameter penalty: how much longer everything takes while both are at it: the seeks.
  /// - Returns: the reader's part of the rate he has alone, and the copy's.
  private func share(_ traffic: CopyPacing.Traffic, step: Double, penalty: Double) -> (reader: Double, copy: Double) {
    var pacing = CopyPacing()
    var time = 0.0
    var read = 0.0
    var copied = 0.0
    while time < 60 {
      // During a step each has half of what the seeks leave.
      let duration = traffic == .none ? step : step * 2 * penalty
      time += duration
      copied += step
      if traffic != .none { read += duration / 2 / penalty }
      let pause = Double(pacing.pause(after: UInt64(duration * 1e9), traffic)) / 1e9
      time += pause
      read += pause
    }
    return (read / time, copied / time)
  }

  @Test(arguments: [0.0002, 0.002, 0.01, 0.3], [1.0, 1.5, 4, 20])
  func `a reader keeps at least seven tenths of his rate, and the copy goes on`(step: Double, penalty: Double) {
    let share = share(.readers, step: step, penalty: penalty)
    #expect(share.reader >= 0.7)
    #expect(share.copy > 0.004)
  }

  @Test func `without anybody else the copy has no pauses`() {
    #expect(share(.none, step: 0.002, penalty: 1).copy > 0.999)
  }

  @Test func `other programs get half of the time`() {
    let share = share(.others, step: 0.005, penalty: 1)
    #expect(share.reader > 0.7 && share.copy > 0.2)
  }

  @Test func `short steps are paid for together, and a stall is not paid for in full`() {
    var pacing = CopyPacing()
    #expect(pacing.pause(after: 100_000, .readers) == 0)
    #expect(pacing.pause(after: 300_000, .readers) == 0)
    #expect(pacing.pause(after: 100_000, .readers) == 2_000_000)
    #expect(pacing.pause(after: .max, .readers) == CopyPacing.longest)
    #expect(pacing.pause(after: 400_000, .readers) == 0)
    #expect(pacing.pause(after: 400_000, .none) == 0)
    #expect(pacing.pause(after: 100_000, .readers) == 0)
  }
}
