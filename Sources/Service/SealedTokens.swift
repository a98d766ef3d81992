internal import Catalog
internal import Digest
internal import Metadata
internal import Model
internal import Platform

/// Keeps a provider's token in the catalog, sealed with the secret it was got with: of no use to who reads the file, and
/// with other keys it is none.
struct SealedTokens: TokenStore {
  let catalog: Catalog
  let provider: Provider
  let clientID: Secret
  let secret: Secret

  func load() async -> TwitchToken? {
    guard let sealed = try? catalog.access(to: provider),
      let bytes = SealedBytes.open(sealed, phrase: secret.value), let stored = JSONValue(bytes),
      let text = stored["token"].string, let issued = stored["issued"].string.flatMap({ Int64($0) }),
      let expires = stored["expires"].string.flatMap({ Int64($0) })
    else { return nil }
    return TwitchToken(text: text, clientID: clientID.value, issued: issued, expires: expires)
  }

  func save(_ token: TwitchToken) async {
    var json = JSONWriter()
    json.object { json in
      json.member("token", token.text)
      // As text: a number of JSON has not as many digits.
      json.member("issued", String(token.issued))
      json.member("expires", String(token.expires))
    }
    do throws(CatalogError) {
      try catalog.setAccess(SealedBytes.seal(json.bytes, phrase: secret.value), to: provider)
    } catch {
      Log.warning("the token of \(provider.rawValue) is not kept for the next start: \(error.description)")
    }
  }
}
