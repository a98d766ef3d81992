/// Why the files of a system folder are grouped as they are. Made only for those who ask.
package struct GroupingTrace: Sendable {
  /// The rule of every file: that of the game it is in, or why it is in none.
  package internal(set) var files: [GroupingRule]
  /// The rules of games, by their first member.
  package internal(set) var games: [UInt32: GroupingRule] = [:]
  /// Which descriptor or playlist names a file.
  package internal(set) var namedBy: [UInt32: UInt32] = [:]
  /// What was decided about folders, by their raw paths with a slash at the end; empty for the system folder.
  package internal(set) var folders: [[UInt8]: GroupingRule] = [:]
  /// Which files are games of their own or members of one; the number of its first member.
  package internal(set) var owners: [UInt32?]

  init(count: Int) {
    files = Array(repeating: .unseen, count: count)
    owners = Array(repeating: nil, count: count)
  }
}
