internal import Digest
internal import Text

/// Names as the mount and the ZIPs show them, from the raw names of the library.
///
/// A shown name is NFC, has 1 to 255 bytes, no `/`, no `\`, no control character, no dot or space at its end, and is
/// neither `.` nor `..`. What stands in the way is percent-encoded byte by byte in upper case; a `%` that would read
/// as such an encoding is encoded itself (`%25`), so that the raw name can be told from the shown one, up to
/// composition. A name that is too long is cut and marked with a hash of the raw one.
///
/// `: * ? " < > |` stay: they are ordinary characters here, and Samba maps them for those to whom they are not.
package enum EntryName {
  /// The longest name that Linux allows, bytes.
  package static let maximumLength = 255

  /// The shown name for one raw component of a path.
  ///
  /// - Parameter addingExtension: appended, and kept whole where the name is cut; such as `.zip`.
  package static func sanitized(_ raw: some Collection<UInt8>, addingExtension: [UInt8] = []) -> [UInt8] {
    // One generic call, then loops over plain memory: generics are not specialised across modules.
    if let name = raw.withContiguousStorageIfAvailable({ sanitized($0, adding: addingExtension) }) { return name }
    return Array(raw).withUnsafeBufferPointer { sanitized($0, adding: addingExtension) }
  }

  /// Whether a name is certainly shown as it is, as nearly all are. Of one that is not ASCII only
  /// ``sanitized(_:addingExtension:)`` can tell.
  package static func isPlain(_ raw: UnsafeRawBufferPointer) -> Bool {
    raw.withMemoryRebound(to: UInt8.self) { isPlain($0, lengthOfEnding: 0) }
  }

  /// As ``sanitized(_:addingExtension:)`` for every component of a relative path; empty components are left out.
  package static func sanitizedPath(_ raw: some Collection<UInt8>) -> [UInt8] {
    var path: [UInt8] = []
    for component in Array(raw).split(separator: UInt8(ascii: "/")) {
      if !path.isEmpty { path.append(UInt8(ascii: "/")) }
      path.append(contentsOf: sanitized(component))
    }
    return path.isEmpty ? sanitized(path) : path
  }

  /// `path` with ` ~` and `digits` hexadecimal digits of the SHA-256 of `source` before the extension of its last
  /// component.
  package static func disambiguated(
    _ path: [UInt8], source: some Collection<UInt8>, digits: Int = 4
  ) -> [UInt8] {
    let nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let name = Array(path[nameStart...])
    let start = extensionStart(of: name)
    let mark = Array(" ~".utf8) + hash(Array(source), digits: digits)
    return path[..<nameStart] + cut(name[..<start], before: mark + name[start...])
  }

  /// At which offset the extension of a file name begins, its dot included; the length where it has none.
  ///
  /// What stands after the last dot of `Dr. Mario` or of a name of a hundred letters is no extension.
  package static func extensionStart(of name: some Collection<UInt8>) -> Int {
    let name = Array(name)
    let longest = 17
    for index in name.indices.suffix(longest).reversed() {
      if name[index] == UInt8(ascii: " ") || name[index] == UInt8(ascii: "/") { break }
      if name[index] == UInt8(ascii: ".") {
        let isStart = index == 0 || name[index - 1] == UInt8(ascii: "/")
        return isStart || index == name.count - 1 ? name.count : index
      }
    }
    return name.count
  }

  private static func sanitized(_ raw: UnsafeBufferPointer<UInt8>, adding ending: [UInt8]) -> [UInt8] {
    if isPlain(raw, lengthOfEnding: ending.count) {
      return [UInt8](unsafeUninitializedCapacity: raw.count + ending.count) { buffer, count in
        count = buffer[...].initialize(fromContentsOf: raw)
        count = buffer[count...].initialize(fromContentsOf: ending)
      }
    }
    var name = encoded(raw)
    if let last = name.last, ending.isEmpty, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
      name.removeLast()
      appendEncoded(last, to: &name)
    }
    if name.isEmpty { name = [UInt8(ascii: "_")] }
    if name.count + ending.count <= maximumLength { return name + ending }
    let start = ending.isEmpty ? extensionStart(of: name) : name.count
    return cut(name[..<start], before: [UInt8(ascii: "~")] + hash(Array(raw), digits: 6) + name[start...] + ending)
  }

  /// Whether the name is shown as it is and its bytes need no closer look, as nearly all are.
  private static func isPlain(_ raw: UnsafeBufferPointer<UInt8>, lengthOfEnding: Int) -> Bool {
    guard let last = raw.last, raw.count + lengthOfEnding <= maximumLength else { return false }
    if last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { return false }
    for byte in raw {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "\\"): return false
      case 0x20...0x7E: continue
      default: return false
      }
    }
    return true
  }

  /// NFC, with what may not be shown percent-encoded.
  private static func encoded(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    name.reserveCapacity(raw.count + 16)
    var rest = raw[...]
    while !rest.isEmpty {
      let valid = UTF8Text.validPrefix(of: UnsafeBufferPointer(rebasing: rest))
      let run = Array(rest.prefix(valid))
      appendText(UTF8Text.composed(run) ?? run, to: &name)
      rest = rest.dropFirst(valid)
      if let bad = rest.popFirst() { appendEncoded(bad, to: &name) }
    }
    // An accent after an encoded byte would compose with its last digit: `%0A` and U+0301 are `%0Á` in NFC.
    if UTF8Text.composed(name) != name {
      let mixed = name
      name = []
      for byte in mixed { if byte < 0x80 { name.append(byte) } else { appendEncoded(byte, to: &name) } }
    }
    return name
  }

  private static func appendText(_ text: [UInt8], to name: inout [UInt8]) {
    for (index, byte) in text.enumerated() {
      let isControl =
        byte < 0x20 || byte == 0x7F
        // The controls U+0080 to U+009F, one of which starts terminal sequences as Escape does.
        || byte == 0xC2 && text[index + 1] < 0xA0 || byte < 0xA0 && index > 0 && text[index - 1] == 0xC2
      let isEncoding =
        byte == UInt8(ascii: "%") && index + 2 < text.count && isHexadecimal(text[index + 1])
        && isHexadecimal(text[index + 2])
      if isControl || isEncoding || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") {
        appendEncoded(byte, to: &name)
      } else {
        name.append(byte)
      }
    }
  }

  private static func appendEncoded(_ byte: UInt8, to name: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    name += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }

  /// As much of `stem` as fits before `ending`, without half a character or half a percent-encoding.
  private static func cut(_ stem: ArraySlice<UInt8>, before ending: [UInt8]) -> [UInt8] {
    let room = max(0, maximumLength - ending.count)
    guard stem.count > room else { return stem + ending }
    var end = stem.startIndex + room
    while end > stem.startIndex, stem[end] & 0xC0 == 0x80 { end -= 1 }
    for back in 1...2 where end - back >= stem.startIndex && stem[end - back] == UInt8(ascii: "%") {
      end -= back
      break
    }
    return stem[..<end] + ending
  }

  private static func hash(_ source: [UInt8], digits: Int) -> [UInt8] {
    Array(source.withUnsafeBytes { SHA256Digest(of: $0) }.hexadecimal.utf8.prefix(digits))
  }
}

