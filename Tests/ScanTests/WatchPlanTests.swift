internal import Model
internal import Scan
internal import Testing

@Suite struct WatchPlanTests {
  private let root = LibraryRoot(id: 1, path: "/library")
  private let second: UInt64 = 1_000_000_000
  private let millisecond: UInt64 = 1_000_000

  private func place(_ folder: String) -> Shelf.Location {
    Shelf.Location(root: root, folder: [UInt8](folder.utf8))
  }

  private func path(_ path: String) -> [UInt8] { [UInt8](path.utf8) }

  /// The looks of one moment: `nes: USA|Europe`, `psx: *` for all of it, `nes: ~` for its times.
  private func shown(_ actions: [WatchPlan.Action]) -> [String] {
    func text(_ scope: LookScope) -> String {
      if scope.isComplete { return "*" }
      let folders = scope.folders.map { String(decoding: $0, as: UTF8.self) }.sorted().joined(separator: "|")
      return folders + (scope.comparesTimes ? "~" : "") + (scope.listsLinks ? "@" : "") + (scope.listsUnread ? "!" : "")
    }
    return actions.map { action in
      switch action {
      case .look(let location, let scope): String(decoding: location.folder, as: UTF8.self) + ": " + text(scope)
      case .lookAtRoot(let root, let scope): root.path + ": " + text(scope)
      }
    }
  }

  private func report(
    unwatched: Int = 0, isDistant: Bool = false, unread: Int = 0, holdsLinks: Bool = false,
    scope: LookScope = .complete, hasChanged: Bool = false, duration: UInt64 = 0
  ) -> WatchPlan.Report {
    var report = WatchPlan.Report()
    report.unwatched = unwatched
    report.isDistant = isDistant
    report.unread = unread
    report.holdsLinks = holdsLinks
    report.scope = scope
    report.hasChanged = hasChanged
    report.duration = duration
    report.cost = duration
    return report
  }

  @Test func aChangeIsLookedAtWhenItIsQuiet() {
    var plan = WatchPlan()
    #expect(plan.nextDue == nil)
    plan.changed(place("nes"), folder: path("USA"), isBeingWritten: false, now: 0)
    plan.changed(place("nes"), folder: path("Europe"), isBeingWritten: false, now: 100 * millisecond)
    plan.changed(place("psx"), folder: path(""), isBeingWritten: false, now: 100 * millisecond)
    #expect(plan.nextDue == 400 * millisecond)
    #expect(plan.next(now: 399 * millisecond) == [])
    #expect(shown(plan.next(now: 400 * millisecond)) == ["nes: Europe|USA", "psx: "])
    #expect(plan.nextDue == nil)
  }

  @Test func aStreamOfChangesIsLookedAtEveryTwoSeconds() {
    var plan = WatchPlan()
    var looks: [UInt64] = []
    for tick in 0..<50 as Range<UInt64> {
      let now = tick * 100 * millisecond
      plan.changed(place("nes"), folder: path(""), isBeingWritten: false, now: now)
      if !plan.next(now: now).isEmpty { looks.append(now / millisecond) }
    }
    #expect(looks == [2000, 4100])
  }

  @Test func aFileThatIsBeingWrittenIsLookedAtMoreSeldom() {
    var plan = WatchPlan()
    var looks: [UInt64] = []
    for tick in 0..<100 as Range<UInt64> {
      let now = tick * 100 * millisecond
      plan.changed(place("nes"), folder: path(""), isBeingWritten: true, now: now)
      if !plan.next(now: now).isEmpty { looks.append(now / millisecond) }
    }
    #expect(looks == [3000, 6100, 9200])
    // Closed: at once.
    plan.changed(place("nes"), folder: path(""), isBeingWritten: false, now: 10 * second)
    #expect(plan.nextDue == 10 * second + 300 * millisecond)
    #expect(shown(plan.next(now: 10 * second + 300 * millisecond)) == ["nes: "])
    #expect(plan.nextDue == nil)
  }

  @Test func aLookRestsAsLongAsItTook() {
    var plan = WatchPlan()
    plan.looked(place("nes"), report(duration: 5 * second), now: 10 * second)
    plan.changed(place("nes"), folder: path(""), isBeingWritten: false, now: 11 * second)
    #expect(plan.nextDue == 15 * second)
    #expect(plan.next(now: 14 * second) == [])
    #expect(shown(plan.next(now: 15 * second)) == ["nes: "])
  }

  @Test func whatIsNotWatchedIsLookedAtByTheClock() {
    var plan = WatchPlan()
    plan.looked(place("gb"), report(), now: 0)
    #expect(plan.nextDue == nil)
    plan.looked(place("nes"), report(unwatched: 3), now: 0)
    #expect(plan.nextDue == 2 * second)
    #expect(shown(plan.next(now: 2 * second)) == ["nes: ~"])
    plan.looked(place("nes"), report(unwatched: 3, scope: LookScope(comparesTimes: true)), now: 2 * second)
    #expect(shown(plan.next(now: 4 * second)) == ["nes: *"])
    // Watched by now.
    plan.looked(place("nes"), report(), now: 5 * second)
    #expect(plan.nextDue == nil)
  }

