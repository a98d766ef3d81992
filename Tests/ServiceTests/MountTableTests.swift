internal import Platform
internal import Testing

@Suite("Mount table") struct MountTableTests {
  private let text = """
    21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
    22 21 0:20 / /proc rw,nosuid shared:5 master:2 propagate_from:3 - proc proc rw
    40 21 0:39 / /mnt/my\\040games\\134x\\011\\012\\043 ro,nosuid,nodev - fuse.vitrine vitrine:/srv/a\\040b ro,user_id=1000
    41 21 0:40 / /mnt rw - tmpfs none rw
    42 41 0:41 / /mnt rw - nfs4 server:/x rw
    not a line of the table
    43 41 x:y / /broken rw - ext4 none rw
    44 41 0:42 / /short rw ext4
    45 41 0:43 / /mnt/Spiele\\040f\u{FC}r\\040alle rw - fuse.sshfs host: rw
    """

  @Test func `has the fields the kernel writes, with its octal escapes undone`() throws {
    let table = MountTable(parsing: text)
    #expect(table.entries.count == 6)
    let games = try #require(table.entries.first { $0.type == "fuse.vitrine" })
    #expect(games.mountPoint == "/mnt/my games\\x\t\n#")
    #expect(games.root == "/")
    #expect(games.source == "vitrine:/srv/a b")
    #expect(games.options == "ro,user_id=1000")
    #expect(games.major == 0)
    #expect(games.minor == 39)
    #expect(table.entries.last?.mountPoint == "/mnt/Spiele für alle")
  }

  @Test func `what is seen at a place is what was mounted there last`() {
    let table = MountTable(parsing: text)
    #expect(table.topmost(at: "/mnt")?.type == "nfs4")
    #expect(table.topmost(at: "/mnt/") == nil)
    #expect(table.holding("/mnt/file")?.type == "nfs4")
    #expect(table.holding("/mntfile")?.type == "ext4")
    #expect(table.holding("/proc/self")?.type == "proc")
    #expect(table.holding("relative") == nil)
  }

  @Test(
    arguments: [
      ("rw,user_id=1000,group_id=5,default_permissions", 1000, false),
      ("rw,user_id=0,group_id=0,allow_other", 0, true), ("rw,user_id=10", 10, false),
      ("rw", nil, false),
    ] as [(String, UInt32?, Bool)])
  func `a FUSE mount is for whoever made it, or for all`(
    options: String, owner: UInt32?, admitsOthers: Bool
  ) throws {
    let line = "40 21 0:39 / /mnt ro - fuse.vitrine vitrine:/srv \(options)\n"
    let entry = try #require(MountTable(parsing: line).entries.first)
    #expect(entry.owner == owner)
    if let owner { #expect(entry.admits(user: owner)) }
    #expect(entry.admits(user: 4711) == admitsOthers)
  }

  @Test func `the kernel's own table is understood`() throws {
    let table = try MountTable.current()
    #expect(table.topmost(at: "/") != nil)
    #expect(table.topmost(at: "/proc")?.type == "proc")
  }

  @Test(arguments: [
    ("/a", "/a", true), ("/a/b", "/a", true), ("/ab", "/a", false), ("/a", "/a/b", false), ("/a", "/", true),
    ("a", "/", false),
  ])
  func `a path is within a directory by whole components`(path: String, directory: String, isWithin: Bool) {
    #expect(isPath(path, within: directory) == isWithin)
  }
}

@Suite("Kernel version") struct KernelVersionTests {
  @Test(arguments: [
    ("6.1.0-18-amd64", 6, 1, false), ("6.9.0", 6, 9, true), ("6.18.44-fc", 6, 18, true),
    ("5.15.0-generic", 5, 15, false),
    ("7.0-rc1", 7, 0, true), ("", 0, 0, false), ("6", 6, 0, false),
  ])
  func `decides whether requests survive a restart`(release: String, major: Int, minor: Int, canResend: Bool) {
    let version = KernelVersion(release: release)
    #expect(version == KernelVersion(major: major, minor: minor))
    #expect(version.canResend == canResend)
  }

  @Test(arguments: [
    ("ext4", false), ("tmpfs", false), ("zfs", false), ("vfat", false), ("nfs4", true), ("cifs", true),
    ("autofs", true), ("fuse", true), ("fuse.rclone", true), ("fuseblk", true), ("9p", true), ("virtiofs", true),
  ])
  func `some kinds of file systems can wait for others`(type: String, mayStall: Bool) throws {
    let table = MountTable(parsing: "42 41 0:41 / /mnt rw - \(type) source rw\n")
    #expect(try #require(table.entries.first).mayStall == mayStall)
  }
}
