/// What a client asks of a running service: a verb and its arguments.
///
/// On the socket it is one line: words separated by a space, each argument percent-encoded where it has bytes other
/// than letters, digits and `-._~/`. So paths with spaces, line feeds and bytes that are no UTF-8 arrive whole.
package struct ControlRequest: Hashable, Sendable {
  package var verb: String
  /// Raw bytes.
  package var arguments: [[UInt8]]

  package init(_ verb: String, _ arguments: [[UInt8]] = []) {
    self.verb = verb
    self.arguments = arguments
  }

  package init(_ verb: String, _ arguments: String...) {
    self.init(verb, arguments.map { Array($0.utf8) })
  }

  /// Bytes of a line, its line feed included: two paths, every byte of them encoded.
  package static let lineLimit = 32 << 10

  /// Whether a service takes it.
  package var fitsOneLine: Bool { line.count <= ControlRequest.lineLimit }

  /// - Parameter line: without its line feed.
  init(line: some Collection<UInt8>) {
    let words = line.split(separator: UInt8(ascii: " "))
    verb = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    arguments = words.dropFirst().map { ControlRequest.decoded($0) }
  }

  var line: [UInt8] {
    var line = Array(verb.utf8)
    for argument in arguments {
      line.append(UInt8(ascii: " "))
      // An empty word would not be one.
      if argument.isEmpty { line.append(UInt8(ascii: "%")) }
      for byte in argument { ControlRequest.append(byte, to: &line) }
    }
    return line + [0x0A]
  }

  private static func append(_ byte: UInt8, to line: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      line.append(byte)
    default:
      let digits = Array("0123456789ABCDEF".utf8)
      line += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func decoded(_ word: some Sequence<UInt8>) -> [UInt8] {
    let word = Array(word)
    if word == [UInt8(ascii: "%")] { return [] }
    var bytes: [UInt8] = []
    var index = 0
    while index < word.count {
      if word[index] == UInt8(ascii: "%"), index + 2 < word.count,
        let value = UInt8(String(decoding: word[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(word[index])
        index += 1
      }
    }
    return bytes
  }
}
