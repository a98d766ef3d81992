internal import Content

/// Finds files by the paths descriptors write: exactly, or but for case and composition, a component at a time.
struct NameLookup {
  private struct Names {
    var files: [[UInt8]: Int] = [:]
    var folders: [[UInt8]: [UInt8]] = [:]
  }

  private let index: ShelfIndex
  /// By the folder's path; folded once, and forgotten when there is much of it.
  private var folders: [[UInt8]: Names] = [:]
  private var count = 0
  private static let countLimit = 200_000
  /// Names that may still be compared in looks below folders.
  private var budget = 5_000_000

  init(_ index: ShelfIndex) { self.index = index }

  /// - Parameters:
  ///   - path: below the folder.
  ///   - folder: with a slash at its end, or empty.
  mutating func file(_ path: [UInt8], in folder: [UInt8]) -> Int? {
    if let exact = exactFile(path, in: folder) { return exact }
    var folder = folder
    let components = path.split(separator: UInt8(ascii: "/"))
    guard let name = components.last else { return nil }
    for component in components.dropLast() {
      let exact = folder + component + [UInt8(ascii: "/")]
      if !index.range(ofFolder: exact).isEmpty {
        folder = exact
      } else {
        guard let inner = names(in: folder).folders[DiscDescriptor.matchingKey([UInt8](component))] else { return nil }
        folder = inner
      }
    }
    return names(in: folder).files[DiscDescriptor.matchingKey([UInt8](name))]
  }

  /// The only file of a name anywhere below a folder, for a descriptor that was put above its files without a change;
  /// nil where there are several, or too many to look through.
  mutating func fileBelow(_ folder: [UInt8], named path: [UInt8]) -> Int? {
    let range = index.range(ofFolder: folder)
    guard range.count <= budget else { return nil }
    budget -= range.count
    let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let name = Array(path[slash...])
    let key = DiscDescriptor.matchingKey(name)
    var found: Int?
    for file in range where index.isNamed(file, likelyAs: name) {
      guard DiscDescriptor.matchingKey([UInt8](index.name(file))) == key else { continue }
      if found != nil { return nil }
      found = file
    }
    return found
  }

  func exactFile(_ path: [UInt8], in folder: [UInt8]) -> Int? { index.file(at: folder + path) }

  private mutating func names(in path: [UInt8]) -> Names {
    if let known = folders[path] { return known }
    let contents = index.contents(
      of: TableFolder(name: [], prefixLength: path.count, range: index.range(ofFolder: path)))
    var names = Names()
    for file in contents.files {
      let key = DiscDescriptor.matchingKey([UInt8](index.name(file)))
      if names.files[key] == nil { names.files[key] = file }
    }
    for folder in contents.folders {
      let key = DiscDescriptor.matchingKey(folder.name)
      if names.folders[key] == nil { names.folders[key] = path + folder.name + [UInt8(ascii: "/")] }
    }
    count += contents.files.count + contents.folders.count
    if count > NameLookup.countLimit {
      folders = [:]
      count = contents.files.count + contents.folders.count
    }
    folders[path] = names
    return names
  }
}
