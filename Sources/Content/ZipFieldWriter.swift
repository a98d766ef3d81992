/// Writes little-endian fields at a position that may lie outside the buffer: what is outside is dropped.
///
/// A request cuts headers at both ends; with this a header is always written whole and comes out cut.
struct ZipFieldWriter {
  private let buffer: UnsafeMutableRawBufferPointer
  /// What the buffer holds, as offsets into the archive.
  private let window: Range<UInt64>
  /// Where the next field goes, relative to the buffer's first byte.
  private var position = 0

  init(_ buffer: UnsafeMutableRawBufferPointer, window: Range<UInt64>) {
    self.buffer = buffer
    self.window = window
  }

  mutating func move(to offset: UInt64) { position = Int(offset) - Int(window.lowerBound) }

  /// Whether any of the next `count` bytes is in the buffer.
  func reaches(_ count: Int) -> Bool { position < buffer.count && position + count > 0 }

  mutating func skip(_ count: Int) { position += count }

  mutating func write(_ value: UInt16) { write(value.littleEndian, MemoryLayout<UInt16>.size) }
  mutating func write(_ value: UInt32) { write(value.littleEndian, MemoryLayout<UInt32>.size) }
  mutating func write(_ value: UInt64) { write(value.littleEndian, MemoryLayout<UInt64>.size) }

  private mutating func write<Value: FixedWidthInteger>(_ value: Value, _ count: Int) {
    if position >= 0, position + count <= buffer.count {
      buffer.storeBytes(of: value, toByteOffset: position, as: Value.self)
      position += count
    } else {
      withUnsafeBytes(of: value) { write($0) }
    }
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    let range = (position..<position + bytes.count).clamped(to: 0..<buffer.count)
    if !range.isEmpty {
      let source = UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound - position..<range.upperBound - position])
      UnsafeMutableRawBufferPointer(rebasing: buffer[range]).copyMemory(from: source)
    }
    position += bytes.count
  }

  mutating func writeZeros(_ count: Int) {
    let range = (position..<position + count).clamped(to: 0..<buffer.count)
    if !range.isEmpty {
      UnsafeMutableRawBufferPointer(rebasing: buffer[range]).initializeMemory(as: UInt8.self, repeating: 0)
    }
    position += count
  }
}
