internal import CXML

/// Reads XML front to back, piece by piece, from memory. Wraps libxml2's `xmlTextReader`.
///
/// What is not well-formed is read as far as it goes: see ``mistakes``. Nothing is loaded, from the network or from
/// disk, and nothing is written to standard error. Time and memory grow with the length of the text and no faster.
/// Belongs to one thread at a time.
package struct XMLReader: ~Copyable {
  package enum Event: Sendable, Hashable {
    /// An element begins; see ``name``.
    case start
    /// An element ends; also of one that is empty, and of one whose end tag is missing.
    case end
    /// A piece of text; an element may have several.
    case text
  }

  private let handle: xmlTextReaderPtr
  /// libxml2 reads from it as long as the reader lives.
  private let text: UnsafeMutableBufferPointer<UInt8>
  private let errors = ErrorList()
  private let lines: [Int32]
  private let unfinished: Set<Int>
  private let mistakesOfText: [XMLMistake]
  private var startCount = 0
  private var depth = 0

  /// What was found wrong, in the order of the lines: the text's own mistakes at once, libxml2's as it reads.
  package var mistakes: [XMLMistake] { mistakesOfText + errors.mistakes }

  /// The line of the start tag that was read last; from 1.
  package private(set) var line = 1

  /// Whether the text ends inside the element that began last: what it holds is not whole.
  package private(set) var isCutOff = false

  /// - Parameters:
  ///   - bytes: the text in UTF-8, UTF-16 with a byte order mark, or what its declaration says; bytes that are none of
  ///     it are kept (see ``text()``).
  ///   - groups: names of elements of which none stands inside another of the same group: the start of one is the end
  ///     of the other, and a missing end tag loses nothing of what follows.
  ///   - hasNamespaces: whether ``namespace`` is asked for.
  /// - Returns: nil without memory for it, and for a text of 2 GiB.
  package init?(_ bytes: [UInt8], groups: [Set<String>] = [], hasNamespaces: Bool = false) {
    let (decoded, mistakes) = XMLDecoding.decoded(bytes)
    let repair = decoded.withUnsafeBufferPointer { text in
      XMLRepair(text, groups: groups.map { Set($0.map { Array($0.utf8) }) }, keepsNamespaces: hasNamespaces)
    }
    mistakesOfText = mistakes + repair.mistakes
    lines = repair.lines
    unfinished = repair.unfinished
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: repair.output.count)
    _ = text.initialize(fromContentsOf: repair.output)
    let options =
      XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
    XMLReader.prepare
    guard let size = Int32(exactly: text.count),
      let handle = text.withMemoryRebound(
        to: CChar.self, { xmlReaderForMemory($0.baseAddress, size, nil, "UTF-8", Int32(bitPattern: options)) })
    else {
      text.deallocate()
      return nil
    }
    self.text = text
    self.handle = handle
    // Lives as long as `errors`, which outlives the handle.
    xmlTextReaderSetStructuredErrorHandler(
      handle, { ErrorList.note($0, $1) }, Unmanaged.passUnretained(errors).toOpaque())
  }

  deinit {
    xmlFreeTextReader(handle)
    text.deallocate()
  }

  /// libxml2 sets up its tables once, and not from several threads at a time.
  private static let prepare: Void = xmlInitParser()

  /// Goes to what comes next; nil at the end.
  package mutating func next() -> Event? {
    while xmlTextReaderRead(handle) == 1 {
      switch xmlReaderTypes(rawValue: UInt32(bitPattern: xmlTextReaderNodeType(handle))) {
      case XML_READER_TYPE_ELEMENT:
        depth += 1
        // The first is the root around everything, which is not the text's own.
        guard depth > 1 else { continue }
        if startCount < lines.count { line = Int(lines[startCount]) }
        isCutOff = unfinished.contains(startCount)
        errors.line = line
        startCount += 1
        return .start
      case XML_READER_TYPE_END_ELEMENT:
        depth -= 1
        if depth > 0 { return .end }
      case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE,
        XML_READER_TYPE_WHITESPACE:
        return .text
      default: continue
      }
    }
    return nil
  }

  /// The name of the first element of a text; nil where there is none.
  package static func firstElement(of bytes: [UInt8]) -> String? {
    guard var reader = XMLReader(bytes) else { return nil }
    while let event = reader.next() { if event == .start { return reader.name } }
    return nil
  }

  /// The name of the element that begins or ends here, with its prefix.
  package var name: String {
    guard let name = xmlTextReaderConstName(handle) else { return "" }
    return name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }

  /// The same without its prefix; see ``namespace``. Of a prefix that stands for nothing it is a part.
  package var localName: String {
    guard let name = xmlTextReaderConstLocalName(handle) else { return "" }
    return name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }

  /// What its prefix stands for; empty where it has none and there is none for such names.
  package var namespace: String {
    guard let name = xmlTextReaderConstNamespaceUri(handle) else { return "" }
    return name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }

  /// Appends the text that stands here: UTF-8, except for bytes of the document that could not be decoded, which are
  /// as they were.
  package func appendText(to bytes: inout [UInt8]) {
    guard let value = xmlTextReaderConstValue(handle) else { return }
    UndecodedBytes.appendOriginal(of: XMLReader.buffer(value), to: &bytes)
  }

  /// The attributes of the element that begins here, in their order.
  package mutating func attributes() -> [(name: String, value: String)] {
    guard xmlTextReaderHasAttributes(handle) == 1 else { return [] }
    var found: [(name: String, value: String)] = []
    while xmlTextReaderMoveToNextAttribute(handle) == 1 {
      var bytes: [UInt8] = []
      if let value = xmlTextReaderConstValue(handle) {
        UndecodedBytes.appendOriginal(of: XMLReader.buffer(value), to: &bytes)
      }
      found.append((name, UndecodedBytes.string(bytes)))
    }
    xmlTextReaderMoveToElement(handle)
    return found
  }

  private static func buffer(_ text: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
  }
}

/// What libxml2 has to say of a text. For the thread of its reader.
private final class ErrorList {
  var line = 1
  private(set) var mistakes: [XMLMistake] = []

  static func note(_ list: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
    guard let list, let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue,
      // Prefixes are part of the names here.
      error.domain != Int32(bitPattern: XML_FROM_NAMESPACE.rawValue)
    else { return }
    let errors = Unmanaged<ErrorList>.fromOpaque(list).takeUnretainedValue()
    guard errors.mistakes.count < XMLRepair.mostMistakes else { return }
    let message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
    let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    errors.mistakes.append(XMLMistake(line: errors.line, "libxml2: \(words)"))
  }
}
