/// A place in a text. Lines and columns count from 1; a column is one character (Unicode scalar), however wide.
package struct TextPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static let start = TextPlace(line: 1, column: 1)

  package static func < (left: TextPlace, right: TextPlace) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// `LINE:COLUMN`, as editors take it.
  package var description: String { "\(line):\(column)" }
}

/// A value of JSON text with the place where it stands.
package struct JSONNode: Sendable {
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    /// As written, in the form of RFC 8259.
    case number(String)
    case string(String)
    case array([JSONNode])
    /// In the order of the text. A name that stands there twice is there twice.
    case object([JSONMember])
    /// No value; the reader has reported why.
    case unreadable
  }

  package var content: Content
  package var place: TextPlace

  package init(_ content: Content, at place: TextPlace) {
    self.content = content
    self.place = place
  }
}

/// One member of an object.
package struct JSONMember: Sendable {
  package var name: String
  /// Where the name stands.
  package var place: TextPlace
  package var value: JSONNode

  package init(name: String, place: TextPlace, value: JSONNode) {
    self.name = name
    self.place = place
    self.value = value
  }
}

/// What is wrong with a text, and what to do.
package struct JSONMistake: Hashable, Sendable {
  package var place: TextPlace
  package var message: String

  package init(at place: TextPlace, _ message: String) {
    self.place = place
    self.message = message
  }
}
