internal import Model

/// A folder of a web server as it is configured: where it is, and what its server alone gets to see.
struct WebFolder: Sendable {
  let address: WebAddress
  private let credentials: SourceCredentials

  /// - Parameters:
  ///   - url: of the folder. User and password in it count unless `credentials` has some.
  ///   - credentials: for the origin of `url` alone.
  /// - Throws: where `url` is no HTTP address.
  init(_ url: String, _ credentials: SourceCredentials) throws(SourceFailure) {
    (address, self.credentials) = try WebAddress.configured(url, credentials)
  }

  private init(_ address: WebAddress, _ credentials: SourceCredentials) {
    (self.address, self.credentials) = (address, credentials)
  }

  /// The same also where its address is written as that of a file.
  var asFolder: WebFolder { WebFolder(address.asFolder, credentials) }

  /// For people.
  var place: String { address.description }

  /// What a server gets to see of the keys: nothing where it is another one.
  func keys(for target: WebAddress) -> [(String, String)] { credentials.headers(for: target, of: address) }

  /// As ``Source/place(of:)``.
  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .web(let url) = offer.address, let target = WebAddress(url),
      OfferedName.refusal(ofPath: offer.path) == nil
    else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .web(url: url, access: WebAccess(headers: keys(for: target)))
  }
}

extension WebAddress {
  /// The address of a source as it is configured, and what its server gets to see.
  static func configured(
    _ url: String, _ credentials: SourceCredentials
  ) throws(SourceFailure) -> (address: WebAddress, credentials: SourceCredentials) {
    guard let address = WebAddress(url) else {
      // Not repeated here: it may hold a password.
      throw SourceFailure(
        .configuration, "the source's address is none: write http://HOST/FOLDER/ or https://HOST/FOLDER/")
    }
    guard credentials == .none, let info = WebAddress.userInfo(of: url) else { return (address, credentials) }
    return (address, .password(user: info.user, Secret(info.password)))
  }
}
