internal import Digest
internal import HTTPClient
package import Model
internal import Platform

/// Asks Hasheous which game files are, by their checksums.
///
/// All hashes of a request are taken as those of one game, and the answer is that game: so there is a request for each.
package struct HasheousClient: Sendable {
  private let base: String
  private let key: String?
  private let sender: any RequestSender

  /// Files of one game that are asked for; more of them say nothing more.
  package static let mostFiles = 16

  /// - Parameters:
  ///   - base: without a slash at the end.
  ///   - key: of this program, where the user has one.
  package init(base: String = "https://hasheous.org", key: String? = nil, sender: any RequestSender) {
    self.base = base
    self.key = key
    self.sender = sender
  }

  /// The game that these files are.
  ///
  /// - Parameter files: of one game, the most telling first.
  /// - Returns: nil where Hasheous says that it does not know them. Anything else than an answer is thrown.
  package func game(of files: [Checksums]) async throws(ProviderFailure) -> GameRecord? {
    guard !files.isEmpty else { return nil }
    var body = JSONWriter()
    body.array { body in
      for file in files.prefix(HasheousClient.mostFiles) {
        body.object { body in
          if let md5 = file.md5 { body.member("mD5", md5.hexadecimal) }
          if let sha1 = file.sha1 { body.member("shA1", sha1.hexadecimal) }
          if let sha256 = file.sha256 { body.member("shA256", sha256.hexadecimal) }
          body.member("crc", hexadecimal(file.crc32))
        }
      }
    }
    var headers = [(name: "Content-Type", value: "application/json"), ("Accept", "application/json")]
    if let key { headers.append(("X-Client-API-Key", key)) }
    let response = try await sender.send(
      HTTPRequest(
        "\(base)/api/v1/Lookup/ByHash?returnAllSources=true&returnFields=Signatures,Metadata,Attributes,Platform,Publisher",
        method: .post, headers: headers, body: body.bytes, answerLimit: 8 << 20), cost: 1)
    switch response.status {
    case 200..<300: break
    case 404:
      // A page of somebody else's, such as a proxy's, says nothing about the hashes.
      if response.body.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
        throw ProviderFailure(.malformed, "what answers there is not Hasheous", status: 404)
      }
      return nil
    case 401, 403:
      throw ProviderFailure(
        .unauthorized, key == nil ? "Hasheous asks for a key" : "Hasheous does not take the key",
        status: response.status)
    default:
      throw ProviderFailure(.refused, "Hasheous answers with status \(response.status)", status: response.status)
    }
    guard let value = JSONValue(response.body), let game = GameRecord(hasheous: value) else {
      throw ProviderFailure(.malformed, "Hasheous' answer is no game", status: response.status)
    }
    return game
  }
}
