internal import TestSupport

/// A folder that is shown to who has the password, or the key in the header `X-Key`.
final class KeyedServer {
  private let server: PythonServer
  var address: String { server.address() }

  init(_ folder: String, user: String, password: String, key: String) throws {
    server = try PythonServer(KeyedServer.script, [folder, user, password, key], ports: 1)
  }

  private static let script = #"""
    import base64, functools, http.server, os, sys
    ports, folder, user, password, key = sys.argv[1:]
    basic = 'Basic ' + base64.b64encode((user + ':' + password).encode()).decode()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_head(self):
            if self.headers.get('Authorization') == basic or self.headers.get('X-Key') == key:
                return super().send_head()
            self.send_error(401)
        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Handler, directory=folder))
    with open(ports + '.new', 'w') as f:
        f.write(str(server.server_address[1]))
    os.rename(ports + '.new', ports)
    server.serve_forever()
    """#
}

/// A server that offers one good file among names and files that are to do harm.
final class HostileServer {
  private let server: PythonServer
  var address: String { server.address() }

  init() throws { server = try PythonServer(HostileServer.script, ports: 1) }

  private static let script = #"""
    import http.server, os, sys

    names = ['Good.nes', 'Huge.nes', 'Endless.nes', '..%2f..%2f..%2fevil', '../../evil', '/tmp/vitrine-evil',
             'C:%5cevil.nes', '..%5cevil.nes', 'a%00b.nes', 'a%0ab.nes', 'a%1b[2Jb.nes', 'x' * 300 + '.nes', '.', '..',
             'file:///etc/passwd', 'http://127.0.0.1:1/else.nes']

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def page(self, links):
            body = ''.join('<a href="%s">%s</a>\n' % (n, n) for n in links).encode()
            self.answer(body, 'text/html')
        def answer(self, body, kind='application/octet-stream'):
            self.send_response(200)
            self.send_header('Content-Type', kind)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            if self.command == 'GET':
                self.wfile.write(body)
        def do_GET(self):
            if self.path == '/':
                return self.page(['nes/'])
            if self.path == '/nes/':
                return self.page(names)
            if self.path == '/nes/Good.nes':
                return self.answer(b'good')
            if self.path == '/nes/Huge.nes':
                self.send_response(200)
                self.send_header('Content-Length', str(1 << 40))
                self.end_headers()
                self.close_connection = True
                return
            if self.path == '/nes/Endless.nes':
                self.send_response(200)
                self.send_header('Connection', 'close')
                self.end_headers()
                self.close_connection = True
                try:
                    while self.command == 'GET':
                        self.wfile.write(bytes(65536))
                except OSError:
                    pass
                return
            self.send_error(404)
        do_HEAD = do_GET
        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write(str(server.server_address[1]))
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    server.serve_forever()
    """#
}
