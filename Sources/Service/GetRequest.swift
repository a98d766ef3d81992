/// What `vitrine get` was asked for: everything that can be judged without looking at the machine.
package struct GetRequest: Sendable {
  /// Names, systems, patterns and paths, as given.
  package var names: [String]
  /// Files with such lines; `-` is standard input.
  package var lists: [String]
  package var collections: [String]
  package var platforms: [String]
  package var sources: [String]
  package var isEverything: Bool
  package var replaces: Bool
  /// Nothing is fetched: what would be is named.
  package var isTrial: Bool
  package var returnsAtOnce: Bool
  package var writesJSON: Bool
  package var mountPoint: String?

  package init(_ invocation: Invocation) throws(Complaint) {
    func values(_ option: String) -> [String] { invocation.options.filter { $0.name == option }.map(\.value) }
    names = invocation.operands
    lists = values("--list")
    collections = values("--collection")
    platforms = values("--platform")
    sources = values("--source")
    isEverything = invocation.has("--all")
    replaces = invocation.has("--replace")
    isTrial = invocation.has("--dry-run")
    returnsAtOnce = invocation.has("--detach")
    writesJSON = invocation.has("--json")
    mountPoint = invocation.value(of: "--mount")
    if names.contains("") { throw Complaint(.usage, "a NAME is empty: usage: vitrine get [NAME]...") }
    let others = names.filter { !$0.hasPrefix("!") } + lists + collections + platforms
    if isEverything, let other = others.first {
      throw Complaint(.usage, "--all is everything there is: take it out, or `\(shown(other))`")
    }
    if !isEverything, others.isEmpty {
      throw Complaint(
        .usage,
        names.isEmpty
          ? "nothing is named: give games, --list FILE, --collection NAME, --platform NAME or --all; see `vitrine help get`"
          : "`\(shown(names[0]))` leaves something out: say of what; --all is of everything")
    }
    if isTrial, returnsAtOnce { throw Complaint(.usage, "--dry-run and --detach cannot be had together") }
    if lists.count(where: { $0 == "-" }) > 1 {
      throw Complaint(.usage, "standard input can be read once: one --list -")
    }
  }
}
