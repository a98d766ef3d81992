internal import CXML

/// Reads an HTML page front to back, from memory, as browsers would. Wraps libxml2's HTML parser.
///
/// Nothing is loaded, from the network or from disk, and nothing is written to standard error. Entities are resolved.
/// Pure; any thread.
package enum HTMLReader {
  package enum Event: Hashable, Sendable {
    /// An element begins. Names are in lower case; of an attribute that stands there twice, the first counts.
    case start(String, [Attribute])
    /// An element ends; also of one whose end tag is missing.
    case end(String)
    /// A piece of text; an element may have several.
    case text([UInt8])
  }

  package struct Attribute: Hashable, Sendable {
    package var name: String
    /// UTF-8, except for bytes of the page that could not be decoded, which are as they were.
    package var value: [UInt8]
  }

  package enum Ending: Hashable, Sendable {
    case whole
    /// Elements lie deeper inside each other than any page needs; what follows was not read.
    case tooDeep
    /// There is no memory for it, or it is 2 GiB.
    case failed
  }

  /// Elements inside each other. libxml2 looks through all that are open at every end tag that closes none.
  package static let mostLevels = 500

  /// - Parameters:
  ///   - bytes: the page in UTF-8; or in any encoding that leaves ASCII alone, and then only its ASCII and its bytes
  ///     as they are.
  ///   - receive: what stands there, piece by piece.
  package static func read(_ bytes: [UInt8], _ receive: (Event) -> Void) -> Ending {
    prepare
    let text = XMLDecoding.prepared(bytes)
    guard let size = Int32(exactly: text.count), size > 0 else { return text.isEmpty ? .whole : .failed }
    return withoutActuallyEscaping(receive) { receive in
      let receiver = Receiver(receive)
      return text.withUnsafeBytes { text -> Ending in
        guard let context = htmlNewParserCtxt(), let handlers = context.pointee.sax else { return .failed }
        defer { htmlFreeParserCtxt(context) }
        // No tree is made: the handlers that would are replaced.
        handlers.pointee = htmlSAXHandler()
        handlers.pointee.startElement = { Receiver.of($0)?.start($1, $2) }
        handlers.pointee.endElement = { Receiver.of($0)?.end($1) }
        handlers.pointee.characters = { Receiver.of($0)?.text($1, $2) }
        handlers.pointee.ignorableWhitespace = { Receiver.of($0)?.text($1, $2) }
        receiver.context = context
        // What the handlers get; libxml2 itself keeps what it needs elsewhere.
        context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
        let options =
          HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
          | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = htmlCtxtReadMemory(
          context, text.baseAddress?.assumingMemoryBound(to: CChar.self), size, nil, "UTF-8",
          Int32(bitPattern: options))
        if let document { xmlFreeDoc(document) }
        return receiver.isTooDeep ? .tooDeep : .whole
      }
    }
  }

  /// libxml2 sets up its tables once, and not from several threads at a time.
  private static let prepare: Void = xmlInitParser()

  /// What libxml2's handlers call, during one reading.
  private final class Receiver {
    private let receive: (Event) -> Void
    var context: htmlParserCtxtPtr?
    private(set) var isTooDeep = false
    private var depth = 0

    init(_ receive: @escaping (Event) -> Void) { self.receive = receive }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Receiver? {
      pointer.map { Unmanaged<Receiver>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
      guard let name, !isTooDeep else { return }
      depth += 1
      if depth > mostLevels {
        isTooDeep = true
        xmlStopParser(context)
        return
      }
      var found: [Attribute] = []
      if var next = attributes {
        while let name = next[0] {
          var value: [UInt8] = []
          if let text = next[1] { UndecodedBytes.appendOriginal(of: Receiver.buffer(text), to: &value) }
          found.append(Attribute(name: Receiver.string(name), value: value))
          next += 2
        }
      }
      receive(.start(Receiver.string(name), found))
    }

    func end(_ name: UnsafePointer<xmlChar>?) {
      guard let name, !isTooDeep else { return }
      depth = max(0, depth - 1)
      receive(.end(Receiver.string(name)))
    }

    func text(_ text: UnsafePointer<xmlChar>?, _ length: Int32) {
      guard let text, length > 0, !isTooDeep else { return }
      var bytes: [UInt8] = []
      UndecodedBytes.appendOriginal(of: UnsafeBufferPointer(start: text, count: Int(length)), to: &bytes)
      receive(.text(bytes))
    }

    private static func buffer(_ text: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
    }

    private static func string(_ text: UnsafePointer<xmlChar>) -> String {
      String(decoding: buffer(text), as: UTF8.self)
    }
  }
}

extension XMLDecoding {
  /// What libxml2's HTML parser takes for UTF-8 to its end: bytes that are none stand as ``UndecodedBytes``, and a NUL,
  /// at which it stops, as U+FFFD, as HTML says.
  static func prepared(_ bytes: [UInt8]) -> [UInt8] {
    let text = checked(bytes)
    guard text.contains(0) else { return text }
    return text.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
  }
}
