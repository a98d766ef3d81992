internal import Platform
internal import SQLite

/// Why a cache directory cannot be used: what happened, to which directory, and what to do.
package struct CacheProblem: Error, Sendable, CustomStringConvertible {
  /// What a caller decides by.
  package enum Reason: Sendable, Hashable {
    /// The directory, or a file in it, cannot be created, read or written.
    case notAccessible
    /// Another Vitrine has it.
    case inUse
    /// Something there belongs to another program.
    case foreign
    case full
    case other
  }

  package var reason: Reason
  /// One or two sentences for the person at the terminal.
  package var description: String

  init(reason: Reason, description: String) {
    self.reason = reason
    self.description = description
  }

  /// - Parameter file: the directory, or what in it.
  init(_ error: Errno, _ file: String) {
    switch error {
    case .noSpace, .quotaExceeded:
      self.init(
        reason: .full,
        description: "There is no room left for \(file) (\(error)). Free some space, or name a directory on another "
          + "disk with cache.directory.")
    default:
      self.init(
        reason: .notAccessible,
        description: "The cache cannot use \(file) (\(error)). Make it readable and writable for this user, or name "
          + "another directory with cache.directory.")
    }
  }

  init(_ error: SQLiteError, _ file: String) {
    switch error.kind {
    case .full: self.init(.noSpace, file)
    case .notAccessible: self.init(.accessDenied, file)
    case .damaged, .busy, .other:
      self.init(
        reason: .other,
        description: "The cache's index \(file) failed: \(error). Remove it: it is made anew from the directory.")
    }
  }

  /// - Parameter holder: what the other one wrote into the lock, if anything.
  init(directory: String, usedBy holder: CacheLock.Holder?) {
    let who =
      holder.map { $0.owner.isEmpty ? "process \($0.process)" : "process \($0.process), which serves \($0.owner)" }
      ?? "another process"
    self.init(
      reason: .inUse,
      description: "The cache directory \(directory) is in use by \(who). Two cannot share one: end that one, or name "
        + "another directory with cache.directory.")
  }
}

extension Errno {
  /// The nearest error number to what SQLite said.
  init(_ error: SQLiteError) {
    switch error.kind {
    case .full: self = .noSpace
    case .notAccessible: self = .accessDenied
    case .busy: self = .busy
    case .damaged, .other: self = .ioError
    }
  }

  /// Whether there is no room to write, on the disk or by a quota.
  var meansFull: Bool { self == .noSpace || self == .quotaExceeded }
}
