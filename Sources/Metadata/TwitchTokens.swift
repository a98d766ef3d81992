internal import HTTPClient
internal import Platform

/// Gets tokens of Twitch, keeps the one in use, and renews it in time: once, however many ask for it.
package actor TwitchTokens {
  private let clientID: String
  private let secret: String
  private let url: String
  private let sender: any RequestSender
  private let store: any TokenStore
  private let now: @Sendable () -> Int64

  private var current: TwitchToken?
  private var hasLoaded = false
  /// Those that wait for the one renewal. It goes on when one of them is cancelled, who leaves at once.
  private var waiting: [Int: CheckedContinuation<Result<TwitchToken, ProviderFailure>, Never>] = [:]
  private var nextNumber = 0
  private var isRenewing = false
  /// The keys were refused; nothing is asked before that time.
  private var refusal: (failure: ProviderFailure, until: Int64)?

  /// How long refused keys are not tried again, nanoseconds. New settings make a new value of this type.
  package static let pause: Int64 = 600_000_000_000

  /// - Parameters:
  ///   - url: of the token endpoint, without a query.
  ///   - sender: for that endpoint alone: its limits are not IGDB's.
  ///   - now: nanoseconds since 1970.
  package init(
    clientID: String, secret: String, url: String = "https://id.twitch.tv/oauth2/token", sender: any RequestSender,
    store: any TokenStore, now: @escaping @Sendable () -> Int64 = { wallNanoseconds() }
  ) {
    self.clientID = clientID
    self.secret = secret
    self.url = url
    self.sender = sender
    self.store = store
    self.now = now
  }

  /// A token to send now.
  package func token() async throws(ProviderFailure) -> TwitchToken {
    if !hasLoaded {
      let stored = await store.load()
      // Somebody else may have been quicker.
      if !hasLoaded {
        hasLoaded = true
        if current == nil, stored?.clientID == clientID { current = stored }
      }
    }
    if let refusal, now() < refusal.until { throw refusal.failure }
    if let current, !current.isDue(at: now()) { return current }
    do throws(ProviderFailure) {
      return try await renewed()
    } catch {
      // The last tenth of its life is for this.
      if let current, current.isValid(at: now()), error.code != .unauthorized { return current }
      throw error
    }
  }

  /// Another token than one that IGDB did not take.
  func replacement(for rejected: TwitchToken) async throws(ProviderFailure) -> TwitchToken {
    if let refusal, now() < refusal.until { throw refusal.failure }
    if let current, current != rejected, current.isValid(at: now()) { return current }
    return try await renewed()
  }

  /// IGDB did not take a new token either: the keys are wrong, or have been withdrawn.
  ///
  /// - Returns: what to throw, now and until the pause is over.
  func refuse() -> ProviderFailure {
    let until = now() + TwitchTokens.pause
    let failure = ProviderFailure(
      .unauthorized, "IGDB takes neither the token nor a new one: check the client id and secret", retryAt: until,
      status: 401)
    refusal = (failure, until)
    return failure
  }

  private func renewed() async throws(ProviderFailure) -> TwitchToken {
    nextNumber += 1
    let number = nextNumber
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation that came before finds nobody.
        if Task.isCancelled {
          continuation.resume(returning: Result<TwitchToken, ProviderFailure>.failure(TwitchTokens.cancelled))
          return
        }
        waiting[number] = continuation
        if isRenewing { return }
        isRenewing = true
        Task { await self.renew() }
      }
    } onCancel: {
      Task { await self.leave(number) }
    }
    return try result.get()
  }

  private func leave(_ number: Int) {
    waiting.removeValue(forKey: number)?.resume(returning: .failure(TwitchTokens.cancelled))
  }

  private static let cancelled = ProviderFailure(.cancelled, "cancelled")

  private func renew() async {
    let result: Result<TwitchToken, ProviderFailure>
    do throws(ProviderFailure) {
      let token = try await fetch()
      current = token
      refusal = nil
      await store.save(token)
      result = .success(token)
    } catch {
      if error.code == .unauthorized { refusal = (error, now() + TwitchTokens.pause) }
      result = .failure(error)
    }
    isRenewing = false
    let callers = waiting.values
    waiting = [:]
    for caller in callers { caller.resume(returning: result) }
  }

  private func fetch() async throws(ProviderFailure) -> TwitchToken {
    // In the body, because URLs end up in logs of proxies.
    let form = [("client_id", clientID), ("client_secret", secret), ("grant_type", "client_credentials")]
    let body = form.map { "\($0)=\(TwitchTokens.encoded($1))" }.joined(separator: "&")
    let request = HTTPRequest(
      url, method: .post, headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8),
      answerLimit: 64 << 10)
    let asked = now()
    let response = try await sender.send(request, cost: 1)
    switch response.status {
    case 200..<300: break
    case 400, 401, 403:
      throw ProviderFailure(
        .unauthorized, "Twitch refuses the client id or the secret of IGDB: check both",
        retryAt: asked + TwitchTokens.pause, status: response.status)
    default:
      throw ProviderFailure(
        .refused, "Twitch answers the request for a token with status \(response.status)", status: response.status)
    }
    guard let answer = JSONValue(response.body), let text = answer["access_token"].string,
      let life = answer["expires_in"].integer, life > 0, TwitchTokens.isToken(text)
    else {
      throw ProviderFailure(.malformed, "Twitch's answer holds no token", status: response.status)
    }
    // A life of centuries is none to compute with.
    let seconds = Int64(min(life, 3_650 * 86_400))
    return TwitchToken(text: text, clientID: clientID, issued: asked, expires: asked + seconds * 1_000_000_000)
  }

  /// What may stand in a header.
  private static func isToken(_ text: String) -> Bool {
    (1...4096).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// Percent-encoded for a form.
  private static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        bytes.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += Array("%\(byte < 16 ? "0" : "")\(digits)".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
