internal import Platform

/// A process that keeps a mount busy.
struct MountUser {
  var process: Int32
  /// As in `ps`, at most 15 bytes.
  var name: String

  /// The processes with an open file, the working directory or the root directory below `directory`, as far as this
  /// user may look into them.
  static func all(of directory: String) -> [MountUser] {
    entries(of: "/proc").compactMap { Int32($0) }.filter { uses($0, directory) }.sorted().map { process in
      let name = (try? readFile("/proc/\(process)/comm")).map { String(decoding: $0, as: UTF8.self) } ?? "?"
      return MountUser(process: process, name: name.split(separator: "\n").joined())
    }
  }

  private static func uses(_ process: Int32, _ directory: String) -> Bool {
    let base = "/proc/\(process)"
    let links = ["cwd", "root", "exe"].map { "\(base)/\($0)" } + entries(of: "\(base)/fd").map { "\(base)/fd/\($0)" }
    return links.contains { link in (try? readLink(link)).map { isPath($0, within: directory) } ?? false }
  }

  private static func entries(of path: String) -> [String] {
    var names: [String] = []
    do throws(Errno) {
      let stream = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
      while try stream.next({ name, _ in names.append(String(decoding: name, as: UTF8.self)) }) {}
    } catch {
      // A process that ended meanwhile, or somebody else's.
    }
    return names
  }
}
