/// A file that somebody asked for, from the question where it is to its place in the library.
package struct Download: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Its turn has not come, or comes again.
    case pending
    /// Sources are asked.
    case resolving
    /// A source has it, and its turn to be fetched has not come.
    case ready
    case transferring
    /// All bytes came, and are compared with what was offered.
    case verifying
    case done
    case failed
    case cancelled

    /// Whether nothing follows by itself; what failed may be tried again.
    package var isEnded: Bool { self == .done || self == .failed || self == .cancelled }
  }

  /// Why it was not fetched.
  package struct Failure: Hashable, Sendable {
    /// One word for programs, such as `nobody-has-it`.
    package var code: String
    /// For people.
    package var message: String
    /// When it is tried again by itself, nanoseconds since 1970; nil for never.
    package var retryAt: Int64?

    package init(code: String, message: String, retryAt: Int64? = nil) {
      self.code = code
      self.message = message
      self.retryAt = retryAt
    }
  }

  /// Never used twice; 0 for one that is not stored.
  package var id: Int64
  /// Below the directory of downloads, the system's folder first. As raw as ``Offer/path``.
  package var path: [UInt8]
  /// Bytes; nil where no source says it exactly.
  package var size: Int64?
  package var checksums: OfferedChecksums
  /// Of the last modification, seconds since 1970; nil where no source says it.
  package var modified: Int64?
  /// What is there under that name is replaced when this one is whole.
  package var replaces = false
  package var state = State.pending
  /// With ``State/failed``, and with one that is to be tried again.
  package var failure: Failure?
  /// How often it has failed since somebody last asked for it.
  package var failures = 0
  /// Of the source that it comes, or came, from.
  package var source: String?
  /// Good bytes of the part, and of a file that is done its size.
  package var received: Int64 = 0
  /// By what the server recognises the version that the part is of.
  package var partTotal: Int64?
  package var partETag: String?
  package var partModified: String?
  /// Of the file that was fetched, and its bytes.
  package var found: Checksums?
  /// Nanoseconds since 1970.
  package var updated: Int64 = 0

  package init(
    id: Int64 = 0, path: [UInt8], size: Int64? = nil, checksums: OfferedChecksums = OfferedChecksums(),
    modified: Int64? = nil
  ) {
    self.id = id
    self.path = path
    self.size = size
    self.checksums = checksums
    self.modified = modified
  }

  /// For people.
  package var pathText: String { String(decoding: path, as: UTF8.self) }
}

/// A file that is to be fetched, and the offers it can come from.
package struct WantedFile: Hashable, Sendable {
  /// Without a number and a state.
  package var download: Download
  /// ``StoredOffer/id``, the preferred ones first; at least one.
  package var offers: [Int64]

  package init(_ download: Download, offers: [Int64]) {
    self.download = download
    self.offers = offers
  }
}
