internal import HTTPClient
internal import Metadata
internal import Platform
internal import Synchronization
internal import TestSupport

/// Sends what it gets, once, without any limit: so that the number of requests is the client's doing.
///
/// Where it is told so it waits after a 429 and sends a second time, as a sender does that keeps to limits.
final class IGDBPlainSender: RequestSender {
  private let sent = Mutex<[(request: HTTPRequest, cost: Int)]>([])
  private let timeout: UInt64
  private let answerLimit: Int
  private let waits: Bool

  init(timeout: UInt64 = 30_000_000_000, answerLimit: Int = .max, waits: Bool = false) {
    self.timeout = timeout
    self.answerLimit = answerLimit
    self.waits = waits
  }

  var requests: [HTTPRequest] { sent.withLock { $0.map(\.request) } }
  var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }
  var costs: [Int] { sent.withLock { $0.map(\.cost) } }

  func send(_ request: HTTPRequest, cost: Int) async throws(ProviderFailure) -> HTTPResponse {
    sent.withLock { $0.append((request, cost)) }
    do throws(ProviderFailure) {
      return try await sendOnce(request)
    } catch {
      guard waits, error.status == 429 else { throw error }
      try? await Task.sleep(for: .milliseconds(1100))
      return try await sendOnce(request)
    }
  }

  private func sendOnce(_ request: HTTPRequest) async throws(ProviderFailure) -> HTTPResponse {
    let parts = request.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    guard parts.count == 3, let port = parts[1].split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw ProviderFailure(.unavailable, "no such place")
    }
    let path = "/\(parts[2])"
    let (timeout, limit) = (timeout, min(request.answerLimit, answerLimit))
    let result: Result<PlainHTTP.Answer, PlainHTTP.Failure> = await withCheckedContinuation { continuation in
      let thread = try? WorkerThread(name: "request") {
        do throws(PlainHTTP.Failure) {
          continuation.resume(
            returning: .success(
              try PlainHTTP.exchange(
                port: port, request.method.rawValue, path, headers: request.headers, body: request.body,
                timeout: timeout, limit: limit)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
      if let thread { thread.detach() } else { continuation.resume(returning: .failure(.unreachable)) }
    }
    switch result {
    case .failure(.tooLong): throw ProviderFailure(.malformed, "the answer is too long")
    case .failure: throw ProviderFailure(.unavailable, "no answer")
    case .success(let answer):
      switch answer.status {
      case 429: throw ProviderFailure(.throttled, "too many requests", status: 429)
      case 408, 425, 500...: throw ProviderFailure(.unavailable, "out of order", status: answer.status)
      default: return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
      }
    }
  }
}
