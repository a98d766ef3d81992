internal import TestSupport

/// Servers on two ports of the loopback interface that list folders, each path in its own bad way.
final class BadServer {
  var address: String { server.address(0) }
  /// The same program on another port: another server, as far as keys go.
  var other: String { server.address(1) }
  private let server: PythonServer

  init() throws { server = try PythonServer(BadServer.script, ports: 2) }

  /// What was asked since the last call: port number (0 or 1), path and `Authorization`, a line each.
  func log() throws -> [String] {
    let answer = try PlainHTTP.exchange(port: server.ports[0], "GET", "/log")
    return String(decoding: answer.body, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let script = #"""
    import http.server, os, socketserver, sys, threading, time

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True
        request_queue_size = 64

    lock = threading.Lock()
    log = []
    counts = {}

    def page(names):
        rows = ''.join('<a href="%s">x</a>  2026-11-22 13:28  1.2M\n' % n for n in names)
        return ('<html><title>Index of x</title><pre>%s</pre></html>' % rows).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a):
            pass
        def answer(self, body, status=200, headers={}):
            self.send_response(status)
            self.send_header('Content-Type', 'text/html')
            self.send_header('Content-Length', str(headers.get('Content-Length', len(body))))
            for k, v in headers.items():
                if k != 'Content-Length':
                    self.send_header(k, v)
            self.end_headers()
            self.wfile.write(body)
        def do_GET(self):
            try:
                self.get()
            except OSError:
                pass
        def get(self):
            own = self.server.own
            p = self.path
            if p == '/log':
                with lock:
                    body = '\n'.join(log).encode()
                    del log[:]
                return self.answer(body)
            with lock:
                log.append('%d %s %s' % (own, p, self.headers.get('Authorization', '-')))
                counts[p] = count = counts.get(p, 0) + 1
            there = 'http://127.0.0.1:%d' % servers[1 - own].server_port
            if p.startswith('/loop/'):
                self.answer(page(['file', 'loop/', 'again/']))
            elif p.startswith('/endless/'):
                n = p.count('/')
                self.answer(page(['%d/' % n, 'f%d' % n]))
            elif p == '/long/':
                self.send_response(200)
                self.send_header('Content-Type', 'text/html')
                self.send_header('Transfer-Encoding', 'chunked')
                self.end_headers()
                while True:
                    self.wfile.write(b'1000\r\n' + b'<a href=a>a</a>'.ljust(4096) + b'\r\n')
            elif p == '/busy/':
                if count == 1:
                    self.answer(b'later', 429, {'Retry-After': '1'})
                else:
                    self.answer(page(['a', 'b/', 'c/']))
            elif p == '/busy/b/':
                if count < 3:
                    self.answer(b'oh', 503)
                else:
                    self.answer(page(['d']))
            elif p == '/busy/c/':
                if count == 1:
                    self.answer(page(['e'] * 9), 200, {'Content-Length': 5000})
                    self.close_connection = True
                else:
                    self.answer(page(['e']))
            elif p.startswith('/private/'):
                if self.headers.get('Authorization') != 'Basic bWU6aXQnczogc2VjcmV0':
                    self.answer(b'no', 401, {'WWW-Authenticate': 'Basic realm="x"'})
                elif p == '/private/':
                    self.answer(page(['a', 'b/', there + '/private/c', '/private/d/']))
                else:
                    self.answer(page(['e']))
            elif p == '/moved/':
                self.answer(b'', 302, {'Location': there + '/there/'})
            elif p == '/moved-private/':
                self.answer(b'', 302, {'Location': there + '/private/'})
            elif p == '/there/':
                self.answer(page(['a', 'b/', '/there/c']))
            elif p == '/there/b/':
                self.answer(b'', 302, {'Location': '/login/'})
            elif p == '/login/':
                self.answer(page(['style.css']))
            elif p == '/slash':
                self.answer(b'', 301, {'Location': '/slash/'})
            elif p == '/slash/':
                self.answer(page(['a']))
            elif p.startswith('/stall/'):
                if p == '/stall/':
                    self.answer(page(['a/', 'b']))
                else:
                    time.sleep(60)
            elif p.startswith('/marked/'):
                if self.headers.get('If-None-Match') == '"%s"' % p:
                    self.answer(b'', 304, {'ETag': '"%s"' % p})
                else:
                    names = ['a/', 'b'] if p == '/marked/' else ['c']
                    self.answer(page(names), 200, {'ETag': '"%s"' % p})
            else:
                self.answer(b'no such place', 404)

    servers = [Server(('127.0.0.1', 0), Handler) for _ in range(2)]
    for own, s in enumerate(servers):
        s.own = own
        threading.Thread(target=s.serve_forever, daemon=True).start()
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write('%d %d' % tuple(s.server_port for s in servers))
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    threading.Event().wait()
    """#
}
