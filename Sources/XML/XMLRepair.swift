/// Makes well-formed XML of what people and programs have written.
///
/// Front ends take lists that no strict parser takes: several roots, `&` and `<` as they are, bytes of another
/// encoding, a file that was cut off. One such place must not lose the rest. What comes out holds elements, attributes
/// and text and nothing else: comments, processing instructions and document types are gone, and with these every
/// entity but the five of XML, so that nothing is loaded and nothing grows.
struct XMLRepair {
  /// Elements inside each other; those inside further ones are left out, and their text is kept.
  static let mostLevels = 200
  /// Bytes between two tags; the rest is left out.
  static let longestText = 1 << 20
  static let mostMistakes = 100

  /// Inside a root of its own.
  private(set) var output: [UInt8] = []
  /// The line of every start tag in the output but the root's, in their order.
  private(set) var lines: [Int32] = []
  /// Those among ``lines`` that the text ends inside of.
  private(set) var unfinished: Set<Int> = []
  private(set) var mistakes: [XMLMistake] = []

  let input: UnsafeBufferPointer<UInt8>
  /// Whether prefixes are to stand for something.
  let keepsNamespaces: Bool
  var position = 0
  private(set) var line = 1
  /// What the text has no end of: looked for once.
  private var missingEnds: Set<String> = []
  /// A document has one: looking for the end of every other would take the length of the text each time.
  var hasDocumentType = false
  private let groups: [Set<[UInt8]>]
  private var open: [OpenElement] = []
  private var openCounts: [[UInt8]: Int] = [:]
  private var textLength = 0

  private struct OpenElement {
    var name: [UInt8]
    var line: Int
    /// Its place in ``lines``; nil for one that is left out.
    var number: Int?
    /// That of the elements it does not hold others of.
    var group: Int?
  }

  /// - Parameter groups: names of elements of which none stands inside another of the same group: the start of one is
  ///   the end of the other.
  init(_ input: UnsafeBufferPointer<UInt8>, groups: [Set<[UInt8]>], keepsNamespaces: Bool = false) {
    self.input = input
    self.keepsNamespaces = keepsNamespaces
    self.groups = groups
    output.reserveCapacity(input.count + input.count / 16)
    append("<x>")
    while position < input.count { takeNext() }
    finish()
    append("</x>")
  }

