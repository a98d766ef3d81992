internal import Text

/// What `vitrine sources` was asked for: everything that can be judged without looking at the machine.
package struct SourcesRequest: Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case list, add, test, sync, remove
  }

  /// Who asks the server, as far as the command line says it.
  package struct Credentials: Hashable, Sendable {
    package var user: String?
    /// `-` is standard input, as with the next one.
    package var passwordFile: String?
    package var header: String?
    package var keyFile: String?
    package var accessKey: String?
    package var secretKeyFile: String?
    package var sessionTokenFile: String?

    package init() {}
  }

  package var action: Action
  /// Of sources.
  package var names: [String] = []
  /// As given: an address or a path.
  package var place: String?
  package var credentials = Credentials()
  /// The place is a WebDAV folder's.
  package var isWebDAV: Bool
  /// Of a bucket.
  package var endpoint: String?
  package var region: String?
  package var style: String?
  package var platform: String?
  /// The place is the address of a RomM server.
  package var isRomM: Bool
  package var open: Int?
  /// It is tried before it is added.
  package var triesFirst: Bool
  package var returnsAtOnce: Bool
  package var writesJSON: Bool
  package var mountPoint: String?

  package init(_ invocation: Invocation) throws(Complaint) {
    action = try invocation.action(customary: SourcesRequest.customary)
    triesFirst = !invocation.has("--no-test")
    returnsAtOnce = invocation.has("--detach")
    writesJSON = invocation.has("--json")
    mountPoint = invocation.value(of: "--mount")
    platform = invocation.value(of: "--platform")
    isRomM = invocation.has("--romm")
    isWebDAV = invocation.has("--webdav")
    endpoint = invocation.value(of: "--endpoint")
    region = invocation.value(of: "--region")
    style = invocation.value(of: "--style")
    credentials.accessKey = invocation.value(of: "--access-key")
    credentials.secretKeyFile = invocation.value(of: "--secret-key-file")
    credentials.sessionTokenFile = invocation.value(of: "--session-token-file")
    credentials.user = invocation.value(of: "--user")
    credentials.passwordFile = invocation.value(of: "--password-file")
    credentials.header = invocation.value(of: "--header")
    credentials.keyFile = invocation.value(of: "--key-file")
    try take(Array(invocation.operands.dropFirst()))
    try checkOptions(invocation)
    try checkCredentials()
    try checkPlace(invocation)
    if let text = invocation.value(of: "--open") {
      guard let number = Int(text), (1...64).contains(number) else {
        throw Complaint(.usage, "--open: `\(text)` is no number from 1 to 64")
      }
      open = number
    }
  }

  private mutating func take(_ operands: [String]) throws(Complaint) {
    let usage = "usage: vitrine sources \(action.rawValue)" + (action.operands.isEmpty ? "" : " \(action.operands)")
    if operands.contains("") { throw Complaint(.usage, "one of these is empty: \(usage)") }
    if operands.count < action.count.lowerBound {
      let isPlace = action == .add && operands.first.map { SourceOrder.Place.isPlace($0) } == true
      throw Complaint(
        .usage,
        "`vitrine sources \(action.rawValue)` needs more: \(isPlace ? "a name of your choice comes first; " : "")"
          + usage)
    }
    if operands.count > action.count.upperBound {
      throw Complaint(.usage, "`\(operands[action.count.upperBound])` is too much: \(usage)")
    }
    switch action {
    case .list: break
    case .add:
      guard !SourceOrder.Place.isPlace(operands[0]) else {
        throw Complaint(.usage, "a name of your choice comes first, and behind it the place: \(usage)")
      }
      (names, place) = ([operands[0]], operands[1])
    case .test:
      if SourceOrder.Place.isPlace(operands[0]) { place = operands[0] } else { names = operands }
    case .sync, .remove: names = operands
    }
  }

  private func checkOptions(_ invocation: Invocation) throws(Complaint) {
    for (option, actions) in SourcesRequest.actionsOfOptions where invocation.has(option) && !actions.contains(action) {
      let names = actions.map { "`vitrine sources \($0.rawValue)`" }.joined(separator: " and ")
      throw Complaint(.usage, "\(option) is for \(names)")
    }
    let describing =
      ["--user", "--password-file", "--key-file", "--header", "--platform", "--webdav", "--romm"]
      + SourcesRequest.optionsOfBuckets
    if action == .test, place == nil, let option = describing.first(where: { invocation.has($0) }) {
      throw Complaint(
        .usage,
        "\(names[0]) is tried as it is known, without \(option): for another place give its URL or its path, "
          + "which has a slash in it")
    }
    if isRomM, let place, !place.contains("://") {
      throw Complaint(.usage, "--romm: `\(shown(place))` is no address of a server: write https://HOST/")
    }
  }

  private static let optionsOfBuckets = [
    "--endpoint", "--region", "--style", "--access-key", "--secret-key-file", "--session-token-file",
  ]

  private static let actionsOfOptions: [(option: String, actions: [Action])] =
    [
      ("--user", [.add, .test]), ("--password-file", [.add, .test]), ("--key-file", [.add, .test]),
      ("--header", [.add, .test]), ("--platform", [.add, .test]), ("--open", [.add]), ("--no-test", [.add]),
      ("--detach", [.add, .sync]), ("--webdav", [.add, .test]), ("--romm", [.add, .test]),
    ] + optionsOfBuckets.map { ($0, [.add, .test]) }

  private func checkCredentials() throws(Complaint) {
    let (isUser, isKey) = (
      credentials.user != nil || credentials.passwordFile != nil,
      credentials.header != nil || credentials.keyFile != nil
    )
    if isUser, isKey {
      throw Complaint(.usage, "a user with a password, and a key, are two ways to say the same: take one")
    }
    if credentials.user != nil, credentials.passwordFile == nil {
      throw Complaint(
        .usage,
        "--user needs a password: --password-file FILE reads it from a file, --password-file - from standard "
          + "input")
    }
    if credentials.passwordFile != nil, credentials.user == nil {
      throw Complaint(.usage, "--password-file needs --user NAME, whose password it is")
    }
    if credentials.header != nil, credentials.keyFile == nil {
      throw Complaint(.usage, "--header needs --key-file FILE, which has what stands in it")
    }
  }

  /// What goes with a kind of place alone.
  private func checkPlace(_ invocation: Invocation) throws(Complaint) {
    guard let place else { return }
    let isBucket = place.lowercased().hasPrefix("s3://")
    if isWebDAV, isBucket || !place.contains("://") {
      throw Complaint(.usage, "--webdav goes with the address of a folder, such as https://HOST/dav/roms/")
    }
    if !isBucket, let option = SourcesRequest.optionsOfBuckets.first(where: { invocation.has($0) }) {
      throw Complaint(.usage, "\(option) goes with a bucket: write its place as s3://BUCKET or s3://BUCKET/FOLDER/")
    }
    if isBucket, credentials.user != nil || credentials.passwordFile != nil || credentials.keyFile != nil {
      throw Complaint(.usage, "a bucket is asked with --access-key ID and --secret-key-file FILE")
    }
    if credentials.accessKey != nil, credentials.secretKeyFile == nil {
      throw Complaint(
        .usage, "--access-key needs --secret-key-file FILE, which has its secret key; - is standard input")
    }
    if credentials.accessKey == nil, credentials.secretKeyFile != nil || credentials.sessionTokenFile != nil {
      throw Complaint(.usage, "a secret key needs --access-key ID, whose it is")
    }
    if credentials.secretKeyFile == "-", credentials.sessionTokenFile == "-" {
      throw Complaint(.usage, "only one of both can come from standard input")
    }
  }

  /// What people type because other programs call it so.
  private static let customary: [String: Action] = [
    "ls": .list, "show": .list, "status": .list, "info": .list, "new": .add, "create": .add, "set": .add, "rm": .remove,
    "delete": .remove, "del": .remove, "forget": .remove, "drop": .remove, "check": .test, "try": .test, "ping": .test,
    "probe": .test, "update": .sync, "refresh": .sync, "scan": .sync, "rescan": .sync, "reload": .sync, "crawl": .sync,
  ]
}

extension SourcesRequest.Action {
  var operands: String {
    switch self {
    case .list: ""
    case .add: "NAME URL|PATH"
    case .test: "NAME|URL|PATH"
    case .sync: "[NAME]..."
    case .remove: "NAME"
    }
  }

  fileprivate var count: ClosedRange<Int> {
    switch self {
    case .list: 0...0
    case .add: 2...2
    case .test, .remove: 1...1
    case .sync: 0...100
    }
  }
}
