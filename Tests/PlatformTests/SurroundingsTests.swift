internal import Platform
internal import TestSupport
internal import Testing

@Suite struct `The surroundings` {
  private let workspace: TemporaryDirectory

  init() throws { workspace = try TemporaryDirectory() }

  private func supplies(_ supplies: [String: [String: String]]) throws -> String {
    try createDirectories(workspace("power"))
    for (name, attributes) in supplies {
      for (key, value) in attributes { try Files.write(value + "\n", to: workspace("power/\(name)/\(key)")) }
    }
    return workspace("power")
  }

  @Test func `A machine without a battery is not on its battery`() throws {
    #expect(!PowerSupply.isOnBattery(directory: try supplies([:])))
    #expect(!PowerSupply.isOnBattery(directory: workspace("missing")))
  }

  @Test(arguments: [("Discharging", "0", true), ("Discharging", "1", false), ("Charging", "0", false)])
  func `A laptop is on its battery when that discharges and nothing is plugged in`(
    status: String, online: String, expected: Bool
  ) throws {
    let directory = try supplies([
      "BAT0": ["type": "Battery", "status": status, "scope": "System"], "AC": ["type": "Mains", "online": online],
      "ucsi": ["type": "USB", "online": "0"],
    ])
    #expect(PowerSupply.isOnBattery(directory: directory) == expected)
  }

  @Test func `The battery of a game pad is not the machine's`() throws {
    let directory = try supplies(["pad": ["type": "Battery", "status": "Discharging", "scope": "Device"]])
    #expect(!PowerSupply.isOnBattery(directory: directory))
  }

  @Test func `The load is the last minute's`() throws {
    try Files.write("1.25 2.50 3.75 2/345 6789\n", to: workspace("loadavg"))
    #expect(LoadAverage.lastMinute(path: workspace("loadavg")) == 1.25)
    #expect(LoadAverage.lastMinute(path: workspace("missing")) == nil)
    #expect(LoadAverage.lastMinute() != nil)
  }
}

@Suite struct `Spinning disks` {
  private let workspace: TemporaryDirectory
  private let disks: Disks

  init() throws {
    workspace = try TemporaryDirectory()
    disks = Disks(system: workspace("sys"), devices: workspace("dev"))
    try disk("sda", device: "8:0", rotational: "1", partition: "8:1")
    try disk("sdb", device: "8:16", rotational: "1", partition: "8:17")
    try disk("sdc", device: "8:32", rotational: "0", partition: "8:33")
    try disk("vda", device: "254:0", rotational: "1", partition: "254:1")
  }

  /// As the kernel lays sysfs out.
  private func disk(_ name: String, device: String, rotational: String, partition: String) throws {
    let directory = "devices/pci/host/block/\(name)"
    try Files.write(rotational + "\n", to: workspace("sys/\(directory)/queue/rotational"))
    try Files.write("     100  0 800 20  7 0 0 0 0 0 0\n", to: workspace("sys/\(directory)/stat"))
    try Files.write("1\n", to: workspace("sys/\(directory)/\(name)1/partition"))
    try link("dev/block/\(device)", to: directory)
    try link("dev/block/\(partition)", to: directory + "/\(name)1")
    try link("class/block/\(name)", to: directory)
    try link("class/block/\(name)1", to: directory + "/\(name)1")
  }

  private func link(_ name: String, to target: String) throws {
    let path = workspace("sys/\(name)")
    try createDirectories(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
    try Files.createLink(at: path, to: workspace("sys/\(target)"))
  }

  private func mount(_ device: String, source: String = "/dev/x") throws -> MountTable.Entry {
    try #require(MountTable(parsing: "36 35 \(device) / /library rw - ext4 \(source) rw").entries.first)
  }

  private func names(_ device: String) throws -> [String] {
    disks.spinningDisks(below: try mount(device)).map(\.name).sorted()
  }

  @Test func `A partition lies on its disk, and only disks with a motor count`() throws {
    #expect(try names("8:0") == ["sda"])
    #expect(try names("8:17") == ["sdb"])
    #expect(try names("8:33") == [])
    // A virtual machine's disk says that it rotates.
    #expect(try names("254:1") == [])
    #expect(try names("0:45") == [])
    #expect(try names("99:9") == [])
  }

  @Test func `A volume of several disks lies on all of them, through any number of layers`() throws {
    for (name, device, parts) in [("md0", "9:0", ["sda1", "sdb1"]), ("dm-0", "253:0", ["md0"])] {
      let directory = "devices/virtual/block/\(name)"
      try Files.write("1\n", to: workspace("sys/\(directory)/queue/rotational"))
      try link("dev/block/\(device)", to: directory)
      try link("class/block/\(name)", to: directory)
      for part in parts {
        let target = part == "md0" ? "devices/virtual/block/md0" : "devices/pci/host/block/\(part.dropLast())/\(part)"
        try link("\(directory)/slaves/\(part)", to: target)
      }
    }
    #expect(try names("253:0") == ["sda", "sdb"])
  }

  @Test func `Of a disk is known what it has done, and whether its driver put it to sleep`() throws {
    let disk = SpinningDisk(name: "sda")
    #expect(disks.reading(of: disk) == DiskReading(power: .unknown, requests: 107))
    try Files.write("suspended\n", to: workspace("sys/devices/pci/host/block/sda/device/power/runtime_status"))
    #expect(disks.reading(of: disk)?.power == .asleep)
    #expect(disks.reading(of: SpinningDisk(name: "sdz")) == nil)
  }
}
