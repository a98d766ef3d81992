package import Model
package import Platform

/// A scan as its service tells of it: one object of JSON, read again by those who show it.
package struct ScanReport: Hashable, Sendable {
  /// What a thread is at.
  package struct Worker: Hashable, Sendable {
    /// Such as `scan-1`.
    package var name: String
    /// A path below the library; empty for none.
    package var item: String

    package init(name: String, item: String) {
      self.name = name
      self.item = item
    }
  }

  /// As ``ScanJob/Problem``, for people.
  package struct Problem: Hashable, Sendable {
    package var reason: String
    package var count: Int
    package var examples: [String]

    package init(reason: String, count: Int, examples: [String]) {
      self.reason = reason
      self.count = count
      self.examples = examples
    }
  }

  package var id: Int64
  package var kind: ScanJob.Kind
  package var phase: ScanJob.Phase
  package var state: ScanJob.State
  /// Absolute; empty for the whole library.
  package var paths: [String]
  package var systems: [String]
  package var metadata: MetadataOptions
  package var counts: ScanJob.Counts
  package var problems: [Problem]
  package var message: String?
  /// Nanoseconds since 1970, as the next two.
  package var created: Int64
  package var started: Int64?
  package var ended: Int64?

  /// Files looked at up to now, in folders that are not done as well.
  package var filesSeen = 0
  /// What the look will come to as far as is known from the last one; 0 where nothing is known.
  package var filesExpected = 0
  /// Read of files that are not hashed to their end, and not in the counts.
  package var bytesUnderWay: Int64 = 0
  /// Files while looking, bytes while hashing, games while asking providers.
  package var perSecond: Double?
  /// Of the phase it is in.
  package var secondsLeft: Double?
  package var workers: [Worker] = []

  package init(_ job: ScanJob) {
    id = job.id
    kind = job.kind
    phase = job.phase
    state = job.state
    paths = job.scope.places.map { place in
      place.path.isEmpty ? place.root.path : "\(place.root.path)/\(String(decoding: place.path, as: UTF8.self))"
    }
    systems = job.scope.systems
    metadata = job.metadata
    counts = job.counts
    problems = job.problems.map { problem in
      Problem(
        reason: problem.reason, count: problem.count,
        examples: problem.examples.map { String(decoding: $0, as: UTF8.self) })
    }
    message = job.message
    created = job.created
    started = job.started
    ended = job.ended
  }

  /// With those of files that are not hashed to their end.
  package var bytesRead: Int64 {
    let (sum, overflows) = counts.hashedBytes.addingReportingOverflow(bytesUnderWay)
    return overflows ? .max : sum
  }

  /// How much of the phase is done, from 0 to 1; nil where that is not known.
  package var part: Double? {
    switch phase {
    case .discover:
      if filesExpected > 0, filesSeen <= filesExpected { return Double(filesSeen) / Double(filesExpected) }
      return counts.systemsTotal > 0 ? Double(counts.systemsDone) / Double(counts.systemsTotal) : nil
    case .hash:
      if counts.bytesToHash > 0 { return min(1, Double(bytesRead) / Double(counts.bytesToHash)) }
      let files = counts.hashedFiles + counts.unreadable
      return counts.filesToHash > 0 ? min(1, Double(files) / Double(counts.filesToHash)) : nil
    case .enrich:
      let (done, total) = enrichment
      return counts.gamesToEnrich > 0 ? min(1, done / total) : nil
    }
  }

  /// Games and pictures: what is done, and what that comes to where the games to come have as many pictures as those
  /// before.
  package var enrichment: (done: Double, total: Double) {
    let asked = Double(counts.gamesAsked)
    let games = Double(max(counts.gamesToEnrich, counts.gamesAsked))
    let pictures = asked > 0 ? Double(counts.artworkToFetch) * games / asked : Double(counts.artworkToFetch)
    return (asked + Double(counts.artwork), games + pictures)
  }
}

