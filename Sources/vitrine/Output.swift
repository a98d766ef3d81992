internal import Platform

/// Lines for the user.
enum Output {
  static func line(_ text: String) { write(text, to: 1) }

  /// On standard error, after the program's name.
  static func complain(_ text: String) { write("vitrine: \(text)", to: 2) }

  private static func write(_ text: String, to number: Int32) {
    let descriptor = FileDescriptor(owning: number)
    // A pipe whose reader is gone has nobody to tell.
    try? descriptor.write(text + "\n")
    _ = descriptor.release()
  }

  /// `path` as a shell takes it.
  static func quoted(_ path: String) -> String {
    let plain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        true
      default: "/._-+,:@%".utf8.contains(byte)
      }
    }
    if plain, !path.isEmpty { return path }
    return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
