internal import Compression
internal import Content
internal import Model
internal import Platform
internal import Synchronization

/// Which checksums are known, and which files have to be hashed for the others.
extension OpenFolder {
  /// Whether a range has a checksum in it that has not been settled yet. From memory.
  package func isSettled(at offset: Int64, length: Int) -> Bool {
    let wanted = manifest.layout.membersWhoseChecksum(isIn: range(at: offset, length: length))
    return slots.withLock { slots in wanted.allSatisfy { !slots.isKnown.isEmpty && slots.isKnown[$0] } }
  }

  /// Puts the checksums in a range in their places, as far as they are known.
  ///
  /// The first time it asks the catalog for all members of the folder; so not on a thread that must not wait.
  ///
  /// - Returns: the library files whose checksums are missing, in the ZIP's order.
  /// - Throws: EIO where a member is nowhere any more.
  func settle(
    at offset: Int64, length: Int, _ checksums: some ChecksumSource, _ members: some FolderMembers
  ) throws(Errno) -> [FileContent] {
    var wanted = Array(manifest.layout.membersWhoseChecksum(isIn: range(at: offset, length: length)))
    slots.withLock { slots in
      if !slots.isKnown.isEmpty { wanted.removeAll { slots.isKnown[$0] } }
    }
    guard !wanted.isEmpty else { return [] }
    load(checksums)
    var missing: [FileContent] = []
    for index in wanted {
      let lacking = unknownFiles(ofMember: index, checksums)
      guard lacking.isEmpty else {
        missing += lacking
        continue
      }
      let value = try checksum(ofMember: index, checksums, members)
      // Lost in between: it is asked for once more.
      guard let value else { return unknownFiles(ofMember: index, checksums) }
      slots.withLock { slots in
        slots.values[index] = value
        slots.isKnown[index] = true
      }
    }
    return missing
  }

  /// All library files whose checksums are missing, in the ZIP's order, each with the member it belongs to.
  ///
  /// Takes time for each member, and asks the catalog if nobody has yet.
  package func unknownFiles(_ checksums: some ChecksumSource) -> [(member: Int, file: FileContent)] {
    load(checksums)
    return manifest.members.indices.flatMap { index in
      unknownFiles(ofMember: index, checksums).map { (index, $0) }
    }
  }

  private func unknownFiles(ofMember index: Int, _ checksums: some ChecksumSource) -> [FileContent] {
    if slots.withLock({ !$0.isKnown.isEmpty && $0.isKnown[index] }) { return [] }
    switch manifest.members[index] {
    case .file(let file)?: return checksums.checksum(of: file.key) == nil ? [file] : []
    case .archive(let archive)?: return archive.memberFiles.filter { checksums.checksum(of: $0.key) == nil }
    case .generated?, .sideCar?, nil: return []
    }
  }

  private func checksum(
    ofMember index: Int, _ checksums: some ChecksumSource, _ members: some FolderMembers
  ) throws(Errno) -> UInt32? {
    switch manifest.members[index] {
    case .file(let file)?: return checksums.checksum(of: file.key)
    case .archive(let archive)?: return try members.layout(of: archive).checksum(checksums)
    case .generated(let file)?: return try checksum(of: members.bytes(of: file), member: index)
    case .sideCar(let sideCar)?: return try checksum(of: bytes(of: sideCar, member: index, members), member: index)
    case nil: throw .ioError
    }
  }

  private func checksum(of bytes: [UInt8], member index: Int) throws(Errno) -> UInt32 {
    guard UInt64(bytes.count) == manifest.layout.size(of: index) else { throw .ioError }
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    return checksum.value
  }

  /// Makes room for the checksums, and takes over those of single files that the catalog has.
  private func load(_ checksums: some ChecksumSource) {
    isLoaded.withLock { isLoaded in
      guard !isLoaded else { return }
      isLoaded = true
      let members = manifest.members
      slots.withLock { slots in
        slots.values = Array(repeating: 0, count: members.count)
        slots.isKnown = Array(repeating: false, count: members.count)
      }
      var wanted: [ContentKey: [Int]] = [:]
      for case (let index, .file(let file)?) in members.enumerated() where checksums.checksum(of: file.key) == nil {
        wanted[file.key, default: []].append(index)
      }
      let known = checksums.stored(Array(wanted.keys))
      slots.withLock { slots in
        for (key, value) in known {
          for index in wanted[key] ?? [] {
            slots.values[index] = value
            slots.isKnown[index] = true
          }
        }
      }
    }
  }
}

extension ArchiveContent {
  /// The library files in the ZIP, in the library's order.
  fileprivate var memberFiles: [FileContent] {
    nodes.shelf.archives.members(at: number).map { FileContent(nodes, number: Int($0)) }
  }
}
