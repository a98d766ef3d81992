/// A file inside an archive of the library, as the archive's own directory names it.
package struct ArchiveMember: Hashable, Sendable {
  /// Its place in the directory, counting from 0; folders count too.
  package var number: Int
  /// Raw, with the path inside the archive.
  package var name: [UInt8]
  /// The archive says that the name is UTF-8; otherwise it is in some code page.
  package var isUTF8: Bool
  package var isEncrypted: Bool
  /// Bytes, decompressed.
  package var size: Int64
  /// nil where the archive does not tell, as of some encrypted members.
  package var crc32: UInt32?
  /// Computed from the decompressed bytes; nil where they have not been read, or cannot be.
  package var checksums: Checksums?

  package init(
    number: Int, name: [UInt8], isUTF8: Bool = true, isEncrypted: Bool = false, size: Int64, crc32: UInt32?,
    checksums: Checksums? = nil
  ) {
    self.number = number
    self.name = name
    self.isUTF8 = isUTF8
    self.isEncrypted = isEncrypted
    self.size = size
    self.crc32 = crc32
    self.checksums = checksums
  }
}

/// Why an archive cannot be listed, or not be read whole. The raw value is for people, and stored.
package enum ArchiveProblem: String, Error, Sendable, CaseIterable {
  case notAnArchive = "no ZIP archive, or cut off before its end"
  case damaged = "damaged archive"
  case severalDisks = "archive split over several files"
  case tooLarge = "archive with more members than any game has"
  case encryptedDirectory = "archive with an encrypted list of members"
  case overlapping = "archive whose members overlap"
  case damagedMember = "archive with a damaged member"
  case unsupportedMethod = "archive with a compression that is not supported"
}

/// What is in an archive of the library.
package struct ArchiveListing: Hashable, Sendable {
  /// Without folders, in the order of the archive's directory.
  package var members: [ArchiveMember]
  package var problem: ArchiveProblem?

  package init(members: [ArchiveMember], problem: ArchiveProblem? = nil) {
    self.members = members
    self.problem = problem
  }
}
