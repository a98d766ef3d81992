/// Why something in the library is not shown.
package enum ScanProblem: String, Sendable, Hashable, CaseIterable {
  case unreadableFolder = "unreadable folder"
  case unreadableFile = "file without status"
  case danglingLink = "dangling link"
  case cyclicLink = "cyclic link"
  case escapingLink = "link out of the library"
  case repeatedLink = "second link to one folder"
  case specialFile = "device, socket or pipe"
  case tooDeep = "nested too deeply"
  case pathTooLong = "path too long"
  case fileOutsideSystem = "file outside a system folder"
  case unreadableDescriptor = "disc descriptor that cannot be read"
  case oversizedDescriptor = "disc descriptor larger than 1 MiB, and so none"
  case missingDiscFile = "file named by a disc descriptor and not there"
  case missingDisk = "system folder whose disk is not mounted"
  case tooMany = "beyond the limits of a library"
  case catalogNotWritten = "system folder not stored in the catalog"
}

/// Problems by kind: how many, and the first few paths.
package struct ScanProblems: Sendable, Equatable {
  /// One kind of problem.
  package struct Entry: Sendable, Equatable {
    package var count = 0
    /// Raw paths below the root, ``ScanProblems/exampleLimit`` at most.
    package var examples: [[UInt8]] = []
  }

  /// Paths kept of each kind.
  package static let exampleLimit = 5

  /// The kinds that occurred.
  package private(set) var entries: [ScanProblem: Entry] = [:]

  package init() {}

  /// Problems of all kinds together.
  package var count: Int { entries.values.reduce(0) { $0 + $1.count } }

  package subscript(problem: ScanProblem) -> Entry { entries[problem] ?? Entry() }

  mutating func add(_ problem: ScanProblem, path: some Collection<UInt8>) {
    var entry = entries[problem] ?? Entry()
    entry.count += 1
    if entry.examples.count < ScanProblems.exampleLimit { entry.examples.append([UInt8](path)) }
    entries[problem] = entry
  }

  mutating func add(_ other: ScanProblems) {
    for (problem, added) in other.entries {
      var entry = entries[problem] ?? Entry()
      entry.count += added.count
      entry.examples += added.examples.prefix(ScanProblems.exampleLimit - entry.examples.count)
      entries[problem] = entry
    }
  }
}
