internal import Acquisition
internal import Catalog
internal import Model
internal import Platform

/// What clients ask about what is fetched, over the control socket.
extension AcquisitionDesk {
  /// By verb.
  var handlers: [String: ControlServer.Handler] {
    let own: [String: ControlServer.Handler] = [
      "get": { [self] arguments in
        answer { () throws(Complaint) in
          let ticket = ask(try GetOrder(arguments: arguments))
          return ControlServer.success { $0.member("ticket", ticket) }
        }
      },
      "get-lines": { [self] arguments in
        answer { () throws(Complaint) in
          let order = try GetOrder(arguments: arguments)
          let draft = try note(order.lines, in: order.draft)
          return ControlServer.success { $0.member("draft", draft) }
        }
      },
      "get-answer": { [self] arguments in answer { () throws(Complaint) in try tell(arguments) } },
      "downloads": { [self] arguments in answer { () throws(Complaint) in try jobs(arguments) } },
      "download-files": { [self] arguments in answer { () throws(Complaint) in try files(arguments) } },
      "download-pause": { [self] in control($0) { [self] id throws(CatalogError) in try acquirer.pause(id) } },
      "download-resume": { [self] in control($0) { [self] id throws(CatalogError) in try acquirer.resume(id) } },
      "download-cancel": { [self] in control($0) { [self] id throws(CatalogError) in try acquirer.cancel(id) } },
      "download-retry": { [self] in
        control($0) { [self] id throws(CatalogError) in (try acquirer.retry(id) ?? 0) > 0 }
      },
    ]
    return own.merging(sources.handlers { [acquirer] in acquirer.view }) { first, _ in first }
  }

  private func answer(_ body: () throws(Complaint) -> [UInt8]) -> [UInt8] {
    do throws(Complaint) { return try body() } catch { return ControlServer.refusal(error) }
  }

  private func number(_ argument: [UInt8]?) throws(Complaint) -> Int64 {
    let text = String(decoding: argument ?? [], as: UTF8.self)
    guard let number = Int64(text) else { throw Complaint(.usage, "`\(shown(text))` is no number of a job") }
    return number
  }

  private func tell(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    switch answer(try number(arguments.first)) {
    case nil: throw Complaint(.failed, "nobody has asked for that")
    case .pending?: return ControlServer.success { $0.member("pending", true) }
    case .refused(let complaint)?: throw complaint
    case .found(let found)?: return ControlServer.success { found.writeMembers(to: &$0) }
    }
  }

  private func jobs(_ id: Int64? = nil) throws(Complaint) -> [DownloadJob] {
    do throws(CatalogError) { return try acquirer.jobs(id) } catch { throw Complaint(.state, error.description) }
  }

  /// All jobs, or one.
  private func jobs(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let id = try arguments.first.map { argument throws(Complaint) in try number(argument) }
    let jobs = try jobs(id)
    if let id, jobs.isEmpty { throw Complaint(.failed, "there is no job \(id); `vitrine jobs list` lists them") }
    let status = status(jobs)
    return ControlServer.success { status.writeMember(to: &$0) }
  }

  /// Rows of one answer: the next client waits meanwhile.
  private static let mostRows = 400

  /// A page of a job's files: its number, the number of the last file of the page before, and states.
  private func files(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let id = try number(arguments.first)
    let after = try arguments.dropFirst().first.map { argument throws(Complaint) in try number(argument) } ?? 0
    let states = arguments.dropFirst(2).compactMap { Download.State(rawValue: String(decoding: $0, as: UTF8.self)) }
    let files: [Download]
    do throws(CatalogError) {
      files = try catalog.downloads(ofJob: id, after: after, limit: AcquisitionDesk.mostRows, in: Set(states))
    } catch {
      throw Complaint(.state, error.description)
    }
    let view = acquirer.view
    return ControlServer.success { json in
      json.array("files") { json in for file in files { DownloadReport(file.asOf(view)).write(to: &json) } }
      json.member("next", files.count == AcquisitionDesk.mostRows ? files.last?.id : nil)
    }
  }

  /// - Parameters:
  ///   - arguments: numbers of jobs; all that have not ended where there is none.
  ///   - body: whether it could be done.
  private func control(
    _ arguments: [[UInt8]], _ body: (Int64) throws(CatalogError) -> Bool
  ) -> [UInt8] {
    answer { () throws(Complaint) in
      var ids: [Int64] = []
      for argument in arguments { ids.append(try number(argument)) }
      let known = try jobs()
      if let unknown = ids.first(where: { id in !known.contains { $0.id == id } }) {
        throw Complaint(.failed, "there is no job \(unknown); `vitrine jobs list` lists them")
      }
      let meant = ids.isEmpty ? known.filter { !$0.state.isEnded }.map(\.id) : ids
      var done: Set<Int64> = []
      do throws(CatalogError) {
        for id in meant where try body(id) { done.insert(id) }
      } catch {
        throw Complaint(.state, error.description)
      }
      let after = try jobs().filter { meant.contains($0.id) }
      return ControlServer.success { json in
        json.array("jobs") { json in for job in after { DownloadJobReport(job).write(to: &json) } }
        json.array("changed") { json in for id in done.sorted() { json.value(id) } }
      }
    }
  }

  // MARK: Status

  /// - Parameter jobs: nil for those that have not ended, and the last that have.
  func status(_ jobs: [DownloadJob]? = nil) -> StatusReport.Acquisition {
    var status = StatusReport.Acquisition()
    let view = acquirer.view
    status.isOn = isOn
    status.directory = directory
    status.take(view)
    status.sources = sources.reports(view)
    let known = jobs ?? ((try? acquirer.jobs()) ?? [])
    let shown = jobs == nil ? known.filter { !$0.state.isEnded } + known.filter(\.state.isEnded).suffix(3) : known
    status.jobs = shown.sorted { $0.id < $1.id }.map { DownloadJobReport(withUnderWay($0, view)) }
    return status
  }

  /// What has come of a file is stored every few megabytes: too seldom to see that anything moves.
  private func withUnderWay(_ job: DownloadJob, _ view: AcquisitionView) -> DownloadJob {
    guard job.state == .running, job.counts[.transferring] > 0 else { return job }
    let files = try? catalog.downloads(ofJob: job.id, limit: AcquisitionDesk.mostRows, in: [.transferring])
    var job = job
    for file in files ?? [] {
      let now = file.asOf(view)
      job.counts.received += now.received - file.received
      job.counts.bytes = job.counts.bytes.saturatingSum(now.countedBytes - file.countedBytes)
    }
    return job
  }
}

extension Download {
  /// With what has come since it was stored.
  fileprivate func asOf(_ view: AcquisitionView) -> Download {
    guard state == .transferring, let worker = view.workers.first(where: { $0.path == path }),
      case .transferring(_, let bytes, let total, _) = worker.activity
    else { return self }
    var file = self
    file.received = max(received, bytes)
    file.partTotal = partTotal ?? total
    return file
  }

  /// As the catalog counts it in a job.
  fileprivate var countedBytes: Int64 { max(size ?? partTotal ?? received, received) }
}
