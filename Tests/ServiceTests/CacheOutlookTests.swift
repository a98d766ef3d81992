internal import Configuration
internal import Platform
internal import Service
internal import TestSupport
internal import Testing

@Suite("What the machine lets the cache do") struct CacheOutlookTests {
  private let good = PassthroughConditions(kernel: KernelVersion(major: 6, minor: 12), isConfigured: true, isRoot: true)

  private func outlook(_ rootType: String, _ cacheType: String, sameDevice: Bool = true) -> CacheOutlook {
    CacheOutlook(
      settings: Settings().cache, conditions: good, roots: [.init(path: "/srv/roms", type: rootType, device: 1)],
      cache: .init(path: "/cache", type: cacheType, device: sameDevice ? 1 : 2),
      space: (free: 50 << 30, total: 100 << 30))
  }

  @Test func `passthrough says what it needs`() {
    #expect(good.reasons == [])
    let old = PassthroughConditions(kernel: KernelVersion(major: 6, minor: 1), isConfigured: nil, isRoot: false)
    #expect(old.reasons == ["kernel 6.9 or newer (this is 6.1)", "a mount made by root"])
    let bare = PassthroughConditions(kernel: KernelVersion(major: 6, minor: 9), isConfigured: false, isRoot: true)
    #expect(bare.reasons == ["a kernel made with CONFIG_FUSE_PASSTHROUGH"])
    var unknown = outlook("ext4", "ext4")
    unknown.conditions.isConfigured = nil
    #expect(unknown.findings[0].text.hasSuffix("if the kernel is made with CONFIG_FUSE_PASSTHROUGH"))
    unknown.conditions = old
    #expect(unknown.findings[0].isWarning)
    #expect(
      unknown.findings[0].text.contains("passthrough needs kernel 6.9 or newer (this is 6.1), a mount made by root"))
  }

  @Test(arguments: [
    ("nfs4", "may stall"), ("cifs", "may stall"), ("fuse.sshfs", "FUSE"), ("fuseblk", "FUSE"), ("overlay", "overlay"),
  ])
  func `some file systems cannot be passed through`(type: String, expected: String) {
    #expect(PassthroughConditions.obstacle(ofFileSystem: type)?.contains(expected) == true)
    let texts = outlook(type, "xfs", sameDevice: false).findings.filter(\.isWarning).map(\.text)
    #expect(texts.count == 1 && texts[0].hasPrefix("library /srv/roms is on \(type): "), "\(texts)")
  }

  @Test(arguments: ["ext4", "xfs", "btrfs", "zfs", "tmpfs"])
  func `local ones can`(type: String) { #expect(PassthroughConditions.obstacle(ofFileSystem: type) == nil) }

  @Test func `whether ZIPs take room goes by the file system, and whether it is one`() {
    func text(_ outlook: CacheOutlook) -> String { outlook.findings.map(\.text).joined(separator: "\n") }
    #expect(text(outlook("btrfs", "btrfs")).contains("take no room in the cache: btrfs shares their files (reflink)\n"))
    #expect(text(outlook("xfs", "xfs")).contains("unless it was made with reflink=0"))
    #expect(text(outlook("ext4", "ext4")).contains("are copied into the cache: ext4 cannot share files"))
    #expect(text(outlook("btrfs", "btrfs", sameDevice: false)).contains("/cache is on another file system than"))
    var only = outlook("ext4", "ext4")
    only.settings.reflinkOnly = true
    #expect(only.findings.contains { $0.isWarning && $0.text.contains("no ZIP of /srv/roms is kept") })
    #expect(!outlook("ext4", "ext4").findings.contains { $0.isWarning })
  }

  @Test func `the disk is held against limit and reserve`() {
    var outlook = outlook("ext4", "ext4")
    #expect(
      outlook.findings.last?.text == "cache directory /cache: 50.0 GiB free, 10.0 GiB stay free, limit 64.0 GiB")
    outlook.settings.reserve = .bytes(50 << 30)
    #expect(outlook.findings.last?.isWarning == true)
    outlook.settings.policy = .never
    #expect(outlook.findings.last == CacheOutlook.Finding("no ZIP is kept: cache.policy is \"never\""))
  }

  @Test func `the kernel's configuration is read as it is, and as gzip has it`() throws {
    let text = "# CONFIG_X is not set\nCONFIG_FUSE_FS=m\nCONFIG_FUSE_PASSTHROUGH=y\nCONFIG_Y=\"y\"\n"
    let plain = KernelConfiguration(text: text)
    #expect(plain.has("CONFIG_FUSE_PASSTHROUGH") && plain.has("CONFIG_FUSE_FS"))
    #expect(!plain.has("CONFIG_X") && !plain.has("CONFIG_FUSE") && !plain.has("CONFIG_Y"))
    let scratch = try TemporaryDirectory()
    try Files.write(text, to: scratch("config"))
    for options in [["-n"], []] {
      let packed = try ExternalProgram.run("gzip", ["-c"] + options + [scratch("config")])
      try #require(packed.status == 0)
      #expect(KernelConfiguration(compressed: packed.output)?.has("CONFIG_FUSE_PASSTHROUGH") == true)
      #expect(KernelConfiguration(compressed: packed.output.dropLast(20)) == nil)
    }
    #expect(KernelConfiguration(compressed: Array(text.utf8)) == nil)
  }
}
