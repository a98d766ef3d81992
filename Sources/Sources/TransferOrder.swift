package import Model

/// What is to be fetched, and how it is known when it is there.
package struct TransferOrder: Hashable, Sendable {
  /// Bytes; nil where nobody knows. Another length is another file.
  package var size: Int64?
  package var checksums: OfferedChecksums
  /// An answer that would be longer is refused. Bytes.
  package var largest: Int64

  package init(size: Int64? = nil, checksums: OfferedChecksums = OfferedChecksums(), largest: Int64 = OfferSize.largest)
  {
    self.size = size
    self.checksums = checksums
    self.largest = largest
  }

  /// Whether the bytes themselves can be held against something.
  package var isVerifiable: Bool { !checksums.algorithms.isEmpty }
}

/// What is known of the bytes that a part file holds: kept where a crash leaves it, after the bytes are on the disk.
package struct PartRecord: Hashable, Sendable {
  /// That many from the start are good. Bytes.
  package var bytes: Int64
  /// How long the file was to be; nil where the server did not say.
  package var total: Int64?
  /// As the server sent it, only where it is strong.
  package var etag: String?
  /// `Last-Modified`, as the server sent it.
  package var modified: String?

  package init(bytes: Int64 = 0, total: Int64? = nil, etag: String? = nil, modified: String? = nil) {
    self.bytes = bytes
    self.total = total
    self.etag = etag
    self.modified = modified
  }
}

/// Why a file could not be fetched. Holds no key and no URL.
package struct TransferFailure: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Nobody answers, connections break, 5xx: later, or elsewhere.
    case unavailable
    /// The server wants to be left alone for a time.
    case throttled
    /// The address leads nowhere any more, or wants another key: it is to be asked for anew.
    case stale
    /// The server has another file there than was offered.
    case changed
    /// All of it came, and its checksum is another one.
    case corrupt
    /// Too long, or an answer that is none to what was asked: the same will come again.
    case refused
    /// There is no room on the disk.
    case noSpace
    /// The disk fails otherwise.
    case disk
    case cancelled
  }

  package var kind: Kind
  /// For people: what happened.
  package var message: String
  /// How long the server wants to be left alone, nanoseconds; nil where it did not say.
  package var pause: UInt64?

  package init(_ kind: Kind, _ message: String, pause: UInt64? = nil) {
    self.kind = kind
    self.message = message
    self.pause = pause
  }
}

/// What a server said before the bytes, as far as it matters for putting them together.
package struct TransferAnswer: Hashable, Sendable {
  package var status: Int
  /// `Content-Length`.
  package var length: Int64?
  package var range: ContentRange?
  /// As it was sent, `W/` included.
  package var etag: String?
  package var modified: String?
  /// Nanoseconds.
  package var pause: UInt64?
  /// Whether the end of the body is told from a broken connection.
  package var hasMarkedEnd: Bool

  package init(
    _ status: Int, length: Int64? = nil, range: ContentRange? = nil, etag: String? = nil, modified: String? = nil,
    pause: UInt64? = nil, hasMarkedEnd: Bool = true
  ) {
    self.status = status
    self.length = length
    self.range = range
    self.etag = etag
    self.modified = modified
    self.pause = pause
    self.hasMarkedEnd = hasMarkedEnd
  }

  /// nil for a weak one: files with the same may have other bytes.
  var strongTag: String? { etag.flatMap { $0.hasPrefix("W/") || $0.isEmpty ? nil : $0 } }
}

/// The header `Content-Range`: which bytes an answer holds.
package struct ContentRange: Hashable, Sendable {
  /// nil in an answer that says there are none (416). Both ends count.
  package var bytes: ClosedRange<Int64>?
  /// Of the whole file; nil where the server does not know.
  package var total: Int64?

  package init(_ bytes: ClosedRange<Int64>?, of total: Int64?) {
    self.bytes = bytes
    self.total = total
  }

  /// - Returns: nil for what is no range of bytes, or cannot be one.
  package init?(_ text: String) {
    var rest = text.lowercased()[...].drop { $0 == " " }
    guard rest.hasPrefix("bytes") else { return nil }
    rest = rest.dropFirst(5).drop { $0 == " " || $0 == "=" }
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    let range = rest[..<slash]
    let size = rest[rest.index(after: slash)...].prefix { $0 != " " }
    let total = size == "*" ? nil : ContentRange.number(size)
    guard total != nil || size == "*" else { return nil }
    if range == "*" {
      self.init(nil, of: total)
      return
    }
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = ContentRange.number(ends[0]), let last = ContentRange.number(ends[1]),
      first <= last, last < total ?? .max
    else { return nil }
    self.init(first...last, of: total)
  }

  private static func number(_ text: Substring) -> Int64? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
  }
}
