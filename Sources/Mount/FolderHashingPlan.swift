package import Model

/// Which checksums the ZIPs of folders still lack, and which file is hashed next for them.
///
/// A pure state machine. A folder may lack the checksums of a hundred thousand files: only a few of them are asked for
/// at a time, so that whoever waits for a single file does not stand in line behind them all.
package struct FolderHashingPlan<File: Sendable>: Sendable {
  /// What a folder's ZIP waits for.
  package struct Wait: Hashable, Sendable {
    package var node: NodeID
    /// Of the folder, raw, below the mount point.
    package var path: [UInt8]
    package var members: Int
    /// Members without a checksum.
    package var missing: Int
    /// Of the files that are still to be hashed.
    package var bytesLeft: Int64

    package init(node: NodeID, path: [UInt8], members: Int, missing: Int, bytesLeft: Int64) {
      self.node = node
      self.path = path
      self.members = members
      self.missing = missing
      self.bytesLeft = bytesLeft
    }
  }

  /// A file whose checksum is missing, and one of the members that lack it.
  package struct Missing: Sendable {
    package var member: Int
    package var key: ContentKey
    package var file: File

    package init(member: Int, key: ContentKey, file: File) {
      self.member = member
      self.key = key
      self.file = file
    }
  }

  private struct Folder: Sendable {
    var wait: Wait
    /// In the ZIP's order.
    var keys: [ContentKey] = []
    var position = 0
    /// What readers wait for at this moment comes before.
    var wanted: ArraySlice<ContentKey> = []
    var left: [ContentKey: (file: File, members: [Int])] = [:]
    /// By member, how many of its files are left.
    var filesLeft: [Int: Int] = [:]
    var asked: Set<ContentKey> = []

    mutating func next() -> ContentKey? {
      if let key = wanted.popFirst() { return key }
      guard position < keys.count else { return nil }
      defer { position += 1 }
      return keys[position]
    }

    mutating func finish(_ key: ContentKey) {
      asked.remove(key)
      guard let (_, members) = left.removeValue(forKey: key) else { return }
      wait.bytesLeft -= key.version.size
      for member in members {
        let rest = (filesLeft[member] ?? 1) - 1
        filesLeft[member] = rest == 0 ? nil : rest
      }
      wait.missing = filesLeft.count
    }
  }

  private var folders: [NodeID: Folder] = [:]
  /// Those with files to ask for take turns.
  private var turns: [NodeID] = []
  private let limit: Int

  /// - Parameter limit: how many files of a folder are asked for at a time.
  package init(limit: Int = 4) { self.limit = limit }

  /// Folders whose ZIPs lack something that a reader asked for.
  package var waits: [Wait] { turns.compactMap { folders[$0]?.wait } }

  package func contains(_ node: NodeID) -> Bool { folders[node] != nil }

  /// Somebody waits for a checksum in the ZIP of a folder: all that it lacks are asked for.
  package mutating func begin(_ node: NodeID, path: [UInt8], members: Int, missing: [Missing]) {
    guard folders[node] == nil, !missing.isEmpty else { return }
    var folder = Folder(wait: Wait(node: node, path: path, members: members, missing: 0, bytesLeft: 0))
    for entry in missing {
      folder.filesLeft[entry.member, default: 0] += 1
      if folder.left[entry.key] == nil {
        folder.keys.append(entry.key)
        folder.left[entry.key] = (entry.file, [])
        folder.wait.bytesLeft += entry.key.version.size
      }
      folder.left[entry.key]?.members.append(entry.member)
    }
    folder.wait.missing = folder.filesLeft.count
    folders[node] = folder
    turns.append(node)
  }

  /// Nobody reads the folder's ZIP any more.
  package mutating func end(_ node: NodeID) {
    folders[node] = nil
    turns.removeAll { $0 == node }
  }

  /// A reader waits for these before all others of the folder.
  ///
  /// - Returns: those that this plan does not see to.
  package mutating func want(_ keys: [ContentKey], in node: NodeID) -> [ContentKey] {
    guard let folder = folders[node] else { return keys }
    folders[node]?.wanted += keys.filter { folder.left[$0] != nil && !folder.asked.contains($0) }
    return keys.filter { folder.left[$0] == nil }
  }

  /// The next file to ask for; nil where enough of them are on their way.
  ///
  /// - Parameter isKnown: whether a checksum has come by itself.
  package mutating func next(isKnown: (ContentKey) -> Bool) -> File? {
    for node in turns {
      // Taken out, so that it is changed in place.
      guard var folder = folders.removeValue(forKey: node) else { continue }
      var found: File?
      while found == nil, folder.asked.count < limit, let key = folder.next() {
        guard let left = folder.left[key], !folder.asked.contains(key) else { continue }
        if isKnown(key) {
          folder.finish(key)
        } else {
          folder.asked.insert(key)
          found = left.file
        }
      }
      turns.removeAll { $0 == node }
      guard !folder.left.isEmpty else { continue }
      folders[node] = folder
      turns.append(node)
      if let found { return found }
    }
    return nil
  }

  /// A checksum is known, or will not be.
  ///
  /// - Returns: the folders that got nearer to their end.
  package mutating func finished(_ key: ContentKey) -> [NodeID] {
    let nodes = turns.filter { folders[$0]?.left[key] != nil }
    for node in nodes {
      folders[node]?.finish(key)
      if folders[node]?.left.isEmpty == true { end(node) }
    }
    return nodes
  }

  /// The folders for which something was read of a file.
  package func waiting(for key: ContentKey) -> [NodeID] { turns.filter { folders[$0]?.left[key] != nil } }

  /// The file of a key that a folder lacks.
  package func file(of key: ContentKey) -> File? {
    turns.lazy.compactMap { folders[$0]?.left[key]?.file }.first
  }
}
