internal import Model
internal import Platform
internal import Sources

extension AcquisitionRun {
  mutating func perform(_ actions: [AcquisitionPlan.Action]) {
    for action in actions {
      switch action {
      case .ask(let id, let source): ask(id, source)
      case .endAsking(let id, let source): askings[AskingKey(id: id, source: source)]?.cancel()
      case .transfer(let id, let source): transfer(id, source)
      case .endTransfer(let id): transfers[id]?.cancel()
      case .settled(let id, let failure): settle(id, failure)
      }
    }
    for action in actions {
      switch action {
      case .ask(let id, _), .transfer(let id, _): refresh(id)
      default: break
      }
    }
  }

  /// The file's state is that of the plan.
  mutating func refresh(_ id: Int64) {
    guard let held = held[id] else { return }
    let progress = plan.progress(of: id)
    let state: Download.State =
      switch progress {
      case .waiting: .pending
      case .resolving: .resolving
      case .ready: .ready
      case .transferring: held.download.state == .verifying ? .verifying : .transferring
      case nil: held.download.state
      }
    if case .resolving = progress {
      if resolvers[id] == nil { resolvers[id] = AcquisitionRun.free(resolvers.values) }
    } else {
      resolvers[id] = nil
    }
    if state == held.download.state { return }
    self.held[id]?.download.state = state
    note(id)
  }

  /// The lowest number that nobody has.
  static func free(_ taken: some Sequence<Int>) -> Int {
    let taken = Set(taken)
    return (1...).first { !taken.contains($0) } ?? 0
  }

  // MARK: Asking

  private mutating func ask(_ id: Int64, _ source: Int64) {
    guard let held = held[id], let offer = held.offers[source], let place = places?[source] else {
      return echoes.append(.answered(id, source: source, .hasNot("the source is not there any more")))
    }
    let at: OfferPlace
    do throws(SourceFailure) { at = try place.source.place(of: offer) } catch {
      return echoes.append(.answered(id, source: source, .hasNot(error.message)))
    }
    let probe = OfferProbe(acquirer.client, patience: settings.patience)
    let size = held.download.size
    askings[AskingKey(id: id, source: source)] = Task { [acquirer] in
      acquirer.send(.answered(id, source: source, await probe.ask(at, size: size)))
    }
  }

  mutating func take(_ answer: ProbeAnswer, of source: Int64, for id: Int64) {
    askings[AskingKey(id: id, source: source)] = nil
    let now = monotonicNanoseconds()
    let name = places?[source]?.known.name ?? "a source"
    let said: SourceAnswer
    switch answer {
    case .has(let version):
      held[id]?.sizes[source] = version.size
      yields[source]?.problem = nil
      said = .has(expires: .max)
    case .hasNot(let why):
      held[id]?.problem = "\(name): \(why)"
      said = .hasNot
    case .failed(let why), .refused(let why):
      held[id]?.problem = "\(name): \(why)"
      yields[source, default: Yield()].problem = why
      said = .failed
    case .throttled(let pause):
      let why = "wants to be left alone for \(pause / 1_000_000_000) s"
      held[id]?.problem = "\(name) \(why)"
      yields[source, default: Yield()].problem = why
      said = .throttled(until: now &+ pause)
    case .cancelled: said = .ended
    }
    comeBack(to: id)
    perform(plan.answered(id, source, said, at: now))
    refresh(id)
  }

  // MARK: Transferring

  private mutating func transfer(_ id: Int64, _ source: Int64) {
    guard let held = held[id], let offer = held.offers[source], let place = places?[source],
      let at = try? place.source.place(of: offer), transfers[id] == nil
    else {
      return echoes.append(.ended(id, .failure(TransferFailure(.stale, "the source is not there any more"))))
    }
    let errand = TransferErrand(
      held.download, from: place, at: at, size: held.download.size ?? held.sizes[source],
      number: AcquisitionRun.free(transfers.values.map(\.number)), isReaders: held.isReaders, acquirer, settings,
      landing)
    transfers[id] = errand
    // What is stored of the part is of the source it came from: see the errand's own record.
    self.held[id]?.download.take(errand.record)
    self.held[id]?.download.source = place.known.name
    errand.start()
  }

  mutating func ended(_ id: Int64, _ result: Result<TransferredFile, TransferFailure>) {
    let errand = transfers.removeValue(forKey: id)
    let source = errand?.source.known.id
    let said: TransferResult
    switch result {
    case .success(let file):
      if let source {
        yields[source, default: Yield()].files += 1
        yields[source, default: Yield()].bytes += file.size
      }
      held[id]?.download.found = file.checksums
      held[id]?.download.received = file.size
      said = .done
    case .failure(let failure):
      if held[id]?.download.state == .verifying { held[id]?.download.state = .transferring }
      held[id]?.download.found = nil
      if failure.kind != .cancelled, let source {
        let name = errand?.source.known.name ?? ""
        held[id]?.problem = "\(name): \(failure.message)"
        yields[source, default: Yield()].failures += 1
        yields[source, default: Yield()].problem = failure.message
      }
      let isOnlyItself = failure.kind == .noSpace && waitForRoom(id)
      said = isOnlyItself ? .ended : AcquisitionRun.result(failure, at: monotonicNanoseconds())
    }
    if held[id] == nil, let errand {
      if case .failure = result { landing.removePart(of: errand.download.path, number: id) }
      comeBack(to: id)
      (cursor, hasMore) = (0, true)
    }
    perform(plan.transferEnded(id, said, at: monotonicNanoseconds()))
    refresh(id)
  }

  private static func result(_ failure: TransferFailure, at now: UInt64) -> TransferResult {
    switch failure.kind {
    case .unavailable: .failed
    case .throttled: .throttled(until: now &+ (failure.pause ?? 30_000_000_000))
    case .stale: .stale
    case .changed, .corrupt, .refused: .wrong
    case .noSpace: .noSpace
    case .disk: .impossible
    case .cancelled: .ended
    }
  }

  // MARK: Room on the disk

  /// With less, the disk is full for all files. Bytes.
  private static let roomForOthers: Int64 = 512 << 20

  /// - Returns: whether the others go on: there is room, but not for this file.
  private mutating func waitForRoom(_ id: Int64) -> Bool {
    guard let download = held[id]?.download else { return false }
    let size = download.size ?? download.partTotal ?? held[id]?.sizes.values.max() ?? 0
    let needed = max(size - download.received, 1 << 20)
    roomAt = monotonicNanoseconds() + 2_000_000_000
    if let room, needed > room, room >= AcquisitionRun.roomForOthers {
      tooLarge[id] = needed
      plan.hold([id])
      return true
    }
    roomNeeded = needed
    return false
  }

  /// What may be written. Bytes; nil where the disk does not say it.
  private var room: Int64? { (try? landing.space()).map { $0.free - settings.transfer.keepFree } }

  mutating func checkRoom() {
    guard let time = roomAt, monotonicNanoseconds() >= time else { return }
    roomAt = monotonicNanoseconds() + 2_000_000_000
    guard let room else { return }
    let fitting = tooLarge.filter { $0.value <= room }.keys.sorted()
    for id in fitting { tooLarge[id] = nil }
    if !fitting.isEmpty { perform(plan.release(fitting, at: monotonicNanoseconds())) }
    if plan.isFull, room >= roomNeeded { perform(plan.roomWasMade(at: monotonicNanoseconds())) }
    if !plan.isFull, tooLarge.isEmpty { roomAt = nil }
  }
}
