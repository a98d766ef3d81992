package import Model
package import Platform

/// What hashing in the background asks of the machine: the real one, or one that a test makes up.
package struct Surroundings: Sendable {
  /// What a system folder lies on.
  package struct Volume: Sendable, Hashable {
    /// `st_dev` of the folder's file system.
    package var device: UInt64
    package var disks: Set<SpinningDisk>
    /// A read can wait for a network or a program.
    package var mayStall: Bool

    package init(device: UInt64, disks: Set<SpinningDisk> = [], mayStall: Bool = false) {
      self.device = device
      self.disks = disks
      self.mayStall = mayStall
    }

    /// Files that are read at a time: a disk has one arm, and a server that went away keeps the thread.
    func limit(workers: Int) -> Int { !disks.isEmpty ? 1 : mayStall ? min(2, workers) : workers }
  }

  /// Without ``Politeness/Reading/ownThreads``.
  package var reading: @Sendable () -> Politeness.Reading
  package var disk: @Sendable (SpinningDisk) -> DiskReading?
  /// Answered from the mount table: the folder itself may be on a disk that sleeps.
  package var volume: @Sendable (Shelf.Location) -> Volume

  package init(
    reading: @escaping @Sendable () -> Politeness.Reading, disk: @escaping @Sendable (SpinningDisk) -> DiskReading?,
    volume: @escaping @Sendable (Shelf.Location) -> Volume
  ) {
    self.reading = reading
    self.disk = disk
    self.volume = volume
  }

  /// This machine.
  package static let real = Surroundings(
    reading: {
      Politeness.Reading(
        isOnBattery: PowerSupply.isOnBattery(), load: LoadAverage.lastMinute(), processors: Host.processorCount)
    }, disk: { Disks().reading(of: $0) },
    volume: { location in
      guard let mounts = try? MountTable.current() else { return Volume(device: 0) }
      var path = location.root.path
      if !location.folder.isEmpty { path += "/" + String(decoding: location.folder, as: UTF8.self) }
      let own = mounts.holding(path)
      let all = mounts.entries.filter { isPath($0.mountPoint, within: path) } + (own.map { [$0] } ?? [])
      var volume = Volume(device: own?.device ?? 0)
      for mount in all {
        volume.disks.formUnion(Disks().spinningDisks(below: mount))
        volume.mayStall = volume.mayStall || mount.mayStall
      }
      return volume
    })

  /// Nobody and nothing ever in the way.
  package static let quiet = Surroundings(
    reading: { Politeness.Reading() }, disk: { _ in nil }, volume: { _ in Volume(device: 0) })
}
