internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Testing

@Suite("The gate") struct ProviderGateTests {
  static let second: UInt64 = 1_000_000_000

  /// A gate before a provider that answers from a list, its last answer again and again.
  private struct Scripted {
    let time = VirtualTime()
    let gate: ProviderGate
    /// When requests came, in seconds, and which.
    let sent = Record<(time: Double, request: HTTPRequest)>()

    init(
      _ answers: [Result<HTTPResponse, HTTPError>], limits: RequestLimits = RequestLimits(requests: 4, open: 8),
      latency: UInt64 = 0, spentToday: Int = 0
    ) {
      let left = Shared(answers)
      gate = ProviderGate(
        name: "Test", limits: limits, spentToday: spentToday, clock: time, generator: SeededGenerator(1),
        isWellFormed: { $0.body.first != UInt8(ascii: "<") }
      ) { [time, sent] request async throws(HTTPError) in
        sent.append((time.seconds, request))
        let answer = left.change { $0.count > 1 ? $0.removeFirst() : $0[0] }
        await time.sleep(min(latency, request.deadline))
        return try answer.get()
      }
    }

    func send(cost: Int = 1) -> Result<HTTPResponse, ProviderFailure>? {
      time.run { [gate] in
        await result { () async throws(ProviderFailure) in try await gate.send(HTTPRequest("http://x"), cost: cost) }
      }
    }
  }

  private static func result(
    _ body: () async throws(ProviderFailure) -> HTTPResponse
  ) async -> Result<HTTPResponse, ProviderFailure> {
    do throws(ProviderFailure) { return .success(try await body()) } catch { return .failure(error) }
  }

  private static func answer(_ status: Int, _ wish: String? = nil) -> Result<HTTPResponse, HTTPError> {
    .success(HTTPResponse(status: status, headers: wish.map { [("retry-after", $0)] } ?? []))
  }

  private static func failure(_ reason: HTTPError.Reason) -> Result<HTTPResponse, HTTPError> {
    .failure(HTTPError(reason, "words"))
  }

  @Test(
    arguments: [
      (nil, 1), ("0", 1), ("2", 2), ("60", 60), ("soon", 1), ("-1", 1), ("Fri, 20 Nov 2026 00:00:07 GMT", 7),
      ("Thu, 19 Nov 2026 00:00:07 GMT", 1),
    ] as [(String?, Double)])
  func `a request that is one too many is sent again when the provider says so`(wish: String?, pause: Double) throws {
    let scripted = Scripted([Self.answer(429, wish), Self.answer(200)])
    #expect(try scripted.send()?.get().status == 200)
    #expect(scripted.sent.all.map(\.time) == [0, pause])
    #expect(scripted.gate.statistics.throttled == 1 && scripted.gate.statistics.retried == 1)
  }

  @Test func `while one is told to wait, all wait`() {
    let scripted = Scripted([Self.answer(429, "5"), Self.answer(200)], limits: RequestLimits(requests: 1, open: 8))
    let time = scripted.time
    _ = time.run { [gate = scripted.gate] in
      await withTaskGroup { group in
        for _ in 0..<4 { group.addTask { _ = try? await gate.send(HTTPRequest("http://x"), cost: 1) } }
      }
    }
    // The margin has grown from 10 to 20 ms.
    #expect(scripted.sent.all.map { ($0.time * 100).rounded() / 100 } == [0, 5, 6.02, 7.04, 8.06])
    #expect(scripted.gate.statistics.margin == 20_000_000)
  }

  @Test(arguments: [("61", 61), ("3600", 3600), ("99999999999999999999", 86400)])
  func `a provider that wants to be left alone for long is`(wish: String, seconds: Int64) throws {
    let scripted = Scripted([Self.answer(429, wish), Self.answer(200)])
    let until = scripted.time.wall() + seconds * 1_000_000_000
    guard case .failure(let first) = scripted.send(), case .failure(let second) = scripted.send() else {
      Issue.record("it is sent")
      return
    }
    #expect(first.code == .throttled && first.retryAt == until && first.status == 429)
    #expect(second.code == .throttled && second.retryAt == until)
    #expect(scripted.sent.count == 1 && scripted.time.seconds == 0)
    #expect(scripted.gate.statistics.parkedUntil == until && scripted.gate.availableAt == until)
    _ = scripted.time.run { [time = scripted.time] in await time.sleep(UInt64(seconds) * Self.second) }
    #expect(try scripted.send()?.get().status == 200)
    #expect(scripted.gate.availableAt == nil && scripted.gate.statistics.parkedUntil == nil)
  }

