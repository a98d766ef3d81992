internal import Glibc
internal import Platform

/// The files that are measured, made once for all peers.
///
/// `library/` is what Vitrine shows: one game of several files (`psx/Game`) and a folder of small single-file ROMs
/// (`nes`). `plain/Game.zip` holds the same game as a STORED ZIP built by Python's zipfile, and `plain/nes.zip` the
/// small ROMs, for those who pass through or open ZIPs.
struct DataSet: Sendable {
  /// The directory that passing-through peers show: it holds `library` and `plain`.
  let root: String
  let scale: Scale
  /// Names in the listed directory.
  let entries: [String]

  var library: String { root + "/library" }
  var game: String { library + "/psx/Game" }
  var zip: String { root + "/plain/Game.zip" }
  var largestMember: String { "Game (Track 1).bin" }
  var zipOfEntries: String { root + "/plain/nes.zip" }

  static func make(in root: String, scale: Scale) throws -> DataSet {
    let entries = (0..<scale.entries).map { "Game \(padded($0, 6)) (World).nes" }
    let data = DataSet(root: root, scale: scale, entries: entries)
    try createDirectories(data.game)
    try createDirectories(data.library + "/nes")
    try createDirectories(root + "/plain")
    var sheet = ""
    for (index, size) in scale.tracks.enumerated() {
      let name = "Game (Track \(index + 1)).bin"
      try writeRandom(data.game + "/" + name, size: size, seed: UInt64(index))
      sheet += "FILE \"\(name)\" BINARY\n  TRACK 0\(index + 1) MODE2/2352\n    INDEX 01 00:00:00\n"
    }
    try writeText(data.game + "/Game.cue", sheet)
    for (index, name) in entries.enumerated() {
      try writeRandom(data.library + "/nes/" + name, size: 512, seed: UInt64(1000 + index))
    }
    try zip(data.game, to: data.zip)
    try zip(data.library + "/nes", to: data.zipOfEntries)
    return data
  }

  /// A game of four members with its cue sheet.
  static func writeGame(_ name: String, in library: String, size: Int64) throws {
    try createDirectories("\(library)/psx/\(name)")
    var sheet = ""
    for number in 1...4 {
      let member = "\(name) (Track \(number)).bin"
      try writeRandom(
        "\(library)/psx/\(name)/\(member)", size: size / 4, seed: UInt64(900 + number))
      sheet += "FILE \"\(member)\" BINARY\n  TRACK 0\(number) MODE2/2352\n    INDEX 01 00:00:00\n"
    }
    try writeText("\(library)/psx/\(name)/\(name).cue", sheet)
  }

  /// Builds a STORED ZIP of the files of a folder, as people do it: Python's zipfile.
  static func zip(_ folder: String, to path: String) throws {
    let script = """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_STORED) as z:
          for name in sorted(os.listdir(sys.argv[1])):
              z.write(os.path.join(sys.argv[1], name), name)
      """
    let result = try ExternalProgram.run("python3", ["-c", script, folder, path], timeout: 600_000_000_000)
    guard result.status == 0 else { throw BenchFailure("python3 cannot build a ZIP: \(result.errorText)") }
  }

  /// Writes `size` bytes that no layer below can shorten.
  static func writeRandom(_ path: String, size: Int64, seed: UInt64) throws {
    let file = try FileDescriptor.open(path, [.writeOnly, .create, .truncate])
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(min(size, 1 << 20)), alignment: 4096)
    defer { block.deallocate() }
    var left = size
    while left > 0 {
      for offset in stride(from: 0, to: block.count & ~7, by: 8) {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        block.storeBytes(of: state, toByteOffset: offset, as: UInt64.self)
      }
      let count = Int(min(left, Int64(block.count)))
      try file.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
      left -= Int64(count)
    }
  }

  static func writeText(_ path: String, _ text: String) throws {
    try FileDescriptor.open(path, [.writeOnly, .create, .truncate]).write(text)
  }
}

/// A number with zeros in front.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
