internal import Model

extension ChecksumQueue.State {
  /// What stands back by everybody's wishes together.
  mutating func holdBack() {
    plan.hold = isPausedByUser || !isLoaded || isCatalogFailing ? .everything : pause != nil ? .standing : .nothing
  }

  func progress(_ now: UInt64) -> HashingProgress {
    var progress = HashingProgress()
    progress.isReady = isLoaded
    for (lane, path) in [
      (ChecksumPlan.Lane.promoted, \HashingProgress.readers), (.background, \HashingProgress.background),
    ] as [(ChecksumPlan.Lane, WritableKeyPath<HashingProgress, HashingProgress.Lane>)] {
      let amounts = plan.amounts(lane)
      progress[keyPath: path].done = amounts.done
      progress[keyPath: path].total = amounts.total
      progress[keyPath: path].done.bytes = min(
        amounts.total.bytes, HashingAmount.sum(amounts.done.bytes, plan.bytesUnderWay(lane)))
      progress[keyPath: path].failed = plan.failed(lane)
    }
    let rates = rate.rates(doneAmount, now: now)
    progress.filesPerSecond = max(0, rates.files)
    progress.bytesPerSecond = max(0, rates.bytes)
    let named = slots.sorted { $0.key < $1.key } + readers.sorted { $0.key < $1.key }
    progress.workers = named.compactMap { _, slot in
      slot.task.map { task in
        HashingProgress.Worker(
          name: slot.name, path: task.file.path, root: task.file.root, bytesDone: slot.bytesDone,
          bytesTotal: task.size, isWaiting: slot.isWaiting)
      }
    }
    progress.requests = plan.requests
    progress.differences = differences
    progress.archiveProblems = archiveProblems
    if progress.background.done.files < progress.background.total.files || !progress.requests.isEmpty {
      progress.pause = isPausedByUser ? .user : isCatalogFailing ? .catalog : pause ?? plan.obstacle(now)
    }
    return progress
  }

  /// Everything done, with what is read of files that are not.
  var doneAmount: HashingAmount {
    var amount = HashingAmount()
    for lane in [ChecksumPlan.Lane.promoted, .background] {
      amount.add(plan.amounts(lane).done)
      amount.bytes = HashingAmount.sum(amount.bytes, plan.bytesUnderWay(lane))
    }
    return amount
  }
}
