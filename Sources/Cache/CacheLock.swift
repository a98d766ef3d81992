internal import Platform

/// The file `lock` of a cache directory: whoever holds it is the only one to change anything there. Let go with the
/// value, and by the kernel when the process ends, however it does.
struct CacheLock: ~Copyable, Sendable {
  /// Who has it.
  struct Holder: Hashable, Sendable {
    var process: Int32
    /// Such as a mount point.
    var owner: String
  }

  static let name = "lock"

  /// How long to wait for a predecessor with the same mount point, nanoseconds: one that was killed takes a moment to
  /// be gone, and one that unmounts is about to end.
  private static let patience: UInt64 = 10_000_000_000
  /// And for anybody else: a program that the last holder has just started has its descriptors for an instant.
  private static let shortPatience: UInt64 = 1_000_000_000

  private let file: FileDescriptor

  /// - Parameter directory: open; `path` is its name in messages.
  init(in directory: borrowing FileDescriptor, path: String, owner: String) throws(CacheProblem) {
    let start = monotonicNanoseconds()
    var number: Int32?
    while number == nil {
      var holder: Holder?
      do throws(Errno) {
        number = try CacheLock.take(in: directory, owner: owner, &holder)
      } catch {
        throw CacheProblem(error, "\(path)/\(CacheLock.name)")
      }
      if number != nil { break }
      let patience = holder?.owner == owner ? CacheLock.patience : CacheLock.shortPatience
      guard holder?.process != Host.processID, monotonicNanoseconds() - start < patience else {
        throw CacheProblem(directory: path, usedBy: holder)
      }
      sleep(nanoseconds: 50_000_000)
    }
    file = FileDescriptor(owning: number ?? -1)
  }

  /// One attempt.
  ///
  /// - Returns: the number of the descriptor that holds the lock, for the caller to own; nil where it is another's, of
  ///   whom `holder` then tells.
  private static func take(
    in directory: borrowing FileDescriptor, owner: String, _ holder: inout Holder?
  ) throws(Errno) -> Int32? {
    let file = try directory.open(entry: CacheLock.name, [.readWrite, .create])
    guard try file.lockExclusively() else {
      holder = try CacheLock.holder(file)
      return nil
    }
    // Somebody may have cleared the directory between the two calls.
    guard try directory.status(ofEntry: CacheLock.name)?.inode == file.status().inode else { return nil }
    try file.setSize(0)
    try file.write("\(Host.processID)\n\(owner)\n")
    return file.release()
  }

  private static func holder(_ file: borrowing FileDescriptor) throws(Errno) -> Holder? {
    let lines = String(decoding: try file.readToEnd(limit: 16 << 10), as: UTF8.self)
      .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let process = lines.first.flatMap({ Int32($0) }) else { return nil }
    return Holder(process: process, owner: lines.count > 1 ? String(lines[1].prefix { $0 != "\n" }) : "")
  }

  /// Who has the directory at `path`; nil where nobody has, it is not there, or it cannot be looked at.
  static func current(at path: String) -> Holder? {
    do throws(Errno) {
      let file = try FileDescriptor.open("\(path)/\(name)", .readWrite)
      if try file.lockExclusively() { return nil }
      return try holder(file) ?? Holder(process: 0, owner: "")
    } catch { return nil }
  }
}
