internal import Glibc
internal import Service

exit(Program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
