internal import Platform
internal import TestSupport

/// A WebDAV folder, a bucket and a RomM server that all want to know who asks, with somebody in front of them who passes
/// on what is asked, or answers himself, and then with all the secrets he has heard.
final class EchoingServers {
  static let password = "it's: secret"
  static let key = "rmm_secret"
  /// Whatever may stand nowhere else: also as it is sent.
  static let words = [
    password, key, BucketServer.secretKey, BucketServer.token, "bWU6aXQnczogc2VjcmV0", "it%27s%3A%20secret",
    "it%27s:%20secret", "it's:%20secret", "it&#39;s: secret", "it\\'s: secret", "it's:+secret",
    "wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY", "a%2Bsession%2Ftoken%3D%3D",
  ]

  /// What becomes of requests.
  enum Mode: String, Sendable, CaseIterable {
    case passed
    /// 401, 403 and 500, with the words in the reason, the headers and the body.
    case unknown = "401"
    case refused = "403"
    case failed = "500"
    /// To an address that has them in it.
    case moved = "302"
    /// 200, and a body of which the beginning is right, and which has them where it is not.
    case garbled = "200"
  }

  private let servers: [PythonServer]
  private let web: WebServer
  private let bucket: BucketServer
  private let romm: RomMStandIn
  private let mode: String

  /// - Returns: nil where Apache or botocore is not installed.
  static func start(_ library: FetchingLibrary) throws -> EchoingServers? {
    guard let web = try WebServer.start(.apache, of: library.scratch("far")) else { return nil }
    let keys = FetchingLibrary.games.map(\.path)
    for (number, key) in keys.enumerated() {
      try Files.write(try Files.read(library.far(key)), to: library.scratch("objects/\(number)"))
    }
    guard let bucket = try BucketServer.start(keys, of: library.scratch("objects")) else { return nil }
    return try EchoingServers(library, web, bucket)
  }

  private init(_ library: FetchingLibrary, _ web: WebServer, _ bucket: BucketServer) throws {
    self.web = web
    self.bucket = bucket
    _ = try library.scratch.makeDirectory("romm")
    try Files.createLink(at: library.scratch("romm/roms"), to: library.scratch("far"))
    romm = try RomMStandIn(.asked, of: library.scratch("romm"))
    mode = library.scratch("mode")
    try Files.write(Mode.passed.rawValue, to: mode)
    let mode = mode
    servers = try [web.address, bucket.address, romm.address].map { address in
      try PythonServer(
        EchoingServers.script, [mode, String(address.split(separator: ":").last ?? "")] + EchoingServers.words, ports: 1
      )
    }
  }

  var webDAV: String { servers[0].address() + "/private/" }
  var endpoint: String { servers[1].address() }
  var library: String { servers[2].address() + "/" }

  func set(_ mode: Mode) throws { try Files.replace(self.mode, with: Array(mode.rawValue.utf8)) }

  private static let script = #"""
    import http.client, http.server, os, sys
    ports, control, upstream, *words = sys.argv[1:]

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a): pass
        def do_GET(self):
            try: self.answer()
            except (OSError, http.client.HTTPException): self.close_connection = True
        do_HEAD = do_PROPFIND = do_OPTIONS = do_GET
        def answer(self):
            body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
            with open(control) as f: mode = f.read()
            return self.passed(body) if mode == 'passed' else self.echo(int(mode))
        def passed(self, body):
            there = http.client.HTTPConnection('127.0.0.1', int(upstream), timeout=60)
            there.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items(): there.putheader(name, value)
            there.endheaders(body or None)
            answer = there.getresponse()
            data = answer.read()
            there.close()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ('connection', 'keep-alive', 'transfer-encoding', 'content-length'):
                    self.send_header(name, value)
            length = len(data)
            if self.command == 'HEAD': length = answer.getheader('Content-Length', '0')
            self.send_header('Content-Length', str(length))
            self.end_headers()
            if self.command != 'HEAD': self.wfile.write(data)
        def echo(self, status):
            heard = [v for k, v in self.headers.items() if k.lower() in ('authorization', 'x-amz-security-token')]
            text = ' '.join(words + heard)
            body = '{"detail": "%s"}' % text
            if self.path.startswith('/games'):
                body = '<?xml version="1.0"?><Error><Code>%s</Code><Message>%s</Message></Error>' % (words[2], text)
            if status == 200 and self.command == 'PROPFIND':
                status, body = 207, '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:%s>%s' % (words[1], text)
            elif status == 200 and self.path.startswith('/api/heartbeat'):
                body = '{"SYSTEM": {"VERSION": "%s"}}' % text
            elif status == 200:
                body = '{"items": [{"id": "%s", %s' % (text, text) if '/api/' in self.path else body[:-10]
            data = body.encode()
            self.send_response_only(status, text)
            for name, value in {'Content-Length': str(len(data)), 'Content-Type': 'text/' + words[1],
                                'WWW-Authenticate': 'Basic realm="%s"' % text, 'Server': text,
                                'Retry-After': words[1], 'x-amz-bucket-region': words[2]}.items():
                self.send_header(name, value)
            if status == 302:
                self.send_header('Location', 'http://me:%s@127.0.0.1:1/%s?key=%s' % (words[5], words[1], words[11]))
            self.end_headers()
            if self.command != 'HEAD': self.wfile.write(data)

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    with open(ports + '.new', 'w') as f: f.write(str(server.server_address[1]))
    os.rename(ports + '.new', ports)
    server.serve_forever()
    """#
}