  private mutating func takeNext() {
    switch input[position] {
    case UInt8(ascii: "<"): takeMarkup()
    case UInt8(ascii: "&"): takeReference()
    case UInt8(ascii: ">"):
      appendText("&gt;")
      position += 1
    default:
      let start = position
      while position < input.count, isPlain(input[position]) { position += 1 }
      if position > start { appendInput(start..<position) } else { takeControl() }
    }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: ">") || byte == 0x09
  }

  /// A line end is taken over, any other control left out: XML has none.
  private mutating func takeControl() {
    let byte = input[position]
    position += 1
    guard byte == 0x0A || byte == 0x0D else { return }
    if byte == 0x0A || peek != 0x0A { line += 1 }
    appendText(byte)
  }

  // MARK: What all parts use

  var peek: UInt8? { position < input.count ? input[position] : nil }

  func isNext(_ text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { text in
      place + text.count <= input.count && input[place..<place + text.count].elementsEqual(text)
    }
  }

  mutating func report(_ message: String, line: Int) {
    if mistakes.count < XMLRepair.mostMistakes { mistakes.append(XMLMistake(line: line, message)) }
  }

  mutating func append(_ text: StaticString) { text.withUTF8Buffer { output.append(contentsOf: $0) } }

  mutating func appendText(_ text: StaticString) {
    if hasRoom(for: text.utf8CodeUnitCount) { append(text) }
  }

  mutating func appendText(_ byte: UInt8) {
    if hasRoom(for: 1) { output.append(byte) }
  }

  mutating func appendText(_ bytes: [UInt8]) {
    if hasRoom(for: bytes.count) { output.append(contentsOf: bytes) }
  }

  /// As it is.
  mutating func appendInput(_ range: Range<Int>) {
    if hasRoom(for: range.count) { output.append(contentsOf: UnsafeBufferPointer(rebasing: input[range])) }
  }

  private mutating func hasRoom(for count: Int) -> Bool {
    let wasShort = textLength <= XMLRepair.longestText
    textLength += count
    if textLength <= XMLRepair.longestText { return true }
    if wasShort {
      report("a text of more than \(XMLRepair.longestText) bytes: the rest of it is left out", line: line)
    }
    return false
  }

  /// Goes to `end`, which is not inside a tag, and leaves out what is between.
  mutating func skip(to end: Int) {
    while position < end {
      if input[position] == 0x0A
        || input[position] == 0x0D && (position + 1 == input.count || input[position + 1] != 0x0A)
      {
        line += 1
      }
      position += 1
    }
  }

  /// Where `ending` ends; nil where there is none behind `start`.
  mutating func end(of ending: StaticString, from start: Int) -> Int? {
    let key = ending.description
    if missingEnds.contains(key) { return nil }
    var index = start
    let first = ending.utf8Start[0]
    while index < input.count {
      if input[index] == first, isNext(ending, at: index) { return index + ending.utf8CodeUnitCount }
      index += 1
    }
    missingEnds.insert(key)
    return nil
  }

  /// What stands here is no markup.
  mutating func takeAsText() {
    appendText("&lt;")
    position += 1
  }

  // MARK: Elements

  var isOutside: Bool { open.isEmpty }

  mutating func start(_ name: [UInt8], _ attributes: [UInt8]) {
    let group = groups.firstIndex { $0.contains(name) }
    if let group, let place = open.lastIndex(where: { $0.group == group }) {
      let unclosed = open[place]
      reportUnclosed(unclosed)
      while open.count > place { closeLast() }
    }
    var element = OpenElement(name: name, line: line, number: nil, group: group)
    textLength = 0
    if open.count < XMLRepair.mostLevels {
      element.number = lines.count
      lines.append(Int32(clamping: line))
      output.append(UInt8(ascii: "<"))
      output.append(contentsOf: name)
      output.append(contentsOf: attributes)
      output.append(UInt8(ascii: ">"))
    } else if open.count == XMLRepair.mostLevels {
      report("more than \(XMLRepair.mostLevels) elements inside each other: those further in are left out", line: line)
    }
    open.append(element)
    openCounts[name, default: 0] += 1
  }

  mutating func end(_ name: [UInt8]) {
    guard openCounts[name] != nil else {
      return report("`</\(String(decoding: name, as: UTF8.self))>` closes nothing: take it out", line: line)
    }
    while let last = open.last, last.name != name {
      reportUnclosed(last)
      closeLast()
    }
    closeLast()
  }

  private mutating func reportUnclosed(_ element: OpenElement) {
    let name = String(decoding: element.name, as: UTF8.self)
    report("`<\(name)>` is not closed: a `</\(name)>` is missing", line: element.line)
  }

  private mutating func closeLast() {
    guard let element = open.popLast() else { return }
    let count = openCounts[element.name] ?? 1
    openCounts[element.name] = count > 1 ? count - 1 : nil
    textLength = 0
    guard element.number != nil else { return }
    append("</")
    output.append(contentsOf: element.name)
    output.append(UInt8(ascii: ">"))
  }

  private mutating func finish() {
    if let last = open.last {
      let name = String(decoding: last.name, as: UTF8.self)
      // Not among the others, of which there may be too many to hear of this one.
      mistakes.append(
        XMLMistake(
          line: line,
          "the text ends inside `<\(name)>`, which began in line \(last.line): the file was cut off. What came before "
            + "counts; write the file anew."))
    }
    while let last = open.last {
      if let number = last.number { unfinished.insert(number) }
      closeLast()
    }
  }
}
