/// How large a ZIP becomes, member by member, without keeping any of them.
///
/// The one place that knows how long every record is; ``ZipLayout`` takes its offsets from here, so that the size
/// shown before an archive is opened is the size it has.
package struct ZipMeasure: Sendable {
  private(set) var count = 0
  /// Where the next local file header goes, or the central directory when no member follows.
  private(set) var end: UInt64 = 0
  private(set) var centralLength: UInt64 = 0
  private var overflowed = false

  package init() {}

  /// Members from this size on begin on a multiple of ``alignment``, so that a file system can share their blocks.
  ///
  /// Aligning all of them would make an archive of 70,000 small files a third larger.
  static let alignedSize: UInt64 = 256 << 10
  static let alignment: UInt64 = 4096

  /// The value that says "see the ZIP64 record", hence the first that does not fit its 32-bit field itself.
  static let marker32: UInt64 = 0xFFFF_FFFF
  static let marker16 = 0xFFFF
  /// A file's size is a signed number to the kernel.
  static let limit = UInt64(Int64.max)

  static let localHeaderLength = 30
  static let centralRecordLength = 46
  static let zip64LocalLength = 20
  static let timeLength = 9
  /// The alignment field without its padding.
  static let alignmentFieldLength = 6
  static let endRecordLength = 22
  /// The ZIP64 end record and its locator.
  static let zip64EndLength = 76

  /// Appends a member.
  ///
  /// - Parameters:
  ///   - nameLength: bytes, at most 65,535.
  ///   - size: bytes.
  ///   - modified: seconds since 1970.
  package mutating func append(nameLength: Int, size: UInt64, modified: Int64) {
    let header = ZipMeasure.localLength(nameLength: nameLength, size: size, modified: modified, at: end)
    guard !overflowed, size < ZipMeasure.limit - end, UInt64(header) < ZipMeasure.limit - end - size else {
      overflowed = true
      return
    }
    centralLength += UInt64(
      ZipMeasure.centralLength(nameLength: nameLength, size: size, modified: modified, headerOffset: end))
    end += UInt64(header) + size
    count += 1
  }

  /// Bytes of the whole archive.
  package var size: UInt64 {
    end + centralLength + UInt64(ZipMeasure.endRecordLength + (needsZip64End ? ZipMeasure.zip64EndLength : 0))
  }

  /// Whether the archive is at most as large as a file can be; if not, ``size`` means nothing.
  package var isRepresentable: Bool { !overflowed && size <= ZipMeasure.limit }

  /// Old readers know no ZIP64 and some refuse what they could read without it: only where a field needs it.
  var needsZip64End: Bool {
    count >= ZipMeasure.marker16 || end >= ZipMeasure.marker32 || centralLength >= ZipMeasure.marker32
  }

  /// Whether the member's time fits the 32-bit field of the 0x5455 record.
  ///
  /// The field is signed by its specification, and read as unsigned by 7-Zip and libarchive: a time before 1970 is left to the DOS
  /// field, which says 1980, rather than shown as one after 2100.
  static func hasTimeField(_ modified: Int64) -> Bool { (0...Int64(Int32.max)).contains(modified) }

  /// Bytes of a local file header with its name and extra fields.
  static func localLength(nameLength: Int, size: UInt64, modified: Int64, at offset: UInt64) -> Int {
    let plain =
      localHeaderLength + nameLength + (size >= marker32 ? zip64LocalLength : 0)
      + (hasTimeField(modified) ? timeLength : 0)
    guard size >= alignedSize else { return plain }
    let unpadded = offset &+ UInt64(plain + alignmentFieldLength)
    return plain + alignmentFieldLength + Int((0 &- unpadded) & (alignment - 1))
  }

  /// Bytes of the ZIP64 field of a central record; 0 where none is needed.
  static func zip64CentralLength(size: UInt64, headerOffset: UInt64) -> Int {
    let fields = (size >= marker32 ? 16 : 0) + (headerOffset >= marker32 ? 8 : 0)
    return fields == 0 ? 0 : 4 + fields
  }

  /// Bytes of a central directory record with its name and extra fields.
  static func centralLength(nameLength: Int, size: UInt64, modified: Int64, headerOffset: UInt64) -> Int {
    centralRecordLength + nameLength + zip64CentralLength(size: size, headerOffset: headerOffset)
      + (hasTimeField(modified) ? timeLength : 0)
  }
}
