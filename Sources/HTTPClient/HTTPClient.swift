package import Platform
internal import Synchronization

/// Sends requests over HTTP/1.1 and 2. Wraps libcurl.
///
/// Any task may call. One thread ("http") drives all transfers and keeps their connections for the next ones; no task
/// ever blocks. Servers' certificates are verified; there are no cookies, and `.netrc` is not read. `http_proxy`,
/// `https_proxy` and `no_proxy` of the environment count as they do for curl.
package final class HTTPClient: Sendable {
  private let desk: TransferDesk
  private let thread: Mutex<WorkerThread?>

  /// - Parameters:
  ///   - userAgent: what servers are told of the program that asks.
  ///   - authorities: a PEM file of the certificates to trust instead of the system's.
  /// - Throws: ENOMEM where libcurl cannot begin, otherwise what the thread could not be started for.
  package init(userAgent: String, authorities: String? = nil) throws(Errno) {
    guard let multi = Multi() else { throw .outOfMemory }
    let desk = TransferDesk(multi)
    self.desk = desk
    let settings = TransferSettings(userAgent: userAgent, authorities: authorities)
    do throws(Errno) {
      thread = Mutex(
        try WorkerThread(name: "http") {
          blockBrokenPipeSignal()
          var loop = TransferLoop(desk, multi, settings)
          loop.run()
        })
    } catch {
      multi.free()
      throw error
    }
  }

  deinit { close() }

  /// Sends a request and waits for the whole answer, whatever its status. Follows up to five redirections. What is packed
  /// on the way is unpacked; HEAD, and requests with `Range`, ask for the bytes as they are stored.
  ///
  /// Cancelling the task ends the transfer at once.
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let transfer = Transfer(request)
    let result: Result<HTTPResponse, HTTPError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.answer = continuation
        desk.start(transfer)
      }
    } onCancel: {
      desk.cancel(transfer)
    }
    return try result.get()
  }

  /// Begins a request whose answer is read as it comes. Does not wait.
  package func open(_ request: HTTPRequest, _ limits: StreamLimits = StreamLimits()) -> HTTPStream {
    HTTPStream(request, limits, desk)
  }

  /// Fails everything that is open with ``HTTPError/Reason/cancelled``, ends the thread and waits for it. What is sent
  /// afterwards fails the same way.
  package func close() {
    desk.close()
    let ending = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    ending?.join()
  }
}

/// What is the same for all requests of a client.
struct TransferSettings: Sendable {
  let userAgent: String
  let authorities: String?
}