extension ScanReport {
  /// As an object.
  package func write(to json: inout JSONWriter) { json.object { json in writeMembers(to: &json) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("id", id)
    json.member("type", kind.rawValue)
    json.member("state", state.rawValue)
    json.member("phase", phase.rawValue)
    json.array("paths") { json in for path in paths { json.value(path) } }
    json.array("platforms") { json in for system in systems { json.value(system) } }
    json.array("options") { json in for word in metadata.words { json.value(word) } }
    // Seconds since 1970.
    json.member("created", Double(created) / 1e9)
    if let started { json.member("started", Double(started) / 1e9) }
    if let ended { json.member("ended", Double(ended) / 1e9) }
    json.object("counts") { json in
      for (name, count) in ScanReport.names { json.member(name, counts[keyPath: count]) }
      json.member("hashedBytes", counts.hashedBytes)
      json.member("bytesToHash", counts.bytesToHash)
    }
    json.member("filesSeen", filesSeen)
    json.member("filesExpected", filesExpected)
    json.member("bytesUnderWay", bytesUnderWay)
    if let perSecond { json.member("perSecond", perSecond) }
    if let secondsLeft { json.member("secondsLeft", secondsLeft) }
    json.array("workers") { json in
      for worker in workers {
        json.object { json in
          json.member("name", worker.name)
          json.member("item", worker.item)
        }
      }
    }
    json.array("problems") { json in
      for problem in problems {
        json.object { json in
          json.member("reason", problem.reason)
          json.member("count", problem.count)
          json.array("examples") { json in for example in problem.examples { json.value(example) } }
        }
      }
    }
    if let message { json.member("message", message) }
  }

  /// One line without its line feed.
  package var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }

  /// - Returns: nil for what is no scan, or one of a version with other words.
  package init?(_ value: JSONValue) {
    guard let id = value["id"].integer, let kind = value["type"].string.flatMap(ScanJob.Kind.init(rawValue:)),
      let phase = value["phase"].string.flatMap(ScanJob.Phase.init(rawValue:)),
      let state = value["state"].string.flatMap(ScanJob.State.init(rawValue:))
    else { return nil }
    // The largest numbers are not exact as JSON has them.
    func whole(_ number: Double) -> Int64 { Int64(exactly: number.rounded()) ?? .max }
    func nanoseconds(_ value: JSONValue) -> Int64? { value.number.map { whole($0 * 1e9) } }
    self.id = Int64(id)
    self.kind = kind
    self.phase = phase
    self.state = state
    paths = value["paths"].array.compactMap(\.string)
    systems = value["platforms"].array.compactMap(\.string)
    metadata = MetadataOptions(words: value["options"].array.compactMap(\.string)) ?? MetadataOptions()
    created = nanoseconds(value["created"]) ?? 0
    started = nanoseconds(value["started"])
    ended = nanoseconds(value["ended"])
    counts = ScanJob.Counts()
    for (name, count) in ScanReport.names { counts[keyPath: count] = value["counts"][name].integer ?? 0 }
    counts.hashedBytes = whole(value["counts"]["hashedBytes"].number ?? 0)
    counts.bytesToHash = whole(value["counts"]["bytesToHash"].number ?? 0)
    filesSeen = value["filesSeen"].integer ?? 0
    filesExpected = value["filesExpected"].integer ?? 0
    bytesUnderWay = whole(value["bytesUnderWay"].number ?? 0)
    perSecond = value["perSecond"].number
    secondsLeft = value["secondsLeft"].number
    workers = value["workers"].array.compactMap { worker in
      worker["name"].string.map { Worker(name: $0, item: worker["item"].string ?? "") }
    }
    problems = value["problems"].array.compactMap { problem in
      problem["reason"].string.map { reason in
        Problem(
          reason: reason, count: problem["count"].integer ?? 0,
          examples: problem["examples"].array.compactMap(\.string))
      }
    }
    message = value["message"].string
  }

  private static var names: [(name: String, count: WritableKeyPath<ScanJob.Counts, Int>)] {
    [
      ("systemsDone", \.systemsDone), ("systemsTotal", \.systemsTotal), ("files", \.files), ("games", \.games),
      ("new", \.new), ("changed", \.changed), ("gone", \.gone), ("hashedFiles", \.hashedFiles),
      ("filesToHash", \.filesToHash), ("damaged", \.damaged), ("unreadable", \.unreadable),
      ("gamesToEnrich", \.gamesToEnrich), ("enriched", \.enriched), ("unmatched", \.unmatched),
      ("enrichmentFailed", \.enrichmentFailed), ("artwork", \.artwork), ("artworkToFetch", \.artworkToFetch),
    ]
  }
}
