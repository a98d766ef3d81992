/// The bytes of the program's arguments: Swift's own have what is no UTF-8 replaced, and file names may be such.
struct GivenArguments {
  private var bytesByText: [String: [UInt8]] = [:]

  init() {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      let text = String(cString: argument)
      guard text.unicodeScalars.contains("\u{FFFD}") else { continue }
      var bytes: [UInt8] = []
      var position = argument
      while position.pointee != 0 {
        bytes.append(UInt8(bitPattern: position.pointee))
        position += 1
      }
      bytesByText[text] = bytes
    }
  }

  /// The bytes that were given where Swift has `text`.
  func bytes(of text: String) -> [UInt8] { bytesByText[text] ?? Array(text.utf8) }
}
