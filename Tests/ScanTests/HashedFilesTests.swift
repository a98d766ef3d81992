internal import Model
internal import Scan
internal import Testing

@Suite struct `Files that have been hashed` {
  private func key(_ number: Int) -> ContentKey {
    ContentKey(root: number % 3, version: FileVersion(size: Int64(number), modified: 1_600_000_000, inode: 40))
  }

  @Test func `Take at most sixteen bytes of memory each, and none is mistaken for another`() {
    var files = HashedFiles()
    var most = 0.0
    for number in 0..<300_000 {
      files.insert(number % 2 == 0 ? .crc32 : .usual, for: key(number))
      if number > 100 { most = max(most, Double(files.byteCount) / Double(files.count)) }
    }
    #expect(most <= 16)
    #expect(files.count == 300_000)
    #expect((0..<300_000).allSatisfy { files[key($0)] == ($0 % 2 == 0 ? .crc32 : .usual) })
    #expect((300_000..<350_000).allSatisfy { files[key($0)].isEmpty })
  }

  @Test func `Differ in every field of what they are recognised by`() {
    var files = HashedFiles()
    let version = FileVersion(size: 1, modified: 2, inode: 3)
    files.insert(.crc32, for: ContentKey(root: 4, version: version))
    for other in [
      ContentKey(root: 5, version: version), ContentKey(root: 4, version: FileVersion(size: 2, modified: 2, inode: 3)),
      ContentKey(root: 4, version: FileVersion(size: 1, modified: 1, inode: 3)),
      ContentKey(root: 4, version: FileVersion(size: 1, modified: 2, inode: 4)),
      ContentKey(root: 3, version: FileVersion(size: 2, modified: 1, inode: 4)),
    ] { #expect(files[other].isEmpty) }
  }

  @Test func `Are known by everything that was found out, one after the other`() {
    var files = HashedFiles()
    files.insert([], for: key(1))
    #expect(files.count == 0)
    files.insert(.crc32, for: key(1))
    files.insert(HashFacts(ofMembers: [.sha1, .sha256]), for: key(1))
    var other = HashedFiles()
    other.insert(.listing, for: key(1))
    other.insert(.usual, for: key(2))
    files.formUnion(other)
    #expect(files.count == 2)
    #expect(files[key(1)] == HashFacts.crc32.union(.listing).union(HashFacts(ofMembers: [.sha1, .sha256])))
    #expect(files[key(1)].algorithms == .crc32 && files[key(1)].memberAlgorithms == [.sha1, .sha256])
  }
}
