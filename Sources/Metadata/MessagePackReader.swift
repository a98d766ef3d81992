internal import Platform

/// Reads MessagePack from a file, value by value, front to back.
///
/// The file is untrusted: memory is that of one value of ``longestValue`` bytes and a buffer, whatever lengths the file
/// says, and every byte is read once. Belongs to one thread at a time.
struct MessagePackReader: ~Copyable {
  enum Value: Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    case real(Double)
    /// A text or bytes; programs write the one for the other.
    case bytes([UInt8])
    /// A text or bytes of more than ``longestValue`` bytes, which have been passed over.
    case tooLong
    /// How many values follow.
    case array(Int)
    /// How many keys follow, each with its value.
    case map(Int)
    case `extension`
  }

  enum Failure: Error, Hashable {
    case file(Errno)
    /// The file ends inside a value.
    case cutOff
    /// A byte that begins no value, or values too deep inside each other.
    case damaged
  }

  static let longestValue = 64 << 10
  private static let deepest = 32

  /// Of the next value, from the start of the file.
  var offset: Int64 { bufferStart + Int64(position) }

  private let file: FileDescriptor
  private let size: Int64
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 4096)
  /// Where the buffer's bytes are in the file, how many there are, and how many are used up.
  private var bufferStart: Int64
  private var filled = 0
  private var position = 0

  init(_ file: consuming FileDescriptor, size: Int64, at offset: Int64) {
    self.file = file
    self.size = size
    bufferStart = offset
  }

  deinit { buffer.deallocate() }

  /// Goes to another place of the file.
  mutating func move(to offset: Int64) {
    bufferStart = offset
    filled = 0
    position = 0
  }

  /// The next value; of an array or map, how much of it follows.
  mutating func next() throws(Failure) -> Value {
    let first = try byte()
    switch first {
    case 0x00...0x7F: return .unsigned(UInt64(first))
    case 0x80...0x8F: return .map(Int(first & 0x0F))
    case 0x90...0x9F: return .array(Int(first & 0x0F))
    case 0xA0...0xBF: return try bytes(Int64(first & 0x1F))
    case 0xC0: return .null
    case 0xC2: return .boolean(false)
    case 0xC3: return .boolean(true)
    case 0xC4, 0xD9: return try bytes(Int64(number(UInt8.self)))
    case 0xC5, 0xDA: return try bytes(Int64(number(UInt16.self)))
    case 0xC6, 0xDB: return try bytes(Int64(number(UInt32.self)))
    case 0xC7...0xC9, 0xD4...0xD8: return try passExtension(first)
    case 0xCA: return .real(Double(Float(bitPattern: try number(UInt32.self))))
    case 0xCB: return .real(Double(bitPattern: try number(UInt64.self)))
    case 0xCC: return .unsigned(UInt64(try number(UInt8.self)))
    case 0xCD: return .unsigned(UInt64(try number(UInt16.self)))
    case 0xCE: return .unsigned(UInt64(try number(UInt32.self)))
    case 0xCF: return .unsigned(try number(UInt64.self))
    case 0xD0: return .integer(Int64(Int8(bitPattern: try number(UInt8.self))))
    case 0xD1: return .integer(Int64(Int16(bitPattern: try number(UInt16.self))))
    case 0xD2: return .integer(Int64(Int32(bitPattern: try number(UInt32.self))))
    case 0xD3: return .integer(Int64(bitPattern: try number(UInt64.self)))
    case 0xDC: return .array(Int(try number(UInt16.self)))
    case 0xDD: return .array(Int(try number(UInt32.self)))
    case 0xDE: return .map(Int(try number(UInt16.self)))
    case 0xDF: return .map(Int(try number(UInt32.self)))
    case 0xE0...0xFF: return .integer(Int64(Int8(bitPattern: first)))
    default: throw .damaged
    }
  }

  /// Passes over what belongs to a value that ``next()`` gave.
  mutating func skipRest(of value: Value) throws(Failure) {
    // How many values are left on each level.
    var left: [Int] = []
    func begin(_ value: Value) -> Int {
      switch value {
      case .array(let count): count
      case .map(let count): 2 * count
      default: 0
      }
    }
    var count = begin(value)
    while true {
      while count == 0 {
        guard let outer = left.popLast() else { return }
        count = outer
      }
      count -= 1
      let inner = begin(try next())
      guard inner > 0 else { continue }
      guard left.count < MessagePackReader.deepest else { throw .damaged }
      left.append(count)
      count = inner
    }
  }

  // MARK: Bytes

  private mutating func passExtension(_ first: UInt8) throws(Failure) -> Value {
    let length: Int64
    switch first {
    case 0xC7: length = Int64(try number(UInt8.self))
    case 0xC8: length = Int64(try number(UInt16.self))
    case 0xC9: length = Int64(try number(UInt32.self))
    default: length = 1 << Int64(first - 0xD4)
    }
    // The type, and then the bytes.
    try pass(length + 1)
    return .extension
  }

  private mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) throws(Failure)
    -> Number
  {
    var value: Number = 0
    for _ in 0..<MemoryLayout<Number>.size { value = value << 8 | Number(try byte()) }
    return value
  }

  private mutating func byte() throws(Failure) -> UInt8 {
    if position == filled { try refill() }
    defer { position += 1 }
    return buffer[position]
  }

  private mutating func bytes(_ length: Int64) throws(Failure) -> Value {
    guard length <= Int64(MessagePackReader.longestValue) else {
      try pass(length)
      return .tooLong
    }
    // Before memory is taken for it.
    guard offset + length <= size else { throw .cutOff }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(length))
    while bytes.count < length {
      if position == filled { try refill() }
      let count = min(Int(length) - bytes.count, filled - position)
      bytes.append(contentsOf: buffer[position..<position + count])
      position += count
    }
    return .bytes(bytes)
  }

  private mutating func pass(_ length: Int64) throws(Failure) {
    let end = offset + length
    guard end <= size else { throw .cutOff }
    if end <= bufferStart + Int64(filled) { position = Int(end - bufferStart) } else { move(to: end) }
  }

  private mutating func refill() throws(Failure) {
    bufferStart += Int64(filled)
    position = 0
    filled = 0
    do throws(Errno) { filled = try file.read(into: buffer, at: bufferStart) } catch { throw .file(error) }
    if filled == 0 { throw .cutOff }
  }
}
