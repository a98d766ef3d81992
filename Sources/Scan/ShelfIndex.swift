internal import Content
internal import Model
internal import Platform

/// A folder of a sorted file table: the files below it lie side by side.
struct TableFolder {
  /// Raw, without the path above it; empty for the system folder itself.
  var name: [UInt8]
  /// Bytes of the paths in it that come before their names: its own path and a slash.
  var prefixLength: Int
  /// The files below it.
  var range: Range<Int>
}

/// What grouping asks of a sorted file table: names, extensions, the folders in it, files by name.
struct ShelfIndex {
  /// What a file can be by its name: a game or part of one, a document, or a save or list.
  enum Role: UInt8 { case candidate, document, record }

  private struct Fact {
    var fileExtension: FileExtension
    var nameStart: UInt16
    var stemEnd: UInt16
    var role: Role
  }

  let files: FileTable
  private var facts: ContiguousArray<Fact> = []

  init(_ files: FileTable, platform: Platform) {
    self.files = files
    facts.reserveCapacity(files.count)
    for index in 0..<files.count {
      facts.append(files.withPath(at: index) { ShelfIndex.fact($0, platform) })
    }
  }

  private static func fact(_ path: UnsafeRawBufferPointer, _ platform: Platform) -> Fact {
    let nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let name = UnsafeRawBufferPointer(rebasing: path[nameStart...])
    let fileExtension = FileExtension(ofPath: name)
    var stemEnd = path.count
    if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 { stemEnd = nameStart + dot }
    let role: Role =
      switch SideCars.kind(ofName: name, fileExtension, on: platform) {
      case nil: .candidate
      case .document: .document
      case .record: .record
      }
    return Fact(
      fileExtension: fileExtension, nameStart: UInt16(clamping: nameStart), stemEnd: UInt16(clamping: stemEnd),
      role: role)
  }

  /// The system folder itself.
  var root: TableFolder { TableFolder(name: [], prefixLength: 0, range: 0..<files.count) }

  func role(_ file: Int) -> Role { facts[file].role }
  func fileExtension(_ file: Int) -> FileExtension { facts[file].fileExtension }

  /// The last component of the path.
  func name(_ file: Int) -> ArraySlice<UInt8> {
    let path = files.path(at: file)
    return path[(path.startIndex + Int(facts[file].nameStart))...]
  }

  /// Whether the name's last byte is a digit, or the last one before its extension.
  func endsInDigit(_ file: Int, beforeExtension: Bool) -> Bool {
    files.withPath(at: file) { path in
      let end = beforeExtension ? Int(facts[file].stemEnd) : path.count
      return end > 0 && path[end - 1] &- UInt8(ascii: "0") < 10
    }
  }

  /// Whether the file can have this name but for case and composition; quick, and wrong only in its favour.
  func isNamed(_ file: Int, likelyAs name: [UInt8]) -> Bool {
    files.withPath(at: file) { path in
      let own = UnsafeRawBufferPointer(rebasing: path[Int(facts[file].nameStart)...])
      // In another composition a name is longer.
      guard own.count == name.count || name.contains(where: { $0 >= 0x80 }) else { return false }
      guard let first = own.first, let wanted = name.first else { return false }
      return first >= 0x80 || wanted >= 0x80 || first | 0x20 == wanted | 0x20
    }
  }

  /// The name without its extension.
  func stem(_ file: Int) -> ArraySlice<UInt8> {
    let path = files.path(at: file)
    return path[(path.startIndex + Int(facts[file].nameStart))..<(path.startIndex + Int(facts[file].stemEnd))]
  }

  /// The path of the folder the file lies in, with a slash at its end; empty for the system folder.
  func folderPath(_ file: Int) -> [UInt8] { [UInt8](files.path(at: file).prefix(Int(facts[file].nameStart))) }

  /// The kind of disc descriptor or playlist the file is by its name.
  func descriptorFormat(_ file: Int) -> DiscDescriptor.Format? {
    ShelfIndex.descriptorExtensions.contains(facts[file].fileExtension)
      ? DiscDescriptor.Format(fileName: name(file)) : nil
  }
  private static let descriptorExtensions = FileExtension.set(
    DiscDescriptor.Format.allCases.map(\.rawValue).joined(separator: " "))

  /// The files directly in `folder`, and the folders in it.
  func contents(of folder: TableFolder) -> (files: [Int], folders: [TableFolder]) {
    var direct: [Int] = []
    var folders: [TableFolder] = []
    var index = folder.range.lowerBound
    while index < folder.range.upperBound {
      if Int(facts[index].nameStart) == folder.prefixLength {
        direct.append(index)
        index += 1
        continue
      }
      let path = files.path(at: index).dropFirst(folder.prefixLength)
      let name = [UInt8](path.prefix { $0 != UInt8(ascii: "/") })
      let prefixLength = folder.prefixLength + name.count + 1
      let start = index
      index = range(ofFolder: [UInt8](files.path(at: start).prefix(prefixLength))).upperBound
      folders.append(TableFolder(name: name, prefixLength: prefixLength, range: start..<index))
    }
    return (direct, folders)
  }

  /// The file of exactly this path.
  func file(at path: [UInt8]) -> Int? {
    let index = lowerBound(path)
    return index < files.count && files.path(at: index).elementsEqual(path) ? index : nil
  }

  /// The files below the folder of this path, which ends in a slash; empty for the system folder.
  func range(ofFolder path: [UInt8]) -> Range<Int> {
    guard !path.isEmpty else { return 0..<files.count }
    // The byte after a slash is `0`: the first path that no longer begins with the folder's.
    return lowerBound(path)..<lowerBound(path.dropLast() + [UInt8(ascii: "/") + 1])
  }

  /// How many bytes the paths of files have in common, up to the end of a folder.
  func commonPrefixLength(_ files: [Int]) -> Int {
    guard let first = files.first, let last = files.last else { return 0 }
    // Of sorted paths the first and the last differ earliest.
    let ends = (self.files.path(at: first), self.files.path(at: last))
    let common = zip(ends.0, ends.1).prefix { $0 == $1 }.count
    return ends.0.prefix(common).lastIndex(of: UInt8(ascii: "/")).map { $0 - ends.0.startIndex + 1 } ?? 0
  }

  private func lowerBound(_ path: [UInt8]) -> Int {
    var low = 0
    var high = files.count
    path.withUnsafeBytes { bytes in
      while low < high {
        let middle = (low + high) / 2
        let isBefore = files.withPath(at: middle) { middle in
          let order = compareBytes(middle, bytes)
          return order == 0 ? middle.count < bytes.count : order < 0
        }
        if isBefore { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }
}
