internal import CPlatform

/// A disk with a motor, as far as the kernel knows: one that can sleep and would have to be woken.
package struct SpinningDisk: Hashable, Sendable {
  /// The kernel's name, such as `sda`.
  package var name: String

  package init(name: String) { self.name = name }
}

/// What can be seen of a disk without touching it.
package struct DiskReading: Hashable, Sendable {
  /// What the disk itself or its driver says.
  package enum Power: Hashable, Sendable {
    case awake
    case asleep
    /// It cannot be asked: without the rights to, or behind a bridge that does not pass the question on.
    case unknown
  }

  package var power: Power
  /// Reads and writes it has done since the machine started.
  package var requests: UInt64

  package init(power: Power, requests: UInt64) {
    self.power = power
    self.requests = requests
  }
}

/// The disks of the machine, from sysfs. Nothing here makes a disk move.
package struct Disks: Sendable {
  private let system: String
  private let devices: String

  /// - Parameters: other places for sysfs and the device files.
  package init(system: String = "/sys", devices: String = "/dev") {
    self.system = system
    self.devices = devices
  }

  /// The spinning disks that a mounted file system lies on. None for what lies on flash, a network or another file
  /// system, and where the kernel does not tell.
  package func spinningDisks(below mount: MountTable.Entry) -> Set<SpinningDisk> {
    var found: Set<SpinningDisk> = []
    if mount.major != 0 {
      collect("\(system)/dev/block/\(mount.major):\(mount.minor)", depth: 0, into: &found)
    } else if mount.source.hasPrefix("/dev/"), let path = try? resolvedPath(mount.source) {
      // Btrfs and the like have device numbers of their own.
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      collect("\(system)/class/block/\(name)", depth: 0, into: &found)
    }
    return found
  }

  /// - Parameter link: a link to, or the directory of, a block device.
  private func collect(_ link: String, depth: Int, into found: inout Set<SpinningDisk>) {
    // Device mapper, md and partitions: a handful of levels in any machine that works.
    guard depth < 8, let directory = try? resolvedPath(link) else { return }
    let slaves = directoryNames(directory + "/slaves")
    if !slaves.isEmpty {
      for slave in slaves { collect("\(directory)/slaves/\(slave)", depth: depth + 1, into: &found) }
    } else if attributeValue(directory + "/partition") != nil {
      collect(directory + "/..", depth: depth + 1, into: &found)
    } else if let name = directory.split(separator: "/").last.map(String.init), isSpinning(name, directory) {
      found.insert(SpinningDisk(name: name))
    }
  }

  /// The disks of virtual machines call themselves rotational, too: only SCSI, ATA and USB disks are believed.
  private func isSpinning(_ name: String, _ directory: String) -> Bool {
    (name.hasPrefix("sd") || name.hasPrefix("hd")) && attributeValue(directory + "/queue/rotational") == "1"
  }

  /// What `disk` does at this moment; nil where it is gone.
  package func reading(of disk: SpinningDisk) -> DiskReading? {
    guard let directory = try? resolvedPath("\(system)/class/block/\(disk.name)"),
      let statistics = attributeValue(directory + "/stat")
    else { return nil }
    // Field 1 is reads completed, field 5 writes.
    let fields = statistics.split(separator: " ")
    guard fields.count > 4, let reads = UInt64(fields[0]), let writes = UInt64(fields[4]) else { return nil }
    var power = DiskReading.Power.unknown
    if attributeValue(directory + "/device/power/runtime_status") == "suspended" {
      power = .asleep
    } else {
      let answer = cplatform_disk_spins("\(devices)/\(disk.name)")
      if answer >= 0 { power = answer == 1 ? .awake : .asleep }
    }
    return DiskReading(power: power, requests: reads &+ writes)
  }
}
