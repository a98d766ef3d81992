package import Model
internal import Synchronization

/// The names of directories, from their nodes. A name that was found once is only looked up again: whether the directory
/// is still called so.
final class DirectoryNames: Sendable {
  private let names = Mutex<[UInt64: [UInt8]]>([:])

  /// More are forgotten, all at once.
  private static let capacity = 500_000

  func name(of node: NodeID, in parent: Directory) -> [UInt8]? {
    if let known = names.withLock({ $0[node.rawValue] }), parent.node(of: known) == node { return known }
    note(parent)
    return names.withLock { $0[node.rawValue] }.flatMap { parent.node(of: $0) == node ? $0 : nil }
  }

  /// Takes the names of all directories in `parent`, so that each costs one look at it together.
  private func note(_ parent: Directory) {
    names.withLock { names in
      if names.count > DirectoryNames.capacity { names = [:] }
      for number in 0..<parent.count {
        let attributes = parent.attributes(at: number)
        if attributes.isDirectory { names[attributes.node.rawValue] = parent.withName(at: number) { Array($0) } }
      }
    }
  }
}

extension DirectoryNames {
  fileprivate func path(of node: NodeID, in directory: (NodeID) -> Directory?) -> [[UInt8]]? {
    var names: [[UInt8]] = []
    var node = node
    while node != .root {
      guard let current = directory(node), let parent = directory(current.parent), names.count < 256,
        let name = name(of: node, in: parent)
      else { return nil }
      names.append(name)
      node = parent.node
    }
    return names.reversed()
  }
}

extension Directory {
  /// What the entry called exactly `name` leads to.
  fileprivate func node(of name: [UInt8]) -> NodeID? {
    name.withUnsafeBytes { find($0) }.map { attributes(at: $0).node }
  }
}

extension Tree {
  /// The names that lead to a directory from the top of the mount, the view's first; nil for one that is not listed, or
  /// not there any more. Empty for the top itself.
  package func path(of directory: NodeID) -> [[UInt8]]? {
    directoryNames.path(of: directory) { self.directory($0) }
  }

  /// The directory that these names lead to from the top of the mount.
  package func directory(at path: some Sequence<[UInt8]>) -> Directory? {
    var current = directory(.root)
    for name in path {
      guard let node = current?.node(of: name) else { return nil }
      current = directory(node)
    }
    return current
  }
}
