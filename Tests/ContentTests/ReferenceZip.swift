internal import Glibc

/// A ZIP written down front to back as the format's description has it, with nothing clever: what the layout under
/// test is held against. It shares no code with it.
struct ReferenceZip {
  struct Member {
    var name: [UInt8]
    var size: UInt64
    var modified: Int64
    var checksum: UInt32
  }

  /// Runs of bytes that are not a member's, with where they stand.
  private(set) var pieces: [(offset: UInt64, bytes: [UInt8])] = []
  private(set) var dataOffsets: [UInt64] = []
  private(set) var size: UInt64 = 0

  init(_ members: [Member]) {
    var central: [UInt8] = []
    for member in members {
      let headerOffset = size
      let isLarge = member.size >= 0xFFFF_FFFF
      let isFar = headerOffset >= 0xFFFF_FFFF
      let (time, date) = ReferenceZip.dosTime(member.modified)
      let stamp: [UInt8] =
        (0...0x7FFF_FFFF).contains(member.modified) ? le(0x5455, 2) + le(5, 2) + [1] + le(member.modified, 4) : []
      let size32 = le(isLarge ? 0xFFFF_FFFF : Int64(member.size), 4)

      var extra: [UInt8] = []
      if isLarge { extra += le(1, 2) + le(16, 2) + le(Int64(member.size), 8) + le(Int64(member.size), 8) }
      extra += stamp
      if member.size >= 262_144 {
        var padding: [UInt8] = []
        while (headerOffset + 30 + UInt64(member.name.count + extra.count + 6 + padding.count)) % 4096 != 0 {
          padding.append(0)
        }
        extra += le(0xD935, 2) + le(Int64(2 + padding.count), 2) + le(4096, 2) + padding
      }
      let shared =
        le(0x0800, 2) + le(0, 2) + le(time, 2) + le(date, 2) + le(Int64(member.checksum), 4) + size32 + size32
      let header =
        le(0x0403_4B50, 4) + le(isLarge ? 45 : 20, 2) + shared + le(Int64(member.name.count), 2)
        + le(Int64(extra.count), 2) + member.name + extra
      pieces.append((headerOffset, header))
      dataOffsets.append(headerOffset + UInt64(header.count))
      size = headerOffset + UInt64(header.count) + member.size

      var wide: [UInt8] = []
      if isLarge { wide += le(Int64(member.size), 8) + le(Int64(member.size), 8) }
      if isFar { wide += le(Int64(headerOffset), 8) }
      let centralExtra = (wide.isEmpty ? [] : le(1, 2) + le(Int64(wide.count), 2) + wide) + stamp
      central += le(0x0201_4B50, 4) + le(wide.isEmpty ? 0x0314 : 0x032D, 2) + le(wide.isEmpty ? 20 : 45, 2) + shared
      central += le(Int64(member.name.count), 2) + le(Int64(centralExtra.count), 2) + le(0, 2) + le(0, 2) + le(0, 2)
      central += le(0o100644 << 16, 4) + le(isFar ? 0xFFFF_FFFF : Int64(headerOffset), 4) + member.name + centralExtra
    }
    let start = size
    var end = central
    if members.count >= 65535 || start >= 0xFFFF_FFFF || central.count >= 0xFFFF_FFFF {
      end += le(0x0606_4B50, 4) + le(44, 8) + le(0x032D, 2) + le(45, 2) + le(0, 4) + le(0, 4)
      end +=
        le(Int64(members.count), 8) + le(Int64(members.count), 8) + le(Int64(central.count), 8) + le(Int64(start), 8)
      end += le(0x0706_4B50, 4) + le(0, 4) + le(Int64(start) + Int64(central.count), 8) + le(1, 4)
    }
    let count = le(Int64(min(members.count, 65535)), 2)
    end += le(0x0605_4B50, 4) + le(0, 2) + le(0, 2) + count + count
    end += le(min(Int64(central.count), 0xFFFF_FFFF), 4) + le(min(Int64(start), 0xFFFF_FFFF), 4) + le(0, 2)
    pieces.append((start, end))
    size += UInt64(end.count)
  }

  /// The whole archive, for members that fit in memory.
  func bytes(_ contents: [[UInt8]]) -> [UInt8] {
    var all: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
      all += piece.bytes
      if index < contents.count { all += contents[index] }
    }
    return all
  }

  private static func dosTime(_ seconds: Int64) -> (time: Int64, date: Int64) {
    var clock = time_t(seconds)
    var parts = tm()
    gmtime_r(&clock, &parts)
    if parts.tm_year < 80 { return (0, 1 << 5 | 1) }
    if parts.tm_year > 207 { return (23 << 11 | 59 << 5 | 29, 127 << 9 | 12 << 5 | 31) }
    return (
      Int64(parts.tm_hour << 11 | parts.tm_min << 5 | parts.tm_sec / 2),
      Int64((parts.tm_year - 80) << 9 | (parts.tm_mon + 1) << 5 | parts.tm_mday)
    )
  }
}

/// The lowest `count` bytes of a number, lowest first.
func le(_ value: Int64, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
}
