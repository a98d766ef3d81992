internal import Model
internal import Synchronization

extension Tree {
  /// What the kernel may have remembered of `removed` that `added` says otherwise.
  ///
  /// Only what it can have seen: names of a directory nobody listed or looked into are not mentioned, nor are new
  /// names where no absence was answered. A first scan of a large library so invalidates next to nothing.
  static func changes(from removed: [Directory], to added: [Directory]) -> [Change] {
    var changes: [Change] = []
    let successors = Dictionary(added.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
    for old in removed {
      guard let new = successors[old.node] else { continue }
      if old.wasSeen.load(ordering: .relaxed) { new.wasSeen.store(true, ordering: .relaxed) }
      // An absence the kernel remembers outlives this change as well.
      if old.answeredMisses.load(ordering: .relaxed) { new.answeredMisses.store(true, ordering: .relaxed) }
      compare(old, new, into: &changes)
      if old.modified != new.modified { changes.append(.attributes(old.node)) }
    }
    return changes
  }

  /// Both are in byte order of their names: one pass.
  private static func compare(_ old: Directory, _ new: Directory, into changes: inout [Change]) {
    let reportsGone = old.wasSeen.load(ordering: .relaxed)
    let reportsNew = old.answeredMisses.load(ordering: .relaxed)
    guard reportsGone || reportsNew else { return }
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      let order = compareNames(old, left, new, right)
      if order == 0 {
        let before = old.attributes(at: left)
        let after = new.attributes(at: right)
        if reportsGone, before.node != after.node { changes.append(.entry(parent: old.node, name: name(old, left))) }
        left += 1
        right += 1
      } else if order < 0 {
        if reportsGone { changes.append(.entry(parent: old.node, name: name(old, left))) }
        left += 1
      } else {
        if reportsNew { changes.append(.entry(parent: old.node, name: name(new, right))) }
        right += 1
      }
    }
  }

  private static func name(_ directory: Directory, _ number: Int) -> [UInt8] {
    directory.withName(at: number) { Array($0) }
  }

  /// Less than, equal to or greater than 0, as memcmp has it; an end comes after everything.
  private static func compareNames(_ old: Directory, _ left: Int, _ new: Directory, _ right: Int) -> Int {
    if left >= old.count { return 1 }
    if right >= new.count { return -1 }
    return old.withName(at: left) { first in
      new.withName(at: right) { second in
        if first.elementsEqual(second) { return 0 }
        return first.precedes(second) ? -1 : 1
      }
    }
  }
}
