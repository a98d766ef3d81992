internal import Compression
package import Platform

/// What the kernel wants before reads of a file go past the service: they are then as fast as the file itself. Pure.
package struct PassthroughConditions: Hashable, Sendable {
  package var kernel: KernelVersion
  /// Whether the kernel is made with it; nil where its configuration cannot be read.
  package var isConfigured: Bool?
  package var isRoot: Bool

  package init(kernel: KernelVersion, isConfigured: Bool?, isRoot: Bool) {
    self.kernel = kernel
    self.isConfigured = isConfigured
    self.isRoot = isRoot
  }

  package static var ofThisMachine: PassthroughConditions {
    let isAssumedAway = Host.environment("VITRINE_ASSUME_NO_PASSTHROUGH") != nil
    return PassthroughConditions(
      kernel: Host.kernelVersion,
      isConfigured: isAssumedAway ? false : KernelConfiguration.ofThisMachine?.has("CONFIG_FUSE_PASSTHROUGH"),
      isRoot: Account.current.isRoot)
  }

  /// What is missing, each such as `kernel 6.9 or newer (this is 6.1)`; none where nothing is.
  package var reasons: [String] {
    var reasons: [String] = []
    if !kernel.canPassThrough {
      reasons.append("kernel 6.9 or newer (this is \(kernel))")
    } else if isConfigured == false {
      reasons.append("a kernel made with CONFIG_FUSE_PASSTHROUGH")
    }
    if !isRoot { reasons.append("a mount made by root") }
    return reasons
  }

  /// Why files of a file system cannot be passed through; nil where they can.
  ///
  /// - Parameter type: as in the mount table, such as `ext4`.
  package static func obstacle(ofFileSystem type: String) -> String? {
    if MountTable.Entry.isLayered(type: type) {
      return "files of a file system on another, such as the overlay of a container, cannot be passed through"
    }
    if type.hasPrefix("fuse") { return "files of a FUSE file system cannot be passed through" }
    return MountTable.Entry.mayStall(type: type) ? "files of \(type) may stall, and are read by the service" : nil
  }
}

/// Which file systems let two files share their bytes: ZIPs of the cache those of the library.
package enum ReflinkSupport: Sendable, Hashable {
  case possible
  /// Depends on the version, or on how the file system was made.
  case uncertain(String)
  case impossible

  /// - Parameter type: as in the mount table, such as `btrfs`.
  package init(fileSystem type: String) {
    self =
      switch type {
      case "btrfs", "bcachefs": .possible
      case "xfs": .uncertain("unless it was made with reflink=0")
      case "zfs": .uncertain("from version 2.2 on, where block cloning is enabled")
      case "ocfs2": .uncertain("where it was made with refcount")
      default: .impossible
      }
  }
}

/// How the running kernel was made. Reads `/proc/config.gz` or `/boot/config-<release>`.
package struct KernelConfiguration: Sendable {
  private let text: String

  package init(text: String) { self.text = text }

  /// nil where neither is there, or may be read.
  package static var ofThisMachine: KernelConfiguration? {
    let limit = 4 << 20
    if let bytes = try? readFile("/proc/config.gz", limit: limit),
      let configuration = KernelConfiguration(compressed: bytes)
    {
      return configuration
    }
    guard let bytes = try? readFile("/boot/config-\(Host.kernelRelease)", limit: limit) else { return nil }
    return KernelConfiguration(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether an option is built in, or there as a module.
  package func has(_ option: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
      line.elementsEqual("\(option)=y".utf8) || line.elementsEqual("\(option)=m".utf8)
    }
  }

  /// - Parameter bytes: as gzip(1) writes them.
  /// - Returns: nil where they are damaged, or something else.
  package init?(compressed bytes: [UInt8]) {
    guard bytes.count > 18, bytes.starts(with: [0x1F, 0x8B, 8]) else { return nil }
    var start = 10
    // The name, which ends in a zero byte, is the only field that gzip(1) itself writes.
    if bytes[3] == 8 {
      guard let end = bytes[start...].firstIndex(of: 0) else { return nil }
      start = end + 1
    } else if bytes[3] != 0 {
      return nil
    }
    guard var inflater = Inflater() else { return nil }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let progress = bytes[start...].withUnsafeBytes { input in
      buffer.withUnsafeMutableBytes { buffer in
        inflater.decompress(input, buffer: buffer) { part in
          text += part
          return text.count < 16 << 20
        }
      }
    }
    guard progress == .finished else { return nil }
    self.init(text: String(decoding: text, as: UTF8.self))
  }
}
