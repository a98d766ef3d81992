internal import Model
internal import Platform

/// The members of a source's object, each by itself.
struct SourceMembers: Sendable {
  var url: SourceSettings.Place?
  var manifest: SourceSettings.Place?
  var path: SourceSettings.Place?
  var romm: SourceSettings.Place?
  var webDAV: SourceSettings.Place?
  var s3: S3Bucket?
  var endpoint: String?
  var region: String?
  var style: S3Bucket.Style?
  var user: String?
  var password: Secret?
  var header: String?
  var key: Secret?
  var accessKey: String?
  var secretKey: Secret?
  var sessionToken: Secret?
  var open = SourceSettings.standardOpen
  var asked = SourceSettings.standardAsked
  var platform: String?
  var shown = SourceExposure.everywhere
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
    Setting(
      "webdav", \.webDAV, .webDAVAddress.orNone, synonyms: ["dav", "nextcloud", "owncloud", "davs", "webdavs"],
      "instead: the address of a WebDAV folder, such as https://HOST/remote.php/dav/files/USER/Games/ of Nextcloud"),
    Setting(
      "s3", \.s3, .bucket.orNone, synonyms: ["bucket", "minio", "aws"],
      "instead: a bucket, or a folder in one, such as s3://games/roms/"),
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
      "endpoint", \.endpoint, .endpoint.orNone,
      synonyms: ["endpoint_url", "endpointUrl", "endpoint-url", "endpoint_override", "host_base"],
      "the address of the server that has the bucket; Amazon's where it is left out"),
    Setting(
      "region", \.region, .region.orNone,
      synonyms: ["aws_region", "default_region", "location_constraint", "locationConstraint"],
      "where the bucket is, \(S3Bucket.standardRegion) unless it is said"),
    Setting(
      "style", \.style, ValueType<S3Bucket.Style>.choice(S3Bucket.Style.self).orNone,
      synonyms: [
        "addressing_style", "addressingStyle", "force_path_style", "forcePathStyle", "path_style", "pathStyle",
        "use_path_style",
      ],
      "\"path\" has the bucket's name in the path, \"virtual\" in the host's name; \"auto\" as its server likes it"),
    Setting(
      "accessKey", \.accessKey, .accessKey.orNone,
      synonyms: [
        "access_key", "access-key", "accessKeyId", "access_key_id", "aws_access_key_id", "keyId", "key_id",
      ], "who you are to the bucket; everybody where it is left out"),
    Setting(
      "secretKey", \.secretKey, .secretKey,
      synonyms: [
        "secret_key", "secret-key", "secretAccessKey", "secret_access_key", "aws_secret_access_key", "accessSecret",
      ], "goes with it, and is sent nowhere; better kept in VITRINE_SOURCES_<NAME>_SECRET_KEY"),
    Setting(
      "sessionToken", \.sessionToken, .headerValue,
      synonyms: ["session_token", "session-token", "aws_session_token", "securityToken", "security_token"],
      "goes with keys that hold for some hours; better kept in VITRINE_SOURCES_<NAME>_SESSION_TOKEN"),
    Setting(
      "open", \.open, .whole(1...64), synonyms: ["transfers", "connections", "workers", "parallel", "concurrency"],
      "transfers at the same time"),
    Setting(
      "asked", \.asked, .whole(1...64), synonyms: ["requests", "questions", "checkers", "crawlers"],
      "questions for what it has at the same time"),
    Setting(
      "platform", \.platform, .name("the name of a platform, such as \"snes\"").orNone, synonyms: ["system"],
      example: "\"snes\"", "everything it has is of this platform; its first folders are systems where it is left out"),
    Setting(
      "show", \.shown, .choice(SourceExposure.self),
      synonyms: ["shown", "visible", "list", "listed", "exposure", "views"],
      "where the mount shows what it has and the library has not, to be fetched as it is read: \"everywhere\", only in "
        + "the folder \"Available\", or \"never\""),
    Setting("enabled", \.isEnabled, .flag, synonyms: ["active"], "false leaves it alone"),
  ]

  init() {}

  init(_ source: SourceSettings) {
    switch source.place {
    case .index: url = source.place
    case .manifest, .manifestFile: manifest = source.place
    case .folder: path = source.place
    case .romm: romm = source.place
    case .webDAV: webDAV = source.place
    case .s3(let bucket):
      s3 = S3Bucket(bucket.name, prefix: bucket.prefix)
      endpoint = bucket.endpoint
      if bucket.region != S3Bucket.standardRegion { region = bucket.region }
      if bucket.style != .auto { style = bucket.style }
    }
    let secret = source.lacksSecret ? nil : source.secret
    switch source.credentials {
    case .none: break
    case .password(let user, _): (self.user, password) = (user, secret)
    case .header(let name, _): (header, key) = (name, secret)
    case .accessKey(let id, _, let token): (accessKey, secretKey, sessionToken) = (id, secret, token)
    }
    open = source.open
    asked = source.asked
    platform = source.platform
    shown = source.shown
    isEnabled = source.isEnabled
  }

  /// What they say together; nil where no place is known. Whether they go together has been looked at.
  func source(_ name: String) -> SourceSettings? {
    guard let place = url ?? manifest ?? path ?? romm ?? webDAV ?? bucket.map({ .s3($0) }) else { return nil }
    var source = SourceSettings(
      name: name, place: place, open: open, asked: asked, platform: platform, shown: shown, isEnabled: isEnabled)
    if let accessKey {
      source.credentials = .accessKey(accessKey, secretKey: secretKey ?? Secret(""), sessionToken: sessionToken)
    } else if let user {
      source.credentials = .password(user: user, password ?? Secret(""))
    } else if header != nil || key != nil {
      source.credentials = .header(name: header ?? SourceSettings.standardHeader, key ?? Secret(""))
    }
    return source
  }

  private var bucket: S3Bucket? {
    s3.map { bucket in
      S3Bucket(
        bucket.name, prefix: bucket.prefix, endpoint: endpoint, region: region ?? S3Bucket.standardRegion,
        style: style ?? .auto)
    }
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

  private func write(to json: inout JSONWriter, secrets form: SecretForm) {
    let secrets = ["password": password, "key": key, "secretKey": secretKey, "sessionToken": sessionToken]
      .compactMapValues { $0 }
    json.object { json in
      for setting in SourceMembers.table where setting.text(self) != "null" {
        switch form {
        case .leftOut where setting.isSecret: break
        case .clear where setting.isSecret: json.member(setting.name, secrets[setting.name]?.value)
        default: json.member(setting.name) { setting.write(self, to: &$0) }
        }
      }
    }
  }
}
