internal import Text

/// Writing of XML, piece by piece to the end of bytes: no string in between for each of 300,000 fields.
enum XMLText {
  static func append(_ markup: StaticString, to bytes: inout [UInt8]) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// An element in a line of its own; nothing for one without text and attributes, or whose name is none.
  static func appendElement(
    _ name: String, _ text: String, attributes: [GamelistField.Attribute] = [], indent: StaticString,
    to bytes: inout [UInt8]
  ) {
    guard isName(name), !text.utf8.isEmpty || !attributes.isEmpty else { return }
    open(name, attributes, indent, to: &bytes)
    if text.utf8.isEmpty {
      append(" />\n", to: &bytes)
    } else {
      bytes.append(UInt8(ascii: ">"))
      appendEscaped(text, to: &bytes)
      close(name, to: &bytes)
    }
  }

  /// As ``appendElement(_:_:attributes:indent:to:)`` for raw bytes; those that are not UTF-8 become U+FFFD.
  static func appendElement(_ name: String, _ text: [UInt8], indent: StaticString, to bytes: inout [UInt8]) {
    guard isName(name), !text.isEmpty else { return }
    open(name, [], indent, to: &bytes)
    bytes.append(UInt8(ascii: ">"))
    if UTF8Text.isValid(text) {
      text.withUnsafeBufferPointer { appendEscaped($0, to: &bytes) }
    } else {
      appendEscaped(String(decoding: text, as: UTF8.self), to: &bytes)
    }
    close(name, to: &bytes)
  }

  static func append(_ attributes: [GamelistField.Attribute], to bytes: inout [UInt8]) {
    for (index, attribute) in attributes.enumerated() where isName(attribute.name) {
      // An element has an attribute once.
      if attributes[..<index].contains(where: { $0.name == attribute.name }) { continue }
      bytes.append(0x20)
      bytes.append(contentsOf: attribute.name.utf8)
      append("=\"", to: &bytes)
      appendEscaped(attribute.text, isAttribute: true, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func open(
    _ name: String, _ attributes: [GamelistField.Attribute], _ indent: StaticString, to bytes: inout [UInt8]
  ) {
    append(indent, to: &bytes)
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    append(attributes, to: &bytes)
  }

  private static func close(_ name: String, to bytes: inout [UInt8]) {
    append("</", to: &bytes)
    bytes.append(contentsOf: name.utf8)
    append(">\n", to: &bytes)
  }

  /// A name that every reader takes.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first == UInt8(ascii: "_") else {
      return false
    }
    return name.utf8.allSatisfy {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || (0x30...0x39).contains($0) || "_-.:".utf8.contains($0)
    }
  }

  private static func appendEscaped(_ text: String, isAttribute: Bool = false, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendEscaped($0, isAttribute: isAttribute, to: &bytes) }
  }

  private static func appendEscaped(
    _ text: UnsafeBufferPointer<UInt8>, isAttribute: Bool = false, to bytes: inout [UInt8]
  ) {
    var start = 0
    for index in text.indices {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\"") where isAttribute: replacement = "&quot;"
      case 0x09 where isAttribute: replacement = "&#9;"
      case 0x0A where isAttribute: replacement = "&#10;"
      // As itself it would be read as a line feed.
      case 0x0D: replacement = "&#13;"
      case 0x09, 0x0A: continue
      case 0..<0x20: replacement = ""
      // U+FFFE and U+FFFF.
      case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
        bytes.append(contentsOf: text[start..<index])
        start = index + 3
        continue
      default: continue
      }
      bytes.append(contentsOf: text[start..<index])
      append(replacement, to: &bytes)
      start = index + 1
    }
    bytes.append(contentsOf: text[start...])
  }
}
