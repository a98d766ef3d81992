internal import Glibc

/// Converts text from one character set into another, by glibc's iconv(3).
///
/// Which sets there are depends on the system: small installations come without most of them.
package struct CharacterSetConverter: ~Copyable {
  private let handle: iconv_t

  /// - Returns: nil where the system does not know one of the names.
  package init?(from source: String, to target: String) {
    guard let handle = iconv_open(target, source), handle != iconv_t(bitPattern: -1) else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The text in the target's bytes; nil where some of it is not text of the source's set or has no counterpart.
  package func convert(_ text: [UInt8]) -> [UInt8]? {
    iconv(handle, nil, nil, nil, nil)
    // No character of the sets that names come in takes more than four bytes in another.
    var output = [CChar](repeating: 0, count: text.count * 4 + 16)
    var input = text.map { CChar(bitPattern: $0) }
    var inputLeft = input.count
    var outputLeft = output.count
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(handle, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard result != -1, inputLeft == 0 else { return nil }
    return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
  }
}
