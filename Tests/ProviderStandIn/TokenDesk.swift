internal import Platform

/// Hands out tokens for an id and a secret, as Twitch does.
struct TokenDesk: Sendable {
  let clientID: String
  let clientSecret: String
  /// Seconds.
  let life: Int
  /// When each is no longer valid, nanoseconds that only go forward.
  private var tokens: [String: UInt64] = [:]
  private var issued = 0

  init(clientID: String, clientSecret: String, life: Int) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.life = life
  }

  mutating func issue(_ form: [String: String], at now: UInt64) -> ServerResponse {
    guard let id = form["client_id"], let secret = form["client_secret"] else {
      return ServerResponse(400, text: #"{"status":400,"message":"missing client id or secret"}"#)
    }
    guard form["grant_type"] == "client_credentials" else {
      return ServerResponse(400, text: #"{"status":400,"message":"invalid grant type"}"#)
    }
    guard id == clientID else { return ServerResponse(400, text: #"{"status":400,"message":"invalid client"}"#) }
    guard secret == clientSecret else {
      return ServerResponse(403, text: #"{"status":403,"message":"invalid client secret"}"#)
    }
    issued += 1
    let token = "token\(issued)x\(String(now, radix: 36))"
    tokens[token] = now + UInt64(clamping: life) * 1_000_000_000
    return ServerResponse(
      200, text: #"{"access_token":"\#(token)","expires_in":\#(life),"token_type":"bearer"}"#)
  }

  /// Whether the headers of a request hold the id and a token that is valid.
  func accepts(_ headers: [String: String], at now: UInt64) -> Bool {
    guard headers["client-id"] == clientID, let authorization = headers["authorization"] else { return false }
    let words = authorization.split(separator: " ")
    guard words.count == 2, words[0] == "Bearer", let end = tokens[String(words[1])] else { return false }
    return now < end
  }

  /// None that was issued is valid any more.
  mutating func revoke() { tokens = [:] }
}
