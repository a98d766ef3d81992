internal import Enrichment
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The pipeline", .timeLimit(.minutes(Soak.patience))) struct PipelineTests {
  /// Gives the numbers below `count`, one after the other.
  private static func numbers(_ count: Int) -> @Sendable () async -> Int? {
    let next = Shared(0)
    return {
      next.change { value in
        if value >= count { return nil }
        defer { value += 1 }
        return value
      }
    }
  }

  private func settings(
    _ concurrency: Int, group: Int = 32, wait: UInt64 = 20_000_000, grace: UInt64 = 60_000_000_000
  ) -> PipelineSettings {
    PipelineSettings(name: "test", concurrency: concurrency, groupCount: group, groupWait: wait, grace: grace)
  }

  @Test(arguments: [(1, 1), (1, 32), (8, 1), (8, 32), (64, 7)])
  func `everything is written once, in groups, by one writer`(concurrency: Int, group: Int) async throws {
    let groups = Record<[Int]>()
    let under = Shared((now: 0, most: 0))
    let pipeline = Pipeline(
      settings(concurrency, group: group), next: Self.numbers(500),
      fetch: { work in
        under.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        if work % 7 == 0 { try? await Task.sleep(for: .microseconds(work * 31 % 2000)) }
        under.change { $0.now -= 1 }
        return work % 5 == 4 ? nil : work
      }, write: { groups.append($0) })
    let end = try await pipeline.run()
    #expect(groups.all.flatMap { $0 }.sorted() == (0..<500).filter { $0 % 5 != 4 })
    #expect(groups.all.allSatisfy { (1...group).contains($0.count) })
    #expect(under.value.most <= concurrency)
    #expect(end.fetched == 500 && end.written == 400 && end.lost == 0 && !end.isCancelled && end.failure == nil)
    let status = pipeline.status
    #expect(status.groups == groups.count && status.unwritten == 0)
    #expect(status.workers.map(\.activity).allSatisfy { $0 == .done })
  }

  @Test func `nothing to do is done at once`() async throws {
    let pipeline = Pipeline(
      settings(4), next: { nil as Int? }, fetch: { $0 }, write: { _ in Issue.record("nothing is written") })
    let end = try await pipeline.run()
    #expect(end.fetched == 0 && end.written == 0)
  }

  @Test func `a fetch that stalls delays nobody else's, and its own is written too`() async throws {
    let release = Shared(false)
    let written = Record<[Int]>()
    let pipeline = Pipeline(
      settings(4), describe: { "number \($0)" }, next: Self.numbers(200),
      fetch: { work in
        while work == 3, !release.value { try? await Task.sleep(for: .milliseconds(5)) }
        return work
      }, write: { written.append($0) })
    let running = Task { try await pipeline.run() }
    for _ in 0..<1000 where pipeline.status.written < 199 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(pipeline.status.written == 199 && pipeline.status.unwritten == 0)
    let busy = pipeline.status.workers.filter { $0.activity == .fetching("number 3") }
    #expect(busy.count == 1 && busy.allSatisfy { $0.name.hasPrefix("test-") })
    release.change { $0 = true }
    #expect(try await running.value.written == 200)
  }

  @Test func `a slow writer holds up the fetches`() async throws {
    let open = Shared(false)
    let fetched = Shared(0)
    let pipeline = Pipeline(
      settings(5, group: 10), next: Self.numbers(1000),
      fetch: { work in
        fetched.change { $0 += 1 }
        return work
      },
      write: { _ in
        for _ in 0..<2000 where !open.value { sleep(nanoseconds: 5_000_000) }
      })
    let running = Task { try await pipeline.run() }
    for _ in 0..<1000 where fetched.value < 15 { try await Task.sleep(for: .milliseconds(5)) }
    for _ in 0..<1000 where pipeline.status.workers.contains(where: { $0.activity != .waitingForWriter }) {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(fetched.value == 15)
    let status = pipeline.status
    #expect(status.unwritten == 15)
    #expect(status.workers.allSatisfy { $0.activity == .waitingForWriter })
    open.change { $0 = true }
    #expect(try await running.value.written == 1000)
  }

  @Test(arguments: [false, true])
  func `what is complete when it is cancelled is written, and what is under way as well`(
    byTask: Bool
  ) async throws {
    let written = Record<[Int]>()
    let begun = Shared(0)
    let release = Shared(false)
    let pipeline = Pipeline(
      settings(4, group: 100, wait: 60_000_000_000), next: Self.numbers(1000),
      fetch: { work in
        begun.change { $0 += 1 }
        while work >= 20, !release.value {
          // The cancellation must not have reached the fetch.
          if Task.isCancelled { return nil }
          try? await Task.sleep(for: .milliseconds(5))
        }
        return work
      }, write: { written.append($0) })
    let running = Task { try await pipeline.run() }
    for _ in 0..<1000 where begun.value < 24 { try await Task.sleep(for: .milliseconds(5)) }
    if byTask { running.cancel() } else { pipeline.cancel() }
    pipeline.cancel()
    try await Task.sleep(for: .milliseconds(50))
    release.change { $0 = true }
    let end = try await running.value
    #expect(end.isCancelled && end.written == 24 && end.lost == 0 && begun.value == 24)
    #expect(written.all.flatMap { $0 }.sorted() == Array(0..<24))
  }

  @Test func `after the grace time fetches are cancelled, and what they still give is written`() async throws {
    let written = Record<[Int]>()
    let pipeline = Pipeline(
      settings(3, grace: 100_000_000), next: Self.numbers(1000),
      fetch: { work in
        if work < 5 { return work }
        try? await Task.sleep(for: .seconds(1000))
        return work == 5 ? work : nil
      }, write: { written.append($0) })
    let running = Task { try await pipeline.run() }
    func isStuck() -> Bool {
      let status = pipeline.status
      return status.fetched == 5 && status.workers.allSatisfy { $0.activity == .fetching("") }
    }
    for _ in 0..<1000 where !isStuck() { try await Task.sleep(for: .milliseconds(5)) }
    pipeline.cancel()
    let end = try await running.value
    #expect(end.isCancelled && end.fetched == 8)
    #expect(written.all.flatMap { $0 }.sorted() == Array(0..<6))
  }

  @Test func `waiting for work ends at once when it is cancelled`() async throws {
    let pipeline = Pipeline(
      settings(3),
      next: { () async -> Int? in
        try? await Task.sleep(for: .seconds(1000))
        return 1
      },
      fetch: { work -> Int? in
        Issue.record("work that comes after the end is begun")
        return work
      }, write: { _ in })
    let running = Task { try await pipeline.run() }
    // Before they ask they are said to wait for work as well: then they never ask, which is no less at once.
    try await Task.sleep(for: .milliseconds(50))
    #expect(pipeline.status.workers.allSatisfy { $0.activity == .waitingForWork })
    pipeline.cancel()
    #expect(try await running.value.isCancelled)
  }

  @Test func `a pipeline that is cancelled before it runs does nothing`() async throws {
    let pipeline = Pipeline(
      settings(3), next: { 1 },
      fetch: { work -> Int? in
        Issue.record("it begins")
        return work
      }, write: { _ in })
    pipeline.cancel()
    #expect(try await pipeline.run().fetched == 0)
  }

  @Test func `a writer that fails ends the pipeline, and what is lost is counted`() async throws {
    let groups = Shared(0)
    let begun = Shared(0)
    let pipeline = Pipeline(
      settings(4, group: 10), next: Self.numbers(100_000),
      fetch: { work in
        begun.change { $0 += 1 }
        if work == 31 { try? await Task.sleep(for: .seconds(1000)) }
        return work
      },
      write: { _ in
        if groups.change({ value in
          value += 1
          return value == 3
        }) {
          throw TestFailure("the disk is full")
        }
      })
    let end = try await pipeline.run()
    #expect((end.failure as? TestFailure)?.description == "the disk is full")
    #expect(groups.value == 3 && end.written + end.lost == end.fetched && end.lost > 0 && !end.isCancelled)
    #expect(begun.value < 200 && end.fetched == begun.value)
  }

  @Test func `a result that comes alone is written after a moment`() async throws {
    let written = Record<Int>()
    let pipeline = Pipeline(
      settings(2, group: 1000, wait: 50_000_000), next: Self.numbers(2),
      fetch: { work in
        for _ in 0..<1000 where work == 1 && written.count == 0 { try? await Task.sleep(for: .milliseconds(10)) }
        return work
      }, write: { $0.forEach(written.append) })
    #expect(try await pipeline.run().written == 2)
    #expect(written.all == [0, 1])
  }
}
