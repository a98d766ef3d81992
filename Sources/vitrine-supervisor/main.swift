internal import Glibc
internal import Platform

// Started by `vitrine mount`. Single-threaded: it holds the connection to the kernel, and with it every program that
// uses the mount, so it does as little as it can.

blockServiceSignals()
guard let options = SupervisorOptions(Array(CommandLine.arguments.dropFirst())) else {
  Log.error("vitrine-supervisor is started by `vitrine mount`, not by hand")
  exit(2)
}
exit(Supervisor.run(options))
