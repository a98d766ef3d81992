internal import Model
internal import Platform

extension Crawl {
  /// Follows a tree to its end, several folders at a time.
  ///
  /// - Parameters:
  ///   - place: for people.
  ///   - ask: gets the index of a folder. Called in tasks of their own.
  ///   - deliver: as ``Source/list(known:_:)`` has it.
  static func run(
    _ start: Crawl, of place: String, ask: @escaping @Sendable (CrawlRequest) async -> CrawlAnswer,
    _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    var crawl = start
    await withTaskGroup(of: (CrawlRequest, CrawlAnswer)?.self) { group in
      var hasTimer = false
      loop: while !Task.isCancelled {
        switch crawl.next(now: monotonicNanoseconds()) {
        case .ask(let request):
          group.addTask { (request, await ask(request)) }
          continue
        case .keep(let request):
          for batch in crawl.keep(request) { await deliver(batch) }
          continue
        case .wait(let time):
          if !hasTimer {
            hasTimer = true
            group.addTask {
              let now = monotonicNanoseconds()
              try? await Task.sleep(nanoseconds: time > now ? time - now : 0)
              return nil
            }
          }
        case .waitForAnswer: break
        case .finished: break loop
        }
        switch await group.next() {
        case (let request, let answer)??:
          let batches = crawl.take(answer, for: request, now: monotonicNanoseconds(), wall: wallNanoseconds())
          for batch in batches where !Task.isCancelled { await deliver(batch) }
        case .some(nil): hasTimer = false
        case nil: break
        }
      }
      group.cancelAll()
    }
    if Task.isCancelled { throw .cancelled(place) }
    if let failure = crawl.rootFailure { throw failure }
    return crawl.report
  }
}
