package import Model

/// What somebody asked to have hashed, beside what is hashed by default. It is forgotten when it is done, cancelled, or
/// the program ends: whoever asked asks again, and what was done by then is not done once more.
package struct HashRequest: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// What is hashed by default, at once and whatever the machine is busy with.
    case usual
    /// Whatever the settings say, every file of which not everything is known, members of archives included.
    case missing
    /// Every file, to see whether it is still the same.
    case everything
  }

  /// The asker's number, unique among the requests under way.
  package var id: Int64
  package var kind: Kind
  package var scope: ScanScope
  /// Nanoseconds since 1970: what has been read since need not be to see whether it is the same.
  package var started: Int64

  package init(id: Int64, kind: Kind, scope: ScanScope, started: Int64) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.started = started
  }
}

/// How far a request is.
package struct HashRequestProgress: Sendable, Hashable {
  package var request: HashRequest
  /// Stored, or given up.
  package var done = HashingAmount()
  /// What lies ahead, what is being read included.
  package var left = HashingAmount()
  /// Bytes read by now of what is not done.
  package var read: Int64 = 0
  /// Files that could not be read, among the done ones.
  package var failed = 0
  /// Files that are not what they were.
  package var differences = 0

  init(_ request: HashRequest) { self.request = request }

  /// Done and ahead.
  package var total: HashingAmount {
    var total = done
    total.add(left)
    return total
  }
}
