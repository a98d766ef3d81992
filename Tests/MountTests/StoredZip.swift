/// The members of a ZIP without compression, by its local headers: enough for those that Vitrine makes, and nothing
/// for others.
enum StoredZip {
  static func members(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
    }
    var found: [(name: String, bytes: [UInt8])] = []
    var offset = 0
    while offset + 30 <= bytes.count, number(offset, 4) == 0x0403_4B50 {
      // Method 0, and sizes in front of the bytes.
      guard number(offset + 8, 2) == 0, number(offset + 6, 2) & 8 == 0 else { return [] }
      let size = number(offset + 18, 4)
      let start = offset + 30 + number(offset + 26, 2) + number(offset + 28, 2)
      guard start + size <= bytes.count else { return [] }
      let name = String(decoding: bytes[(offset + 30)..<(offset + 30 + number(offset + 26, 2))], as: UTF8.self)
      found.append((name, Array(bytes[start..<(start + size)])))
      offset = start + size
    }
    return found
  }
}
