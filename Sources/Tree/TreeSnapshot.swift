/// A part of the tree that is never changed and replaced as a whole.
protocol TreeSnapshot: AnyObject, Sendable {
  /// Whether it still is what the tree shows.
  var isCurrent: Bool { get }
}

extension SystemView: TreeSnapshot {}
extension TopFolder: TreeSnapshot {}

/// All parts of the tree that something was made from, each once.
struct TreeSnapshots: Sendable {
  private var parts: [any TreeSnapshot] = []
  private var known: Set<ObjectIdentifier> = []

  mutating func insert(_ part: any TreeSnapshot) {
    // Folders of one part come one after the other.
    if let last = parts.last, last === part { return }
    if known.insert(ObjectIdentifier(part)).inserted { parts.append(part) }
  }

  /// Whether the tree still shows all of them: what was made from them then holds.
  var isCurrent: Bool { parts.allSatisfy(\.isCurrent) }

  var count: Int { parts.count }
}
