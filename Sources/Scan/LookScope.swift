/// How much of a system folder, or of a root, is looked through.
package struct LookScope: Hashable, Sendable {
  /// Every folder is listed and every file stat'ed.
  package var isComplete = false
  /// Every folder that is not watched is asked for its time, and listed where it is another one.
  package var comparesTimes = false
  /// Folders with links to files are listed.
  package var listsLinks = false
  /// Folders that could not be read are tried again.
  package var listsUnread = false
  /// It has just been seen that there is such a system folder: a look that fails is a problem, and no reason to look
  /// for another shape of the library.
  package var isConfirmed = false
  /// Nothing is taken over from an earlier look: every descriptor is read and every folder is grouped once more.
  package var isAnew = false
  /// Folders to list in any case: raw paths below the system folder; of a root, the system folders that are looked
  /// through whole.
  package var folders: Set<[UInt8]> = []

  package init(isComplete: Bool = false, comparesTimes: Bool = false, folders: Set<[UInt8]> = []) {
    self.isComplete = isComplete
    self.comparesTimes = comparesTimes
    self.folders = folders
  }

  package static let complete = LookScope(isComplete: true)

  /// As ``complete``, and nothing is taken over from an earlier look.
  package static var anew: LookScope {
    var scope = LookScope.complete
    scope.isAnew = true
    return scope
  }

  /// Nothing is known to have changed.
  var isQuiet: Bool { comparesTimes && !isComplete && folders.isEmpty }

  /// Many single folders cost more than all of them in one go.
  private static let folderLimit = 20_000

  package mutating func merge(_ other: LookScope) {
    isComplete = isComplete || other.isComplete
    comparesTimes = comparesTimes || other.comparesTimes
    listsLinks = listsLinks || other.listsLinks
    listsUnread = listsUnread || other.listsUnread
    isConfirmed = isConfirmed || other.isConfirmed
    isAnew = isAnew || other.isAnew
    folders.formUnion(other.folders)
    if isComplete || folders.count > LookScope.folderLimit {
      let (isConfirmed, isAnew) = (isConfirmed, isAnew)
      self = .complete
      self.isConfirmed = isConfirmed
      self.isAnew = isAnew
    }
  }
}
