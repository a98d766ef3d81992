internal import Model
internal import Platform
internal import Scan

extension StatusReport {
  /// How far hashing is. Files and bytes since the service started; what was known already does not count.
  package struct Checksums: Sendable {
    /// Of what readers wait for, or of the background.
    package struct Lane: Sendable {
      package var done = 0
      package var total = 0
      package var bytesDone: Int64 = 0
      package var bytesTotal: Int64 = 0
      package init() {}
    }

    /// A thread at work.
    package struct Worker: Sendable {
      package var name: String
      /// Absolute.
      package var path: String
      package var bytesDone: Int64
      package var bytesTotal: Int64

      package init(name: String, path: String, bytesDone: Int64, bytesTotal: Int64) {
        self.name = name
        self.path = path
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
      }
    }

    /// Files whose results are stored, and those that cannot be read.
    package var done = 0
    package var total = 0
    package var bytesDone: Int64 = 0
    package var bytesTotal: Int64 = 0
    /// Files that could not be read.
    package var unreadable = 0
    /// Over the last seconds.
    package var filesPerSecond = 0.0
    package var bytesPerSecond = 0.0
    /// Why the background stands still; nil while it works or has nothing to do.
    package var paused: String?
    /// Files that are not what they were, though their size and time say so.
    package var different = 0
    /// Archives that could not be looked into, or not be read whole, by reason.
    package var archiveProblems: [(reason: String, count: Int)] = []
    package var readers = Lane()
    package var background = Lane()
    package var workers: [Worker] = []

    package init() {}

    init(_ progress: HashingProgress) {
      self.init()
      done = progress.filesDone
      total = progress.filesTotal
      bytesDone = progress.bytesDone
      bytesTotal = progress.bytesTotal
      unreadable = progress.readers.failed + progress.background.failed
      filesPerSecond = progress.filesPerSecond
      bytesPerSecond = progress.bytesPerSecond
      paused = progress.pause?.rawValue
      different = progress.differences
      archiveProblems = ArchiveProblem.allCases.compactMap { problem in
        progress.archiveProblems[problem].map { (problem.rawValue, $0) }
      }
      readers = Lane(progress.readers)
      background = Lane(progress.background)
      workers = progress.workers.map { worker in
        Worker(
          name: worker.name, path: worker.root.path + "/" + String(decoding: worker.path, as: UTF8.self),
          bytesDone: worker.bytesDone, bytesTotal: worker.bytesTotal)
      }
    }

    func write(to json: inout JSONWriter) {
      json.object("checksums") { json in
        json.member("done", done)
        json.member("total", total)
        json.member("bytesDone", bytesDone)
        json.member("bytesTotal", bytesTotal)
        json.member("unreadable", unreadable)
        json.member("different", different)
        json.member("filesPerSecond", rounded(filesPerSecond))
        json.member("bytesPerSecond", rounded(bytesPerSecond))
        json.member("paused", paused)
        json.object("archives") { json in
          for problem in archiveProblems { json.member(problem.reason, problem.count) }
        }
        json.object("readers") { readers.write(to: &$0) }
        json.object("background") { background.write(to: &$0) }
        json.array("workers") { json in
          for worker in workers {
            json.object { json in
              json.member("name", worker.name)
              json.member("path", worker.path)
              json.member("bytesDone", worker.bytesDone)
              json.member("bytesTotal", worker.bytesTotal)
            }
          }
        }
      }
    }

    private func rounded(_ rate: Double) -> Double { (rate * 10).rounded() / 10 }
  }
}

extension StatusReport.Checksums.Lane {
  fileprivate init(_ lane: HashingProgress.Lane) {
    self.init()
    done = lane.done.files
    total = lane.total.files
    bytesDone = lane.done.bytes
    bytesTotal = lane.total.bytes
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.member("done", done)
    json.member("total", total)
    json.member("bytesDone", bytesDone)
    json.member("bytesTotal", bytesTotal)
  }
}
