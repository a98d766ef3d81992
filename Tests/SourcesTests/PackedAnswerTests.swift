internal import HTTPClient
internal import Model
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Files that a server packs on the way", .timeLimit(.minutes(Soak.patience))) struct PackedAnswerTests {
  private let server: PythonServer
  private let client: HTTPClient

  init() throws {
    server = try PythonServer(PackedAnswerTests.script, ports: 1)
    client = try HTTPClient(userAgent: "test")
  }

  private func place(_ path: String) -> OfferPlace { .web(url: server.address() + path, access: WebAccess()) }

  private func head(_ path: String) -> Result<RangeReading.Head, RangeReading.Failure> {
    let reading = RangeReading(place(path), 0..<2000, client, StreamLimits())
    do throws(RangeReading.Failure) { return .success(try reading.head()) } catch { return .failure(error) }
  }

  @Test(arguments: ["/a.txt", "/no-head/a.txt"]) func `are asked for as they are`(path: String) async throws {
    guard case .has(let version) = await OfferProbe(client).ask(place(path), size: nil) else {
      Issue.record("there is an answer")
      return
    }
    #expect(version.size == 2000 && version.etag == "\"tag\"")
    let head = try head(path).get()
    #expect(head.total == 2000 && head.etag == "\"tag\"")
  }

  @Test(arguments: ["/always/a.txt", "/always/a.gz.txt", "/always/a", "/twice/a.gz", "/zstd/a.gz"])
  func `are refused where they come packed all the same`(path: String) async throws {
    guard case .refused(let why) = await OfferProbe(client).ask(place(path), size: nil) else {
      Issue.record("it is taken")
      return
    }
    #expect(why.contains("packed"))
    guard case .failure(let failure) = head(path) else {
      Issue.record("it is read")
      return
    }
    #expect(failure.kind == .refused && failure.message == why)
  }

  @Test(arguments: ["/always/a.tar.gz", "/always/a.TGZ?key=1", "/x/a.svgz"])
  func `are files of packed bytes where their names say so`(path: String) async throws {
    #expect(await OfferProbe(client).ask(place(path), size: nil).size == 2000)
    #expect(try head(path).get().total == 2000)
  }

  /// Packs everything for who does not forbid it, as servers do; some paths for everybody.
  private static let script = #"""
    import http.server, os, socketserver, sys, threading

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True
        request_queue_size = 64

    codings = {'always': 'gzip', 'x': 'x-gzip', 'twice': 'gzip, gzip', 'zstd': 'zstd'}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a):
            pass
        def do_HEAD(self):
            kind = self.path.split('/')[1]
            if kind == 'no-head' and self.command == 'HEAD':
                self.send_response(405)
                self.send_header('Content-Length', '0')
                return self.end_headers()
            packs = 'identity' != self.headers.get('Accept-Encoding', 'gzip')
            coding = 'gzip' if packs else codings.get(kind)
            size = 70 if packs else 2000
            wanted = self.headers.get('Range')
            length = size
            if wanted:
                first, last = [int(n) for n in wanted.split('=')[1].split('-')]
                last = min(last, size - 1)
                length = last - first + 1
                self.send_response(206)
                self.send_header('Content-Range', 'bytes %d-%d/%d' % (first, last, size))
            else:
                self.send_response(200)
            if coding:
                self.send_header('Content-Encoding', coding)
            self.send_header('ETag', '"tag-gzip"' if packs else '"tag"')
            self.send_header('Content-Length', str(length))
            self.end_headers()
            if self.command == 'GET':
                self.wfile.write(b'x' * length)
        do_GET = do_HEAD

    server = Server(('127.0.0.1', 0), Handler)
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write('%d' % server.server_port)
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    server.serve_forever()
    """#
}
