package import Model

/// A place that missing games are fetched from.
package struct SourceSettings: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// The URL of a folder that a web server lists, with a slash at its end.
    case index(String)
    /// The URL of a JSON list of files.
    case manifest(url: String)
    /// The path of such a list. Absolute.
    case manifestFile(String)
    /// Absolute.
    case folder(String)
    /// The URL of a RomM server, with a slash at its end.
    case romm(String)
    /// The URL of a folder of a WebDAV server, with a slash at its end.
    case webDAV(String)
    case s3(S3Bucket)
  }

  /// What the server gets to see. A secret that is empty is one that is not known here: see
  /// ``SourceSettings/lacksSecret``.
  package enum Credentials: Hashable, Sendable {
    case none
    case password(user: String, Secret)
    /// A header of that name.
    case header(name: String, Secret)
    /// Of a bucket, which gets to see neither of the secrets but the token.
    case accessKey(String, secretKey: Secret, sessionToken: Secret?)
  }

  package static let standardOpen = 4
  package static let standardAsked = 4
  package static let standardHeader = "Authorization"

  package var name: String
  package var place: Place
  package var credentials: Credentials
  /// Transfers at the same time.
  package var open: Int
  /// Questions at the same time.
  package var asked: Int
  /// Everything it has is of this platform, as configured; nil where its first folders are systems.
  package var platform: String?
  /// Where the mount shows what it offers.
  package var shown: SourceExposure
  package var isEnabled: Bool

  package init(
    name: String, place: Place, credentials: Credentials = .none, open: Int = standardOpen, asked: Int = standardAsked,
    platform: String? = nil, shown: SourceExposure = .everywhere, isEnabled: Bool = true
  ) {
    self.name = name
    self.place = place
    self.credentials = credentials
    self.open = open
    self.asked = asked
    self.platform = platform
    self.shown = shown
    self.isEnabled = isEnabled
  }

  /// The address or path, for people: no key is in it.
  package var placeText: String { place.text }

  /// Whether a user or header is named, and the password or key is not known: its server need not be asked.
  package var lacksSecret: Bool { secret.map { $0.value.isEmpty } ?? false }

  /// The password or key, which all that is secret needs.
  var secret: Secret? {
    get {
      switch credentials {
      case .none: nil
      case .password(_, let secret), .header(_, let secret), .accessKey(_, let secret, _): secret
      }
    }
    set {
      guard let newValue else { return }
      switch credentials {
      case .none: break
      case .password(let user, _): credentials = .password(user: user, newValue)
      case .header(let name, _): credentials = .header(name: name, newValue)
      case .accessKey(let key, _, let token): credentials = .accessKey(key, secretKey: newValue, sessionToken: token)
      }
    }
  }

  var sessionToken: Secret? {
    get { if case .accessKey(_, _, let token) = credentials { token } else { nil } }
    set {
      guard case .accessKey(let key, let secret, _) = credentials else { return }
      credentials = .accessKey(key, secretKey: secret, sessionToken: newValue)
    }
  }

  /// Takes over the secret of what is the same source to its server: so no other server gets to see it.
  mutating func takeSecret(of sources: [SourceSettings]) {
    guard
      let other = sources.first(where: { other in
        other.name == name && other.place == place && !other.lacksSecret && other.withoutSecret == withoutSecret
      })
    else { return }
    credentials = other.credentials
  }

  private var withoutSecret: Credentials {
    var copy = self
    copy.secret = Secret("")
    copy.sessionToken = nil
    return copy.credentials
  }

  /// The variable that may hold a part of it: `VITRINE_SOURCES_`, the name in capitals, and the part, of which
  /// `secretKey` is `SECRET_KEY`.
  func variable(_ part: String) -> String {
    let name = name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "\(SourceSettings.variablePrefix)\(String(name))_\(SourceSettings.variableSuffix(part))"
  }

  static func variableSuffix(_ part: String) -> String {
    part.reduce(into: "") { $0 += $1.isUppercase ? "_\($1)" : $1.uppercased() }
  }

  /// What may be in a variable. Of two that end alike the longer one comes first.
  static let secretParts = ["password", "secretKey", "sessionToken", "key"]

  static let variablePrefix = "VITRINE_SOURCES_"
}

extension SourceSettings.Place {
  package var text: String {
    switch self {
    case .index(let text), .manifest(let text), .manifestFile(let text), .folder(let text), .romm(let text),
      .webDAV(let text):
      text
    // Buckets of two servers may have the same name.
    case .s3(let bucket): bucket.endpoint.map { "\(bucket.text) at \($0)" } ?? bucket.text
    }
  }

  /// Whether a server is asked, which may want to know who asks.
  package var isOnWeb: Bool {
    switch self {
    case .index, .manifest, .romm, .webDAV, .s3: true
    case .manifestFile, .folder: false
    }
  }

  /// The key of a source's object that names such a place.
  var key: String {
    switch self {
    case .index: "url"
    case .manifest, .manifestFile: "manifest"
    case .folder: "path"
    case .romm: "romm"
    case .webDAV: "webdav"
    case .s3: "s3"
    }
  }
}

extension SourceSettings {
  /// What works and is probably not as it was meant: the part it is about, and what to say.
  ///
  /// - Parameter isConfigured: a variable may hold its password or key.
  func remarks(isConfigured: Bool) -> [(part: String, message: String)] {
    guard isEnabled else { return [] }
    var remarks: [(String, String)] = []
    let (given, missing) =
      switch credentials {
      case .password: ("user", "password")
      case .accessKey: ("accessKey", "secretKey")
      case .none, .header: ("header", "key")
      }
    if lacksSecret {
      let other = isConfigured ? ", or set \(variable(missing))" : ""
      remarks.append((given, "its \(missing) is missing, so it is not asked: write \"\(missing)\": \"…\"\(other)"))
    }
    let scheme = AddressText.scheme(of: placeText)?.lowercased()
    if credentials != .none, scheme == "http://", !ServerPlace.isNear(AddressText.server(of: placeText)) {
      remarks.append(
        (place.key, "its \(missing) goes over the internet for everybody on the way to read: write https:// if it can"))
    }
    return remarks
  }
}
