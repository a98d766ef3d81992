internal import Platform
internal import Testing

@Suite("Restarting a worker that died") struct RestartPolicyTests {
  private let second: UInt64 = 1_000_000_000

  @Test func `a death now and then is followed by a restart at once, for ever`() {
    var policy = RestartPolicy()
    for number in 0..<1000 {
      #expect(policy.workerDied(at: UInt64(number) * 11 * second) == .restart(after: 0))
    }
  }

  @Test func `a worker that keeps dying gets pauses that grow to 5 s, and in the end none`() {
    var policy = RestartPolicy()
    var now = second
    var pauses: [UInt64] = []
    while case .restart(let pause) = policy.workerDied(at: now) {
      pauses.append(pause / 1_000_000)
      now += pause + second / 100
    }
    #expect(pauses.prefix(12) == [0, 0, 0, 0, 0, 200, 400, 800, 1600, 3200, 5000, 5000])
    #expect(pauses.count == RestartPolicy.mostDeaths)
    #expect(now < RestartPolicy.window)
  }

  @Test func `a quiet time makes restarts immediate again`() {
    var policy = RestartPolicy()
    for number in 0..<7 { _ = policy.workerDied(at: UInt64(number) * second) }
    #expect(policy.workerDied(at: 7 * second) == .restart(after: 800_000_000))
    #expect(policy.workerDied(at: 18 * second) == .restart(after: 0))
  }

  @Test func `deaths of long ago are forgiven`() {
    var policy = RestartPolicy()
    for number in 0..<20 { _ = policy.workerDied(at: UInt64(number) * second) }
    #expect(policy.workerDied(at: 200 * second) == .restart(after: 0))
    var other = RestartPolicy()
    for number in 0..<20 { _ = other.workerDied(at: UInt64(number) * second) }
    #expect(other.workerDied(at: 20 * second) == .giveUp)
  }
}
