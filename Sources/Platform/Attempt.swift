/// Does something that may never come back, such as a stat(2) of a mount whose service hangs.
///
/// - Returns: nil when it has not come back after `seconds`; the thread it runs on is left behind then.
package func attempt<Result: Sendable>(within seconds: UInt64, _ body: @escaping @Sendable () -> Result) -> Result? {
  let outcome = Monitor<Result?>(nil)
  guard
    let thread = try? WorkerThread(
      name: "attempt",
      {
        let result = body()
        outcome.signal { $0 = result }
      })
  else { return body() }
  thread.detach()
  return outcome.wait(until: monotonicNanoseconds() + seconds * 1_000_000_000) { $0 }
}
