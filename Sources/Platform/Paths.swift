internal import Glibc

/// The target of a symbolic link. Wraps readlink(2).
package func readLink(_ path: String) throws(Errno) -> String {
  var room = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = try checked { readlink(path, &room, room.count) }
  return String(decoding: room[..<count].lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// The absolute path without links of something that exists. Wraps realpath(3).
package func resolvedPath(_ path: String) throws(Errno) -> String {
  guard let resolved = realpath(path, nil) else { throw Errno(rawValue: errno) }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The absolute path of a mount point without links, found without touching what is mounted there: a mount whose
/// service died answers every stat(2) with an error, and one whose service hangs does not answer.
///
/// The last component need not exist.
package func resolvedMountPoint(_ path: String) throws(Errno) -> String {
  var path = path
  for _ in 0..<40 {
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if name.isEmpty || name == "." || name == ".." { return try resolvedPath(path.isEmpty ? "." : path) }
    let parent = try resolvedPath(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    let whole = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
    guard let target = try? readLink(whole) else { return whole }
    path = target.hasPrefix("/") ? target : "\(parent)/\(target)"
  }
  throw .tooManyLinks
}

/// The absolute path without links, as far as it exists: behind the first component that is not there, the rest as it
/// was given. So a directory has the same path while its disk is away.
///
/// - Parameter path: absolute.
package func resolvedAsFarAsPossible(_ path: String) -> String {
  var rest = path.split(separator: "/").reversed().map(String.init)
  var resolved = ""
  var links = 0
  while let component = rest.popLast() {
    if component == "." { continue }
    if component == ".." {
      resolved = resolved.lastIndex(of: "/").map { String(resolved[..<$0]) } ?? ""
      continue
    }
    let whole = "\(resolved)/\(component)"
    guard links < 40, let target = try? readLink(whole) else {
      resolved = whole
      continue
    }
    links += 1
    if target.hasPrefix("/") { resolved = "" }
    rest += target.split(separator: "/").reversed().map(String.init)
  }
  return resolved.isEmpty ? "/" : resolved
}

/// Removes a file. One that is not there is no error.
package func removeFile(_ path: String) throws(Errno) {
  do throws(Errno) { _ = try checked { unlink(path) } } catch { if error != .noSuchFile { throw error } }
}

/// Gives a file another name in one step. Wraps rename(2).
package func renameFile(_ path: String, to other: String) throws(Errno) { _ = try checked { rename(path, other) } }

/// Writes a file so that it is there whole or not at all, also when the machine loses its power: under another name,
/// brought to the disk, and renamed.
///
/// - Parameters:
///   - permissions: for nobody else than the owner unless given.
///   - owner: who gets it; nil leaves it to this process's user.
package func replaceFile(
  _ path: String, with bytes: [UInt8], permissions: UInt32 = 0o600, owner: Account? = nil
) throws(Errno) {
  let temporary = "\(path).new"
  try removeFile(temporary)
  do throws(Errno) {
    let file = try FileDescriptor.open(temporary, [.writeOnly, .create, .exclusive], permissions: permissions)
    let written: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.write(buffer)) } catch { return .failure(error) }
    }
    try written.get()
    try file.synchronize()
    // By the descriptor: whoever may write to the directory could put another file in its place.
    if let owner { try file.setOwner(owner) }
    try renameFile(temporary, to: path)
  } catch {
    try? removeFile(temporary)
    throw error
  }
  let slash = path.lastIndex(of: "/")
  let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  try FileDescriptor.open(parent, [.readOnly, .directory]).synchronize()
}

/// The bytes of a small file, at most `limit` of them.
package func readFile(_ path: String, limit: Int = 1 << 20) throws(Errno) -> [UInt8] {
  try FileDescriptor.open(path, .readOnly).readToEnd(limit: limit)
}
