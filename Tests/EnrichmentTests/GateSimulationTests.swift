internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Testing

/// The gate itself under a made-up clock: many callers, many seeds, and every window looked at.
@Suite("The gate, simulated") struct GateSimulationTests {
  static let second: UInt64 = 1_000_000_000

  @Test(arguments: UInt64(1)...40)
  func `64 callers get the allowance and never more`(seed: UInt64) throws {
    let time = VirtualTime()
    let sent = Record<(time: UInt64, cost: Int)>()
    let random = Shared(SeededGenerator(seed))
    let open = Shared((now: 0, most: 0))
    let gate = ProviderGate(
      name: "Test", limits: RequestLimits(requests: 4, open: 8), clock: time, generator: SeededGenerator(seed)
    ) { request async throws(HTTPError) in
      sent.append((time.now(), 1))
      open.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      await time.sleep(random.change { UInt64.random(in: 1_000_000...1_900_000_000, using: &$0) })
      open.change { $0.now -= 1 }
      return HTTPResponse(status: 200)
    }
    let end = time.now() + 60 * Self.second
    let answered = time.run {
      await withTaskGroup(of: Int.self) { group in
        for _ in 0..<64 {
          group.addTask {
            await time.sleep(random.change { UInt64.random(in: 0...500_000_000, using: &$0) })
            var count = 0
            while time.now() < end {
              if (try? await gate.send(HTTPRequest("http://x"), cost: 1)) != nil { count += 1 }
            }
            return count
          }
        }
        return await group.reduce(0, +)
      }
    }
    #expect(answered == sent.count)
    #expect(RequestWindowTests.fullest(sent.all, Self.second) == 4)
    #expect(open.value.most <= 8)
    let inTime = sent.all.filter { $0.time < end }.count
    #expect(Double(inTime) >= 0.98 * 4 * 60, "\(inTime) of 240")
    #expect(gate.statistics.sent == UInt64(sent.count) && gate.statistics.open == 0 && gate.statistics.waiting == 0)
  }

  @Test(arguments: UInt64(1)...40)
  func `whatever goes wrong, no limit is broken and every call ends`(seed: UInt64) throws {
    let time = VirtualTime()
    var generator = SeededGenerator(seed)
    let allowance = Int.random(in: 2...10, using: &generator)
    let limits = RequestLimits(
      requests: allowance, interval: UInt64.random(in: 500_000_000...3_000_000_000, using: &generator),
      open: Int.random(in: 1...6, using: &generator))
    let sent = Record<(time: UInt64, cost: Int)>()
    let random = Shared(generator)
    let open = Shared((now: 0, most: 0))
    let gate = ProviderGate(name: "Test", limits: limits, clock: time, generator: SeededGenerator(seed)) {
      request async throws(HTTPError) in
      sent.append((time.now(), request.body.count))
      open.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      defer { open.change { $0.now -= 1 } }
      let (pause, dice) = random.change {
        (UInt64.random(in: 0...1_500_000_000, using: &$0), Int.random(in: 0..<20, using: &$0))
      }
      await time.sleep(pause)
      if Task.isCancelled { throw HTTPError(.cancelled, "") }
      switch dice {
      case 0: throw HTTPError(.timedOut, "no answer in time")
      case 1: throw HTTPError(.interrupted, "cut off")
      case 2: return HTTPResponse(status: 503)
      case 3: return HTTPResponse(status: 429)
      case 4: return HTTPResponse(status: 429, headers: [("retry-after", "3")])
      case 5: return HTTPResponse(status: 404)
      default: return HTTPResponse(status: 200)
      }
    }
    let calls = 300
    let ends = time.run {
      await withTaskGroup(of: String.self) { group in
        for _ in 0..<calls {
          group.addTask {
            let (start, patience, cost, isUrgent) = random.change {
              (
                UInt64.random(in: 0...60_000_000_000, using: &$0), UInt64.random(in: 0...90_000_000_000, using: &$0),
                Int.random(in: 1...2, using: &$0), Int.random(in: 0..<10, using: &$0) == 0
              )
            }
            await time.sleep(start)
            let request = HTTPRequest("http://x", body: [UInt8](repeating: 0, count: cost))
            return await withTaskGroup(of: String?.self) { race in
              race.addTask {
                do throws(ProviderFailure) {
                  return String(try await gate.send(request, cost: cost, isUrgent: isUrgent).status)
                } catch { return error.code.rawValue }
              }
              race.addTask {
                await time.sleep(patience)
                return nil
              }
              let first = await race.next() ?? nil
              race.cancelAll()
              let second = await race.next() ?? nil
              return first ?? second ?? ""
            }
          }
        }
        return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
    }
    let found = try #require(ends, "the calls wait for ever: \(gate.statistics)")
    #expect(found.values.reduce(0, +) == calls)
    #expect(
      Set(found.keys).isSubset(of: ["200", "404", "throttled", "unavailable", "malformed", "cancelled"]), "\(found)")
    #expect(RequestWindowTests.fullest(sent.all, limits.interval) <= allowance)
    #expect(open.value.most <= limits.open)
    let statistics = gate.statistics
    #expect(statistics.open == 0 && statistics.waiting == 0)
    #expect(statistics.answered + statistics.failed + statistics.cancelled == UInt64(calls))
    #expect(statistics.sent == UInt64(sent.count))
    #expect(statistics.admittedCost == UInt64(sent.all.reduce(0) { $0 + $1.cost }))
    #expect(statistics.cancelled == UInt64(found["cancelled"] ?? 0))
  }

  @Test func `a provider that stalls delays its own callers alone`() {
    let time = VirtualTime()
    let stalling = ProviderGate(name: "Stalls", limits: RequestLimits(requests: 40, open: 50), clock: time) {
      request async throws(HTTPError) in
      await time.sleep(request.deadline)
      throw HTTPError(.timedOut, "no answer in time")
    }
    let sent = Record<(time: UInt64, cost: Int)>()
    let good = ProviderGate(name: "Good", limits: RequestLimits(requests: 4, open: 8), clock: time) {
      _ async throws(HTTPError) in
      sent.append((time.now(), 1))
      await time.sleep(200_000_000)
      return HTTPResponse(status: 200)
    }
    let start = time.now()
    _ = time.run {
      await withTaskGroup { group in
        for _ in 0..<50 { group.addTask { _ = try? await stalling.send(HTTPRequest("http://x"), cost: 1) } }
        for _ in 0..<64 {
          group.addTask {
            while time.now() < start + 30 * Self.second { _ = try? await good.send(HTTPRequest("http://x"), cost: 1) }
          }
        }
      }
    }
    #expect(sent.all.filter { $0.time < start + 30 * Self.second }.count >= 118)
    #expect(stalling.statistics.breaker == .open && stalling.statistics.answered == 0)
    #expect(good.statistics.failed == 0)
  }
}
