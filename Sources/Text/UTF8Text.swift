internal import CUtf8proc

/// Unicode for names that are bytes: UTF-8 validity, composition (NFC) and case folding. Wraps utf8proc.
///
/// Swift compares strings canonically but gives no way to get at the composed form without Foundation's 58 MB of
/// tables, and FoundationEssentials has none. SQLite, the kernel and the readers of a ZIP compare bytes, so the
/// composed bytes themselves are needed.
///
/// ASCII is its own composed form and is handled here without a call into C.
package enum UTF8Text {
  /// How many bytes at the start of `bytes` are whole UTF-8 characters.
  ///
  /// Surrogates, overlong forms and numbers above U+10FFFF are not UTF-8.
  package static func validPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      var scalar: Int32 = 0
      guard let base = bytes.baseAddress else { break }
      let length = utf8proc_iterate(base + index, bytes.count - index, &scalar)
      if length <= 0 { break }
      index += length
    }
    return index
  }

  /// Whether all bytes are UTF-8.
  package static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { validPrefix(of: $0) == $0.count }
  }

  /// The composed form (NFC) of `bytes`; nil where they are not UTF-8.
  package static func composed(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { buffer in
      var plain = true
      for byte in buffer where byte >= 0xCC {
        plain = false
        break
      }
      // Everything below U+0300 is composed already: the first combining mark is U+0300, in UTF-8 CC 80.
      if plain { return validPrefix(of: buffer) == buffer.count ? bytes : nil }
      return transformed(buffer, UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
    }
  }

  /// A form that is the same for names that differ in case or composition only; nil where `bytes` are not UTF-8.
  ///
  /// Full case folding, so `ß` and `SS` are the same; without the special rules of Turkish. For comparing, never for
  /// showing.
  package static func caseFolded(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { caseFolded($0) }
  }

  /// As ``caseFolded(_:)-([UInt8])``.
  package static func caseFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(foldedASCII) }
    return transformed(
      bytes, UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_CASEFOLD.rawValue)
  }

  /// The lower case of an ASCII letter, any other byte as it is.
  package static func foldedASCII(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  static func transformed(_ bytes: UnsafeBufferPointer<UInt8>, _ rawOptions: UInt32) -> [UInt8]? {
    let options = utf8proc_option_t(rawOptions)
    // Nearly every name fits the first time; one character decomposes into at most eighteen.
    var capacity = bytes.count + 32
    while true {
      let result: Result<[UInt8]?, Shortage> = withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity + 1) {
        scalars in
        guard let base = scalars.baseAddress else { return .success(nil) }
        let needed = utf8proc_decompose(bytes.baseAddress, bytes.count, base, capacity, options)
        if needed < 0 { return .success(nil) }
        if needed > capacity { return .failure(Shortage(needed: needed)) }
        // Composes and encodes in place; the one extra element is for the NUL it puts at the end.
        let length = utf8proc_reencode(base, needed, options)
        if length < 0 { return .success(nil) }
        return .success(Array(UnsafeRawBufferPointer(start: base, count: length)))
      }
      switch result {
      case .success(let value): return value
      case .failure(let shortage): capacity = shortage.needed
      }
    }
  }

  private struct Shortage: Error { var needed: Int }
}
