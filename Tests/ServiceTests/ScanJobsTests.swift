internal import Model
internal import Service
internal import Testing

@Suite("Which scan runs") struct ScanJobsTests {
  private let root = LibraryRoot(id: 1, path: "/library")
  private func scope(_ path: String) -> ScanScope {
    ScanScope(places: [ScanScope.Place(root: root, path: Array(path.utf8))])
  }

  private func job(_ id: Int64, _ kind: ScanJob.Kind = .quick, _ path: String = "") -> ScanJob {
    ScanJob(id: id, kind: kind, scope: scope(path), created: id)
  }

  private func canJoin(_ jobs: inout ScanJobs, _ kind: ScanJob.Kind, _ scope: ScanScope) -> Bool {
    jobs.join(kind, scope, now: 0) != nil
  }

  /// What actions are about, in short.
  private func short(_ actions: [ScanJobs.Action]) -> [String] {
    actions.map { action in
      switch action {
      case .discover(let job, let run): "discover \(job.id).\(run)"
      case .hash(let job, let run): "hash \(job.id).\(run)"
      case .enrich(let job, let run): "enrich \(job.id).\(run)"
      case .giveUp(let job): "give up \(job.id)"
      case .halt(let id, let isFinal): "\(isFinal ? "drop" : "halt") \(id)"
      case .forgetFolders(let id): "forget \(id)"
      }
    }
  }

  @Test func `a scan looks, then hashes, then is done`() {
    var jobs = ScanJobs()
    #expect(short(jobs.admit(job(1), now: 10)) == ["discover 1.1"])
    #expect(jobs[1]?.state == .running)
    #expect(jobs[1]?.started == 10)
    #expect(short(jobs.discovered(1, run: 1, now: 11)) == ["hash 1.2"])
    #expect(jobs[1]?.phase == .hash)
    #expect(jobs.hashingEnded(1, run: 2, .init(), now: 12) == [])
    #expect(jobs[1]?.state == .done)
    #expect(jobs[1]?.ended == 12)
    #expect(jobs[1]?.started == 10)
  }

