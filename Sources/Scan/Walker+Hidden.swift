internal import Content
internal import Platform

/// Hidden folders that hold the discs of a playlist beside them, as `.multidisc` of `Game.m3u`: front ends show the
/// playlist alone. All other hidden folders are junk.
extension Walker {
  /// Playlists and sheets of one folder that are read for the hidden folders they name.
  private static let listLimit = 10_000

  /// The hidden folders among `listing.hidden` that a playlist or sheet in the folder names.
  func namedHiddenFolders(of folder: Pending, root: borrowing FileDescriptor) -> [DirectoryListing.Entry] {
    let hidden = listing.hidden
    guard !hidden.isEmpty else { return [] }
    var wanted: [[UInt8]: DirectoryListing.Entry] = [:]
    for entry in hidden { wanted[DiscDescriptor.matchingKey(listing.name(entry))] = entry }
    var named: [DirectoryListing.Entry] = []
    var count = 0
    for entry in listing.entries where entry.kind != .directory {
      let name = listing.name(entry)
      guard let format = DiscDescriptor.Format(fileName: name), format != .ccd, format != .mds else { continue }
      count += 1
      if wanted.isEmpty || count > Walker.listLimit { break }
      guard let contents = readList(folder.path.isEmpty ? name : folder.path + [UInt8(ascii: "/")] + name, root: root)
      else { continue }
      for path in DiscDescriptor.references(in: contents, format: format, fileName: name) {
        let first = path.prefix { $0 != UInt8(ascii: "/") }
        guard first.first == UInt8(ascii: "."), first.count < path.count else { continue }
        if let entry = wanted.removeValue(forKey: DiscDescriptor.matchingKey(Array(first))) { named.append(entry) }
      }
    }
    return named.sorted { $0.offset < $1.offset }
  }

  private func readList(_ path: [UInt8], root: borrowing FileDescriptor) -> [UInt8]? {
    do throws(Errno) {
      let file = try root.open(beneath: pathBelowRoot(path), [.readOnly, .nonBlocking])
      let status = try file.status()
      guard status.kind == .regular, status.size <= DiscDescriptor.sizeLimit else { return nil }
      return DiscDescriptor.withoutUTF16(try file.readToEnd(limit: Int(DiscDescriptor.sizeLimit)))
    } catch { return nil }
  }
}
