internal import Platform
internal import TestSupport

/// nginx with a log of what was asked, which can be stopped and started again at the same address. Files with `Refused` in
/// their names are listed and not given.
final class RecordingNginx {
  let address: String
  private let port: UInt16
  private let state: TemporaryDirectory
  private var program: ExternalProgram?

  /// - Returns: nil where it is not installed.
  init?(of folder: String) throws {
    guard hasTool("nginx") else { return nil }
    state = try TemporaryDirectory()
    port = try freePorts(1)[0]
    address = "http://127.0.0.1:\(port)/"
    let directories = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(state.path)/\($0);" }.joined(separator: " ")
    try Files.write(
      """
      \(Account.current.user == 0 ? "user root;" : "")
      daemon off;
      pid \(state.path)/pid;
      events {}
      http {
        log_format short '$request_method $status $body_bytes_sent $uri';
        access_log \(state.path)/log short;
        \(directories)
        server { listen 127.0.0.1:\(port); root "\(folder)"; autoindex on; location ~ Refused { return 403; } }
      }
      """, to: state("nginx.conf"))
    try start()
  }

  deinit { program?.stop() }

  func start() throws {
    program = try ExternalProgram("nginx", ["-p", state.path, "-c", state("nginx.conf"), "-e", state("error.log")])
    for _ in 0..<400 {
      if let answer = try? PlainHTTP.exchange(port: port, "GET", "/"), answer.status == 200 { return }
      sleep(nanoseconds: 25_000_000)
    }
    throw TestFailure("nginx does not answer")
  }

  func stop() {
    program?.stop()
    program = nil
  }

  /// The bytes of bodies that were sent of files, since the server was made.
  func sent(of name: String = "") throws -> Int {
    try fetches().filter { name.isEmpty || $0.path.hasSuffix(name) }.reduce(0) { $0 + $1.bytes }
  }

  /// The requests for files, not for folders.
  func fetches() throws -> [(path: String, bytes: Int)] {
    String(decoding: try Files.read(state("log")), as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 3).map(String.init)
      guard fields.count == 4, fields[0] == "GET", !fields[3].hasSuffix("/") else { return nil }
      return (fields[3], Int(fields[2]) ?? 0)
    }
  }
}

/// A server of files with a manifest at `/list.json`, that behaves as it is told: see the script.
final class ScriptedOrigin: Sendable {
  var manifest: String { server.address() + "/list.json" }
  private let server: PythonServer
  private let state: TemporaryDirectory

  /// What becomes of requests for files.
  enum Mode: String, Sendable {
    case plain
    /// Nothing is answered, until the mode is another.
    case mute
    /// The whole file is the answer to everything.
    case whole
    /// No ETag and no Last-Modified.
    case bare
    /// No ETag.
    case dated
    /// Another ETag each time.
    case flip
    /// A range that is not the one that was asked for.
    case shifted
    /// At most 700,000 bytes of what was promised.
    case short
    /// 64 KiB, and a rest.
    case slow
    case forbidden = "403"
    case gone = "404"
    case busy = "503"
    case throttled = "429"
  }

  init(of folder: String, _ mode: Mode = .plain) throws {
    state = try TemporaryDirectory()
    try Files.write(mode.rawValue, to: state("mode"))
    try Files.write("", to: state("log"))
    server = try PythonServer(ScriptedOrigin.script, [folder, state("mode"), state("log")], ports: 1)
  }

  /// - Parameter name: of what alone that is so: a part of the file's name.
  func set(_ mode: Mode, of name: String = "") throws {
    try Files.replace(state("mode"), with: Array("\(mode.rawValue) \(name)".utf8))
  }

  /// The ranges that were asked for, in order; of a request without a range the whole file's.
  func asked() throws -> [(name: String, range: Range<Int>)] {
    String(decoding: try Files.read(state("log")), as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard fields.count == 3, let first = Int(fields[0]), let end = Int(fields[1]), first <= end else { return nil }
      return (fields[2], first..<end)
    }
  }

