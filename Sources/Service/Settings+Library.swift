package import Configuration
internal import Layouts
package import Model
internal import Platform
package import Scan
package import Tree

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

  /// The views as the tree takes them: those that are enabled.
  package var shownViews: [ViewDefinition] {
    views.filter(\.isEnabled).map { view in
      let content: ViewDefinition.Content =
        switch view.content {
        case .games: .games
        case .collections: .collections
        case .playlists: .playlists
        case .downloads: .downloads
        }
      return ViewDefinition(
        name: view.name, content: content, packing: view.packing == .zip ? .zip : .loose,
        layout: LayoutTable.layout(view.layout ?? (view.packing == .zip ? .library : .esDE)),
        systems: view.systems.map { Set($0.map(Settings.systemName)) })
    }
  }

  /// The views, and behind them one of what sources offer, where there may be any.
  func shownViews(withOffers hasSources: Bool) -> [ViewDefinition] {
    let views = shownViews
    let hasView = views.contains { $0.name == ViewDefinition.available.name }
    return hasSources && !hasView ? views + [.available] : views
  }

  /// How the library is looked through.
  package var scanSettings: ScanSettings {
    let interval: UInt64? =
      switch scan.interval {
      case .automatic: nil
      case .never: ScanSettings.never
      case .seconds(let seconds): UInt64(seconds) * 1_000_000_000
      }
    return ScanSettings(workers: scan.workers, watches: scan.watch, watchLimit: scan.watchLimit, interval: interval)
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

/// Who tells of games when lists are made, and whose word counts.
struct FactSources: Hashable, Sendable {
  var priority: FactPriority
  /// Where LaunchBox keeps its lists of platforms. Absolute.
  var launchBoxDirectory: String?

  init(_ settings: Settings) {
    priority = FactPriority(order: settings.enrichment.priority, fields: settings.enrichment.fields)
    launchBoxDirectory = settings.providers.launchbox.lists
  }
}
