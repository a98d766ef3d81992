internal import Glibc
internal import Platform

/// What programs occupy, from `/proc/PID/status`.
enum Memory {
  /// MiB resident now (`VmRSS`), summed over the processes.
  static func resident(_ processes: [Int32]) -> Double {
    processes.reduce(0) { $0 + Double(kibibytes("VmRSS:", of: $1)) / 1024 }
  }

  /// All processes whose program is the file `executable` and that have `word` among their arguments.
  static func processes(running executable: String, naming word: String) -> [Int32] {
    guard let descriptor = try? FileDescriptor.open("/proc", [.readOnly, .directory]),
      let directory = try? DirectoryStream(descriptor)
    else { return [] }
    var found: [Int32] = []
    while (try? directory.next { name, _ in
      if let number = Int32(String(decoding: name, as: UTF8.self)) { found.append(number) }
    }) == true {}
    return found.filter { process in
      var buffer = [CChar](repeating: 0, count: 4096)
      let length = readlink("/proc/\(process)/exe", &buffer, buffer.count)
      guard String(decoding: buffer[..<max(0, length)].map(UInt8.init(bitPattern:)), as: UTF8.self) == executable,
        let arguments = try? readFile("/proc/\(process)/cmdline")
      else { return false }
      return arguments.split(separator: 0).contains { $0.elementsEqual(word.utf8) }
    }
  }

  private static func kibibytes(_ field: Substring, of process: Int32) -> Int {
    let status = (try? readFile("/proc/\(process)/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
