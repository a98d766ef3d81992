package import Configuration
package import Model
internal import Platform
internal import Scan

/// What the parts of the service take of the settings.
extension Settings {
  /// The roots as discovery takes them: with the patterns for all roots, and platforms by the names of the table.
  package var shownRoots: [RootSettings] {
    roots.map { root in
      var root = root
      root.excludes = excludes + root.excludes
      root.platform = root.platform.map(Settings.systemName)
      return root
    }
  }

  /// A system as the mount calls it: a name that any tool has for a platform becomes the table's.
  static func systemName(_ name: String) -> String {
    PlatformTable.standard.platform(forFolder: name.utf8)?.key ?? name
  }

  /// Nanoseconds.
  var readDeadlineNanoseconds: UInt64 { UInt64(readDeadline) * 1_000_000_000 }

  /// What is shown, in a few words: the root where there is one.
  package var title: String {
    switch roots.count {
    case 0: "nothing"
    case 1: roots[0].path
    default: "\(roots[0].path) and \(roots.count - 1) more"
    }
  }
}
