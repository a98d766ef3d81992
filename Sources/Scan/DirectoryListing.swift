internal import Platform

/// The names of one directory, read at once: all names in one buffer, each ended by a NUL byte for the kernel.
struct DirectoryListing {
  /// A name in ``names``, by its place.
  struct Entry {
    var offset: UInt32
    var length: UInt32
    var kind: EntryKind
  }

  private static let bytesLimit = 1 << 31

  private(set) var names: ContiguousArray<CChar> = []
  private(set) var entries: [Entry] = []
  /// Hidden folders that no system or program is known to make; not among ``entries``.
  private(set) var hidden: [Entry] = []
  /// The error that ended the reading early.
  private(set) var failure: Errno?

  /// Reads all names that are not junk.
  mutating func read(_ stream: borrowing DirectoryStream) {
    names.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    hidden.removeAll(keepingCapacity: true)
    failure = nil
    do throws(Errno) {
      while try stream.next({ name, kind in add(name, kind) }) {}
    } catch {
      failure = error
    }
  }

  private mutating func add(_ name: UnsafeRawBufferPointer, _ kind: EntryKind) {
    let isHidden = (kind == .directory || kind == .unknown) && Junk.isHiddenFolder(name)
    if !isHidden, Junk.contains(name) { return }
    // Offsets are of 32 bits; a directory with that many names is none that can be shown.
    guard names.count < DirectoryListing.bytesLimit else { return failure = .fileTooLarge }
    let entry = Entry(offset: UInt32(names.count), length: UInt32(name.count), kind: kind)
    if isHidden { hidden.append(entry) } else { entries.append(entry) }
    names.append(contentsOf: name.bindMemory(to: CChar.self))
    names.append(0)
  }

  /// The name's bytes, copied.
  func name(_ entry: Entry) -> [UInt8] {
    names[Int(entry.offset)..<Int(entry.offset) + Int(entry.length)].map { UInt8(bitPattern: $0) }
  }

  /// Calls `body` with the name, NUL-terminated.
  func withName<Result>(_ entry: Entry, _ body: (UnsafePointer<CChar>) -> Result) -> Result? {
    names.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { body($0 + Int(entry.offset)) } }
  }
}
