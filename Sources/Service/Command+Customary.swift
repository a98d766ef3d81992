extension Command {
  /// What people type for an option because other programs call it so, or the option takes another form.
  var customaryOptions: [String: String] {
    switch self {
    case .mount:
      ["--allow-other": "-o allow_other", "--allow_other": "-o allow_other", "--options": "-o", "--ro": "-o ro"]
    case .unmount: ["--force": "--lazy", "-f": "--lazy", "-l": "--lazy", "-z": "--lazy"]
    case .scan:
      [
        "--full": "--type complete", "--force": "--type complete", "--rehash": "--type complete",
        "--verify": "--type complete", "--hash": "--type hashes", "--system": "--platform", "--stop": "--cancel",
        "--abort": "--cancel", "--continue": "--resume", "--background": "--detach", "-b": "--detach",
        "-d": "--detach", "-p": "--platform", "-t": "--type", "--metadata": "--type metadata",
        "--unmatched": "--type metadata --select missing", "--update": "--type metadata --select all",
        "--source": "--provider", "--sources": "--provider", "--field": "--fields", "--media": "--artwork",
      ]
    case .prepare:
      [
        "--background": "--detach", "-b": "--detach", "-d": "--detach", "--mountpoint": "--mount", "-m": "--mount",
        "--stop": "--cancel", "--abort": "--cancel",
      ]
    case .cache: ["--mountpoint": "--mount", "-m": "--mount"]
    case .match: ["--open": "--unmatched", "--missing": "--unmatched", "--errors": "--failed"]
    case .sources:
      [
        "--username": "--user", "-u": "--user", "--login": "--user", "--keyfile": "--key-file",
        "--token-file": "--key-file", "--passwordfile": "--password-file", "--skip-test": "--no-test",
        "--dav": "--webdav", "--nextcloud": "--webdav", "--endpoint-url": "--endpoint",
        "--access-key-id": "--access-key", "--addressing-style": "--style", "--notest": "--no-test",
        "--force": "--no-test", "--system": "--platform", "-p": "--platform",
        "--transfers": "--open", "--connections": "--open", "--parallel": "--open", "--background": "--detach",
        "-b": "--detach", "-d": "--detach", "--mountpoint": "--mount", "-m": "--mount",
      ]
    case .get:
      [
        "--background": "--detach", "-b": "--detach", "-d": "--detach", "--mountpoint": "--mount", "-m": "--mount",
        "--system": "--platform", "-p": "--platform", "--from": "--source", "-s": "--source", "--sources": "--source",
        "--force": "--replace", "--overwrite": "--replace", "--everything": "--all", "-a": "--all", "--file": "--list",
        "-f": "--list", "-l": "--list", "--input": "--list", "-i": "--list", "--simulate": "--dry-run",
        "--just-print": "--dry-run", "--dryrun": "--dry-run", "--collections": "--collection", "-c": "--collection",
      ]
    case .jobs:
      [
        "-a": "--all", "--errors": "--failed", "--problems": "--failed", "--mountpoint": "--mount", "-m": "--mount",
      ]
    case .status, .explain, .config, .parse, .doctor, .version, .help, .worker: [:]
    }
  }

  /// What is refused for a reason of its own, by the option people type.
  var refusedOptions: [String: String] {
    switch self {
    case .sources:
      Dictionary(uniqueKeysWithValues: Command.secretOptions.map { ($0.key, Command.refusal($0.key, $0.value)) })
    default: [:]
    }
  }

  /// What would show a secret, and what takes its place.
  private static let secretOptions = [
    "--password": "--password-file", "--passwd": "--password-file", "--pass": "--password-file",
    "--pw": "--password-file", "--key": "--key-file", "--token": "--key-file", "--api-key": "--key-file",
    "--apikey": "--key-file", "--bearer": "--key-file", "--secret": "--key-file",
    "--secret-key": "--secret-key-file", "--secret-access-key": "--secret-key-file",
    "--session-token": "--session-token-file",
  ]

  private static func refusal(_ given: String, _ option: String) -> String {
    "`\(given)` is not taken: others on this machine see what stands on a command line. Write it into a file that only "
      + "you can read, and give \(option) FILE; \(option) - reads it from standard input"
  }
}
