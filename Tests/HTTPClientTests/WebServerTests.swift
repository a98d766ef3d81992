internal import HTTPClient
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The HTTP client and nginx", .timeLimit(.minutes(Soak.patience))) struct WebServerTests {
  @Test func `HTTP 1_1 and 2, compressed, plain and secure`() async throws {
    guard ExternalProgram.find("nginx") != nil, ExternalProgram.find("openssl") != nil else { return }
    let scratch = try TemporaryDirectory()
    let text = String(repeating: "{\"name\": \"A game\"}\n", count: 20_000)
    try Files.write(text, to: scratch("files/games.json"))
    let server = try SecureWebServer(of: scratch("files"), in: scratch)
    let client = try HTTPClient(userAgent: "vitrine-test/1", authorities: server.certificate)
    for address in [server.plain, server.secure] {
      let response = try await client.send(HTTPRequest(address + "/games.json"))
      #expect(response.status == 200 && response.body == Array(text.utf8))
      #expect(response.header("content-encoding") == "gzip")
      #expect(response.header("x-protocol") == (address == server.plain ? "HTTP/1.1" : "HTTP/2.0"))
      let head = try await client.send(HTTPRequest(address + "/games.json", method: .head, answerLimit: 10))
      #expect(head.status == 200 && head.body.isEmpty)
      let missing = try await client.send(HTTPRequest(address + "/missing"))
      #expect(missing.status == 404)
    }
    try await withThrowingTaskGroup { group in
      for index in 0..<60 {
        let address = index % 2 == 0 ? server.plain : server.secure
        group.addTask {
          let response = try await client.send(HTTPRequest(address + "/games.json"))
          #expect(response.body.count == text.utf8.count)
        }
      }
      try await group.waitForAll()
    }
    // Nobody else trusts that certificate.
    let careful = try HTTPClient(userAgent: "vitrine-test/1")
    do throws(HTTPError) {
      _ = try await careful.send(HTTPRequest(server.secure + "/games.json"))
      Issue.record("a certificate that nobody signed is trusted")
    } catch { #expect(error.reason == .notSecure, "\(error)") }
  }
}
