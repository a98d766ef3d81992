/// A row of a table as programs write it in XML: an element that holds elements with texts.
package struct XMLRecord: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    /// Of the element, such as `Title`.
    package var name: String
    /// UTF-8 without space at the ends; bytes of the document that could not be decoded are as they were.
    package var bytes: [UInt8]
    /// Where it begins, from 1.
    package var line: Int

    /// The text; what is not UTF-8 is taken for Windows-1252.
    package var text: String { UndecodedBytes.string(bytes) }
  }

  /// Of the element, such as `Game`.
  package var name: String
  /// Where it begins, from 1.
  package var line: Int
  /// Whether the document ends inside it.
  package var isCutOff = false
  /// Those with a text, in the order of the document.
  package var fields: [Field] = []

  /// The first field of that name.
  package subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// The text of the first field of that name.
  package func text(_ name: String) -> String? { self[name]?.text }
}

/// Reads the rows of an XML document from memory, front to back.
///
/// As forgiving as ``XMLReader``: a missing end tag, a sign that should be escaped, or bytes of another encoding cost
/// the field they are in at most. Belongs to one thread at a time.
package struct XMLRecordReader: ~Copyable {
  private var reader: XMLReader
  private let records: Set<String>

  /// What was found wrong so far.
  package var mistakes: [XMLMistake] { reader.mistakes }

  /// - Parameters:
  ///   - bytes: as ``XMLReader`` takes them.
  ///   - records: the names of the elements that are rows. What stands in none of them is passed over.
  ///   - fields: names of elements inside them, for telling where an end tag is missing.
  /// - Returns: nil without memory for it, and for a text of 2 GiB.
  package init?(_ bytes: [UInt8], records: Set<String>, fields: Set<String>) {
    guard let reader = XMLReader(bytes, groups: [records, fields.subtracting(records)]) else { return nil }
    self.reader = reader
    self.records = records
  }

  /// The next row; nil at the end.
  package mutating func next() -> XMLRecord? {
    var record: XMLRecord?
    var field: XMLRecord.Field?
    var isFieldCutOff = false
    /// Elements inside the field.
    var depth = 0
    while let event = reader.next() {
      switch event {
      case .start:
        if field != nil {
          depth += 1
        } else if record != nil {
          field = XMLRecord.Field(name: reader.name, bytes: [], line: reader.line)
          isFieldCutOff = reader.isCutOff
        } else {
          let name = reader.name
          if records.contains(name) { record = XMLRecord(name: name, line: reader.line, isCutOff: reader.isCutOff) }
        }
      case .text:
        guard var open = field.take() else { continue }
        reader.appendText(to: &open.bytes)
        field = open
      case .end:
        if depth > 0 {
          depth -= 1
        } else if var ended = field.take() {
          XMLRecordReader.trim(&ended.bytes)
          if !ended.bytes.isEmpty, !isFieldCutOff { record?.fields.append(ended) }
        } else if let ended = record {
          return ended
        }
      }
    }
    return nil
  }

  private static func trim(_ bytes: inout [UInt8]) {
    guard let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return bytes.removeAll() }
    bytes.removeSubrange((last + 1)...)
    if let first = bytes.first, first <= 0x20 { bytes.removeSubrange(..<(bytes.firstIndex { $0 > 0x20 } ?? 0)) }
  }
}
