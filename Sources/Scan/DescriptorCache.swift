internal import Model
internal import Synchronization

/// The bytes of disc descriptors by the version of their file: grouping a folder anew reads none that it has read.
/// Callable from any thread.
final class DescriptorCache: Sendable {
  /// Two generations: what is not asked for while the younger one fills is forgotten.
  fileprivate struct State {
    var young: [ContentKey: [UInt8]] = [:]
    var old: [ContentKey: [UInt8]] = [:]
    var youngBytes = 0
  }

  private let state = Mutex(State())

  /// Of one generation; a cue sheet has a few hundred bytes, and as many again are spent on keeping it.
  fileprivate static let generationBytes = 8 << 20
  fileprivate static let overhead = 100
  private static let descriptorBytes = 64 << 10

  func bytes(_ key: ContentKey) -> [UInt8]? {
    state.withLock { state in
      if let bytes = state.young[key] { return bytes }
      guard let bytes = state.old.removeValue(forKey: key) else { return nil }
      state.keep(bytes, key)
      return bytes
    }
  }

  func keep(_ bytes: [UInt8], for key: ContentKey) {
    guard bytes.count <= DescriptorCache.descriptorBytes else { return }
    state.withLock { $0.keep(bytes, key) }
  }
}

extension DescriptorCache.State {
  fileprivate mutating func keep(_ bytes: [UInt8], _ key: ContentKey) {
    if youngBytes > DescriptorCache.generationBytes {
      old = young
      young = [:]
      youngBytes = 0
    }
    if young.updateValue(bytes, forKey: key) == nil { youngBytes += bytes.count + DescriptorCache.overhead }
  }
}
