internal import Model

/// What somebody asked to have hashed.
extension ChecksumPlan {
  /// Takes a request on.
  package mutating func add(_ request: HashRequest) {
    errandNumber += 1
    var errand = HashingErrand(request, number: errandNumber, algorithms: settings.algorithms)
    for location in order {
      if let place = places[location] { errand.add(place, replacing: nil, known) }
    }
    errands.append(errand)
  }

  /// Drops a request; what of it is being hashed is finished.
  package mutating func cancel(request id: Int64) {
    let dropped = errands.filter { $0.request.id == id }.map { HashingTask.Purpose.request($0.number) }
    let unread = returned.filter { dropped.contains($0.purpose) }
    returned.removeAll { dropped.contains($0.purpose) }
    errands.removeAll { $0.request.id == id }
    // By default they are hashed all the same.
    for location in Set(unread.compactMap { self.location(of: $0.file) }) {
      guard var place = places.removeValue(forKey: location) else { continue }
      place.restart(settings, known) { isBusy($0) }
      places[location] = place
    }
  }

  mutating func errand(_ number: Int, _ body: (inout HashingErrand) -> Void) {
    guard let index = errands.firstIndex(where: { $0.number == number }) else { return }
    body(&errands[index])
  }

  /// The request that a file is hashed for; nil for none, or one that was dropped.
  package func request(of task: HashingTask) -> HashRequest? {
    guard case .request(let number) = task.purpose else { return nil }
    return errands.first { $0.number == number }?.request
  }

  /// A file of a request is not what it was.
  package mutating func noteDifference(_ task: HashingTask) {
    if case .request(let number) = task.purpose { errand(number) { $0.noteDifference() } }
  }

  /// The requests that are done, which are then forgotten.
  package mutating func takeDone() -> [HashRequestProgress] {
    guard hold != .everything else { return [] }
    let done = errands.filter { errand in
      errand.isDone && !returned.contains { $0.purpose == .request(errand.number) }
    }
    guard !done.isEmpty else { return [] }
    errands.removeAll { errand in done.contains { $0.number == errand.number } }
    return done.map(\.current)
  }

  /// Those under way, oldest first.
  package var requests: [HashRequestProgress] { errands.map(\.current) }
}
