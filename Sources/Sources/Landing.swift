internal import Digest
package import Model
package import Platform

/// The directory that files are fetched into, in the layout of a library.
package struct Landing: Hashable, Sendable {
  /// Absolute.
  package let root: String
  /// In the names of parts, so that those of others are left alone.
  private let tag: String

  /// - Parameter owner: whose numbers count, such as the path of a catalog.
  package init(_ root: String, owner: String) {
    self.root = root
    tag = String(Array(owner.utf8).withUnsafeBytes { SHA256Digest(of: $0).hexadecimal }.prefix(8))
  }

  /// What stands under a file's name.
  package enum Presence: Hashable, Sendable {
    case nothing
    /// Its bytes.
    case file(Int64)
    /// A directory, or a file where a directory is to be.
    case other
  }

  /// Makes the directories of a file, and an empty part in them where there is none.
  ///
  /// - Parameters:
  ///   - path: below the root; see ``Offer/path``.
  ///   - number: part of the name that it has until it is whole.
  package func prepare(_ path: [UInt8], number: Int64, replaces: Bool) throws(Errno) -> LandingPlace {
    let (folder, name) = Landing.split(path)
    let place = LandingPlace(
      root: root, directory: folder, name: name, partName: partName(name, number), replaces: replaces)
    var tries = 0
    while true {
      do throws(Errno) {
        try make(place)
        return place
      } catch {
        // Whoever clears away another file takes empty directories along; with several that do, again and again.
        tries += 1
        if error != .noSuchFile || tries > 1000 { throw error }
      }
    }
  }

  private func make(_ place: LandingPlace) throws(Errno) {
    try createDirectories(root)
    var directory = try FileDescriptor.open(root, [.path, .directory])
    for component in place.directory.split(separator: UInt8(ascii: "/")) {
      do throws(Errno) { try directory.makeDirectory(named: Array(component), permissions: 0o755) } catch {
        if error != .exists { throw error }
      }
      directory = try directory.open(inside: Array(component), [.path, .directory])
    }
    _ = try directory.open(inside: place.partName, [.readWrite, .create], permissions: 0o644)
  }

  /// Whether a file has not got its name yet.
  package func hasPart(of path: [UInt8], number: Int64) -> Bool {
    let (folder, name) = Landing.split(path)
    do throws(Errno) {
      let directory = try FileDescriptor.open(root, [.path, .directory]).open(inside: folder, [.path, .directory])
      _ = try directory.open(inside: partName(name, number), [.path])
      return true
    } catch {
      return false
    }
  }

  private static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], path) }
    return (Array(path[..<slash]), Array(path[(slash + 1)...]))
  }

  /// A scan does not see it: it begins with a dot.
  private func partName(_ name: [UInt8], _ number: Int64) -> [UInt8] {
    var stem = name.prefix(180)
    // Not in the middle of a character.
    if stem.count < name.count {
      while let next = name[stem.endIndex...].first, next & 0xC0 == 0x80, !stem.isEmpty { stem.removeLast() }
    }
    return [UInt8(ascii: ".")] + stem + Array(".\(tag)-\(number).part".utf8)
  }

  /// The number that ``prepare(_:number:replaces:)`` was given for a part of that name; nil for other files.
  private func number(ofPart name: String) -> Int64? {
    guard name.hasPrefix("."), name.hasSuffix(".part") else { return nil }
    let stem = name.dropLast(5)
    guard let dot = stem.lastIndex(of: ".") else { return nil }
    let mark = stem[stem.index(after: dot)...]
    return mark.hasPrefix(tag + "-") ? Int64(mark.dropFirst(tag.count + 1)) : nil
  }

  package func presence(of path: [UInt8]) throws(Errno) -> Presence {
    do throws(Errno) {
      let status = try open(path).status()
      return status.kind == .regular ? .file(status.size) : .other
    } catch {
      switch error {
      case .noSuchFile: return .nothing
      case .notDirectory, .tooManyLinks: return .other
      default: throw error
      }
    }
  }

  /// The version of a file that is there, as a scan will see it.
  package func version(of path: [UInt8]) throws(Errno) -> FileVersion {
    let status = try open(path).status()
    return FileVersion(size: status.size, modified: status.modified, inode: status.inode)
  }

  private func open(_ path: [UInt8]) throws(Errno) -> FileDescriptor {
    try FileDescriptor.open(root, [.path, .directory]).open(inside: path, [.path])
  }

  /// Reads a file that is there and compares it with what was offered. Takes as long as reading it.
  ///
  /// - Parameter goesOn: asked now and then; ECANCELED where it says no.
  /// - Returns: nil where it is another file.
  package func verify(
    _ path: [UInt8], _ order: TransferOrder, _ goesOn: () -> Bool
  ) throws(Errno) -> TransferredFile? {
    let file = try FileDescriptor.open(root, [.path, .directory]).open(inside: path, [.readOnly])
    let size = try file.status().size
    if let expected = order.size, expected != size { return nil }
    var checksums = StreamedChecksums(order.checksums.algorithms)
    try checksums.read(file, upTo: size, goesOn)
    let found = checksums.finish()
    return order.checksums.agrees(with: found) ? TransferredFile(size: size, checksums: found) : nil
  }

  /// Removes what is left of a file that does not come any more, and the directories that were made for it and are
  /// empty.
  package func removePart(of path: [UInt8], number: Int64) {
    let (folder, name) = Landing.split(path)
    guard let top = try? FileDescriptor.open(root, [.path, .directory]) else { return }
    if let directory = try? top.open(inside: folder, [.path, .directory]) {
      try? directory.remove(named: partName(name, number))
    }
    var parts = folder.split(separator: UInt8(ascii: "/"))
    while let last = parts.popLast() {
      let above = Array(parts.joined(separator: [UInt8(ascii: "/")]))
      guard let directory = try? top.open(inside: above, [.path, .directory]),
        (try? directory.remove(named: Array(last), asDirectory: true)) != nil
      else { return }
    }
  }

  /// Removes parts that a service left that was killed.
  ///
  /// - Parameter numbers: of those that are still to come.
  /// - Returns: how many were removed.
  package func sweep(keeping numbers: Set<Int64>) -> Int {
    var removed = 0
    var folders = [root]
    while let folder = folders.popLast() {
      guard let directory = try? FileDescriptor.open(folder, [.readOnly, .directory, .noFollow]),
        let entries = try? directory.entries()
      else { continue }
      for entry in entries {
        if entry.kind == .directory {
          folders.append(folder + "/" + entry.name)
        } else if entry.kind == .regular, let number = number(ofPart: entry.name), !numbers.contains(number),
          (try? directory.remove(entry: entry.name)) != nil
        {
          removed += 1
        }
      }
    }
    return removed
  }

  /// Space on the disk, bytes.
  package func space() throws(Errno) -> (free: Int64, total: Int64) {
    try FileDescriptor.open(root, [.readOnly, .directory]).fileSystemSpace()
  }
}
