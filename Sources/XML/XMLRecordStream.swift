/// Reads the rows of an XML document of any length that comes in pieces: a database of hundreds of megabytes needs no
/// more memory than some of its rows.
///
/// The document is one element that holds the rows, one after the other. It is cut behind rows, and each part is read by
/// an ``XMLRecordReader``, so that what is wrong with a row is the loss of that row at most, wherever it stands.
/// Belongs to one thread at a time.
package struct XMLRecordStream {
  /// Bytes that are read at once.
  private static let partBytes = 1 << 18
  /// A row of more bytes is cut, and lost.
  private static let longestRecord = 4 << 20
  /// How far into the document its first element is looked for.
  private static let longestProlog = 1 << 16

  private let records: Set<String>
  private let fields: Set<String>
  private let endings: [[UInt8]]
  private var buffer: [UInt8] = []
  /// Bytes of the buffer in which no row ends.
  private var searched = 0
  /// The element around the rows; nil before it is known, and empty where there is none.
  private var root: [UInt8]?
  /// Lines of the parts that have been read.
  private var lines = 0
  private var isUnreadable = false

  /// What was found wrong so far, the first hundred.
  package private(set) var mistakes: [XMLMistake] = []
  /// All that was found wrong.
  package private(set) var mistakeCount = 0

  /// - Parameters: as ``XMLRecordReader/init(_:records:fields:)``.
  package init(records: Set<String>, fields: Set<String>) {
    self.records = records
    self.fields = fields
    endings = records.map { Array("</\($0)>".utf8) }
  }

  /// Takes the next piece of the document, UTF-8, and gives out the rows that are whole with it.
  ///
  /// - Parameter take: false ends reading.
  /// - Returns: false when `take` wanted no more.
  package mutating func append(_ bytes: UnsafeRawBufferPointer, _ take: (XMLRecord) -> Bool) -> Bool {
    if isUnreadable { return true }
    buffer.append(contentsOf: bytes)
    if root == nil, lines == 0, buffer.count >= 2, isUTF16 {
      isUnreadable = true
      buffer = []
      note(XMLMistake(line: 1, "the text is UTF-16: save it as UTF-8"))
      return true
    }
    guard buffer.count >= XMLRecordStream.partBytes else { return true }
    if let end = endOfLastRecord() { return read(end, isLast: false, take) }
    searched = max(0, buffer.count - XMLRecordStream.longestName)
    guard buffer.count > XMLRecordStream.longestRecord else { return true }
    note(
      XMLMistake(
        line: lines + 1, "a row of more than \(XMLRecordStream.longestRecord) bytes begins here: it is left out"))
    return read(buffer.count, isLast: false, take)
  }

  /// Gives out what is left.
  ///
  /// - Returns: as ``append(_:_:)``.
  package mutating func finish(_ take: (XMLRecord) -> Bool) -> Bool {
    isUnreadable ? true : read(buffer.count, isLast: true, take)
  }

  private static let longestName = 64

  private var isUTF16: Bool {
    [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0], [0, 0x3C]].contains(Array(buffer[..<2]))
  }

  /// Behind the last end tag of a row; nil where none is.
  private func endOfLastRecord() -> Int? {
    buffer.withUnsafeBufferPointer { buffer in
      var index = buffer.count - 3
      while index >= searched {
        if buffer[index] == UInt8(ascii: "<"), buffer[index + 1] == UInt8(ascii: "/") {
          for ending in endings where index + ending.count <= buffer.count {
            if buffer[index..<index + ending.count].elementsEqual(ending) { return index + ending.count }
          }
        }
        index -= 1
      }
      return nil
    }
  }

  private mutating func read(_ end: Int, isLast: Bool, _ take: (XMLRecord) -> Bool) -> Bool {
    let part = buffer[..<end]
    let isFirst = root == nil
    let root = self.root ?? rootName()
    self.root = root
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end + 2 * root.count + 8)
    if !isFirst, !root.isEmpty { bytes += [UInt8(ascii: "<")] + root + [UInt8(ascii: ">")] }
    bytes += part
    if !isLast, !root.isEmpty { bytes += Array("</".utf8) + root + [UInt8(ascii: ">")] }
    let newLines = part.count { $0 == 0x0A }
    buffer.removeSubrange(..<end)
    searched = 0
    defer { lines += newLines }

    guard var reader = XMLRecordReader(bytes, records: records, fields: fields) else {
      note(XMLMistake(line: lines + 1, "there is no memory to read it"))
      return true
    }
    var goesOn = true
    while goesOn, var record = reader.next() {
      record.line += lines
      for index in record.fields.indices { record.fields[index].line += lines }
      goesOn = take(record)
    }
    for mistake in reader.mistakes { note(XMLMistake(line: mistake.line + lines, mistake.message)) }
    return goesOn
  }

  /// The name of the first element, where that is no row.
  private func rootName() -> [UInt8] {
    let name = XMLReader.firstElement(of: Array(buffer.prefix(XMLRecordStream.longestProlog))) ?? ""
    return records.contains(name) ? [] : Array(name.utf8)
  }

  private mutating func note(_ mistake: XMLMistake) {
    mistakeCount += 1
    if mistakes.count < XMLRepair.mostMistakes { mistakes.append(mistake) }
  }
}
