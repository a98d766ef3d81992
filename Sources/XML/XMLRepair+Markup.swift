extension XMLRepair {
  /// Longest names of elements and attributes, and longest value of an attribute, bytes.
  private static let longestName = 256
  private static let longestValue = 1 << 16
  private static let mostAttributes = 64

  mutating func takeMarkup() {
    switch position + 1 < input.count ? input[position + 1] : 0 {
    case UInt8(ascii: "/"): takeEndTag()
    case UInt8(ascii: "?"): leaveOut(upTo: "?>", from: position + 2)
    case UInt8(ascii: "!"):
      if isNext("<!--", at: position) {
        leaveOut(upTo: "-->", from: position + 4)
      } else if isNext("<![CDATA[", at: position) {
        takeLiteral()
      } else if isNext("<!DOCTYPE", at: position), isOutside, !hasDocumentType {
        takeDocumentType()
      } else {
        takeAsText()
      }
    default: takeStartTag()
    }
  }

  private mutating func leaveOut(upTo ending: StaticString, from start: Int) {
    guard let end = end(of: ending, from: start) else {
      report("what begins here never ends: a `\(ending)` is missing", line: line)
      return takeAsText()
    }
    skip(to: end)
  }

  /// CDATA, written as ordinary text.
  private mutating func takeLiteral() {
    guard let end = end(of: "]]>", from: position + 9) else {
      report("`<![CDATA[` never ends: a `]]>` is missing", line: line)
      return takeAsText()
    }
    let content = input[position + 9..<end - 3]
    skip(to: end)
    for byte in content { appendEscaped(byte) }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "<"): appendText("&lt;")
    case UInt8(ascii: ">"): appendText("&gt;")
    case UInt8(ascii: "&"): appendText("&amp;")
    case 0x09, 0x0A, 0x0D, 0x20...: appendText(byte)
    default: break
    }
  }

  /// Leaves the document type out, with the declarations inside it.
  private mutating func takeDocumentType() {
    hasDocumentType = true
    var index = position + 9
    var levels = 0
    while index < input.count {
      switch input[index] {
      case UInt8(ascii: "["): levels += 1
      case UInt8(ascii: "]"): levels -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let close = input[(index + 1)...].firstIndex(of: input[index]) else { return takeAsText() }
        index = close
      case UInt8(ascii: "<") where isNext("<!--", at: index):
        guard let end = end(of: "-->", from: index + 4) else { return takeAsText() }
        index = end - 1
      case UInt8(ascii: ">") where levels <= 0: return skip(to: index + 1)
      default: break
      }
      index += 1
    }
    // Without an end it would be the whole text.
    takeAsText()
  }

  // MARK: Tags

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// Where the name that begins at `start` ends; nil where none does. Of ASCII letters, as all names of lists are.
  private func endOfName(_ start: Int) -> Int? {
    guard start < input.count, XMLRepair.isNameStart(input[start]) else { return nil }
    var end = start
    while end < input.count {
      switch input[end] {
      case _ where XMLRepair.isNameStart(input[end]), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        end += 1
      // Between a prefix and a name, and only one.
      case UInt8(ascii: ":")
      where end + 1 < input.count && XMLRepair.isNameStart(input[end + 1])
        && !input[start..<end].contains(UInt8(ascii: ":")):
        end += 1
      default: return end - start <= XMLRepair.longestName ? end : nil
      }
      if end - start > XMLRepair.longestName { return nil }
    }
    return end
  }

  private mutating func takeEndTag() {
    if position + 2 == input.count { return skip(to: input.count) }
    guard let nameEnd = endOfName(position + 2) else {
      report("`</` stands here without a name: write `&lt;` for the sign itself", line: line)
      return takeAsText()
    }
    var end = nameEnd
    while end < input.count, input[end] != UInt8(ascii: ">"), input[end] != UInt8(ascii: "<") { end += 1 }
    // The tag in which a file is cut off closes nothing.
    if end == input.count { return skip(to: end) }
    let name = Array(input[position + 2..<nameEnd])
    self.end(name)
    skip(to: input[end] == UInt8(ascii: ">") ? end + 1 : end)
  }

  private mutating func takeStartTag() {
    if position + 1 == input.count { return skip(to: input.count) }
    guard let nameEnd = endOfName(position + 1), nameEnd == input.count || isEndOfName(input[nameEnd]) else {
      report("`<` stands here alone: write `&lt;`", line: line)
      return takeAsText()
    }
    switch attributes(from: nameEnd) {
    case .tag(let attributes, let end, let isEmpty):
      let name = Array(input[position + 1..<nameEnd])
      start(name, attributes)
      skip(to: end)
      if isEmpty { self.end(name) }
    case .cutOff:
      position = input.count
    case .none:
      report("`<` stands here alone: write `&lt;`", line: line)
      takeAsText()
    }
  }

  private func isEndOfName(_ byte: UInt8) -> Bool {
    XMLRepair.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private enum RestOfTag {
    /// Attributes as they are written out, each with a space in front.
    case tag(attributes: [UInt8], end: Int, isEmpty: Bool)
    /// The text ends inside the tag.
    case cutOff
    case none
  }

  private func attributes(from start: Int) -> RestOfTag {
    var written: [UInt8] = []
    var names: Set<[UInt8]> = []
    var index = start
    while true {
      while index < input.count, XMLRepair.isSpace(input[index]) { index += 1 }
      guard index < input.count else { return .cutOff }
      switch input[index] {
      case UInt8(ascii: ">"): return .tag(attributes: written, end: index + 1, isEmpty: false)
      case UInt8(ascii: "<"): return .none
      case UInt8(ascii: "/"):
        index += 1
        if index < input.count, input[index] == UInt8(ascii: ">") {
          return .tag(attributes: written, end: index + 1, isEmpty: true)
        }
      default:
        guard let nameEnd = endOfName(index), nameEnd < input.count else {
          return endOfName(index) == nil ? .none : .cutOff
        }
        let name = Array(input[index..<nameEnd])
        guard let (value, end) = value(from: nameEnd) else { return isCutOff(from: nameEnd) ? .cutOff : .none }
        index = end
        // The first of two, and declarations of name spaces only for those who ask for them.
        guard names.count < XMLRepair.mostAttributes, keepsNamespaces || !name.starts(with: "xmlns".utf8),
          names.insert(name).inserted
        else { continue }
        written.append(0x20)
        written.append(contentsOf: name)
        written.append(contentsOf: "=\"".utf8)
        appendValue(value, to: &written)
        written.append(UInt8(ascii: "\""))
      }
    }
  }

  /// Whether nothing follows that could be another tag.
  private func isCutOff(from start: Int) -> Bool { !input[start...].prefix(4096).contains(UInt8(ascii: "<")) }

  /// The value of the attribute whose name ends at `start`; empty where it has none.
  private func value(from start: Int) -> (value: Slice<UnsafeBufferPointer<UInt8>>, end: Int)? {
    var index = start
    while index < input.count, XMLRepair.isSpace(input[index]) { index += 1 }
    guard index < input.count, input[index] == UInt8(ascii: "=") else { return (input[start..<start], start) }
    index += 1
    while index < input.count, XMLRepair.isSpace(input[index]) { index += 1 }
    guard index < input.count else { return nil }
    let quote = input[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let rest = input[index...].prefix { !isEndOfName($0) && $0 != UInt8(ascii: "<") }
      return (rest, rest.endIndex)
    }
    let rest = input[(index + 1)...].prefix(XMLRepair.longestValue)
    guard let close = rest.firstIndex(of: quote), close + 1 < input.count, isEndOfTagPart(input[close + 1]) else {
      return nil
    }
    return (input[index + 1..<close], close + 1)
  }

  private func isEndOfTagPart(_ byte: UInt8) -> Bool { isEndOfName(byte) || XMLRepair.isNameStart(byte) }

  private func appendValue(_ value: Slice<UnsafeBufferPointer<UInt8>>, to written: inout [UInt8]) {
    var index = value.startIndex
    while index < value.endIndex {
      switch value[index] {
      case UInt8(ascii: "<"): written.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): written.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): written.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "&"):
        let end = endOfReference(index)
        if let end {
          written.append(contentsOf: input[index..<end])
          index = end
        } else {
          let reference = numericReference(at: index)
          written.append(contentsOf: reference.text)
          index = reference.end
        }
        continue
      case 0x09, 0x0A, 0x0D, 0x20...: written.append(value[index])
      default: break
      }
      index += 1
    }
  }
}
