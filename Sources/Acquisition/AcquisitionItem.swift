/// A file that is to be fetched, as the plan knows it.
package struct AcquisitionItem: Hashable, Sendable {
  package typealias ID = Int64
  /// Names a source.
  package typealias Source = Int64

  package enum Urgency: Int, Hashable, Sendable, Comparable {
    case background
    /// Somebody has opened the file.
    case reader

    package static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  package var id: ID
  package var urgency: Urgency
  /// Those that offer it, the preferred ones first where nothing else tells them apart.
  package var sources: [Source]

  package init(_ id: ID, urgency: Urgency = .background, from sources: [Source]) {
    self.id = id
    self.urgency = urgency
    self.sources = sources
  }
}

/// What a source says when it is asked for a file.
package enum SourceAnswer: Hashable, Sendable {
  /// It has it now.
  ///
  /// - Parameter expires: when the address stops being good, monotonic nanoseconds.
  case has(expires: UInt64)
  /// It does not have it, or another file by that name.
  case hasNot
  /// No answer in time, or none that says anything.
  case failed
  /// It wants to be left alone.
  case throttled(until: UInt64)
  /// The asking was ended by ``AcquisitionPlan/Action/endAsking(_:_:)``.
  case ended
}

/// What came of a transfer.
package enum TransferResult: Hashable, Sendable {
  case done
  /// The address leads nowhere any more.
  case stale
  /// The source has other bytes than it offered.
  case wrong
  /// It broke off: later, or elsewhere.
  case failed
  case throttled(until: UInt64)
  /// The disk is full: nothing is begun until ``AcquisitionPlan/roomWasMade()``.
  case noSpace
  /// For a reason that no other source cures.
  case impossible
  /// It was ended by ``AcquisitionPlan/Action/endTransfer(_:)``.
  case ended
}

/// Why an item is not fetched.
package enum AcquisitionFailure: String, Hashable, Sendable, CaseIterable {
  /// All sources were asked, and none has it.
  case nobodyHasIt
  /// No source has it that answered, and some did not.
  case noAnswer
  /// What came was not what was offered, from each source that has it.
  case wrongBytes
  /// Transfers break off.
  case interrupted
  case impossible

  /// Whether it is worth trying again by itself.
  package var isTransient: Bool { self == .noAnswer || self == .interrupted }
}
