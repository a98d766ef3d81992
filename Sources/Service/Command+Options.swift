extension Command {
  package var options: [Option] {
    let state = Option(
      "--state", value: "DIR",
      "where the catalog and the log are kept (root: /var/lib/vitrine, others: ~/.local/state/vitrine)")
    let mount = Option("--mount", value: "MOUNTPOINT", "which mount, where there are several")
    let config = Option("--config", value: "FILE", "the configuration file; see `vitrine help config`")
    switch self {
    case .mount:
      return [
        config, state,
        Option(
          "-o", value: "LIST",
          "mount options, by commas: allow_other lets other users in; ro is always so, rw is refused"),
        Option(
          "--user", value: "NAME", "serve as this user (only root can); without -o allow_other only root sees the mount"
        ),
        Option("--read-deadline", value: "TIME", "how long a read may wait for the library (30 s)"),
        Option("--log-level", value: "LEVEL", "debug, info, warning or error (info)"),
        Option("--foreground", short: "-f", "stay in the foreground and log to the terminal"),
      ]
    case .unmount: return [state, Option("--lazy", "also when it is in use: whoever uses it gets errors")]
    case .status:
      return [
        state, Option("--json", "the whole report as JSON"),
        Option("--watch", "again every second until interrupted"),
      ]
    case .scan:
      return [
        Option(
          "--type", value: "TYPE",
          "quick (default): what has changed; new: system folders not known yet; hashes: quick, and every file is hashed; "
            + "complete: everything read anew, hashed again and compared; metadata: providers are asked about games"),
        Option("--platform", value: "NAME", "only this system, such as nes; may be given again"),
        Option("--select", value: "WHICH", "of --type metadata: missing (default), new, due, marked or all games"),
        Option("--provider", value: "NAME", "of --type metadata: ask only this one, such as igdb; may be given again"),
        Option("--fields", value: "LIST", "of --type metadata: what is stored, such as name,genre; the rest stays"),
        Option("--artwork", value: "LIST", "of --type metadata: what is fetched, such as cover,manual, or none"),
        Option("--detach", "return at once; the scan goes on"),
        Option("--pause", "let scans rest, also across a remount; with a PATH those within it"),
        Option("--resume", "go on with what was paused"),
        Option("--cancel", "end scans; what was found stays"),
        Option("--json", "a line of JSON for each step; the last is the result"),
        state,
      ]
    case .prepare:
      return [
        mount, Option("--detach", "return at once; the service goes on"),
        Option("--cancel", "end all that is being prepared; what is complete stays"),
        Option("--json", "a line of JSON for each step; the last is the result"), state,
      ]
    case .cache: return [mount, Option("--json", "the answer as JSON"), state]
    case .match:
      return [
        Option("--unmatched", "list those without a match"),
        Option("--candidates", "list those where something was near, but not near enough"),
        Option("--failed", "list those where a provider gave no answer, or not all of one"),
        Option("--manual", "list what you said"), Option("--all", "list all of them"),
        Option("--json", "the answer as JSON"), state,
      ]
    case .sources:
      return [
        Option("--user", value: "NAME", "of add and test: who you are to the server"),
        Option("--password-file", value: "FILE", "goes with it: a file with the password, or - for standard input"),
        Option("--key-file", value: "FILE", "instead: a file with the key that the server wants to see, or -"),
        Option("--header", value: "NAME", "the header that has the key (Authorization)"),
        Option("--webdav", "of add and test: the URL is a WebDAV folder's, as of Nextcloud; also davs://…"),
        Option("--endpoint", value: "URL", "of a bucket, s3://…: the server that has it (Amazon's)"),
        Option("--region", value: "NAME", "of a bucket: where it is (us-east-1)"),
        Option("--style", value: "STYLE", "of a bucket: its name in the path, or as a virtual host's (auto)"),
        Option("--access-key", value: "ID", "of a bucket: who you are to it"),
        Option("--secret-key-file", value: "FILE", "goes with it: a file with the secret key, or -"),
        Option("--session-token-file", value: "FILE", "goes with keys for some hours: a file with the token, or -"),
        Option("--platform", value: "NAME", "of add and test: everything there is of this system, such as snes"),
        Option("--romm", "of add and test: URL is that of a RomM server; a token of RomM's is a key"),
        Option("--open", value: "N", "of add: transfers at the same time (4)"),
        Option("--no-test", "of add: also where it does not answer now"),
        Option("--detach", "of add and sync: return at once; the listing goes on"), mount,
        Option("--json", "the answer as JSON; of what is followed a line for each step, the last is the result"), state,
      ]
    case .get:
      return [
        Option("--collection", value: "NAME", "what this collection of the configuration lists; may be given again"),
        Option("--list", value: "FILE", "what this file lists, a name in each line, or -; may be given again"),
        Option("--platform", value: "NAME", "all of this system, such as snes; may be given again"),
        Option("--all", "everything there is"),
        Option("--source", value: "NAME", "only from this source; may be given again"),
        Option("--replace", "also what is there already; it takes the place of what was fetched before"),
        Option("--dry-run", short: "-n", "name the files, and fetch nothing"),
        Option("--detach", "return at once; the service goes on"), mount,
        Option("--json", "a line of JSON for what was found and for each step; the last is the result"), state,
      ]
    case .jobs:
      return [
        Option("--failed", "of list: what failed"),
        Option("--all", "of list: also what is done; of the other actions: all jobs that it can be done to"), mount,
        Option("--json", "a line of JSON for each job, file or step"), state,
      ]
    case .doctor: return [state]
    case .explain:
      return [
        Option("--library", value: "DIR", "look into this library, and ask no mount"),
        Option("--rules", "list all rules"), config, state, Option("--json", "the whole explanation as JSON"),
      ]
    case .config: return [config, state, Option("--json", "the answer of check, show or reload as JSON")]
    case .parse:
      return [Option("--json", "one JSON object a line for each name")]
    case .version, .help: return []
    case .worker:
      return [
        "--mountpoint", "--state", "--runtime", "--user", "--config", "--override", "--restarts",
      ]
      .map { Option($0, value: "VALUE", "as `vitrine mount` gives it") }
    }
  }
}