  @Test func `one looks at a time in the order asked for, and one that hashes holds up none`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    #expect(jobs.admit(job(2, .hashes, "nes"), now: 0) == [])
    #expect(jobs.admit(job(3, .new), now: 0) == [])
    #expect(jobs[2]?.state == .queued)
    #expect(short(jobs.discovered(1, run: 1, now: 0)) == ["hash 1.2", "discover 2.1"])
    #expect(short(jobs.discovered(2, run: 1, now: 0)) == ["hash 2.2", "discover 3.1"])
    #expect(jobs.active.allSatisfy { $0.state == .running })
  }

  @Test func `the same scan asked for again is joined, another one is not`() throws {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.admit(job(2, .quick, "nes"), now: 0)
    let runningJoin = jobs.join(.quick, scope(""), now: 0)
    let running = try #require(runningJoin)
    #expect(running.job.id == 1 && running.actions == [])
    let queuedJoin = jobs.join(.quick, scope("nes"), now: 0)
    let queued = try #require(queuedJoin)
    #expect(queued.job.id == 2 && queued.actions == [])
    #expect(canJoin(&jobs, .complete, scope("")) == false)
    #expect(canJoin(&jobs, .quick, scope("snes")) == false)
    _ = jobs.cancel([1], now: 1)
    #expect(canJoin(&jobs, .quick, scope("")) == false)
  }

  @Test func `joining a scan that is past looking has it look once more`() throws {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    var found = ScanJobs.Found()
    found.files = 5
    found.new = 2
    #expect(jobs.lookedThrough(found, 1, run: 1) == true)
    _ = jobs.discovered(1, run: 1, now: 0)
    _ = jobs.admit(job(2, .new), now: 0)
    // Another one is looking: its turn comes after.
    let joinedJoin = jobs.join(.quick, scope(""), now: 0)
    let joined = try #require(joinedJoin)
    #expect(short(joined.actions) == ["halt 1", "forget 1"])
    #expect(joined.job.state == .queued)
    #expect(joined.job.phase == .discover)
    #expect(joined.job.counts.files == 0)
    #expect(joined.job.counts.new == 2)
    #expect(short(jobs.discovered(2, run: 1, now: 0)) == ["hash 2.2", "discover 1.3"])
    // What the halted hashing still says is late.
    #expect(jobs.hashingEnded(1, run: 2, .init(), now: 0) == [])
    #expect(jobs[1]?.state == .running)
  }

  @Test func `joining a paused scan goes on with it`() throws {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    #expect(short(jobs.pause([1], now: 1)) == ["halt 1"])
    let joinedJoin = jobs.join(.quick, scope(""), now: 0)
    let joined = try #require(joinedJoin)
    #expect(short(joined.actions) == ["discover 1.2"])
    #expect(joined.job.state == .running)
  }

  @Test func `a paused scan lets the next one look, and goes on in the phase it was in`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.admit(job(2, .new), now: 0)
    _ = jobs.admit(job(3, .complete), now: 0)
    #expect(short(jobs.pause([1, 3], now: 1)) == ["halt 1", "discover 2.1"])
    #expect(jobs.pause([1, 3], now: 1) == [])
    // A look that had come to its end while it was halted counts no more.
    #expect(jobs.discovered(1, run: 1, now: 2) == [])
    #expect(jobs.resume([1], now: 3) == [])
    #expect(short(jobs.discovered(2, run: 1, now: 4)) == ["hash 2.2", "discover 1.2"])
    #expect(jobs[3]?.state == .paused)
    #expect(short(jobs.pause([2], now: 5)) == ["halt 2"])
    #expect(short(jobs.resume([2, 3], now: 6)) == ["hash 2.3"])
    #expect(jobs[3]?.state == .queued)
  }

  @Test func `a cancelled scan is over, whatever it was doing`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.admit(job(2, .new), now: 0)
    #expect(short(jobs.cancel([2], now: 7)) == ["drop 2"])
    #expect(short(jobs.cancel([1, 2], now: 8)) == ["drop 1"])
    #expect(jobs.all.map(\.state) == [.cancelled, .cancelled])
    #expect(jobs.all.map(\.ended) == [8, 7])
    #expect(jobs.discovered(1, run: 1, now: 9) == [])
    #expect(jobs.resume([1, 2], now: 9) == [])
    #expect(jobs.lookedThrough(.init(), 1, run: 1) == false)
    #expect(jobs.all.map(\.state) == [.cancelled, .cancelled])
  }

  @Test func `a look that fails ends the scan with its reason, and the next one's turn comes`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.admit(job(2, .new), now: 0)
    let problem = ScanJob.Problem(reason: ScanJob.Problem.unavailable, count: 1, examples: [Array("/library".utf8)])
    let actions = jobs.discovered(1, run: 1, problems: [problem], failure: "gone", now: 3)
    #expect(short(actions) == ["discover 2.1"])
    #expect(jobs[1]?.state == .failed)
    #expect(jobs[1]?.message == "gone")
    #expect(jobs[1]?.problems == [problem])
    #expect(jobs[1]?.ended == 3)
  }

  @Test func `counts go on where an interruption left them`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .hashes), now: 0)
    jobs.expects(4, 1, run: 1)
    var found = ScanJobs.Found()
    found.files = 10
    found.games = 3
    found.changed = 1
    #expect(jobs.lookedThrough(found, 1, run: 1) == true)
    // The program dies here and begins anew.
    var next = ScanJobs(stored: jobs.all)
    #expect(short(next.resumeAll(now: 5)) == ["discover 1.1"])
    next.expects(3, 1, run: 1)
    #expect(next[1]?.counts.systemsTotal == 4)
    #expect(next.lookedThrough(found, 1, run: 1) == true)
    #expect(next[1]?.counts.files == 20)
    #expect(next[1]?.counts.games == 6)
    #expect(next[1]?.counts.changed == 2)
    #expect(short(next.discovered(1, run: 1, now: 6)) == ["hash 1.2"])
    var hashed = ScanJobs.Hashed()
    hashed.files = 7
    hashed.filesTotal = 20
    hashed.bytes = 700
    hashed.bytesTotal = 2000
    next.hashed(hashed, 1, run: 2)
    next.foundDamaged(Array("/library/a".utf8), 1)
    next.foundUnreadable(Array("/library/b".utf8), 1, run: 2)

    var last = ScanJobs(stored: next.all)
    #expect(short(last.resumeAll(now: 7)) == ["hash 1.1"])
    // What could not be read is tried again; what was found damaged stays found.
    #expect(last[1]?.counts.unreadable == 0)
    #expect(last[1]?.problems.map(\.reason) == [ScanJob.Problem.damaged])
    hashed.files = 13
    hashed.filesTotal = 13
    hashed.bytes = 1300
    hashed.bytesTotal = 1300
    #expect(last.hashingEnded(1, run: 1, hashed, now: 8) == [])
    let counts = last[1]?.counts
    #expect(counts?.hashedFiles == 20)
    #expect(counts?.filesToHash == 20)
    #expect(counts?.hashedBytes == 2000)
    #expect(counts?.bytesToHash == 2000)
    #expect(counts?.damaged == 1)
    #expect(last[1]?.started == 0)
  }

  @Test func `a complete scan that goes on counts no file twice, and does not go back`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .complete), now: 0)
    _ = jobs.discovered(1, run: 1, now: 0)
    func hashed(_ files: Int, underWay: Int64 = 0) -> ScanJobs.Hashed {
      var hashed = ScanJobs.Hashed()
      hashed.files = files
      hashed.filesTotal = 20
      hashed.bytes = Int64(files) * 100
      hashed.bytesTotal = 2000
      hashed.bytesUnderWay = underWay
      return hashed
    }
    jobs.hashed(hashed(7, underWay: 50), 1, run: 2)
    #expect(jobs.bytesUnderWay(1) == 50)
    _ = jobs.pause([1], now: 0)
    #expect(jobs.bytesUnderWay(1) == 0)
    _ = jobs.resume([1], now: 0)
    // The next run passes what has been read since the scan began, and that counts as hashed.
    for (progress, files, underWay) in [
      (hashed(0), 7, 0), (hashed(5, underWay: 30), 7, 0), (hashed(6, underWay: 130), 7, 30), (hashed(9), 9, 0),
    ] as [(ScanJobs.Hashed, Int, Int64)] {
      jobs.hashed(progress, 1, run: 3)
      #expect(jobs[1]?.counts.hashedFiles == files)
      #expect(jobs[1]?.counts.filesToHash == 20)
      #expect(jobs[1]?.counts.hashedBytes == Int64(files) * 100)
      #expect(jobs[1]?.counts.bytesToHash == 2000)
      #expect(jobs.bytesUnderWay(1) == underWay)
    }
    // What could not be read this time is no file that was hashed, even if an earlier run did.
    var next = ScanJobs(stored: jobs.all)
    _ = next.resumeAll(now: 0)
    for _ in 0..<12 { next.foundUnreadable(Array("/library/b".utf8), 1, run: 1) }
    next.hashed(hashed(3), 1, run: 1)
    #expect(next[1]?.counts.hashedFiles == 8)
    _ = next.hashingEnded(1, run: 1, hashed(8), now: 0)
    #expect(next[1]?.counts.hashedFiles == 8)
    #expect(next[1]?.counts.filesToHash == 20)
  }

  @Test func `what is read of files that are not done is told beside the counts, and never beyond the end`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .hashes), now: 0)
    _ = jobs.discovered(1, run: 1, now: 0)
    var hashed = ScanJobs.Hashed()
    hashed.filesTotal = 2
    hashed.bytesTotal = 1000
    hashed.bytesUnderWay = 400
    jobs.hashed(hashed, 1, run: 2)
    #expect(jobs[1]?.counts.hashedBytes == 0)
    #expect(jobs.bytesUnderWay(1) == 400)
    // A file that grows while it is read.
    hashed.bytesUnderWay = 5000
    jobs.hashed(hashed, 1, run: 2)
    #expect(jobs.bytesUnderWay(1) == 1000)
    hashed.files = 2
    hashed.bytes = 1000
    hashed.bytesUnderWay = 0
    _ = jobs.hashingEnded(1, run: 2, hashed, now: 0)
    #expect(jobs[1]?.counts.hashedBytes == 1000)
    #expect(jobs.bytesUnderWay(1) == 0)
  }

  @Test func `what was paused stays paused across a restart, what waited still waits`() {
    var jobs = ScanJobs()
    for id in 1...4 { _ = jobs.admit(job(Int64(id), .quick, "\(id)"), now: 0) }
    _ = jobs.discovered(1, run: 1, now: 0)
    _ = jobs.pause([1, 3], now: 0)
    var next = ScanJobs(stored: jobs.all)
    #expect(short(next.resumeAll(now: 1)) == ["discover 2.1"])
    #expect(next.all.map(\.state) == [.paused, .running, .paused, .queued])
    #expect(short(next.resume([1], now: 2)) == ["hash 1.1"])
  }

  @Test func `a scan asks providers when it has hashed, where there is one and its kind does`() {
    for (kind, canEnrich, expected) in [
      (.quick, true, ["enrich 1.3"]), (.new, true, ["enrich 1.3"]), (.complete, true, ["enrich 1.3"]),
      (.hashes, true, []), (.quick, false, []),
    ] as [(ScanJob.Kind, Bool, [String])] {
      var jobs = ScanJobs()
      _ = jobs.admit(job(1, kind), now: 0)
      _ = jobs.discovered(1, run: 1, now: 0)
      #expect(short(jobs.hashingEnded(1, run: 2, .init(), canEnrich: canEnrich, now: 1)) == expected)
      #expect(jobs[1]?.state == (expected.isEmpty ? .done : .running))
      #expect(short(jobs.enrichmentEnded(1, run: 3, .init(), now: 2)) == [])
      #expect(jobs[1]?.state == .done)
    }
  }

  @Test func `a scan for metadata looks at nothing and holds up nobody`() throws {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    #expect(short(jobs.admit(job(2, .metadata), now: 0)) == ["enrich 2.1"])
    #expect(jobs[2]?.phase == .enrich)
    // Asked for again it is joined as it is; another selection is another scan.
    let runningJoin = jobs.join(.metadata, scope(""), now: 0)
    let joined = try #require(runningJoin)
    #expect(joined.job.id == 2 && joined.actions == [])
    var all = MetadataOptions()
    all.selection = .all
    let otherJoin = jobs.join(.metadata, scope(""), all, now: 0)
    #expect(otherJoin == nil)
    #expect(short(jobs.pause([2], now: 1)) == ["halt 2"])
    let pausedJoin = jobs.join(.metadata, scope(""), now: 1)
    let again = try #require(pausedJoin)
    #expect(short(again.actions) == ["enrich 2.2"])
    #expect(short(jobs.cancel([2], now: 2)) == ["drop 2", "give up 2"])
    #expect(jobs[2]?.state == .cancelled)
  }

  @Test func `what was asked for before a pause counts, and what comes late`() {
    func enriched(_ games: Int, _ matched: Int, failed: Int = 0) -> ScanJobs.Enriched {
      var enriched = ScanJobs.Enriched()
      enriched.games = games
      enriched.matched = matched
      enriched.failed = failed
      enriched.artwork = matched
      enriched.artworkTotal = games
      return enriched
    }
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .metadata), now: 0)
    jobs.enriched(enriched(100, 10), 1, run: 1)
    #expect(jobs[1]?.counts.gamesToEnrich == 100)
    _ = jobs.pause([1], now: 1)
    // What was under way is finished.
    _ = jobs.enrichmentEnded(1, run: 1, enriched(100, 12, failed: 1), now: 1)
    #expect(jobs[1]?.state == .paused)
    var next = ScanJobs(stored: jobs.all)
    #expect(next.resumeAll(now: 2) == [])
    #expect(short(next.resume([1], now: 2)) == ["enrich 1.1"])
    next.enriched(enriched(87, 0), 1, run: 1)
    #expect(next[1]?.counts.gamesToEnrich == 100)
    #expect(next[1]?.counts.enriched == 12)
    #expect(next[1]?.counts.artwork == 12)
    #expect(next.enrichmentEnded(1, run: 1, enriched(87, 87), now: 3) == [])
    #expect(next[1]?.state == .done)
    #expect(next[1]?.counts.enriched == 99)
    #expect(next[1]?.counts.enrichmentFailed == 1)
    #expect(next[1]?.counts.gamesToEnrich == 100)
  }

  @Test func `a scan for metadata that nobody can be asked for fails, another one says so`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .metadata), now: 0)
    _ = jobs.enrichmentEnded(1, run: 1, .init(), failure: "nobody", now: 1)
    #expect(jobs[1]?.state == .failed)
    #expect(jobs[1]?.message == "nobody")
    _ = jobs.admit(job(2), now: 0)
    _ = jobs.discovered(2, run: 1, now: 0)
    _ = jobs.hashingEnded(2, run: 2, .init(), canEnrich: true, now: 0)
    _ = jobs.enrichmentEnded(2, run: 3, .init(), failure: "nobody", now: 1)
    #expect(jobs[2]?.state == .done)
    #expect(jobs[2]?.problems.map(\.reason) == [ScanJob.Problem.notAsked])
  }

  @Test func `only what changed is stored`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.admit(job(2, .new), now: 0)
    #expect(jobs.takeChanged().map(\.id) == [1])
    #expect(jobs.takeChanged() == [])
    jobs.hashed(.init(), 1, run: 1)
    #expect(jobs.takeChanged() == [])
    _ = jobs.lookedThrough(.init(), 1, run: 1)
    #expect(jobs.takeChanged().map(\.counts.systemsDone) == [1])
  }

  @Test func `a folder that comes late is counted and not noted as done`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1), now: 0)
    _ = jobs.pause([1], now: 0)
    _ = jobs.resume([1], now: 0)
    var found = ScanJobs.Found()
    found.new = 3
    found.files = 3
    #expect(jobs.lookedThrough(found, 1, run: 1) == false)
    #expect(jobs[1]?.counts.new == 3)
    #expect(jobs[1]?.counts.files == 0)
    #expect(jobs[1]?.counts.systemsDone == 0)
  }

  @Test func `of many problems of one kind a few places are kept`() {
    var jobs = ScanJobs()
    _ = jobs.admit(job(1, .complete), now: 0)
    _ = jobs.discovered(1, run: 1, now: 0)
    for number in 0..<50 { jobs.foundDamaged(Array("/\(number)".utf8), 1) }
    #expect(jobs[1]?.problems.first?.count == 50)
    #expect(jobs[1]?.problems.first?.examples.count == ScanJob.Problem.exampleLimit)
    #expect(jobs[1]?.counts.damaged == 50)
  }

  @Test func `the last hundred that ended are remembered`() {
    var jobs = ScanJobs()
    for id in 1...150 {
      _ = jobs.admit(job(Int64(id)), now: 0)
      _ = jobs.cancel([Int64(id)], now: 0)
    }
    _ = jobs.admit(job(151), now: 0)
    #expect(jobs.all.map(\.id) == (51...151).map { Int64($0) })
  }
}
