package import Platform

/// Files at servers, which come as they are read. The service injects it.
///
/// Called on the threads that answer requests: nothing here waits but for a local disk.
package protocol RemoteFiles: Sendable {
  /// - Throws: ESTALE where no source offers the file any more, or another version of it.
  func open(_ file: FileContent) throws(Errno) -> any RemoteOpening
  /// An opening of the mount was closed: nothing is fetched ahead for it any more.
  func closed(_ handle: UInt64)
  /// Whether so many bytes may be fetched for a reader: one that looks into everything gets only so much of a file.
  func mayFetch(_ bytes: Int64, for reader: Reader) -> Bool
  /// What has become of a block that a read waits for.
  func state(of block: RemoteBlock) -> RemoteBlock.State
}

/// A file at a server that somebody reads. What is kept of it stays as long as the value lives.
package protocol RemoteOpening: AnyObject, Sendable {
  /// Nothing more comes of it, and the file is to be opened anew: its bytes were not what its source says.
  var isOver: Bool { get }
  /// Fills `buffer` from `offset` on, or asks for what is missing; see ``ReadOutcome/waitsForBlocks(_:)``.
  ///
  /// - Throws: EIO where what is missing cannot be had now: the source is away, or has another version.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, by reader: Reader
  ) throws(Errno) -> ReadOutcome
}

/// A piece of a file at a server: what is fetched at a time at least.
package struct RemoteBlock: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case present
    /// It is being fetched, or about to be.
    case pending
    /// It cannot be had, and nobody fetches it.
    case failed
  }

  /// Of the file.
  package var node: UInt64
  /// Counted from the file's beginning.
  package var number: Int

  package init(node: UInt64, number: Int) {
    self.node = node
    self.number = number
  }
}

/// Who reads: what is fetched ahead depends on what the same opening read before.
package struct Reader: Hashable, Sendable {
  /// Of the opening in the mount.
  package var handle: UInt64
  /// The thread; 0 where it is not known.
  package var process: Int32
  /// What is opened in the mount, be it a ZIP of many files.
  package var node: UInt64

  package init(handle: UInt64, process: Int32, node: UInt64) {
    self.handle = handle
    self.process = process
    self.node = node
  }

  /// One of the service's own.
  package static let service = Reader(handle: 0, process: 0, node: 0)
}