  @Test func lookingByTheClockTakesAFewPercentAtMost() {
    var plan = WatchPlan()
    plan.looked(place("nes"), report(unwatched: 1, duration: 3 * second), now: 0)
    plan.looked(place("psx"), report(unwatched: 1, duration: 1 * second), now: 0)
    plan.looked(
      place("psx"), report(unwatched: 1, scope: LookScope(comparesTimes: true), duration: second / 10), now: 0)
    var now: UInt64 = 0
    var polls = 0
    while let due = plan.nextDue, due < 1000 * second {
      now = due
      for action in plan.next(now: now) {
        guard case .look(let location, let scope) = action else { continue }
        polls += scope.isComplete ? 0 : 1
        let duration = scope.isComplete ? (location == place("nes") ? 3 : 1) * second : second / 10
        plan.looked(location, report(unwatched: 1, scope: scope, duration: duration), now: now)
      }
    }
    // Two folders, at most every ten seconds: a fiftieth of the time.
    #expect(polls > 50 && polls <= 200, "\(polls)")
  }

  @Test func otherMachinesDisksAreLookedAtSeldom() {
    var plan = WatchPlan()
    plan.looked(place("nes"), report(unwatched: 3, isDistant: true), now: 0)
    #expect(plan.nextDue == WatchPlan.distantPoll)
    #expect(shown(plan.next(now: WatchPlan.distantPoll)) == ["nes: ~"])
  }

  @Test func anIntervalThatIsSetIsKept() {
    var plan = WatchPlan(interval: 10 * second, isOn: false)
    plan.looked(place("nes"), report(unwatched: 1, duration: 9 * second), now: 0)
    #expect(plan.nextDue == 10 * second)
    #expect(shown(plan.next(now: 10 * second)) == ["nes: *"])
    var off = WatchPlan(interval: nil, isOn: false)
    off.looked(place("nes"), report(unwatched: 1), now: 0)
    #expect(off.nextDue == nil)
  }

  @Test func anIntervalThatIsChangedHoldsFromThenOn() {
    var plan = WatchPlan(isOn: false)
    plan.looked(place("nes"), report(unwatched: 3), now: 0)
    #expect(plan.nextDue == nil, "without watching, nothing is looked at by the clock")
    plan.setInterval(60 * second, now: 10 * second)
    #expect(plan.nextDue == 70 * second)
    plan.setInterval(20 * second, now: 30 * second)
    #expect(shown(plan.next(now: 50 * second)) == ["nes: *"])
    plan.setInterval(ScanSettings.never, now: 50 * second)
    #expect(plan.nextDue == nil)
    var watching = WatchPlan(interval: ScanSettings.never)
    watching.looked(place("nes"), report(unwatched: 3), now: 0)
    #expect(watching.nextDue == nil, "off is never, whatever cannot be watched")
    watching.setInterval(nil, now: second)
    #expect(watching.nextDue != nil)
  }

  @Test func aRootOutOfReachIsLookedForUntilItIsBack() {
    var plan = WatchPlan()
    for round in 1...3 as ClosedRange<UInt64> {
      plan.looked(root, isAvailable: false, unwatched: 0, isDistant: false, now: (round - 1) * 2 * second)
      #expect(plan.nextDue == round * 2 * second)
      #expect(shown(plan.next(now: round * 2 * second)) == ["/library: *"])
      #expect(plan.nextDue == nil)
    }
    plan.looked(root, isAvailable: true, unwatched: 0, isDistant: false, now: 7 * second)
    #expect(plan.nextDue == nil)
  }

  @Test func changesAboveSystemFoldersAreOneLook() {
    var plan = WatchPlan()
    plan.shapeChanged(root, now: 0)
    plan.shapeChanged(root, now: millisecond)
    #expect(shown(plan.next(now: second)) == ["/library: "])
    plan.upset(root, now: second)
    plan.upset(root, now: second + 100 * millisecond)
    #expect(plan.nextDue == second + 300 * millisecond)
    #expect(shown(plan.next(now: second + 300 * millisecond)) == ["/library: *"])
    #expect(plan.nextDue == nil)
  }

  @Test func whatCannotBeReadIsTriedAgain() {
    var plan = WatchPlan()
    plan.looked(place("nes"), report(unread: 1), now: 0)
    #expect(plan.nextDue == WatchPlan.retry)
    #expect(shown(plan.next(now: WatchPlan.retry)) == ["nes: !"])
    #expect(plan.nextDue == nil)
  }

  @Test func linksAreLookedAtWhenSomethingElseOfTheRootHasChanged() {
    var plan = WatchPlan()
    plan.looked(place("nes"), report(holdsLinks: true), now: 0)
    plan.looked(place("pool"), report(hasChanged: true), now: second)
    #expect(shown(plan.next(now: 2 * second)) == ["nes: @"])
    // That ends: two folders of links do not keep each other busy.
    plan.looked(place("nes"), report(holdsLinks: true, scope: LookScope(), hasChanged: false), now: 2 * second)
    #expect(plan.nextDue == nil)
  }

  @Test func whatIsNoRootAnyMoreIsForgotten() {
    var plan = WatchPlan()
    plan.looked(root, isAvailable: false, unwatched: 0, isDistant: false, now: 0)
    plan.looked(place("nes"), report(unwatched: 1), now: 0)
    plan.changed(place("nes"), folder: [], isBeingWritten: false, now: 0)
    plan.forget(root)
    _ = plan.next(now: 1000 * second)
    #expect(plan.nextDue == nil)
  }
}
