extension ZipLayout {
  /// Writes the headers, padding, directory and end records in `range`; bytes of members are left as they are.
  ///
  /// - Parameters:
  ///   - range: within the archive; it may begin and end anywhere, also inside a header.
  ///   - buffer: `range.count` bytes.
  ///   - checksum: the CRC-32 of a member, asked only for those of ``membersWhoseChecksum(isIn:)``.
  package func render(
    _ range: Range<UInt64>, into buffer: UnsafeMutableRawBufferPointer, checksum: (Int) -> UInt32
  ) {
    precondition(range.upperBound <= size && buffer.count == range.count, "rendering beyond the archive")
    var writer = ZipFieldWriter(buffer, window: range)
    names.withUnsafeBytes { names in
      var index = max(0, partitionPoint { $0.headerOffset > range.lowerBound } - 1)
      while index < records.count, records[index].headerOffset < range.upperBound {
        writer.move(to: records[index].headerOffset)
        writeLocalHeader(index, names, to: &writer, checksum)
        index += 1
      }
      guard range.upperBound > centralStart else { return }
      let first = range.lowerBound - min(range.lowerBound, centralStart)
      let last = range.upperBound - centralStart
      index = max(0, partitionPoint { $0.centralOffset > first } - 1)
      while index < records.count, records[index].centralOffset < last {
        writer.move(to: centralStart + records[index].centralOffset)
        writeCentralRecord(index, names, to: &writer, checksum)
        index += 1
      }
      if last > measure.centralLength {
        writer.move(to: centralStart + measure.centralLength)
        writeEnd(to: &writer)
      }
    }
  }

  private func writeLocalHeader(
    _ index: Int, _ names: UnsafeRawBufferPointer, to writer: inout ZipFieldWriter, _ checksum: (Int) -> UInt32
  ) {
    let record = records[index]
    let length = record.headerLength
    // The bytes before a request are often a member's, and then its header is not wanted at all.
    guard writer.reaches(length) else { return }
    let isLarge = record.size >= ZipMeasure.marker32
    let hasTime = ZipMeasure.hasTimeField(record.modified)
    writer.write(0x0403_4B50 as UInt32)
    writeCommonFields(index, needsZip64: isLarge, to: &writer, checksum)
    writer.write(UInt16(length - ZipMeasure.localHeaderLength - Int(record.nameLength)))
    writer.write(name(record, names))
    if isLarge {
      writer.write(0x0001 as UInt16)
      writer.write(16 as UInt16)
      writer.write(record.size)
      writer.write(record.size)
    }
    if hasTime { writeTime(record.modified, to: &writer) }
    if record.size >= ZipMeasure.alignedSize {
      // Android's alignment field, from apksig: the alignment, then zeros. Last, because raw zeros at the end are
      // what older tools wrote and what readers are used to.
      let before =
        ZipMeasure.localHeaderLength + Int(record.nameLength) + (isLarge ? ZipMeasure.zip64LocalLength : 0)
        + (hasTime ? ZipMeasure.timeLength : 0)
      writer.write(0xD935 as UInt16)
      writer.write(UInt16(length - before - 4))
      writer.write(UInt16(ZipMeasure.alignment))
      writer.writeZeros(length - before - ZipMeasure.alignmentFieldLength)
    }
  }

  private func writeCentralRecord(
    _ index: Int, _ names: UnsafeRawBufferPointer, to writer: inout ZipFieldWriter, _ checksum: (Int) -> UInt32
  ) {
    let record = records[index]
    let isLarge = record.size >= ZipMeasure.marker32
    let isFar = record.headerOffset >= ZipMeasure.marker32
    let zip64Length = ZipMeasure.zip64CentralLength(size: record.size, headerOffset: record.headerOffset)
    let hasTime = ZipMeasure.hasTimeField(record.modified)
    writer.write(0x0201_4B50 as UInt32)
    // Made by: Unix, so that the file mode below counts.
    writer.write((zip64Length > 0 ? 0x032D : 0x0314) as UInt16)
    writeCommonFields(index, needsZip64: zip64Length > 0, to: &writer, checksum)
    writer.write(UInt16(zip64Length + (hasTime ? ZipMeasure.timeLength : 0)))
    // Comment length, disk number, internal attributes.
    writer.writeZeros(6)
    writer.write(0o100644 << 16 as UInt32)
    writer.write(isFar ? UInt32.max : UInt32(record.headerOffset))
    writer.write(name(record, names))
    if zip64Length > 0 {
      writer.write(0x0001 as UInt16)
      writer.write(UInt16(zip64Length - 4))
      if isLarge {
        writer.write(record.size)
        writer.write(record.size)
      }
      if isFar { writer.write(record.headerOffset) }
    }
    if hasTime { writeTime(record.modified, to: &writer) }
  }

  /// From "version needed" to the length of the name: the same in both kinds of header.
  private func writeCommonFields(
    _ index: Int, needsZip64: Bool, to writer: inout ZipFieldWriter, _ checksum: (Int) -> UInt32
  ) {
    let record = records[index]
    let time = ZipTime(seconds: record.modified)
    writer.write((needsZip64 ? 45 : 20) as UInt16)
    // Names are UTF-8. Method 0 is STORED.
    writer.write(0x0800 as UInt16)
    writer.write(0 as UInt16)
    writer.write(time.time)
    writer.write(time.date)
    // Asking for a checksum that is not in the request could wait for one that is not known yet.
    if writer.reaches(4) { writer.write(checksum(index)) } else { writer.skip(4) }
    let size = record.size >= ZipMeasure.marker32 ? UInt32.max : UInt32(record.size)
    writer.write(size)
    writer.write(size)
    writer.write(record.nameLength)
  }

  /// The time as Info-ZIP's "extended timestamp": modification only, the same in both headers.
  private func writeTime(_ modified: Int64, to writer: inout ZipFieldWriter) {
    writer.write(0x5455 as UInt16)
    writer.write(5 as UInt16)
    withUnsafeBytes(of: 1 as UInt8) { writer.write($0) }
    writer.write(UInt32(modified))
  }

  private func writeEnd(to writer: inout ZipFieldWriter) {
    let zip64Offset = centralStart + measure.centralLength
    if measure.needsZip64End {
      writer.write(0x0606_4B50 as UInt32)
      writer.write(44 as UInt64)
      writer.write(0x032D as UInt16)
      writer.write(45 as UInt16)
      writer.writeZeros(8)
      writer.write(UInt64(records.count))
      writer.write(UInt64(records.count))
      writer.write(measure.centralLength)
      writer.write(centralStart)
      writer.write(0x0706_4B50 as UInt32)
      writer.writeZeros(4)
      writer.write(zip64Offset)
      writer.write(1 as UInt32)
    }
    let count = UInt16(min(records.count, ZipMeasure.marker16))
    writer.write(0x0605_4B50 as UInt32)
    writer.writeZeros(4)
    writer.write(count)
    writer.write(count)
    writer.write(UInt32(min(measure.centralLength, ZipMeasure.marker32)))
    writer.write(UInt32(min(centralStart, ZipMeasure.marker32)))
    writer.writeZeros(2)
  }

  private func name(_ record: Record, _ names: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = Int(record.nameOffset)
    return UnsafeRawBufferPointer(rebasing: names[start..<start + Int(record.nameLength)])
  }
}
