package import Digest
package import Platform
package import Tree

/// What a mount is told from outside.
package struct MountOptions: Sendable {
  /// Shown as the owner of everything.
  package var owner: UInt32
  package var group: UInt32
  /// Nanoseconds without progress after which a waiting read fails.
  package var readDeadline: UInt64
  /// Threads that answer requests.
  package var threads: Int
  /// Reads of one file that may wait at once. The kernel lets 4096 be outstanding on the mount, fewer for ordinary
  /// users; one stalled file must not use them up.
  package var waitingReadsPerFile: Int

  package init(
    owner: UInt32, group: UInt32, readDeadline: UInt64 = 30_000_000_000, threads: Int = 10,
    waitingReadsPerFile: Int = 1024
  ) {
    self.owner = owner
    self.group = group
    self.readDeadline = readDeadline
    self.threads = threads
    self.waitingReadsPerFile = waitingReadsPerFile
  }
}

/// What the mount asks of the service around it.
package struct MountHooks: Sendable {
  /// The bytes of `.vitrine/status.json`.
  package var status: @Sendable () -> [UInt8]
  /// The bytes of `.vitrine/jobs.json`.
  package var jobs: @Sendable () -> [UInt8]
  /// The bytes of `.vitrine/metrics`.
  package var metrics: @Sendable () -> [UInt8]
  /// The bytes of a side-car, by the name they are stored under and their digest; nil where they are not there any
  /// more.
  package var sideCar: @Sendable ([UInt8], SHA256Digest) -> [UInt8]?
  /// Extended attributes of a library file or ZIP: names and values. Asks a local disk at most.
  package var extendedAttributes: @Sendable (Tree.Content, _ crc32: UInt32?) -> [(name: String, value: String)]
  /// What df(1) shows, from memory.
  package var fileSystemStatus: @Sendable () -> FileSystemStatus
  /// Fetches files that are at servers; nil where there are none.
  package var remote: (any RemoteFiles)?

  package init(
    status: @escaping @Sendable () -> [UInt8], jobs: @escaping @Sendable () -> [UInt8],
    metrics: @escaping @Sendable () -> [UInt8], sideCar: @escaping @Sendable ([UInt8], SHA256Digest) -> [UInt8]?,
    extendedAttributes: @escaping @Sendable (Tree.Content, UInt32?) -> [(name: String, value: String)],
    fileSystemStatus: @escaping @Sendable () -> FileSystemStatus, remote: (any RemoteFiles)? = nil
  ) {
    self.status = status
    self.jobs = jobs
    self.metrics = metrics
    self.sideCar = sideCar
    self.extendedAttributes = extendedAttributes
    self.fileSystemStatus = fileSystemStatus
    self.remote = remote
  }
}
