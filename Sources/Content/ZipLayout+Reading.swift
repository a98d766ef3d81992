extension ZipLayout {
  /// A piece of an archive that comes from one place.
  package enum Segment: Hashable, Sendable {
    /// Headers, padding, central directory, end records: ``ZipLayout/render(_:into:checksum:)`` makes them.
    case structure(Range<UInt64>)
    /// Bytes of a member itself: `length` of them from its byte `offset` on.
    case member(index: Int, offset: UInt64, length: Int)
  }

  /// What `range` consists of, in order and without gaps; what lies beyond the end is left out.
  ///
  /// One binary search, then a step for each piece.
  package func segments(in range: Range<UInt64>) -> [Segment] {
    let range = range.clamped(to: 0..<size)
    var segments: [Segment] = []
    var position = range.lowerBound
    var structureStart = position
    var index = max(0, partitionPoint { $0.headerOffset > range.lowerBound } - 1)
    while index < records.count, records[index].headerOffset < range.upperBound {
      let data = records[index].dataOffset
      let end = min(data + records[index].size, range.upperBound)
      position = max(position, data)
      if position < end {
        if structureStart < position { segments.append(.structure(structureStart..<position)) }
        segments.append(.member(index: index, offset: position - data, length: Int(end - position)))
        position = end
        structureStart = end
      }
      index += 1
    }
    if structureStart < range.upperBound { segments.append(.structure(structureStart..<range.upperBound)) }
    return segments
  }

  /// The members whose checksum stands in `range`, each once: those that must be known to render it.
  ///
  /// Two binary searches; the result is at most two ranges of indices, whatever their length.
  package func membersWhoseChecksum(isIn range: Range<UInt64>) -> FlattenSequence<[Range<Int>]> {
    let local =
      partitionPoint {
        $0.headerOffset + ZipLayout.localChecksum.upperBound > range.lowerBound
      }..<partitionPoint {
        $0.headerOffset + ZipLayout.localChecksum.lowerBound >= range.upperBound
      }
    let start = centralStart
    let central =
      partitionPoint {
        start + $0.centralOffset + ZipLayout.centralChecksum.upperBound > range.lowerBound
      }..<partitionPoint {
        start + $0.centralOffset + ZipLayout.centralChecksum.lowerBound >= range.upperBound
      }
    return ZipLayout.union(local, central).joined()
  }

  /// The checksum's bytes within a local file header.
  static let localChecksum: Range<UInt64> = 14..<18
  /// The checksum's bytes within a central directory record.
  static let centralChecksum: Range<UInt64> = 16..<20

  private static func union(_ left: Range<Int>, _ right: Range<Int>) -> [Range<Int>] {
    if left.isEmpty { return right.isEmpty ? [] : [right] }
    if right.isEmpty { return [left] }
    if left.lowerBound <= right.upperBound, right.lowerBound <= left.upperBound {
      return [min(left.lowerBound, right.lowerBound)..<max(left.upperBound, right.upperBound)]
    }
    return left.lowerBound < right.lowerBound ? [left, right] : [right, left]
  }

  /// The first member `predicate` holds for, in an order in which it holds for all that follow.
  func partitionPoint(_ predicate: (Record) -> Bool) -> Int {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if predicate(records[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
