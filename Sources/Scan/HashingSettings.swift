package import Model
internal import Platform

/// What is hashed in the background, and how politely. What a reader waits for is hashed in any case.
package struct HashingSettings: Hashable, Sendable {
  /// Which platforms' single files are hashed without being asked for. Members of games of several files always are:
  /// their ZIP's headers hold the checksums.
  package enum Platforms: Hashable, Sendable {
    /// Those whose games are small: cartridges, floppy disks, tapes, arcade boards.
    case standard
    case all
    case none
    /// Names of platforms as the mount has them, such as `nes`.
    case listed(Set<String>)
  }

  package var platforms = Platforms.standard
  /// Bytes above which a single file is not hashed without being asked for. nil is ``standardSizeLimit`` for the
  /// standard platforms and no limit for others.
  package var sizeLimit: Int64?
  /// CRC-32 is always among them.
  package var algorithms: ChecksumAlgorithms = [.crc32, .sha1]
  /// Threads that hash in the background; nil is one for each processor.
  package var workers: Int?
  /// Whether anything is hashed that nobody waits for or asked for.
  package var isInBackground = true
  /// The load average of other programs, for each processor, above which the background pauses; nil never pauses it.
  package var maxLoad: Double? = 2
  /// Whether the background pauses while the machine runs on its battery.
  package var pausesOnBattery = true

  package init() {}

  /// The largest DS cartridge.
  package static let standardSizeLimit: Int64 = 512 << 20

  /// Threads for the background, at least 1.
  package var workerCount: Int { max(1, workers ?? Host.processorCount) }

  /// Whether single files of this platform are hashed without being asked for.
  package func includes(system: String) -> Bool {
    guard isInBackground else { return false }
    return switch platforms {
    case .standard: !HashingSettings.largePlatforms.contains(system)
    case .all: true
    case .none: false
    case .listed(let names): names.contains(system)
    }
  }

  /// Whether a single file of that many bytes is hashed without being asked for, on a platform that is.
  package func includes(size: Int64) -> Bool {
    let standard = platforms == .standard ? HashingSettings.standardSizeLimit : .max
    return size <= sizeLimit ?? standard
  }

  /// Platforms whose games are discs, downloads of the size of discs, or programs that no database knows by checksum.
  /// RomM leaves the modern ones of them out as well.
  package static let largePlatforms: Set<String> = [
    "3do", "amigacd32", "android", "androidapps", "androidgames", "cdimono1", "cdtv", "daphne", "desktop", "dreamcast",
    "emulators", "fmtowns", "gc", "ios", "laserdisc", "linux", "lutris", "mac", "megacd", "megacdjp", "mugen", "n3ds",
    "naomigd", "neogeocd", "neogeocdjp", "openbor", "pc", "pcarcade", "pcenginecd", "pcfx", "ports", "portmaster",
    "ps2", "ps3", "ps4", "ps5", "psp", "psvita", "psvr", "psx", "saturn", "saturnjp", "segacd", "steam", "switch",
    "switch2", "tg-cd", "wii", "wiiu", "windows", "windows3x", "windows9x", "xbox", "xbox360", "xboxone",
    "xboxseriesx",
  ]
}
