/// A file inside a ZIP, as far as the archive's shape depends on it.
package struct ZipMember: Hashable, Sendable {
  /// UTF-8, components separated by `/`, at most 65,535 bytes.
  package var name: [UInt8]
  /// Bytes.
  package var size: UInt64
  /// Seconds since 1970.
  package var modified: Int64

  package init(name: [UInt8], size: UInt64, modified: Int64) {
    self.name = name
    self.size = size
    self.modified = modified
  }
}

/// Where every byte of a STORED ZIP comes from, known from names, sizes and times alone.
///
/// Nothing is rendered until it is asked for: an archive costs 40 bytes and its name for each member. The members'
/// checksums are no part of it. They have fixed places in the headers and are asked for when those are rendered.
///
/// Format: PKWARE's APPNOTE 6.3.10, in the subset that Info-ZIP, 7-Zip, libarchive (also from a pipe), Python and
/// Java's two readers agree on: real sizes and checksums in the local headers, never a data descriptor, ZIP64 only
/// for the fields that need it.
package struct ZipLayout: Sendable {
  /// Changes whenever the same members would give other bytes.
  package static let version: UInt64 = 1

  struct Record {
    var size: UInt64
    var modified: Int64
    var headerOffset: UInt64
    /// From the start of the central directory.
    var centralOffset: UInt64
    var nameOffset: UInt32
    var nameLength: UInt16
  }

  var names: [UInt8] = []
  var records: [Record] = []
  var measure = ZipMeasure()

  /// An archive without members, to append to.
  package init(reservingMembers count: Int, nameBytes: Int) {
    records.reserveCapacity(count)
    names.reserveCapacity(nameBytes)
  }

  /// - Parameter members: in the archive's order, with distinct names. All together stay below 2^63 bytes (see
  ///   ``ZipMeasure/isRepresentable``), their names below 4 GiB.
  package init(members: [ZipMember]) {
    self.init(reservingMembers: members.count, nameBytes: members.reduce(0) { $0 + $1.name.count })
    for member in members { append(name: member.name, size: member.size, modified: member.modified) }
    precondition(measure.isRepresentable, "the members of a ZIP stay below 2^63 bytes")
  }

  mutating func append(name: [UInt8], size: UInt64, modified: Int64) {
    name.withUnsafeBytes { append(name: $0, size: size, modified: modified) }
  }

  /// Appends a member.
  ///
  /// - Parameters:
  ///   - name: as ``ZipMember/name``.
  ///   - size: bytes.
  ///   - modified: seconds since 1970.
  package mutating func append(name: UnsafeRawBufferPointer, size: UInt64, modified: Int64) {
    precondition(name.count <= ZipLayout.longestName, "a name in a ZIP has at most 65,535 bytes")
    precondition(names.count <= Int(UInt32.max), "the names of a ZIP stay below 4 GiB")
    records.append(
      Record(
        size: size, modified: modified, headerOffset: measure.end, centralOffset: measure.centralLength,
        nameOffset: UInt32(names.count), nameLength: UInt16(name.count)))
    names.append(contentsOf: name)
    measure.append(nameLength: name.count, size: size, modified: modified)
  }

  /// Bytes.
  package static let longestName = Int(UInt16.max)

  /// Whether the archive is at most as large as a file can be.
  package var isRepresentable: Bool { measure.isRepresentable }

  /// Bytes of the whole archive.
  package var size: UInt64 { measure.size }

  package var memberCount: Int { records.count }

  /// The name of member `index`, without copying.
  package func name(of index: Int) -> ArraySlice<UInt8> {
    let record = records[index]
    return names[Int(record.nameOffset)..<Int(record.nameOffset) + Int(record.nameLength)]
  }

  /// Bytes of member `index`.
  package func size(of index: Int) -> UInt64 { records[index].size }

  /// Last modification of member `index`, seconds since 1970.
  package func modified(of index: Int) -> Int64 { records[index].modified }

  /// Where the bytes of member `index` begin.
  package func dataOffset(of index: Int) -> UInt64 { records[index].dataOffset }

  /// Where the central directory begins.
  var centralStart: UInt64 { measure.end }
}

extension ZipLayout.Record {
  var headerLength: Int {
    ZipMeasure.localLength(nameLength: Int(nameLength), size: size, modified: modified, at: headerOffset)
  }

  var dataOffset: UInt64 { headerOffset + UInt64(headerLength) }
}
