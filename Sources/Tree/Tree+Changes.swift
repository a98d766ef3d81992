internal import Model

extension Tree {
  /// What the kernel may have remembered of a directory that it now finds otherwise.
  ///
  /// Only what it can have seen: names of a directory nobody listed or looked into are not mentioned, nor are new
  /// names where no absence was answered. A first scan of a large library so invalidates next to nothing.
  static func compare(_ old: Directory, _ new: Directory, into changes: inout [Change]) {
    let marks = old.marks
    // What the kernel remembers outlives this change as well.
    new.note(marks.subtracting(.listed))
    var isSame = true
    let reportsGone = marks.contains(.entries)
    let reportsNew = marks.contains(.absences)
    var left = 0
    var right = 0
    // Both are in byte order of their names: one pass.
    while left < old.count || right < new.count {
      let order = compareNames(old, left, new, right)
      if order == 0 {
        if old.attributes(at: left).node != new.attributes(at: right).node { isSame = false }
        if reportsGone { compare(old, left, new, right, into: &changes) }
        left += 1
        right += 1
        continue
      }
      isSame = false
      if order < 0 {
        if reportsGone { changes.append(.entry(parent: old.node, name: name(old, left))) }
        left += 1
      } else {
        if reportsNew { changes.append(.entry(parent: old.node, name: name(new, right))) }
        right += 1
      }
    }
    if !isSame {
      changes.append(.listing(old.node))
    } else {
      if marks.contains(.listed) { new.note(.listed, at: old.listedSince) }
      if old.modified != new.modified { changes.append(.attributes(old.node)) }
    }
  }

  private static func compare(
    _ old: Directory, _ left: Int, _ new: Directory, _ right: Int, into changes: inout [Change]
  ) {
    let before = old.attributes(at: left)
    let after = new.attributes(at: right)
    // A file that the kernel reads itself has another node there.
    if before.node != after.node || before.canPassThrough != after.canPassThrough {
      changes.append(.entry(parent: old.node, name: name(old, left)))
    } else if before != after {
      changes.append(.attributes(before.node))
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
        if first.isEqual(to: second) { return 0 }
        return first.precedes(second) ? -1 : 1
      }
    }
  }
}
