internal import TestSupport

/// Servers on two ports of the loopback interface that answer each path in their own bad way.
final class TestServer {
  var address: String { server.address(0) }
  /// The same program on another port: another server, as far as keys go.
  var other: String { server.address(1) }
  private let server: PythonServer

  init() throws { server = try PythonServer(TestServer.script, ports: 2) }

  private static let script = #"""
    import gzip, os, socket, sys, threading, time

    listeners = []
    for _ in range(2):
        s = socket.socket()
        s.bind(('127.0.0.1', 0))
        s.listen(256)
        listeners.append(s)
    ports = [s.getsockname()[1] for s in listeners]
    begun = {'count': 0}
    gone = {'count': 0}

    def answer(c, body, extra=b'', status=b'200 OK'):
        c.sendall(b'HTTP/1.1 ' + status + b'\r\nContent-Length: %d\r\n' % len(body) + extra + b'\r\n' + body)

    def until_closed(c):
        begun['count'] += 1
        try:
            while c.recv(4096):
                pass
        except OSError:
            pass
        gone['count'] += 1

    def serve(c, own):
        try:
            while True:
                head = b''
                while b'\r\n\r\n' not in head:
                    part = c.recv(4096)
                    if not part:
                        return
                    head += part
                head, _, body = head.partition(b'\r\n\r\n')
                lines = head.split(b'\r\n')
                length = [int(l.split(b':')[1]) for l in lines if l.lower().startswith(b'content-length:')]
                while length and len(body) < length[0]:
                    body += c.recv(4096)
                path = lines[0].split(b' ')[1].decode().split('?')[0]
                place = 'http://127.0.0.1:%d' % ports[1 - own]
                if path == '/echo':
                    answer(c, head + b'\n\n' + body, b'X-Port:  %d \r\nX-Empty:\r\n' % c.getpeername()[1])
                elif path == '/accepts':
                    accepted = [l.split(b':')[1].strip() for l in lines if l.lower().startswith(b'accept-encoding:')]
                    c.sendall(
                        b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Accepts: ' + b'+'.join(accepted) + b'\r\n\r\n')
                elif path == '/gone':
                    answer(c, b'%d' % gone['count'])
                elif path == '/begun':
                    answer(c, b'%d' % begun['count'])
                elif path == '/stall':
                    return until_closed(c)
                elif path == '/half':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
                    return until_closed(c)
                elif path == '/cut':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut')
                    return
                elif path == '/cut-chunk':
                    c.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\ncut')
                    return
                elif path == '/nothing':
                    return
                elif path == '/noise':
                    c.sendall(b'what is this?\r\n\r\n')
                    return
                elif path == '/long':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n')
                    return until_closed(c)
                elif path == '/endless':
                    c.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
                    while True:
                        c.sendall(b'1000\r\n' + b'x' * 4096 + b'\r\n')
                elif path == '/endless-headers':
                    c.sendall(b'HTTP/1.1 200 OK\r\n')
                    while True:
                        c.sendall(b'X-More: ' + b'x' * 1000 + b'\r\n')
                elif path == '/drip':
                    for byte in b'HTTP/1.1 200 OK\r\n' + b'X-Slow: ' + b'x' * 4000:
                        c.sendall(bytes([byte]))
                        time.sleep(0.02)
                elif path == '/bomb':
                    answer(c, gzip.compress(bytes(10 << 20)), b'Content-Encoding: gzip\r\n')
                elif path == '/gzip':
                    answer(c, gzip.compress(b'packed' * 1000), b'Content-Encoding: gzip\r\n')
                elif path == '/no-gzip':
                    answer(c, b'this is not gzip', b'Content-Encoding: gzip\r\n')
                elif path == '/continue':
                    c.sendall(b'HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n')
                    answer(c, b'then', b'X-Late: 1\r\n')
                elif path == '/busy':
                    answer(c, b'later', b'Retry-After: 7\r\n', b'429 Too Many Requests')
                elif path.startswith('/to-self/'):
                    left = int(path.split('/')[2])
                    to = '/echo' if left == 1 else '/to-self/%d' % (left - 1)
                    answer(c, b'over there', b'Location: %s\r\n' % to.encode(), b'302 Found')
                elif path.startswith('/to-other/'):
                    status = path.split('/')[2].encode() + b' Moved'
                    answer(c, b'', b'Location: %s/echo?seen\r\n' % place.encode(), status)
                elif path.startswith('/keep/'):
                    answer(c, b'', b'Location: /echo\r\n', path.split('/')[2].encode() + b' Moved')
                elif path == '/to-file':
                    answer(c, b'', b'Location: file:///etc/passwd\r\n', b'302 Found')
                elif path == '/to-nowhere':
                    answer(c, b'nowhere', b'', b'302 Found')
                else:
                    answer(c, b'no such place', b'', b'404 Not Found')
        except OSError:
            pass
        finally:
            c.close()

    def accept(s, own):
        while True:
            c, _ = s.accept()
            c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=serve, args=(c, own), daemon=True).start()

    for own, s in enumerate(listeners):
        threading.Thread(target=accept, args=(s, own), daemon=True).start()
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write('%d %d' % tuple(ports))
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    threading.Event().wait()
    """#
}
