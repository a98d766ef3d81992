internal import Platform

/// Runs `body` on a thread of its own and waits for it for so long; nil where it does not come back in time.
///
/// A file system whose server is away keeps that thread, and nothing else.
func withPatience<Result: Sendable>(
  nanoseconds: UInt64, _ body: @escaping @Sendable () -> Result
) -> Result? {
  let outcome = Monitor<Result?>(nil)
  do throws(Errno) {
    try WorkerThread(name: "scan-look", stackBytes: 1 << 20) {
      let result = body()
      outcome.signal { $0 = result }
    }.detach()
  } catch {
    return body()
  }
  return outcome.wait(until: monotonicNanoseconds() + nanoseconds) { $0 }
}
