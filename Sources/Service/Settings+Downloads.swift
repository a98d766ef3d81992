internal import Acquisition
internal import Configuration
internal import HTTPClient
internal import Model
internal import Sources

extension Settings {
  /// Where what is fetched is kept.
  ///
  /// - Parameter stateDirectory: absolute.
  func downloadDirectory(_ stateDirectory: String) -> String { downloads.directory ?? stateDirectory + "/downloads" }

  /// - Parameter directory: where files go.
  func acquirerSettings(_ directory: String) -> Acquirer.Settings {
    var settings = Acquirer.Settings(directory: directory)
    settings.plan.workers = downloads.workers
    settings.plan.rule =
      switch downloads.rule {
      case .adaptive: .adaptive
      case .fixed: .fixed
      case .mixed: .mixed
      }
    settings.transfer.stream.patience = downloads.stall
    settings.transfer.keepFree = downloads.reserve
    settings.largest = downloads.largest
    settings.bandwidth = downloads.bandwidth
    settings.retry = Int64(downloads.retry) * 1_000_000_000
    return settings
  }

  /// The roots, and behind them where what is fetched is kept: in the layout of a library, a folder for each system.
  func shownRoots(withDownloads directory: String?) -> [RootSettings] {
    let roots = shownRoots
    guard let directory, !roots.contains(where: { $0.path == directory }) else { return roots }
    return roots + [RootSettings(path: directory, layout: .systems)]
  }
}
