internal import Catalog
internal import Configuration
internal import Mount
internal import Platform
internal import Synchronization

/// Settings and sources that change while mounted.
extension Service {
  /// Whether there are sources: those that were added are read later.
  static func mayHaveSources(_ settings: Settings, _ options: WorkerOptions) -> Bool {
    !settings.sources.isEmpty || !AddedSources.read(SourceDesk.file(in: options.stateDirectory)).sources.isEmpty
  }

  /// The directory of what is fetched, where there are sources, or were: it is part of the library then.
  static func downloads(_ settings: Settings, _ options: WorkerOptions) -> String? {
    let directory = settings.downloadDirectory(options.stateDirectory)
    let added = SourceDesk.file(in: options.stateDirectory)
    if (try? FileStatus.of(directory)) == nil {
      if settings.sources.isEmpty, (try? FileStatus.of(added)) == nil { return nil }
      do throws(Errno) { try createDirectories(directory) } catch {
        Log.warning("\(directory), where what is fetched is to be kept, cannot be made: \(error)")
        return nil
      }
    }
    return directory
  }

  /// Sources were added or removed.
  func sourcesChanged() {
    let settings = reloader.settings
    do throws(CatalogError) {
      try library.configure(roots: settings.shownRoots(withDownloads: Service.downloads(settings, options)))
    } catch {
      Log.warning("what is fetched is shown after the next mount: \(error.description)")
    }
    library.configure(views: settings.shownViews(withOffers: acquisition.sources.hasSources))
  }

  func reload() -> ReloadReport {
    reloader.reload { [self] (new: Settings, _) throws(Complaint) in try apply(new) }
  }

  /// Lets settings hold that can change while mounted.
  private func apply(_ settings: Settings) throws(Complaint) {
    // First, because it is the only thing that can fail.
    let roots = settings.shownRoots(withDownloads: Service.downloads(settings, options))
    do throws(CatalogError) { try library.configure(roots: roots) } catch {
      throw Complaint(.state, error.description)
    }
    library.configure(views: settings.shownViews(withOffers: acquisition.sources.hasSources))
    views.configure(settings)
    views.changedAll()
    library.configure(scan: settings.scanSettings)
    library.configure(hashing: settings.hashingSettings)
    cache.configure(settings)
    enrichment.configure(settings)
    acquisition.configure(settings)
    remote.configure(settings)
    Log.setLevel(settings.log.level)
    session.withLock { $0 }?.setReadDeadline(settings.readDeadlineNanoseconds)
  }
}