  private static let script = #"""
    import calendar, email.utils, hashlib, http.server, json, os, select, socketserver, sys, threading, time, urllib.parse, zlib
    ports, folder, control, log = sys.argv[1:]
    lock, count = threading.Lock(), [0]

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True
        request_queue_size = 512

    def mode(name=''):
        with open(control) as f: kind, _, only = f.read().partition(' ')
        return kind if only in name else 'plain'

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a): pass
        def do_HEAD(self): self.do_GET()
        def do_GET(self):
            try: self.get()
            except OSError: self.close_connection = True
        def say(self, status, body=b'', headers={}):
            self.send_response(status)
            for k, v in {'Content-Length': str(len(body)), **headers}.items(): self.send_header(k, v)
            self.end_headers()
            if self.command != 'HEAD': self.wfile.write(body)
        def get(self):
            name = urllib.parse.unquote(self.path)[1:]
            if name == 'list.json': return self.list()
            with lock: count[0] += 1
            kind = mode(name)
            try:
                with open(os.path.join(folder, name), 'rb') as f: data, status = f.read(), os.fstat(f.fileno())
            except OSError: return self.say(404)
            wanted = self.headers.get('Range')
            first, end = 0, len(data)
            if wanted and kind != 'whole':
                a, _, b = wanted[6:].partition('-')
                first, end = int(a), min(len(data), int(b) + 1 if b else len(data))
            if self.command == 'GET':
                with lock, open(log, 'a') as f: f.write('%d %d %s\n' % (first, end, name))
            while kind == 'mute':
                # Until somebody says so, or the other side has gone.
                if select.select([self.connection], [], [], 0.1)[0]: return setattr(self, 'close_connection', True)
                if mode(name) != 'mute': return setattr(self, 'close_connection', True)
            if kind in ('403', '404', '503', '429'):
                return self.say(int(kind), headers={} if kind in ('403', '404') else {'Retry-After': '1'})
            if first >= len(data): return self.say(416, headers={'Content-Range': 'bytes */%d' % len(data)})
            headers = {}
            if kind not in ('bare', 'flip'):
                headers = {'ETag': '"%s"' % hashlib.sha1(data).hexdigest()[:16],
                           'Last-Modified': email.utils.formatdate(int(status.st_mtime), usegmt=True)}
            if kind == 'dated': del headers['ETag']
            if kind == 'flip': headers = {'ETag': '"%d"' % count[0]}
            body, code = data[first:end], 200
            if wanted and kind != 'whole':
                code, given = 206, first + (4096 if kind == 'shifted' else 0)
                headers['Content-Range'] = 'bytes %d-%d/%d' % (given, end - 1, len(data))
            headers['Content-Length'] = str(len(body))
            if kind == 'short' and len(body) > 700000:
                body, self.close_connection = body[:700000], True
            self.send_response(code)
            for k, v in headers.items(): self.send_header(k, v)
            self.end_headers()
            if self.command == 'HEAD': return
            if kind != 'slow': return self.wfile.write(body)
            for at in range(0, len(body), 65536):
                self.wfile.write(body[at:at + 65536])
                time.sleep(0.02)
        def list(self):
            rows = []
            for place, _, names in os.walk(folder):
                for name in names:
                    path = os.path.join(place, name)
                    row = {'path': os.path.relpath(path, folder), 'size': os.path.getsize(path),
                           'modified': int(os.path.getmtime(path))}
                    row['url'] = '/' + urllib.parse.quote(row['path'])
                    with open(path, 'rb') as f: row['crc32'] = '%08x' % zlib.crc32(f.read())
                    if 'Missummed' in name: row['crc32'] = 'deadbeef'
                    if 'Unsummed' in name: del row['crc32']
                    rows.append(row)
            self.say(200, json.dumps({'files': rows}).encode(), {'Content-Type': 'application/json'})

    server = Server(('127.0.0.1', 0), Handler)
    with open(ports + '.new', 'w') as f: f.write(str(server.server_address[1]))
    os.rename(ports + '.new', ports)
    server.serve_forever()
    """#
}
