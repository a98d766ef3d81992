internal import Glibc
internal import Platform

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.contains("--help") || arguments.contains("-h") {
    print(BenchOptions.usage)
    exit(0)
  }
  let options = try BenchOptions(arguments)
  if options.listsOnly {
    for workload in workloads { print("\(workload.name): \(Report.joined(workload.conditions))") }
    for peer in peers {
      print("\(peer.name): \(peer.isInstalled ? "installed" : "not installed"); shows \(peer.shows)")
    }
    exit(0)
  }
  let scratch = try Scratch(in: options.scratch ?? environmentVariables()["TMPDIR"] ?? "/var/tmp")
  try scratch.cleanUpOnSignals()
  defer { scratch.cleanUp() }
  var bench = Bench(options, scratch)
  let report = try bench.run()
  print(report.table())
  if let path = options.json { try DataSet.writeText(path, report.json()) }
} catch {
  printError("vitrine-bench: \(error)")
  exit(1)
}
