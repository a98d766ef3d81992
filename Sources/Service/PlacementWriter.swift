internal import Digest
internal import Layouts
package import Model
package import Tree

/// What is shown at further places, as bytes for the catalog.
///
/// ```
/// version, mark
/// sections: path, kind 0 or 1
///   0: extras: folder, name, where its bytes are: 0, 0 with the side-cars; 0, 1, a stored picture's key, digest, size
///      and time; shelf + 1, file
///   1: shelves, each with the numbers of games
/// ```
///
/// Numbers are of 7 bits a byte, the lowest first. Shelves and folders are said in full where they come first and by
/// their number from then on. A name leaves out what it begins with like the one before it in the same folder. Files
/// and games are numbers in their shelf, so a shelf comes with its fingerprint: read back are only those of the same.
package struct PlacementWriter {
  static let version: UInt8 = 2

  package private(set) var bytes: [UInt8] = []
  private var shelves: [Shelf.Location: Int] = [:]
  private var folders: [[[UInt8]]: (number: Int, last: [UInt8])] = [:]
  private let fingerprint: (Shelf) -> UInt64

  /// - Parameters:
  ///   - mark: what the view is like; see ``ViewDefinition/mark``.
  ///   - fingerprint: ``Shelf/fingerprint``, computed once for several records.
  package init(mark: String, sections: Int, fingerprint: @escaping (Shelf) -> UInt64) {
    self.fingerprint = fingerprint
    bytes.append(PlacementWriter.version)
    append(Array(mark.utf8))
    append(sections)
  }

  /// - Parameter shelf: where a library file is; an extra of which it knows none is left out.
  package mutating func append(_ section: [String], _ extras: [Extra], shelf: (Shelf.Location) -> Shelf?) {
    append(section)
    bytes.append(0)
    let found = extras.compactMap { extra -> (extra: Extra, place: (shelf: Shelf, file: Int)?)? in
      guard case .file(let location, let path) = extra.source else { return (extra, nil) }
      guard let shelf = shelf(location), let file = shelf.files.index(of: path) else { return nil }
      return (extra, (shelf, file))
    }
    append(found.count)
    for (extra, place) in found {
      append(path: extra.path)
      guard let place else {
        append(0)
        append(picture: extra.source)
        continue
      }
      append(place.shelf)
      append(place.file)
    }
  }

  private mutating func append(picture source: Extra.Source) {
    guard case .sideCar(let sideCar) = source, case .stored(let key, let digest) = sideCar.source,
      SideCar.artworkForm(ofKey: key) != nil
    else { return append(0) }
    append(1)
    append(key)
    append(digest.bytes)
    append(Int(sideCar.size))
    append(Int(sideCar.modified))
  }

  package mutating func append(_ section: [String], _ games: [(shelf: Shelf, items: [Int])]) {
    append(section)
    bytes.append(1)
    append(games.count)
    for (shelf, items) in games {
      append(shelf)
      append(items.count)
      var last = 0
      for item in items.sorted() {
        append(item - last)
        last = item
      }
    }
  }

  private mutating func append(_ section: [String]) {
    append(section.count)
    for name in section { append(Array(name.utf8)) }
  }

  private mutating func append(path: [[UInt8]]) {
    let folder = Array(path.dropLast())
    let name = path.last ?? []
    let known = folders[folder]
    append(known?.number ?? folders.count)
    if known == nil {
      append(folder.count)
      for part in folder { append(part) }
    }
    let shared = zip(known?.last ?? [], name).prefix { $0 == $1 }.count
    append(shared)
    append(Array(name[shared...]))
    folders[folder] = (known?.number ?? folders.count, name)
  }

  /// One more than its number: 0 is none.
  private mutating func append(_ shelf: Shelf) {
    if let number = shelves[shelf.location] { return append(number + 1) }
    shelves[shelf.location] = shelves.count
    append(shelves.count)
    append(shelf.location.root.id)
    append(shelf.location.folder)
    withUnsafeBytes(of: fingerprint(shelf).littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ field: [UInt8]) {
    append(field.count)
    bytes.append(contentsOf: field)
  }

  private mutating func append(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

extension ViewDefinition {
  /// Where it is another, what was made for the view is not shown any more.
  package var mark: String { "\(content.rawValue) \(packing.rawValue) \(layout.name.rawValue)" }
}

extension Shelf {
  /// The same as long as numbers mean the same files and games. Takes time for each file.
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    func mix(_ bytes: UnsafeRawBufferPointer) {
      mix(UInt64(bytes.count))
      var offset = 0
      while offset + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = 0
      for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
      mix(rest)
    }
    files.withUnsafeFiles { files in
      mix(UInt64(files.count))
      for file in 0..<files.count { mix(files.path(at: file)) }
    }
    mix(UInt64(singles.count))
    for single in singles { mix(UInt64(single)) }
    for archive in archives.indices {
      archives.name(at: archive).withUnsafeBytes { mix($0) }
      for member in archives.members(at: archive) { mix(UInt64(member)) }
    }
    return hash
  }
}
