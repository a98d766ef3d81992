/// What the command line asks for.
struct BenchOptions: Sendable {
  var runs = 7
  var isQuick = false
  var listsOnly = false
  /// Names of workloads; empty is all.
  var only: Set<String> = []
  /// Games of the library whose discovery is timed; nil is as many as the amount of data has.
  var games: Int?
  /// Part of the time that is slept where a workload does nothing but sleep; nil is as the amount of data has it.
  var timeScale: Int?
  /// The directory in which the data is made; nil is TMPDIR or `/var/tmp`.
  var scratch: String?
  /// Where the figures are written as JSON.
  var json: String?

  static let usage = """
    usage: vitrine-bench [--runs N] [--quick] [--only WORKLOAD]... [--games N] [--time-scale N]
                         [--scratch DIR] [--json FILE] [--list]

    Measures Vitrine beside the plain disk and every installed peer on data it makes itself
    (10 GB; with --quick 1.3 GB), removed afterwards. Run it as root: caches can then be dropped.

      --runs N         interleaved runs of which the median counts (7)
      --quick          less data, for a first look
      --only WORKLOAD  measure this alone; may be repeated; --list names them
      --games N        files of the library whose discovery is timed (100000; with --quick 5000)
      --time-scale N   sleep an Nth of the time where a workload only sleeps (1; with --quick 10)
      --scratch DIR    make the data in DIR, which should lie on a real disk
      --json FILE      also write all figures as JSON
      --list           name workloads and peers, and which are installed
    """

  /// - Throws: ``BenchFailure`` that names the argument at fault.
  init(_ arguments: [String]) throws(BenchFailure) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--list": listsOnly = true
      case "--runs":
        guard let count = Int(try Self.value(of: argument, &rest)), count > 0 else {
          throw BenchFailure("--runs takes a number of at least 1")
        }
        runs = count
      case "--games":
        guard let count = Int(try Self.value(of: argument, &rest)), count >= 10 else {
          throw BenchFailure("--games takes a number of at least 10")
        }
        games = count
      case "--time-scale":
        guard let count = Int(try Self.value(of: argument, &rest)), (1...100).contains(count) else {
          throw BenchFailure("--time-scale takes a number from 1 to 100")
        }
        timeScale = count
      case "--only":
        let name = try Self.value(of: argument, &rest)
        guard workloads.contains(where: { $0.name == name }) else {
          throw BenchFailure("--only \(name): no such workload; --list names them")
        }
        only.insert(name)
      case "--scratch": scratch = try Self.value(of: argument, &rest)
      case "--json": json = try Self.value(of: argument, &rest)
      default: throw BenchFailure("\(argument): no such option\n\n\(Self.usage)")
      }
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws(BenchFailure) -> String {
    guard let value = rest.popFirst() else { throw BenchFailure("\(option) needs a value") }
    return value
  }
}

/// What went wrong, in words for whoever runs the bench.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
