internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Sources

/// Files that are asked about before they are shown.
extension RemoteDesk {
  /// While files are asked about, what came is shown so often. Nanoseconds.
  private static let inspectionInterval: UInt64 = 3_000_000_000

  /// When the next source is worth asking again, wall-clock nanoseconds.
  var nextInspection: Int64? {
    state.withLock { state in
      state.inspections.values.filter { $0.task == nil && $0.waiting > 0 }.map { max($0.retryAt, $0.dueAt) }.min()
    }
  }

  func inspect(_ offers: [StoredOffer], of entry: SourceDesk.Entry) {
    guard let known = entry.known, let source = entry.source else { return }
    let inspector = OfferInspector(catalog, source, OfferProbe(client), asked: entry.settings.asked) { [self] news in
      took(news, of: known.id)
    }
    state.signal { state in
      var inspection = state.inspections[known.id] ?? Inspection()
      inspection.waiting = offers.count
      // Who has its source listed again may have mended what was refused.
      if inspection.listings != entry.listings {
        (inspection.refused, inspection.listings) = (RefusedOffers(), entry.listings)
      }
      let now = wallNanoseconds()
      let (due, next) = inspection.refused.due(offers, now: now)
      inspection.dueAt = due.isEmpty ? next ?? 0 : 0
      if !due.isEmpty, inspection.task == nil, inspection.retryAt <= now, !state.isStopping {
        state.lastInspection += 1
        inspection.number = state.lastInspection
        inspection.task = Task { [self, number = inspection.number] in
          let outcome = await inspector.run(due)
          ended(outcome, number, of: known.id)
          let refused = self.state.withLock { $0.inspections[known.id]?.refused.problem }
          if case .failed(let message, _) = outcome {
            Log.info("the source \(entry.settings.name): \(message)")
          } else if let refused {
            Log.info("the source \(entry.settings.name): \(refused)")
          }
        }
      }
      state.inspections[known.id] = inspection
    }
  }

  /// Sources that are there no more, or not shown, are not asked.
  func endInspections(besides shown: Set<Int64>) {
    let tasks = state.withLock { state in
      let over = state.inspections.filter { !shown.contains($0.key) }
      for id in over.keys { state.inspections[id] = nil }
      return over.values.compactMap(\.task)
    }
    for task in tasks { task.cancel() }
  }

  private func took(_ news: OfferInspector.News, of source: Int64) {
    state.signal { state in
      switch news {
      case .stored(let count):
        state.inspections[source]?.waiting -= count
        state.inspections[source]?.problem = nil
        if monotonicNanoseconds() - state.arranged > Self.inspectionInterval { state.isDue = true }
      case .held(let problem): state.inspections[source]?.problem = problem
      case .refused(let offer, let why):
        state.inspections[source]?.refused.refused(offer, why, now: wallNanoseconds())
      case .unanswered(let offer): state.inspections[source]?.refused.unanswered(offer)
      }
    }
  }

  private func ended(_ outcome: OfferInspector.Outcome, _ number: Int, of source: Int64) {
    state.signal { state in
      // Another one may have begun since this was cancelled.
      guard state.inspections[source]?.number == number else { return }
      state.inspections[source]?.task = nil
      state.inspections[source]?.problem = nil
      if case .failed(let message, let retryAt) = outcome {
        state.inspections[source]?.problem = message
        state.inspections[source]?.retryAt = retryAt
      }
      state.isDue = true
    }
  }
}
