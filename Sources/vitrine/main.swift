internal import Platform
internal import Service

Host.endProcess(code: Program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
