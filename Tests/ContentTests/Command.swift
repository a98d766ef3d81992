internal import Glibc
internal import Testing

/// A program of this machine, run to its end.
struct Command {
  var arguments: [String]
  /// Where standard input comes from.
  var input = "/dev/null"
  var directory: String

  struct Outcome {
    /// The exit code, or 128 + signal.
    var status: Int32
    /// Standard output and standard error.
    var output: String
  }

  /// Runs it in UTC and in an UTF-8 locale. A program that is not there has status 127.
  func run() throws -> Outcome {
    let log = "\(directory)/output-\(UInt32.random(in: .min ... .max))"
    defer { unlink(log) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // posix_spawn has no portable way to set the directory.
    var argv = (["env", "-C", directory] + arguments).map { strdup($0) }
    argv.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = ["PATH", "HOME", "JAVA_HOME"].compactMap { (name: String) in
      getenv(name).flatMap { strdup("\(name)=\(String(cString: $0))") }
    }
    environment += [strdup("TZ=UTC"), strdup("LC_ALL=C.UTF-8"), nil]
    defer { for pointer in argv + environment { free(pointer) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, "env", &actions, nil, argv, environment)
    guard failure == 0 else { return Outcome(status: 127, output: "\(arguments[0]): cannot be run") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    return Outcome(status: code, output: String(decoding: try readFile(log), as: UTF8.self))
  }
}

/// Whether all of `programs` are in PATH; says which is not.
func toolsArePresent(_ programs: String...) -> Bool {
  let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
  for program in programs where !folders.contains(where: { access("\($0)/\(program)", X_OK) == 0 }) {
    print("skipped: \(program) is not installed")
    return false
  }
  return true
}

/// All bytes of a file.
func readFile(_ path: String) throws -> [UInt8] {
  let file = open(path, O_RDONLY)
  try #require(file >= 0, "\(path): errno \(errno)")
  defer { close(file) }
  let size = Int(lseek(file, 0, SEEK_END))
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let done = pread(file, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
      if done <= 0 { break }
      count += done
    }
  }
}

func writeFile(_ path: String, _ contents: some Collection<UInt8>) throws {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  try #require(file >= 0, "\(path): errno \(errno)")
  defer { close(file) }
  let bytes = Array(contents)
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    try #require(count > 0, "\(path): errno \(errno)")
    done += count
  }
}

/// Calls `body` with the path of a new directory, which is gone afterwards.
func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/vitrine-content-XXXXXX".utf8CString)
  try #require(mkdtemp(&template) != nil)
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { _ = try? Command(arguments: ["rm", "-rf", path], directory: "/").run() }
  return try body(path)
}
