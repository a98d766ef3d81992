/// Writes JSON text (RFC 8259), without a tree of values in between.
///
/// Objects and arrays are written by closures, so that what is opened is always closed. Members stand in the order
/// they are written.
package struct JSONWriter: ~Copyable {
  /// What has been written, UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private let isSpaced: Bool

  /// - Parameter spaced: puts a space behind commas and colons, for people.
  package init(spaced: Bool = false) { isSpaced = spaced }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func object(_ body: (inout JSONWriter) -> Void) { enclosed("{", "}", body) }

  package mutating func array(_ body: (inout JSONWriter) -> Void) { enclosed("[", "]", body) }

  package mutating func value(_ value: String) {
    separate()
    quote(value)
  }

  package mutating func value(_ value: some BinaryInteger) { plain("\(value)") }

  package mutating func value(_ value: Bool) { plain(value ? "true" : "false") }

  /// JSON has no infinity and no NaN: they are written as null.
  package mutating func value(_ value: Double) { plain(value.isFinite ? "\(value)" : "null") }

  package mutating func null() { plain("null") }

  /// A member of an object that is an object itself.
  package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// A member of an object that is an array.
  package mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    array(body)
  }

  /// A member whose value is what `body` writes.
  package mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    body(&self)
  }

  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { self.value(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: some BinaryInteger) {
    key(name)
    self.value(value)
  }

  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    self.value(value)
  }

  package mutating func member(_ name: String, _ value: Double) {
    key(name)
    self.value(value)
  }

  private mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if isSpaced { bytes.append(0x20) }
    needsComma = false
  }

  private mutating func enclosed(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func separate() {
    if needsComma { bytes.append(contentsOf: isSpaced ? ", ".utf8 : ",".utf8) }
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
