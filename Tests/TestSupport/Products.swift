internal import Glibc
internal import Platform

/// The programs of this package, built beside the tests that run.
package enum Products {
  /// The directory of the running test program.
  package static let directory: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer[..<max(0, length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    // `swift test` may run the tests inside a helper of the toolchain; their bundle is then among the arguments.
    let candidates = [path] + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    for candidate in candidates {
      guard let slash = candidate.lastIndex(of: "/") else { continue }
      let directory = String(candidate[..<slash])
      if access(directory + "/stallfs", X_OK) == 0 { return directory }
    }
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }()

  package static let vitrine = directory + "/vitrine"
  package static let supervisor = directory + "/vitrine-supervisor"
  package static let bench = directory + "/vitrine-bench"
  package static let stallfs = directory + "/stallfs"
  package static let providerStandIn = directory + "/provider-stand-in"

  /// The package's source directory, which holds `Package.swift`: above this very file.
  package static let sourceRoot: String = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
}

/// Whether a program is installed; says that a test leaves something out when it is not.
package func hasTool(_ name: String) -> Bool {
  if ExternalProgram.find(name) != nil { return true }
  print("skipped: \(name) is not installed")
  return false
}
