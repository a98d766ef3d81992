internal import Platform

/// ZIPs that somebody wants built ahead of use, and how far that is.
package struct Preparation: Hashable, Sendable {
  /// ZIPs.
  package private(set) var total = 0
  /// Built, or there already.
  package private(set) var done = 0
  /// Bytes of all ZIPs.
  package private(set) var totalBytes: Int64 = 0
  /// Of those that are done, and of those that are being built as far as they are.
  package internal(set) var doneBytes: Int64 = 0
  /// The names of those that are being built.
  package internal(set) var current: [String] = []
  /// Names, and why they were not built.
  package private(set) var failed: [Failure] = []
  package internal(set) var isCancelled = false

  package struct Failure: Hashable, Sendable {
    package var name: String
    package var reason: CacheRefusal

    package init(name: String, reason: CacheRefusal) {
      self.name = name
      self.reason = reason
    }
  }

  struct Wanted: Hashable, Sendable {
    var name: String
    var size: Int64
  }
  var waiting: [CacheKey: Wanted] = [:]

  package var isOver: Bool { waiting.isEmpty }

  mutating func add(_ blueprint: any ArchiveBlueprint) -> Bool {
    let wanted = Wanted(name: blueprint.name, size: blueprint.size)
    guard waiting.updateValue(wanted, forKey: blueprint.key) == nil else { return false }
    total += 1
    totalBytes = totalBytes.saturatingSum(blueprint.size)
    return true
  }

  mutating func settle(_ key: CacheKey, _ answer: CacheLedger.Answer) {
    guard let wanted = waiting.removeValue(forKey: key) else { return }
    switch answer {
    case .complete:
      done += 1
      doneBytes = doneBytes.saturatingSum(wanted.size)
    case .refused(let reason): failed.append(Failure(name: wanted.name, reason: reason))
    case .withdrawn: break
    }
  }
}
