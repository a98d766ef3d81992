internal import Glibc
internal import Model
internal import Platform

/// A directory for one test, removed with everything in it.
final class LibraryOnDisk {
  let path: String
  /// Beside the library, for a catalog.
  let state: String
  private let workspace: String

  init(name: String = "library") throws {
    workspace = "/tmp/vitrine-scan-\(UInt64.random(in: 0 ... .max))"
    path = workspace + "/" + name
    state = workspace + "/state"
    try createDirectories(path)
  }

  deinit { remove([UInt8](workspace.utf8)) }

  /// Writes a file below the library and makes the folders it needs.
  func write(_ file: String, _ contents: String = "x") throws { try write([UInt8](file.utf8), contents) }

  func write(_ file: [UInt8], _ contents: String = "x") throws {
    var folder = [UInt8](path.utf8)
    for component in file.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast() {
      folder += [UInt8(ascii: "/")] + component
      _ = withCPath(folder) { mkdir($0, 0o755) }
    }
    let raw = withCPath([UInt8](path.utf8) + [UInt8(ascii: "/")] + file) {
      open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    guard raw >= 0 else { throw Errno(rawValue: errno) }
    let descriptor = FileDescriptor(owning: raw)
    try descriptor.write(contents)
  }

  func folder(_ folder: String) throws { try createDirectories(path + "/" + folder) }

  func link(_ link: String, to target: String) throws {
    guard symlink(target, path + "/" + link) == 0 else { throw Errno(rawValue: errno) }
  }

  func move(_ from: String, _ to: String) throws {
    guard rename(path + "/" + from, path + "/" + to) == 0 else { throw Errno(rawValue: errno) }
  }

  func remove(_ file: String) { remove([UInt8]((path + "/" + file).utf8)) }

  /// Moves the library itself away, or back.
  func setPresent(_ isPresent: Bool) throws {
    let away = workspace + "/away"
    guard (isPresent ? rename(away, path) : rename(path, away)) == 0 else { throw Errno(rawValue: errno) }
  }

  /// The version of a file as it stands.
  func version(_ file: String) throws -> FileVersion {
    let status = try FileStatus.of(path + "/" + file)
    return FileVersion(size: status.size, modified: status.modified, inode: status.inode)
  }

  func libraryFile(_ file: String, root: LibraryRoot) throws -> LibraryFile {
    LibraryFile(root: root, path: [UInt8](file.utf8), version: try version(file))
  }

  private func remove(_ path: [UInt8]) {
    if withCPath(path, { unlink($0) }) == 0 { return }
    guard let stream = withCPath(path, { opendir($0) }) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in [UInt8](raw.prefix { $0 != 0 }) }
      if name != [0x2E] && name != [0x2E, 0x2E] { remove(path + [UInt8(ascii: "/")] + name) }
    }
    closedir(stream)
    _ = withCPath(path) { rmdir($0) }
  }
}

func withCPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { fatalError("an array with an element has an address") }
    return body(base)
  }
}

extension FileTable {
  /// All paths, those that are not UTF-8 repaired.
  var paths: [String] { (0..<count).map { String(decoding: path(at: $0), as: UTF8.self) } }
}
