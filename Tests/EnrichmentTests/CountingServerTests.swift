internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Pacing
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The gate and a server that counts", .timeLimit(.minutes(Soak.patience)))
struct CountingServerTests {
  @Test func `64 callers get what they ask for from a server with limits of its own`() async throws {
    let server = try PythonServer(Self.script, ports: 1)
    let address = server.address() + "/"
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let gate = ProviderGate(
      name: "Test", limits: RequestLimits(requests: 20, open: 8), clock: try SystemGateClock()
    ) { request async throws(HTTPError) in try await client.send(request) }
    let answered = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<64 {
        group.addTask {
          let response = try? await gate.send(HTTPRequest(address), cost: 1)
          return response?.status == 200 ? 1 : 0
        }
      }
      return await group.reduce(0, +)
    }
    let statistics = gate.statistics
    print(
      "a server that takes 20 a second: \(statistics.throttled) too many of \(statistics.sent), margin \(statistics.margin)"
    )
    #expect(answered == 64)
    #expect(statistics.answered == 64 && statistics.sent == 64 + statistics.throttled)
    // The machine may hold up a request on its way, and then the server rightly counts one too many.
    #expect(statistics.throttled <= 20)
    #expect(statistics.bytes >= 128 && statistics.latency.count == statistics.sent)
    client.close()
  }

  /// Answers 429 to more than 20 requests in any second, and to more than 8 at the same time.
  private static let script = #"""
    import os, socket, sys, threading, time
    s = socket.socket()
    s.bind(('127.0.0.1', 0))
    s.listen(256)
    lock, times, open_now = threading.Lock(), [], [0]
    def serve(c):
        while True:
            head = b''
            while b'\r\n\r\n' not in head:
                part = c.recv(4096)
                if not part:
                    return
                head += part
            with lock:
                now = time.monotonic()
                times.append(now)
                open_now[0] += 1
                bad = open_now[0] > 8 or sum(1 for t in times if t > now - 1) > 20
            time.sleep(0.05)
            with lock:
                open_now[0] -= 1
            c.sendall(b'HTTP/1.1 %s\r\nContent-Length: 2\r\n\r\nok' % (b'429 Too Many' if bad else b'200 OK'))
    def run():
        while True:
            c, _ = s.accept()
            threading.Thread(target=serve, args=(c,), daemon=True).start()
    threading.Thread(target=run, daemon=True).start()
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write(str(s.getsockname()[1]))
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    threading.Event().wait()
    """#
}
