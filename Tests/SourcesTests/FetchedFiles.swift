internal import Compression
internal import Digest
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import Synchronization
internal import TestSupport

/// Files that a server has, and a directory they are fetched to.
final class FetchedFiles: Sendable {
  let scratch: TemporaryDirectory
  let names: [String]
  private let bytes: [String: [UInt8]]
  let client: HTTPClient

  /// - Parameter sizes: of the files, which are called after them.
  init(_ sizes: [Int], authorities: String? = nil, in scratch: TemporaryDirectory) throws {
    self.scratch = scratch
    var bytes: [String: [UInt8]] = [:]
    for (index, size) in sizes.enumerated() {
      let name = "game-\(index).\(size)"
      bytes[name] = SplitMix64.bytes(size, seed: UInt64(index))
      try Files.write(bytes[name] ?? [], to: scratch("offered/\(name)"))
    }
    self.bytes = bytes
    names = bytes.keys.sorted()
    client = try HTTPClient(userAgent: "vitrine-test/1", authorities: authorities)
    _ = try scratch.makeDirectory("landed")
  }

  func contents(_ name: String) -> [UInt8] { bytes[name] ?? [] }

  func checksums(_ name: String) -> OfferedChecksums {
    contents(name).withUnsafeBytes { bytes in
      var crc = CRC32()
      crc.update(bytes)
      return OfferedChecksums(crc32: crc.value, sha1: DigestStream.of(bytes))
    }
  }

  /// What comes of fetching a file as somebody does who tries again: what a program that begins anew would know is all
  /// that is known of the tries before.
  ///
  /// - Parameter name: what the file is to be called.
  /// - Returns: the last failure, nil where it came; and how many tries there were.
  func fetch(
    _ source: OfferPlace, _ order: TransferOrder, as name: String, tries: Int = 6
  ) -> (failure: TransferFailure?, tries: Int) {
    var limits = FileTransfer.Limits()
    limits.stream = StreamLimits(patience: 1)
    limits.keepFree = 0
    limits.keepEvery = 100_000
    let hooks = KeepingHooks()
    let place = LandingPlace(
      root: scratch("landed"), directory: [], name: Array(name.utf8), partName: Array(".\(name).part".utf8))
    var failure: TransferFailure?
    for attempt in 1...tries {
      let transfer = FileTransfer(source, order, to: place, modified: 1_500_000_000, client, limits, hooks)
      do throws(TransferFailure) {
        _ = try transfer.run(hooks.record)
        return (nil, attempt)
      } catch {
        failure = error
        if error.kind == .throttled || error.kind == .refused { return (error, attempt) }
      }
    }
    return (failure, tries)
  }

  func landed(_ name: String) -> [UInt8]? { try? Files.read(scratch("landed/\(name)")) }

  /// Names that are there beside whole files.
  func leftovers() throws -> [String] {
    try FileDescriptor.open(scratch("landed"), [.readOnly, .directory]).entries().map(\.name).filter {
      $0.hasPrefix(".") && $0 != "." && $0 != ".."
    }
  }
}

/// Keeps what is to be kept, and is in no hurry.
final class KeepingHooks: TransferHooks {
  private let state = Mutex(PartRecord())
  var record: PartRecord { state.withLock { $0 } }

  func pace(_ bytes: Int) {}
  func keep(_ record: PartRecord) { state.withLock { $0 = record } }
  func progressed(_ bytes: Int64, of total: Int64?) {}
}

extension DigestStream {
  static func of(_ bytes: UnsafeRawBufferPointer) -> SHA1Digest? {
    guard var stream = DigestStream(.sha1) else { return nil }
    stream.update(bytes)
    return stream.finish()
  }
}

extension ProbeAnswer {
  /// What the source says that it has; nil where it has nothing.
  var size: Int64? { if case .has(let version) = self { version.size } else { nil } }
}
