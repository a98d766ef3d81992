internal import CPlatform
internal import Glibc

/// Whose rights this process has.
package struct Account: Hashable, Sendable {
  package var user: UInt32
  package var group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  /// The effective user and group of this process.
  package static var current: Account { Account(user: geteuid(), group: getegid()) }

  package var isRoot: Bool { user == 0 }

  /// The account of that name; ``Errno/noSuchFile`` where there is none.
  package static func named(_ name: String) throws(Errno) -> Account {
    var user: uid_t = 0
    var group: gid_t = 0
    _ = try unwrapped(cplatform_find_user(name, &user, &group))
    return Account(user: user, group: group)
  }

  /// The name of the user of that number; nil where there is none. Not for several threads at once.
  package static func name(of user: UInt32) -> String? {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }

  /// Gives up every right of root for good and becomes that user. Only before any thread is started.
  package static func become(_ name: String) throws(Errno) { _ = try unwrapped(cplatform_become_user(name)) }

  /// The home directory of the current user according to the user database.
  package static func homeDirectory() -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let base = buffer.baseAddress, cplatform_home_directory(geteuid(), base, buffer.count) == 0 else {
        return nil
      }
      return String(cString: base)
    }
  }
}

/// Gives the file or directory at `path` to another account, not following a link. Wraps lchown(2).
package func changeOwner(of path: String, to account: Account) throws(Errno) {
  _ = try checked { lchown(path, account.user, account.group) }
}
