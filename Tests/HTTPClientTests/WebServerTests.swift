internal import HTTPClient
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The HTTP client and nginx", .timeLimit(.minutes(2))) struct WebServerTests {
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

/// nginx with a directory, on two ports of the loopback interface, until the last reference goes.
private final class SecureWebServer {
  let plain: String
  let secure: String
  /// The server's own, in PEM.
  let certificate: String
  private let program: ExternalProgram

  init(of directory: String, in scratch: TemporaryDirectory) throws {
    let state = try scratch.makeDirectory("nginx")
    certificate = state + "/certificate.pem"
    let made = try ExternalProgram.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", state + "/key.pem", "-out", certificate,
      ])
    guard made.status == 0 else { throw TestFailure("openssl: \(made.errorText)") }
    let script = """
      import socket
      a, b = socket.socket(), socket.socket()
      a.bind(('127.0.0.1', 0)); b.bind(('127.0.0.1', 0))
      print(a.getsockname()[1], b.getsockname()[1])
      """
    let ports = try ExternalProgram.run("python3", ["-c", script]).text.split(whereSeparator: \.isWhitespace)
    guard ports.count == 2 else { throw TestFailure("no ports") }
    plain = "http://127.0.0.1:\(ports[0])"
    secure = "https://127.0.0.1:\(ports[1])"
    let isRoot = try ExternalProgram.run("id", ["-u"]).text.hasPrefix("0")
    try Files.write(
      """
      \(isRoot ? "user root;" : "")
      daemon off;
      pid \(state)/pid;
      error_log \(state)/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path \(state)/body; proxy_temp_path \(state)/proxy; fastcgi_temp_path \(state)/fastcgi;
        uwsgi_temp_path \(state)/uwsgi; scgi_temp_path \(state)/scgi;
        gzip on; gzip_types *;
        add_header X-Protocol $server_protocol;
        server {
          listen 127.0.0.1:\(ports[0]);
          listen 127.0.0.1:\(ports[1]) ssl http2;
          ssl_certificate \(certificate); ssl_certificate_key \(state)/key.pem;
          root "\(directory)";
        }
      }
      """, to: state + "/nginx.conf")
    program = try ExternalProgram("nginx", ["-p", state, "-c", state + "/nginx.conf", "-e", state + "/error.log"])
    for _ in 0..<200 {
      if try ExternalProgram.run("curl", ["-sS", "-o", "/dev/null", plain + "/"]).status == 0 { return }
      sleep(nanoseconds: 25_000_000)
    }
    program.stop()
    throw TestFailure("nginx does not answer: \(String(decoding: try Files.read(state + "/error.log"), as: UTF8.self))")
  }

  deinit { program.stop() }
}
