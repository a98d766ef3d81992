internal import Platform

/// Programs that look into every file they find: thumbnailers, and indexers of desktops and machines. What they want to
/// know is at a file's beginning, and nobody waits for it.
enum Indexers {
  /// - Parameters:
  ///   - process: a thread of it.
  ///   - names: with `*` at the beginning or the end for anything.
  static func contains(process: Int32, _ names: [String]) -> Bool {
    guard process > 0, !names.isEmpty else { return false }
    // A thread may have a name of its own, and the kernel's copy has 15 letters.
    let given = [name(process, "comm"), name(process, "cmdline")].compactMap { $0 }
    return given.contains { given in names.contains { matches(given, $0) } }
  }

  static func matches(_ name: String, _ pattern: String) -> Bool {
    let core = pattern.drop { $0 == "*" }
    let inner = core.hasSuffix("*") ? core.dropLast() : core
    if inner.isEmpty { return false }
    switch (pattern.hasPrefix("*"), pattern.hasSuffix("*")) {
    case (true, true): return name.contains(inner)
    case (true, false): return name.hasSuffix(inner)
    case (false, true): return name.hasPrefix(inner)
    case (false, false): return name == inner
    }
  }

  /// - Parameter file: of `/proc`.
  private static func name(_ process: Int32, _ file: String) -> String? {
    guard let file = try? FileDescriptor.open("/proc/\(process)/\(file)", .readOnly),
      let bytes = try? file.readToEnd(limit: 4096)
    else { return nil }
    let first = bytes.prefix { $0 != 0 && $0 != UInt8(ascii: "\n") }
    return first.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
  }
}
