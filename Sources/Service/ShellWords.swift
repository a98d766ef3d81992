/// `text` as one word of a POSIX shell.
package func shellQuoted(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "/._-+,:@%".utf8.contains(byte)
    }
  }
  if isPlain, !text.isEmpty { return text }
  return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// What the user types to run this program again, as a shell takes it.
///
/// - Parameter name: what it was called as; one without a slash was found through PATH.
package func programName(calledAs name: String) -> String { name.contains("/") ? shellQuoted(name) : "vitrine" }
