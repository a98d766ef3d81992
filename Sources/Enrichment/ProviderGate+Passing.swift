internal import HTTPClient
internal import Metadata
internal import Pacing
internal import Synchronization

extension ProviderGate {
  /// What follows a try.
  enum Next: Sendable {
    case finished(HTTPResponse)
    case failed(ProviderFailure)
    /// The failure is the caller's if nothing comes of it any more.
    case again(at: UInt64, ProviderFailure)
  }

  /// Waits for admission, unless the task is cancelled.
  func admission(_ call: WaitingLane.Call, isUrgent: Bool) async -> Entry {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        advance { state in
          // A cancellation that came before could not find the call: it is seen here.
          if Task.isCancelled {
            continuation.resume(returning: .cancelled)
          } else {
            state.waiting[call.number] = continuation
            state.ledger.wait(call, isUrgent: isUrgent)
          }
        }
      }
    } onCancel: {
      advance { state in
        guard state.ledger.leave(call.number) else { return }
        state.waiting.removeValue(forKey: call.number)?.resume(returning: .cancelled)
      }
    }
  }

  /// Changes something and lets through whom that lets through.
  ///
  /// Nobody is called under the lock but continuations, which only put their task into a queue.
  func advance(_ change: (inout State) -> Void) {
    let alarm: UInt64? = state.withLock { state in
      change(&state)
      let now = clock.now()
      let (verdicts, wake) = state.ledger.advance(at: now)
      for (number, verdict) in verdicts {
        state.waiting.removeValue(forKey: number)?.resume(returning: .decided(verdict))
      }
      guard let wake, wake < state.alarm ?? .max else { return nil }
      state.alarm = wake
      return wake
    }
    guard let alarm else { return }
    clock.callBack(at: alarm) { [weak self] in
      self?.advance { state in if state.alarm == alarm { state.alarm = nil } }
    }
  }

  /// - Returns: when the request goes out.
  func begin(_ permit: GateLedger.Permit, cost: Int) -> UInt64 {
    state.withLock { state in
      let now = clock.now()
      state.ledger.sent(permit, at: now)
      state.statistics.sent += 1
      state.statistics.admittedCost += UInt64(max(cost, 1))
      return now
    }
  }

  /// Counts a try, and decides what follows.
  func end(
    _ permit: GateLedger.Permit, _ answer: Answer, attempt: Int, start: UInt64, firstSent: UInt64
  ) -> Next {
    var next = Next.failed(.cancelled(name))
    let now = clock.now()
    advance { state in
      if let sentAt = answer.sentAt { state.ledger.sent(permit, at: min(sentAt, now)) }
      state.ledger.ended(permit, answer.outcome, at: now)
      state.statistics.bytes += UInt64(answer.bytes)
      if answer.isTimed { state.statistics.latency.add(now - start) }
      if case .throttled = answer.outcome { state.statistics.throttled += 1 }
      guard var failure = answer.failure else {
        state.statistics.answered += 1
        if let response = answer.response { next = .finished(response) }
        return
      }
      let elapsed = now - firstSent
      let decision = decide(answer, attempt: attempt, elapsed: elapsed, &state)
      switch decision {
      case .retry(let pause, let parks):
        if parks { state.ledger.park(until: now + pause) }
        state.statistics.retried += 1
        next = .again(at: now + pause, failure)
        return
      case .park(let pause):
        state.ledger.park(until: now + pause)
        failure.retryAt = clock.wall() + Int64(pause)
      case .giveUp:
        let available = state.ledger.available(at: now)
        if available > now, failure.code != .cancelled { failure.retryAt = clock.wall() + Int64(available - now) }
      }
      count(failure, &state)
      next = .failed(failure)
    }
    return next
  }

  /// Counts a call that ends at the gate.
  func ended(_ failure: ProviderFailure) -> ProviderFailure {
    state.withLock { count(failure, &$0) }
    return failure
  }

  func failure(_ refusal: GateLedger.Refusal, after last: ProviderFailure?) -> ProviderFailure {
    switch refusal {
    case .late: last ?? ProviderFailure(.unavailable, "\(name) gave no answer in time")
    case .parked(let until):
      ProviderFailure(
        .throttled, "\(name) takes no requests for a while, by its own word or because the day's are used up",
        retryAt: wall(until), status: last?.status)
    case .broken(let until):
      ProviderFailure(
        .unavailable, last?.message ?? "\(name) has failed too often and is left alone for a while",
        retryAt: wall(until), status: last?.status)
    }
  }

  /// A monotonic time as calendar time.
  func wall(_ time: UInt64) -> Int64 {
    let now = clock.now()
    return time >= now ? clock.wall() + Int64(clamping: time - now) : clock.wall() - Int64(clamping: now - time)
  }

  private func decide(
    _ answer: Answer, attempt: Int, elapsed: UInt64, _ state: inout State
  ) -> RetryPolicy.Decision {
    func draw(_ generator: inout some RandomNumberGenerator & Sendable) -> RetryPolicy.Decision {
      policy.decide(answer.trouble, attempt: attempt, wish: answer.wish, elapsed: elapsed, using: &generator)
    }
    return draw(&state.generator)
  }

  private func count(_ failure: ProviderFailure, _ state: inout State) {
    if failure.code == .cancelled { state.statistics.cancelled += 1 } else { state.statistics.failed += 1 }
  }
}
