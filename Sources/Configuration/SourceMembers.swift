internal import Model
internal import Platform

/// The members of a source's object, each by itself.
struct SourceMembers: Sendable {
  var url: SourceSettings.Place?
  var manifest: SourceSettings.Place?
  var path: SourceSettings.Place?
  var romm: SourceSettings.Place?
  var user: String?
  var password: Secret?
  var header: String?
  var key: Secret?
  var open = SourceSettings.standardOpen
  var asked = SourceSettings.standardAsked
  var platform: String?
  var isEnabled = true

  static let table: [Setting<SourceMembers>] = [
    Setting(
      "url", \.url, .indexAddress.orNone, synonyms: ["address", "uri", "link", "server", "host", "http", "https"],
      example: "\"https://nas.local/roms/\"", "the address of a folder whose web server lists what is in it"),
    Setting(
      "manifest", \.manifest, .manifestPlace.orNone, synonyms: ["list", "json", "index", "files"],
      "instead: the address or path of a JSON list of files"),
    Setting(
      "path", \.path, .folderPlace.orNone, synonyms: ["directory", "folder", "location", "dir"],
      "instead: a folder, such as a share that is mounted"),
    Setting(
      "romm", \.romm, .rommAddress.orNone, synonyms: ["rommServer", "romm_url", "rommUrl"],
      example: "\"https://romm.local/\"",
      "instead: the address of a RomM server; \"user\" and \"password\", or a token of RomM's as \"key\", go with it"),
    Setting("user", \.user, .userName.orNone, synonyms: ["username", "login"], "who you are to its server"),
    Setting(
      "password", \.password, .password, synonyms: ["pass", "passwd", "pw", "pwd"],
      "goes with it; better kept in VITRINE_SOURCES_<NAME>_PASSWORD, or in a file that only you can read"),
    Setting("header", \.header, .headerName.orNone, synonyms: ["headerName"], "the header that has the key"),
    Setting(
      "key", \.key, .headerValue, synonyms: ["token", "apiKey", "api_key", "bearer", "authorization", "secret"],
      "instead of user and password: what stands in the header, \"Authorization\" unless named; better kept in "
        + "VITRINE_SOURCES_<NAME>_KEY"),
    Setting(
      "open", \.open, .whole(1...64), synonyms: ["transfers", "connections", "workers", "parallel", "concurrency"],
      "transfers at the same time"),
    Setting(
      "asked", \.asked, .whole(1...64), synonyms: ["requests", "questions", "checkers", "crawlers"],
      "questions for what it has at the same time"),
    Setting(
      "platform", \.platform, .name("the name of a platform, such as \"snes\"").orNone, synonyms: ["system"],
      example: "\"snes\"", "everything it has is of this platform; its first folders are systems where it is left out"),
    Setting("enabled", \.isEnabled, .flag, synonyms: ["active"], "false leaves it alone"),
  ]

  init() {}

  init(_ source: SourceSettings) {
    switch source.place {
    case .index: url = source.place
    case .manifest, .manifestFile: manifest = source.place
    case .folder: path = source.place
    case .romm: romm = source.place
    }
    let secret = source.lacksSecret ? nil : source.secret
    switch source.credentials {
    case .none: break
    case .password(let user, _): (self.user, password) = (user, secret)
    case .header(let name, _): (header, key) = (name, secret)
    }
    open = source.open
    asked = source.asked
    platform = source.platform
    isEnabled = source.isEnabled
  }

  /// What they say together; nil where no place is known. Whether they go together has been looked at.
  func source(_ name: String) -> SourceSettings? {
    guard let place = url ?? manifest ?? path ?? romm else { return nil }
    var source = SourceSettings(
      name: name, place: place, open: open, asked: asked, platform: platform, isEnabled: isEnabled)
    if let user {
      source.credentials = .password(user: user, password ?? Secret(""))
    } else if header != nil || key != nil {
      source.credentials = .header(name: header ?? SourceSettings.standardHeader, key ?? Secret(""))
    }
    return source
  }

  /// What becomes of a password or key where a source is written.
  enum SecretForm: Sendable {
    /// Only that there is one.
    case sign
    case leftOut
    /// For the user's own file, which nobody else may read.
    case clear
  }

  /// Writes what ``ValueType/sources`` reads.
  static func write(_ sources: [SourceSettings], to json: inout JSONWriter, secrets: SecretForm) {
    json.object { json in
      for source in sources { json.member(source.name) { SourceMembers(source).write(to: &$0, secrets: secrets) } }
    }
  }

  private func write(to json: inout JSONWriter, secrets: SecretForm) {
    json.object { json in
      for setting in SourceMembers.table where setting.text(self) != "null" {
        switch secrets {
        case .leftOut where setting.isSecret: break
        case .clear where setting.isSecret: json.member(setting.name, (password ?? key)?.value)
        default: json.member(setting.name) { setting.write(self, to: &$0) }
        }
      }
    }
  }
}
