/// What Twitch hands out for an id and a secret, and what IGDB asks for with every request.
package struct TwitchToken: Hashable, Sendable {
  /// A secret.
  package var text: String
  /// Whose it is; a token of another id is of no use.
  package var clientID: String
  /// Nanoseconds since 1970, both.
  package var issued: Int64
  package var expires: Int64

  package init(text: String, clientID: String, issued: Int64, expires: Int64) {
    self.text = text
    self.clientID = clientID
    self.issued = issued
    self.expires = expires
  }

  /// Whether it can be sent at that time. One from the future was stored while the clock was wrong.
  package func isValid(at now: Int64) -> Bool { issued >= 0 && issued <= now && now < expires }

  /// Whether a new one is due: after nine tenths of its life.
  package func isDue(at now: Int64) -> Bool { !isValid(at: now) || now - issued >= (expires - issued) / 10 * 9 }
}

extension TwitchToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Without the token itself.
  package var description: String { "a token of Twitch" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Where a token outlives the process.
package protocol TokenStore: Sendable {
  /// The one that was saved last; nil where there is none, or it cannot be read.
  func load() async -> TwitchToken?
  /// A failure to save costs a request after the next start, and is the store's to report.
  func save(_ token: TwitchToken) async
}