  @Test func `three tries are enough, and the fourth waits for nobody`() throws {
    let scripted = Scripted([Self.answer(429)])
    guard case .failure(let failure) = scripted.send() else {
      Issue.record("it is answered")
      return
    }
    #expect(scripted.sent.all.map(\.time) == [0, 1, 3])
    #expect(failure.code == .throttled && failure.retryAt == scripted.time.wall() + 4_000_000_000)
    #expect(scripted.gate.statistics.breaker == .closed, "too many requests are no failure")
    #expect(scripted.gate.statistics.concurrency == 1)
  }

  @Test(
    arguments: [
      (answer(200), nil, 1), (answer(204), nil, 1), (answer(304), nil, 1), (answer(400), nil, 1), (answer(401), nil, 1),
      (answer(404), nil, 1), (answer(408), .unavailable, 3), (answer(425), .unavailable, 3),
      (answer(429), .throttled, 3), (answer(500), .unavailable, 3), (answer(503, "1"), .unavailable, 3),
      (answer(100), .malformed, 1), (answer(999), .malformed, 1), (failure(.unreachable), .unavailable, 3),
      (failure(.timedOut), .unavailable, 3), (failure(.interrupted), .malformed, 3), (failure(.tooLong), .refused, 1),
      (failure(.notSecure), .unavailable, 1), (failure(.cancelled), .cancelled, 1), (failure(.other), .refused, 1),
      (.success(HTTPResponse(status: 200, body: Array("<html>".utf8))), .malformed, 1),
    ] as [(Result<HTTPResponse, HTTPError>, ProviderFailure.Code?, Int)])
  func `every answer has its meaning`(
    answer: Result<HTTPResponse, HTTPError>, code: ProviderFailure.Code?, tries: Int
  ) throws {
    let scripted = Scripted([answer])
    switch try #require(scripted.send()) {
    case .success(let response):
      let status = try answer.get().status
      #expect(code == nil && response.status == status)
    case .failure(let failure):
      #expect(failure.code == code)
      #expect(failure.message.contains("Test") && !failure.message.contains("http:"))
    }
    #expect(scripted.sent.count == tries)
  }

  @Test func `a provider that is down is left alone, tried once, and used again`() throws {
    let down = Self.failure(.unreachable)
    let scripted = Scripted([down, down, down, down, down, down, Self.answer(200)])
    _ = scripted.send()
    guard case .failure(let second) = scripted.send() else { return }
    // The breaker opens at the fifth failure, and the call's third try is not made.
    #expect(scripted.sent.count == 5 && second.code == .unavailable && second.retryAt != nil)
    let opened = scripted.sent.all[4].time
    #expect(scripted.gate.statistics.breaker == .open)
    guard case .failure(let refused) = scripted.send() else { return }
    let until = try #require(scripted.gate.statistics.breakerUntil)
    #expect(refused.code == .unavailable && refused.retryAt == until && scripted.sent.count == 5)
    let pause = UInt64(until - scripted.time.wall())
    _ = scripted.time.run { [time = scripted.time] in await time.sleep(pause) }
    #expect(abs(scripted.time.seconds - opened - 5) < 0.001)
    // One tries and fails; the others are not sent.
    _ = scripted.time.run { [gate = scripted.gate] in
      await withTaskGroup { group in
        for _ in 0..<5 { group.addTask { _ = try? await gate.send(HTTPRequest("http://x"), cost: 1) } }
      }
    }
    #expect(scripted.sent.count == 6 && scripted.gate.statistics.breaker == .open)
    _ = scripted.time.run { [time = scripted.time] in await time.sleep(11 * Self.second) }
    #expect(try scripted.send()?.get().status == 200)
    #expect(scripted.gate.statistics.breaker == .closed && scripted.gate.statistics.breakerUntil == nil)
  }

  @Test func `a call ends by its deadline, however often it is repeated`() {
    let scripted = Scripted([Self.failure(.timedOut)], latency: 50 * Self.second)
    let request = HTTPRequest("http://x", deadline: 50 * Self.second)
    let failure = scripted.time.run { [gate = scripted.gate] in
      await Self.result { () async throws(ProviderFailure) in try await gate.send(request, cost: 1) }
    }
    if case .failure(let failure) = failure { #expect(failure.code == .unavailable) } else { Issue.record() }
    #expect(scripted.sent.count == 3 && scripted.time.seconds <= 120.001)
    #expect(scripted.sent.all[2].request.deadline < 20 * Self.second)
  }

  @Test func `the day's quota holds, also what was used before`() throws {
    let limits = RequestLimits(requests: 100, open: 8, perDay: 10)
    let scripted = Scripted([Self.answer(200)], limits: limits, spentToday: 4)
    for _ in 0..<6 { #expect(try scripted.send()?.get().status == 200) }
    guard case .failure(let failure) = scripted.send() else {
      Issue.record("the eleventh is sent")
      return
    }
    #expect(failure.code == .throttled && scripted.gate.statistics.spentToday == 10)
    let pause = UInt64(try #require(failure.retryAt) - scripted.time.wall())
    #expect(pause >= 86_400 * Self.second && pause <= 86_460 * Self.second)
    _ = scripted.time.run { [time = scripted.time] in await time.sleep(pause) }
    #expect(try scripted.send()?.get().status == 200)
  }

  @Test func `who came first goes first, but for what is urgent; what costs more is not overtaken`() {
    let scripted = Scripted([Self.answer(200)], limits: RequestLimits(requests: 4, open: 4))
    let gate = scripted.gate
    let time = scripted.time
    _ = time.run {
      await withTaskGroup { group in
        for (index, cost) in [4, 1, 1, 3, 4, 1].enumerated() {
          group.addTask { _ = try? await gate.send(HTTPRequest("http://\(index)"), cost: cost) }
          await time.sleep(1_000_000)
        }
        group.addTask { _ = try? await gate.urgent.send(HTTPRequest("http://urgent"), cost: 1) }
      }
    }
    let order = scripted.sent.all.map { $0.request.url.dropFirst(7) }
    #expect(order == ["0", "urgent", "1", "2", "3", "4", "5"])
    let seconds = scripted.sent.all.map { $0.time.rounded() }
    #expect(seconds == [0, 1, 1, 1, 2, 3, 4])
  }

  @Test func `a cancelled call leaves the queue at once and takes nothing with it`() {
    let scripted = Scripted([Self.answer(200)], limits: RequestLimits(requests: 1, open: 1), latency: Self.second / 10)
    let gate = scripted.gate
    let time = scripted.time
    let ends = Record<(name: Int, code: ProviderFailure.Code?, time: Double)>()
    _ = time.run {
      await withTaskGroup { outer in
        outer.addTask {
          await withTaskGroup { group in
            for index in 0..<100 {
              group.addTask {
                do throws(ProviderFailure) {
                  _ = try await gate.send(HTTPRequest("http://x"), cost: 1)
                  ends.append((index, nil, time.seconds))
                } catch { ends.append((index, error.code, time.seconds)) }
              }
            }
            await time.sleep(1_500_000_000)
            #expect(gate.statistics.waiting == 99)
            group.cancelAll()
          }
        }
        await time.sleep(1_400_000_000)
        outer.addTask {
          _ = try? await gate.send(HTTPRequest("http://last"), cost: 1)
          ends.append((-1, nil, time.seconds))
        }
      }
    }
    let cancelled = ends.all.filter { $0.code == .cancelled }
    #expect(cancelled.count == 98 && cancelled.allSatisfy { $0.time == 1.5 })
    #expect(scripted.sent.count == 3 && scripted.sent.all.last?.request.url == "http://last")
    #expect(gate.statistics.cancelled == 98 && gate.statistics.answered == 3)
    #expect(ends.all.last?.name == -1 && (ends.all.last?.time ?? 9) < 2.2)
  }

  @Test func `a call of a task that is cancelled already is not sent`() {
    let scripted = Scripted([Self.answer(200)])
    let found = scripted.time.run { [gate = scripted.gate] in
      withUnsafeCurrentTask { $0?.cancel() }
      return await Self.result { () async throws(ProviderFailure) in
        try await gate.send(HTTPRequest("http://x"), cost: 1)
      }
    }
    if case .failure(let failure) = found { #expect(failure.code == .cancelled) } else { Issue.record("it is sent") }
    #expect(scripted.sent.count == 0 && scripted.gate.statistics.cancelled == 1)
  }

  @Test func `a provider's own word parks it`() {
    let scripted = Scripted([Self.answer(200)])
    scripted.gate.park(until: scripted.time.wall() + 10_000_000_000)
    #expect(throws: Never.self) { try scripted.send()?.get() }
    #expect(scripted.sent.all.map(\.time) == [10])
    scripted.gate.park(until: .max)
    guard case .failure(let failure) = scripted.send() else {
      Issue.record("it is sent")
      return
    }
    #expect(failure.code == .throttled)
  }
}
