internal import Compression
internal import Model

/// The extra fields of a central header, as far as a list of members needs them.
struct ZipExtraFields {
  /// The 64-bit values of a ZIP64 field, taken in their order.
  struct WideFields {
    fileprivate var bytes: UnsafeRawBufferPointer

    /// - Throws: where the header promises a value that is not there.
    mutating func next() throws(ZipDirectory.Failure) -> UInt64 {
      guard bytes.count >= 8 else { throw .archive(.damaged) }
      defer { bytes = UnsafeRawBufferPointer(rebasing: bytes[8...]) }
      return bytes.field(0)
    }
  }

  private(set) var wideFields = WideFields(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
  /// WinZip's AES: the version of its format, and the compression below the encryption.
  private(set) var encryption: (version: UInt16, method: UInt16)?
  /// Info-ZIP's Unicode path: the name, and the checksum of the one it takes the place of.
  private var unicodePath: (checksum: UInt32, name: UnsafeRawBufferPointer)?

  /// A field that does not fit ends the list: what other programs put there is none of ours.
  init(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while rest.count >= 4 {
      let length = Int(rest.field(2, as: UInt16.self))
      guard rest.count >= 4 + length else { return }
      let body = UnsafeRawBufferPointer(rebasing: rest[4..<4 + length])
      switch rest.field(0, as: UInt16.self) {
      case 0x0001: wideFields = WideFields(bytes: body)
      case 0x9901: if length >= 7 { encryption = (body.field(0), body.field(5)) }
      case 0x7075:
        if length > 5, body[0] == 1 {
          unicodePath = (body.field(1), UnsafeRawBufferPointer(rebasing: body[5...]))
        }
      default: break
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[(4 + length)...])
    }
  }

  /// The UTF-8 name for a header's `name`; nil where there is none, or somebody renamed the member since.
  func unicodeName(for name: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let unicodePath else { return nil }
    var checksum = CRC32()
    checksum.update(name)
    return checksum.value == unicodePath.checksum ? [UInt8](unicodePath.name) : nil
  }
}
