internal import HTTPClient
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Answers that are read as they come", .timeLimit(.minutes(Soak.patience))) struct HTTPStreamTests {
  let server: TestServer
  let client: HTTPClient

  init() throws {
    server = try TestServer()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  private static let hasty = StreamLimits(patience: 1)

  private func body(_ stream: HTTPStream) throws(HTTPError) -> [UInt8] {
    var body: [UInt8] = []
    while let bytes = try stream.next() { body += bytes }
    return body
  }

  private func failure(_ path: String, _ limits: StreamLimits = hasty) -> (read: Int, HTTPError)? {
    let stream = client.open(HTTPRequest(server.address + path), limits)
    var count = 0
    do throws(HTTPError) {
      while let bytes = try stream.next() { count += bytes.count }
    } catch { return (count, error) }
    return nil
  }

  @Test func `bytes are asked for as they are stored`() async throws {
    func accepted(_ method: HTTPRequest.Method, _ headers: [(name: String, value: String)] = []) async throws -> String?
    {
      let request = HTTPRequest(server.address + "/accepts", method: method, headers: headers)
      return try await client.send(request).header("x-accepts")
    }
    #expect(try await accepted(.get) == "gzip")
    #expect(try await accepted(.head) == "identity")
    #expect(try await accepted(.get, [("range", "bytes=0-0")]) == "identity")
    let stream = client.open(HTTPRequest(server.address + "/accepts"))
    #expect(try stream.head().header("x-accepts") == "identity")
  }

  @Test func `the headers come first, and the body as the file has it`() throws {
    let stream = client.open(HTTPRequest(server.address + "/echo", headers: [("Range", "bytes=5-")]))
    let head = try stream.head()
    #expect(head.status == 200 && head.body.isEmpty && head.url == server.address + "/echo")
    let seen = String(decoding: try body(stream), as: UTF8.self)
    #expect(seen.contains("Range: bytes=5-") && seen.contains("Accept-Encoding: identity\r\n"))
    #expect(try stream.next() == nil)
    let packed = client.open(HTTPRequest(server.address + "/gzip"))
    #expect(try body(packed).starts(with: [0x1F, 0x8B]))
  }

  @Test func `interim answers and redirections are no answers`() throws {
    let hinted = client.open(HTTPRequest(server.address + "/continue"))
    #expect(try hinted.head().header("x-early") == nil && hinted.head().header("x-late") == "1")
    let moved = client.open(
      HTTPRequest(
        server.address + "/to-other/302", headers: [("Authorization", "secret"), ("If-Range", "\"1\"")]))
    #expect(try moved.head().url == server.other + "/echo?seen")
    let seen = String(decoding: try body(moved), as: UTF8.self)
    #expect(!seen.contains("secret") && seen.contains("If-Range: \"1\""))
    let four = client.open(HTTPRequest(server.address + "/to-self/4"))
    #expect(try four.head().status == 200 && String(decoding: body(four), as: UTF8.self).hasPrefix("GET /echo"))
    #expect(failure("/to-self/6")?.1.reason == .other)
    let nowhere = client.open(HTTPRequest(server.address + "/to-nowhere"))
    #expect(try nowhere.head().status == 302 && body(nowhere) == Array("nowhere".utf8))
    #expect(try client.open(HTTPRequest(server.address + "/busy")).head().header("retry-after") == "7")
  }

  @Test(arguments: [("/cut", 3), ("/cut-chunk", 3), ("/nothing", 0), ("/noise", 0), ("/endless-headers", 0)])
  func `what ends too early is a failure after what came`(path: String, bytes: Int) throws {
    let (read, error) = try #require(failure(path))
    #expect(read == bytes)
    #expect(error.reason == (path == "/endless-headers" ? .tooLong : .interrupted), "\(error)")
  }

  @Test(arguments: [("/stall", 0), ("/half", 4), ("/drip", 0)])
  func `a server from which nothing comes is given up`(path: String, bytes: Int) throws {
    let before = monotonicNanoseconds()
    let (read, error) = try #require(failure(path))
    #expect(read == bytes)
    #expect(error.reason == .timedOut)
    #expect(monotonicNanoseconds() - before < 20_000_000_000)
  }

  @Test func `a reader that takes its time stops the server, and is not taken for a stalled one`() throws {
    let stream = client.open(
      HTTPRequest(server.address + "/endless"), StreamLimits(patience: 1, slowest: 1000, ahead: 256 << 10))
    _ = try stream.next()
    sleep(nanoseconds: 4_000_000_000)
    var count = 0
    // Far more than what is kept, and all of it as it was sent.
    while count < 64 << 20 {
      let bytes = try #require(try stream.next())
      count += bytes.count
      if bytes.contains(where: { $0 != UInt8(ascii: "x") }) { throw TestFailure("another byte after \(count)") }
    }
    stream.cancel()
    #expect(throws: HTTPError(.cancelled, "the transfer was cancelled")) {
      while try stream.next() != nil {}
    }
  }

  @Test func `cancelling wakes who waits, and letting go ends the transfer`() throws {
    let stalled = client.open(HTTPRequest(server.address + "/half"))
    #expect(try stalled.next() == Array("half".utf8))
    let thread = try WorkerThread(name: "cancel") {
      sleep(nanoseconds: 200_000_000)
      stalled.cancel()
    }
    #expect(throws: HTTPError.self) { _ = try stalled.next() }
    thread.join()
    do {
      let dropped = client.open(HTTPRequest(server.address + "/half"))
      _ = try dropped.next()
    }
    var gone = 0
    for _ in 0..<200 where gone < 2 {
      gone = Int(String(decoding: try body(client.open(HTTPRequest(server.address + "/gone"))), as: UTF8.self)) ?? 0
      sleep(nanoseconds: 20_000_000)
    }
    #expect(gone == 2)
  }

  @Test func `closing the client ends all streams`() throws {
    let stream = client.open(HTTPRequest(server.address + "/half"))
    _ = try stream.next()
    client.close()
    #expect(throws: HTTPError.self) { _ = try stream.next() }
    #expect(throws: HTTPError.self) { _ = try client.open(HTTPRequest(server.address + "/echo")).head() }
  }

  @Test func `files of nginx, over HTTP 1_1 and 2, several at once`() throws {
    guard ExternalProgram.find("nginx") != nil, ExternalProgram.find("openssl") != nil else { return }
    let scratch = try TemporaryDirectory()
    let bytes = SplitMix64.bytes(12 << 20, seed: 7)
    try Files.write(bytes, to: scratch("files/game.iso"))
    let server = try SecureWebServer(of: scratch("files"), in: scratch)
    let client = try HTTPClient(userAgent: "vitrine-test/1", authorities: server.certificate)
    let wrong = Mutex<[String]>([])
    var threads: [WorkerThread] = []
    for index in 0..<6 {
      let address = (index % 2 == 0 ? server.plain : server.secure) + "/game.iso"
      threads.append(
        try WorkerThread(name: "reader") {
          let from = index * 1_000_003
          let stream = client.open(
            HTTPRequest(address, headers: [("Range", "bytes=\(from)-")]), StreamLimits(ahead: 200_000))
          do throws(HTTPError) {
            let head = try stream.head()
            var read: [UInt8] = []
            while let part = try stream.next() {
              read += part
              // Slower than the server.
              if index < 2 { sleep(nanoseconds: 2_000_000) }
            }
            if head.status != 206 || read != Array(bytes[from...]) {
              wrong.withLock { $0.append("\(address) from \(from): \(head.status), \(read.count) bytes") }
            }
          } catch { wrong.withLock { $0.append("\(address): \(error)") } }
        })
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == [])
  }
}
