internal import Catalog
internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

/// Mounts an empty tmpfs at `path`.
func mountTmpfs(at path: String) throws {
  guard mount("tmpfs", path, "tmpfs", 0, nil) == 0 else { throw Errno(rawValue: errno) }
}

@Suite struct VolumeTests {
  let library: LibraryOnDisk
  let root: LibraryRoot

  init() throws {
    library = try LibraryOnDisk()
    root = LibraryRoot(id: 1, path: library.path)
  }

  private func walk() throws -> Walker.Found {
    let descriptor = try FileDescriptor.open(library.path, [.readOnly, .directory])
    return try #require(try Walker.walk(root, root: descriptor, folder: []) { _ in true })
  }

  private func setTime(_ file: String) throws {
    let time = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
    let times = [time, time]
    guard utimensat(AT_FDCWD, library.path + "/" + file, times, 0) == 0 else { throw Errno(rawValue: errno) }
  }

  @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
  func equalInodesOfTwoFileSystemsAreTwoFiles() throws {
    defer { Mounts.detach(below: library.path) }
    for (folder, contents) in [("one", "first"), ("two", "other")] {
      try library.folder(folder)
      try mountTmpfs(at: library.path + "/" + folder)
      try library.write(folder + "/game.zip", contents)
      try setTime(folder + "/game.zip")
    }
    let raw = try ["one", "two"].map { try library.version($0 + "/game.zip") }
    try #require(raw[0] == raw[1], "the file systems give equal numbers")
    let found = try walk()
    #expect(found.files.paths == ["one/game.zip", "two/game.zip"])
    #expect(found.files.version(at: 0) != found.files.version(at: 1))
    #expect(found.mounts.map { String(decoding: $0.path, as: UTF8.self) }.sorted() == ["one", "two"])
    #expect(try walk().files.isEqual(to: found.files))

    let hashing = try Hashing(library)
    let files = (0..<2).map { index in
      LibraryFile(
        root: hashing.root, path: [UInt8](found.files.path(at: index)), version: found.files.version(at: index))
    }
    for file in files { hashing.queue.promote(file) }
    hashing.wait(for: 2)
    let results = files.map { hashing.result(of: $0) }
    #expect(results[0] != results[1])
    #expect(results.allSatisfy { (try? $0?.get()) != nil })
  }

  @Test(.enabled(if: access("/dev/fuse", R_OK | W_OK) == 0, "needs /dev/fuse"))
  func filesThatAreNumberedAnewAtEveryMountStayTheSame() throws {
    for folder in ["source", "shown"] { try library.folder(folder) }
    try library.write("source/a", "contents")
    try setTime("source/a")
    let source = library.path + "/source"
    func shown() throws -> FileVersion {
      let view = try StallingDirectory(of: source)
      let descriptor = try FileDescriptor.open(view.path, [.readOnly, .directory])
      let root = LibraryRoot(id: 1, path: view.path)
      let found = try #require(try Walker.walk(root, root: descriptor, folder: []) { _ in true })
      return found.files.version(at: 0)
    }
    let before = try shown()
    // The same file under another inode number.
    try library.write("source/b", "contents")
    try library.move("source/b", "source/a")
    try setTime("source/a")
    #expect(try shown() == before)
  }

  @Test(arguments: [
    ("ext4", "rw", true), ("xfs", "rw", true), ("btrfs", "rw", true), ("zfs", "rw", true), ("tmpfs", "rw", true),
    ("nfs4", "rw", true), ("vfat", "rw", false), ("exfat", "rw", false), ("msdos", "rw", false), ("9p", "rw", false),
    ("fuse", "rw", false), ("fuse.rclone", "rw", false), ("fuse.sshfs", "rw", false), ("fuse.mergerfs", "rw", true),
    ("fuseblk", "rw", true), ("cifs", "rw,serverino,soft", true), ("cifs", "rw,noserverino", false),
  ])
  func inodesCountWhereTheyLast(_ type: String, _ options: String, _ persists: Bool) throws {
    let table = MountTable(parsing: "36 35 98:1 / /mnt rw - \(type) source \(options)\n")
    #expect(try #require(table.entries.first).hasPersistentInodes == persists)
  }

  @Test func aDeviceNumberIsThatOfStat() throws {
    let table = try MountTable.current()
    let slash = try FileStatus.of("/")
    #expect(table.topmost(at: "/")?.device == slash.device)
    let proc = try FileDescriptor.open("/proc", [.readOnly, .directory])
    let number = try proc.mountID()
    #expect(table.entries.first { $0.id == number }?.type == "proc")
  }
}
