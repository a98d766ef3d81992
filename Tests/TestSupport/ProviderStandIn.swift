internal import Glibc
package import Platform

/// A running stand-in for providers of metadata: IGDB, Twitch's tokens, IGDB's pictures, Hasheous.
///
/// The program is `Tests/ProviderStandIn`. It ends when the last reference goes.
package final class ProviderStandIn: Sendable {
  package let port: UInt16
  private let program: ExternalProgram

  /// What it takes for id and secret.
  package static let clientID = "stand-in"
  package static let clientSecret = "stand-in-secret"

  /// - Parameter options: of the command line, but for the port.
  package init(_ options: [String]) throws {
    let pipe = try DescriptorPair.pipe()
    program = try ExternalProgram(
      Products.providerStandIn, options, streams: .init(output: pipe.second.rawValue))
    let output = pipe.keepingFirst()
    var line: [UInt8] = []
    while line.last != 0x0A, try waitForInput(output, until: monotonicNanoseconds() + 60_000_000_000) {
      let part = try output.readSome(limit: 1024)
      if part.isEmpty { break }
      line += part
    }
    guard let port = JSONValue(line)?["port"].integer.flatMap({ UInt16(exactly: $0) }) else {
      program.stop()
      throw TestFailure("the stand-in does not start: \(options)")
    }
    self.port = port
  }

  deinit { _ = program.signal(SIGKILL); _ = program.wait(timeout: 10_000_000_000) }

  package var base: String { "http://127.0.0.1:\(port)" }

  /// All counters.
  package var statistics: JSONValue {
    get throws { JSONValue(try PlainHTTP.exchange(port: port, "GET", "/__statistics").body) ?? .null }
  }

  /// Requests so far to an endpoint, such as `/v4/games`.
  package func requests(_ endpoint: String) throws -> Int { try statistics["endpoint"][endpoint].integer ?? 0 }

  /// How often each name (`name:…`), number (`id:…`) and text of a search (`search:…`) was asked for, in lower case.
  package var asked: [String: Int] {
    get throws {
      let answer = try PlainHTTP.exchange(port: port, "GET", "/__asked")
      let terms = (JSONValue(answer.body) ?? .null).members.map { ($0.name, $0.value.integer ?? 0) }
      return Dictionary(uniqueKeysWithValues: terms)
    }
  }

  package func resetStatistics() throws { _ = try PlainHTTP.exchange(port: port, "POST", "/__reset") }

  /// No token that was issued is valid any more.
  package func revokeTokens() throws { _ = try PlainHTTP.exchange(port: port, "POST", "/__revoke") }

  /// - Parameter faults: JSON objects, from now on these and no others.
  package func setFaults(_ faults: String...) throws {
    let body = "[\(faults.joined(separator: ","))]"
    let answer = try PlainHTTP.exchange(port: port, "POST", "/__faults", body: Array(body.utf8))
    guard answer.status == 200 else { throw TestFailure("the stand-in does not take \(body)") }
  }

  /// A made-up game.
  package struct Game: Sendable {
    package var id: Int
    package var name: String
    package var sha1: String
    package var platforms: [Int]
  }

  package func games(offset: Int = 0, limit: Int) throws -> [Game] {
    let answer = try PlainHTTP.exchange(port: port, "GET", "/__games?offset=\(offset)&limit=\(limit)")
    return (JSONValue(answer.body) ?? .null).array.map {
      Game(
        id: $0["id"].integer ?? 0, name: $0["name"].string ?? "", sha1: $0["sha1"].string ?? "",
        platforms: $0["platforms"].array.compactMap(\.integer))
    }
  }
}
