internal import HTTPClient
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The HTTP client", .serialized, .timeLimit(.minutes(Soak.patience))) struct HTTPClientTests {
  let server: TestServer
  let client: HTTPClient

  init() throws {
    server = try TestServer()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  private func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

  private func failure(_ request: HTTPRequest) async -> HTTPError? {
    do throws(HTTPError) {
      let response = try await client.send(request)
      Issue.record("status \(response.status), \(response.body.count) bytes")
      return nil
    } catch { return error }
  }

  @Test func `what is sent arrives, and so does the answer`() async throws {
    let before = monotonicNanoseconds()
    let request = HTTPRequest(
      server.address + "/echo?a=b", method: .post, headers: [("X-One", "1"), ("X-None", "")], body: Array("body".utf8))
    let response = try await client.send(request)
    #expect(response.status == 200)
    let seen = text(response)
    #expect(seen.hasPrefix("POST /echo?a=b HTTP/1.1\r\n") && seen.hasSuffix("\n\nbody"))
    #expect(seen.contains("User-Agent: vitrine-test/1\r\n"))
    #expect(seen.contains("Accept-Encoding: gzip\r\n"))
    #expect(seen.contains("X-One: 1\r\n"))
    #expect(seen.contains("X-None:"))
    #expect(!seen.contains("Expect"))
    #expect(response.header("x-port").flatMap { Int($0) } != nil)
    #expect(response.header("x-empty")?.isEmpty == true)
    let sent = try #require(response.sentAt)
    #expect(sent >= before && sent <= monotonicNanoseconds())
  }

  @Test func `one connection serves one request after the other`() async throws {
    var ports: Set<String?> = []
    for _ in 0..<5 { ports.insert(try await client.send(HTTPRequest(server.address + "/echo")).header("x-port")) }
    #expect(ports.count == 1)
  }

  @Test func `any status is an answer, with the headers of the last one alone`() async throws {
    let busy = try await client.send(HTTPRequest(server.address + "/busy"))
    #expect(busy.status == 429 && busy.header("retry-after") == "7" && text(busy) == "later")
    let hinted = try await client.send(HTTPRequest(server.address + "/continue"))
    #expect(hinted.status == 200 && hinted.header("x-early") == nil && hinted.header("x-late") == "1")
    let nowhere = try await client.send(HTTPRequest(server.address + "/to-nowhere"))
    #expect(nowhere.status == 302 && text(nowhere) == "nowhere")
  }

  @Test func `gzip is unpacked`() async throws {
    #expect(
      try await text(client.send(HTTPRequest(server.address + "/gzip"))) == String(repeating: "packed", count: 1000))
  }

  @Test(arguments: [
    ("/cut", HTTPError.Reason.interrupted), ("/cut-chunk", .interrupted), ("/nothing", .interrupted),
    ("/noise", .interrupted), ("/no-gzip", .interrupted), ("/long", .tooLong), ("/endless", .tooLong),
    ("/endless-headers", .tooLong), ("/bomb", .tooLong), ("/stall", .timedOut), ("/half", .timedOut),
    ("/drip", .timedOut), ("/to-file", .other), ("/to-self/6", .other),
  ])
  func `a bad answer is a failure that names no address`(path: String, reason: HTTPError.Reason) async throws {
    var request = HTTPRequest(server.address + path + "?key=s3cr3t", headers: [("Client-ID", "s3cr3t")])
    request.answerLimit = 100_000
    request.deadline = reason == .timedOut ? 400_000_000 : 30_000_000_000
    let start = monotonicNanoseconds()
    let error = try #require(await failure(request))
    #expect(error.reason == reason, "\(error)")
    #expect(!error.message.contains("s3cr3t") && !error.message.contains("127.0.0.1") && !error.message.isEmpty)
    if reason == .timedOut { #expect(monotonicNanoseconds() - start < 5_000_000_000) }
  }

  @Test(arguments: [
    ("http://127.0.0.1:1/", HTTPError.Reason.unreachable), ("http://no-such-name.invalid/", .unreachable),
    ("file:///etc/passwd", .other), ("127.0.0.1/", .other), ("", .other), ("http://", .other),
    ("http://127.0.0.1/a b", .other), ("http://127.0.0.1/a\nb", .other), ("gopher://127.0.0.1/", .other),
  ])
  func `what cannot be asked is a failure`(url: String, reason: HTTPError.Reason) async throws {
    #expect(await failure(HTTPRequest(url))?.reason == reason)
  }

  @Test(arguments: [("A", "b\r\nHost: c"), ("A: b", "c"), ("", "c"), ("A b", "c"), ("A", "\0")])
  func `a header that would become two is refused`(name: String, value: String) async throws {
    #expect(await failure(HTTPRequest(server.address + "/echo", headers: [(name, value)]))?.reason == .other)
  }

  @Test func `five redirections are followed, with all headers while the server is the same`() async throws {
    let response = try await client.send(
      HTTPRequest(
        server.address + "/to-self/5", headers: [("Client-ID", "s3cr3t"), ("Authorization", "Bearer s3cr3t")]))
    #expect(response.status == 200)
    #expect(text(response).contains("Client-ID: s3cr3t\r\n") && text(response).contains("Authorization: Bearer s3cr3t"))
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `another server gets no keys and no body`(status: Int) async throws {
    let keys: [(name: String, value: String)] = [
      ("Client-ID", "s3cr3t"), ("Authorization", "Bearer s3cr3t"), ("X-API-Key", "s3cr3t"), ("Cookie", "s3cr3t"),
      ("Accept", "text/x-test"),
    ]
    let response = try await client.send(HTTPRequest(server.address + "/to-other/\(status)", headers: keys))
    #expect(text(response).hasPrefix("GET /echo?seen HTTP/1.1") && text(response).contains("Accept: text/x-test"))
    #expect(!text(response).contains("s3cr3t"), "\(text(response))")
    let withUser = server.address.replacing("http://", with: "http://me:s3cr3t@")
    let user = try await client.send(HTTPRequest(withUser + "/to-other/\(status)"))
    #expect(!text(user).contains("Authorization"), "\(text(user))")

    let post = HTTPRequest(
      server.address + "/to-other/\(status)", method: .post, headers: keys, body: Array("s3cr3t".utf8))
    if status >= 307 {
      #expect(await failure(post)?.reason == .notSecure)
    } else {
      let response = try await client.send(post)
      #expect(text(response).hasPrefix("GET ") && !text(response).contains("s3cr3t"), "\(text(response))")
    }
  }

  @Test func `a body goes along to another place of the same server where the status says so`() async throws {
    let body = Array("body".utf8)
    let kept = try await client.send(HTTPRequest(server.address + "/keep/308", method: .post, body: body))
    #expect(text(kept).hasPrefix("POST ") && text(kept).hasSuffix("body"))
    let dropped = try await client.send(HTTPRequest(server.address + "/keep/303", method: .post, body: body))
    #expect(text(dropped).hasPrefix("GET ") && !text(dropped).hasSuffix("body"))
  }

  @Test func `a cancelled task ends its transfer at once, and the server sees it`() async throws {
    for (index, path) in ["/stall", "/half"].enumerated() {
      let request = HTTPRequest(server.address + path, deadline: 100_000_000_000)
      let task = Task { [client] in await Result { () async throws(HTTPError) in try await client.send(request) } }
      try await waitUntil("/begun", says: index + 1)
      let start = monotonicNanoseconds()
      task.cancel()
      if case .failure(let error) = await task.value { #expect(error.reason == .cancelled) } else { Issue.record() }
      #expect(monotonicNanoseconds() - start < 2_000_000_000)
      try await waitUntil("/gone", says: index + 1)
    }
  }

  private func waitUntil(_ path: String, says count: Int) async throws {
    for _ in 0..<500 {
      if text(try await client.send(HTTPRequest(server.address + path))) == String(count) { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("\(path) never says \(count)")
  }

  @Test func `a task that is cancelled already sends nothing`() async throws {
    let url = server.address + "/echo"
    let task = Task { [client] in
      withUnsafeCurrentTask { $0?.cancel() }
      return await Result { () async throws(HTTPError) in try await client.send(HTTPRequest(url)) }
    }
    if case .failure(let error) = await task.value { #expect(error.reason == .cancelled) } else { Issue.record() }
  }

  @Test func `fifty requests to a server that stalls delay nobody else's`() async throws {
    let stalling = HTTPRequest(server.address + "/stall", deadline: 100_000_000_000)
    let tasks = (0..<50).map { _ in
      Task { [client] in await Result { () async throws(HTTPError) in try await client.send(stalling) } }
    }
    try await waitUntil("/begun", says: 50)
    let start = monotonicNanoseconds()
    for _ in 0..<20 { #expect(try await client.send(HTTPRequest(server.other + "/echo")).status == 200) }
    #expect(monotonicNanoseconds() - start < 5_000_000_000)
    client.close()
    for task in tasks {
      if case .failure(let error) = await task.value { #expect(error.reason == .cancelled) } else { Issue.record() }
    }
    #expect(await failure(HTTPRequest(server.other + "/echo"))?.reason == .cancelled)
    client.close()
  }

  @Test func `requests that are begun and cancelled from all sides all end`() async throws {
    let urls = ["/echo", "/stall", "/cut", "/gzip"].map { server.address + $0 }
    let ended = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<400 {
        group.addTask { [client] in
          let task = Task { _ = try? await client.send(HTTPRequest(urls[index % 4], deadline: 3_000_000_000)) }
          if index % 3 != 0 {
            try? await Task.sleep(for: .microseconds(index * 37 % 3000))
            task.cancel()
          }
          await task.value
          return true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(ended == 400)
    #expect(try await client.send(HTTPRequest(server.address + "/echo")).status == 200)
  }
}

extension Result {
  /// What an asynchronous function returned or threw.
  init(_ body: () async throws(Failure) -> Success) async {
    do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
