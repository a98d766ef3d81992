internal import Digest
package import Model
package import Tree

/// Reads what a ``PlacementWriter`` wrote. What is not whole, or is of shelves that are others now, is left out.
package struct PlacementReader {
  /// A part of what is shown; games by the numbers of their shelf.
  package enum Content {
    case extras([Extra])
    case games([(shelf: Shelf.Location, items: [Int])])
  }

  /// Where to find what the bytes refer to.
  package struct Library {
    /// With its fingerprint; nil where there is none.
    package var shelf: (_ root: Int, _ folder: [UInt8]) -> (shelf: Shelf, fingerprint: UInt64)?
    package var sideCar: (_ section: [String], _ path: [[UInt8]]) -> SideCar?

    package init(
      shelf: @escaping (_ root: Int, _ folder: [UInt8]) -> (shelf: Shelf, fingerprint: UInt64)?,
      sideCar: @escaping (_ section: [String], _ path: [[UInt8]]) -> SideCar?
    ) {
      self.shelf = shelf
      self.sideCar = sideCar
    }
  }

  private struct Malformed: Error {}

  private let library: Library
  private var bytes: ArraySlice<UInt8>
  /// nil for those that are not there any more.
  private var shelves: [Shelf?] = []
  private var folders: [(path: [[UInt8]], last: [UInt8])] = []

  /// - Parameter mark: what the view of a name is like now; nil where there is none.
  /// - Returns: nil where nothing of it can be shown.
  package static func read(
    _ bytes: [UInt8], _ library: Library, mark: (_ view: String) -> String?
  ) -> [(path: [String], content: Content)]? {
    var reader = PlacementReader(library: library, bytes: bytes[...])
    return try? reader.sections(mark)
  }

  private init(library: Library, bytes: ArraySlice<UInt8>) {
    self.library = library
    self.bytes = bytes
  }

  private mutating func sections(
    _ mark: (String) -> String?
  ) throws(Malformed) -> [(path: [String], content: Content)] {
    guard bytes.popFirst() == PlacementWriter.version else { throw Malformed() }
    let written = String(decoding: try field(), as: UTF8.self)
    var found: [(path: [String], content: Content)] = []
    for _ in 0..<(try count()) {
      var path: [String] = []
      for _ in 0..<(try count()) { path.append(String(decoding: try field(), as: UTF8.self)) }
      guard let view = path.first, let kind = bytes.popFirst() else { throw Malformed() }
      let content: Content =
        switch kind {
        case 0: .extras(try extras(path))
        case 1: .games(try games())
        default: throw Malformed()
        }
      if mark(view) == written { found.append((path, content)) }
    }
    return found
  }

  private mutating func extras(_ section: [String]) throws(Malformed) -> [Extra] {
    var found: [Extra] = []
    for _ in 0..<(try count()) {
      let path = try path()
      let place = try shelf()
      guard place.isShelf else {
        if try number() == 1 {
          found.append(Extra(path: path, source: .sideCar(try picture())))
          continue
        }
        if let sideCar = library.sideCar(section, path) { found.append(Extra(path: path, source: .sideCar(sideCar))) }
        continue
      }
      let file = try number()
      guard let shelf = place.shelf else { continue }
      guard shelf.files.count > file else { throw Malformed() }
      found.append(
        Extra(path: path, source: .file(shelf.location, path: Array(shelf.files.path(at: file)))))
    }
    return found
  }

  private mutating func picture() throws(Malformed) -> SideCar {
    let key = try field()
    let digest = try field().withUnsafeBytes { SHA256Digest(stored: $0) }
    let size = try number()
    let modified = try number()
    guard let digest else { throw Malformed() }
    return SideCar(stored: key, digest, size: Int64(size), modified: Int64(modified))
  }

  private mutating func games() throws(Malformed) -> [(shelf: Shelf.Location, items: [Int])] {
    var found: [(shelf: Shelf.Location, items: [Int])] = []
    for _ in 0..<(try count()) {
      let place = try shelf()
      var items: [Int] = []
      var last = 0
      for _ in 0..<(try count()) {
        last += try number()
        items.append(last)
      }
      guard let shelf = place.shelf else { continue }
      guard last < shelf.files.count + shelf.archives.count else { throw Malformed() }
      found.append((shelf.location, items))
    }
    return found
  }

  private mutating func path() throws(Malformed) -> [[UInt8]] {
    let folder = try number()
    if folder == folders.count {
      var path: [[UInt8]] = []
      for _ in 0..<(try count()) { path.append(try field()) }
      folders.append((path, []))
    }
    let shared = try number()
    guard folder < folders.count, shared <= folders[folder].last.count else { throw Malformed() }
    let name = try Array(folders[folder].last[..<shared] + field())
    folders[folder].last = name
    return folders[folder].path + [name]
  }

  /// - Returns: whether it is one at all, and the one that is there.
  private mutating func shelf() throws(Malformed) -> (isShelf: Bool, shelf: Shelf?) {
    let number = try number()
    if number == 0 { return (false, nil) }
    if number == shelves.count + 1 {
      let root = try self.number()
      let folder = try field()
      guard bytes.count >= 8 else { throw Malformed() }
      let fingerprint = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      bytes = bytes.dropFirst(8)
      let found = library.shelf(root, folder)
      shelves.append(found?.fingerprint == fingerprint ? found?.shelf : nil)
    }
    guard number <= shelves.count else { throw Malformed() }
    return (true, shelves[number - 1])
  }

  private mutating func field() throws(Malformed) -> [UInt8] {
    let length = try number()
    guard length <= bytes.count else { throw Malformed() }
    defer { bytes = bytes.dropFirst(length) }
    return Array(bytes.prefix(length))
  }

  /// Of things of a byte each at the least.
  private mutating func count() throws(Malformed) -> Int {
    let count = try number()
    guard count <= bytes.count else { throw Malformed() }
    return count
  }

  private mutating func number() throws(Malformed) -> Int {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = bytes.popFirst() else { throw Malformed() }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(number) }
    }
    throw Malformed()
  }
}