/// The names of one directory, no two of which differ in case or composition only.
///
/// Names are claimed in byte order of what they come from: then the first keeps its name, each further one gets the
/// same mark in every scan, and none depends on the order in which the disk lists them.
package struct ClashSet: Sendable {
  /// 64-bit hashes of the folded names, by open addressing; 0 is none. Two names with the same hash would get a mark
  /// without need, and nothing worse; in exchange 100,000 names take 2 MB and no allocation each.
  private var slots: [UInt64] = []
  private var count = 0

  package init() {}

  package mutating func reserveCapacity(_ count: Int) {
    if count * 2 > slots.count { grow(to: count * 2) }
  }

  /// The name to show: `name` itself if it is free, otherwise with a mark before its extension.
  ///
  /// - Parameters:
  ///   - name: as shown; or a whole path, of which only the last component is ever marked.
  ///   - source: what makes the mark, the raw path; never the same for two names of one directory.
  package mutating func claim(_ name: [UInt8], source: some Collection<UInt8>) -> [UInt8] {
    if insert(name) { return name }
    for digits in stride(from: 4, through: 64, by: 4) {
      let other = EntryName.disambiguated(name, source: source, digits: digits)
      if insert(other) { return other }
    }
    // Only the same source twice comes here.
    return EntryName.disambiguated(name, source: source, digits: 64)
  }

  /// Takes a name away from those who come later, such as that of a directory from the files beside it.
  package mutating func reserve(_ name: some Collection<UInt8>) { _ = insert(Array(name)) }

  /// Takes a name where it is free.
  ///
  /// - Returns: whether it was.
  package mutating func take(_ name: UnsafeRawBufferPointer) -> Bool {
    if count * 2 >= slots.count { grow(to: max(16, slots.count * 2)) }
    let key = ClashSet.key(name)
    let mask = slots.count - 1
    return slots.withUnsafeMutableBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: key >> 20) & mask
      while slots[slot] != 0 {
        if slots[slot] == key { return false }
        slot = (slot + 1) & mask
      }
      slots[slot] = key
      count += 1
      return true
    }
  }

  private mutating func insert(_ name: [UInt8]) -> Bool { name.withUnsafeBytes { take($0) } }

  private mutating func grow(to wanted: Int) {
    var capacity = 16
    while capacity < wanted { capacity *= 2 }
    let old = slots
    slots = [UInt64](repeating: 0, count: capacity)
    for key in old where key != 0 {
      var slot = Int(truncatingIfNeeded: key >> 20) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = key
    }
  }

  /// FNV-1a of the case-folded name; never 0.
  private static func key(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isASCII = true
    for byte in name {
      if byte >= 0x80 { isASCII = false }
      hash = (hash ^ UInt64(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    if !isASCII {
      hash = 0xCBF2_9CE4_8422_2325
      let folded = name.withMemoryRebound(to: UInt8.self) { UTF8Text.caseFolded($0) } ?? Array(name)
      for byte in folded { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return max(1, hash)
  }
}
