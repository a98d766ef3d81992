/// Percent-encoding of URLs (RFC 3986), byte by byte. Pure.
enum PercentEncoding {
  /// A `%` that no two digits follow is kept, as browsers do; a `+` is a `+`.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    let text = Array(text)
    guard text.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if let byte = encodedByte(text, index) {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }

  /// One component of a path from a name: everything is encoded that is not unreserved.
  static func encodedName(_ name: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for byte in name { if isUnreserved(byte) { text.append(byte) } else { append(byte, to: &text) } }
    return text
  }

  /// What people wrote, made fit for a URL: what may not stand in one is encoded, and everything else is as it was.
  static func repaired(_ text: [UInt8]) -> [UInt8] {
    if text.allSatisfy({ mayStand($0) && $0 != UInt8(ascii: "%") }) { return text }
    var repaired: [UInt8] = []
    for (index, byte) in text.enumerated() {
      let isKept = byte == UInt8(ascii: "%") ? encodedByte(text, index) != nil : mayStand(byte)
      if isKept { repaired.append(byte) } else { append(byte, to: &repaired) }
    }
    return repaired
  }

  /// The byte whose encoding begins at `index`.
  private static func encodedByte(_ text: [UInt8], _ index: Int) -> UInt8? {
    guard text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = digit(text[index + 1]),
      let low = digit(text[index + 2])
    else { return nil }
    return high << 4 | low
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func append(_ byte: UInt8, to text: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    text.append(UInt8(ascii: "%"))
    text.append(digits.utf8Start[Int(byte >> 4)])
    text.append(digits.utf8Start[Int(byte & 15)])
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func mayStand(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F...0xFF, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      false
    default: true
    }
  }
}
