internal import HTTPClient

/// Why a source, or a folder of it, could not be listed. Holds no key.
package struct SourceFailure: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// Nobody answers there, or not in time; 5xx.
    case unreachable
    /// No such folder or file.
    case notFound
    /// It wants a password, or another one; or does not let us in at all.
    case unauthorized
    /// It asks for less, or for later.
    case throttled
    /// An answer that is no listing.
    case notAListing
    /// The listing is longer than is read.
    case tooLong
    /// It leads to another place than the one that was asked.
    case redirected
    /// No secure connection.
    case notSecure
    /// A disk or a share gave no sign for too long.
    case stalled
    /// What is configured cannot be.
    case configuration
    case cancelled
    case other
  }

  package var kind: Kind
  /// For people: what is wrong, where, and what to do.
  package var message: String
  /// When it is worth trying again, nanoseconds since 1970; nil where nobody said so.
  package var retryAt: Int64?

  package init(_ kind: Kind, _ message: String, retryAt: Int64? = nil) {
    self.kind = kind
    self.message = message
    self.retryAt = retryAt
  }

  static func cancelled(_ place: String) -> SourceFailure {
    SourceFailure(.cancelled, "\(place): listing was cancelled; what came before counts")
  }

  /// - Parameter place: for people.
  init(_ error: HTTPError, at place: String) {
    switch error.reason {
    case .unreachable, .timedOut:
      self.init(.unreachable, "\(place): \(error.message). Is the address right, and the server running?")
    case .interrupted: self.init(.unreachable, "\(place): \(error.message)")
    case .tooLong: self.init(.tooLong, "\(place): \(error.message); split the folder, or offer a manifest")
    case .notSecure: self.init(.notSecure, "\(place): \(error.message)")
    case .cancelled: self = .cancelled(place)
    case .other: self.init(.other, "\(place): \(error.message)")
    }
  }

  /// - Parameters:
  ///   - status: of an answer that is no success.
  ///   - hasKey: whether a password or key was sent.
  init(status: Int, at place: String, hasKey: Bool) {
    switch status {
    case 401 where hasKey, 407 where hasKey:
      self.init(.unauthorized, "\(place): the server does not take the password (\(status)): correct the source's")
    case 401, 407:
      self.init(.unauthorized, "\(place): the server wants a password (\(status)): set the source's user and password")
    case 403:
      self.init(
        .unauthorized,
        "\(place): the server does not show this (403): allow it to list the folder, or offer a manifest")
    case 404, 410: self.init(.notFound, "\(place): there is no such place (\(status)): correct the source's address")
    case 429: self.init(.throttled, "\(place): the server asks for fewer requests (429); it is tried again later")
    case 500...: self.init(.unreachable, "\(place): the server has a problem of its own (\(status)); try again later")
    default: self.init(.other, "\(place): the server answers \(status), which is no listing")
    }
  }
}
