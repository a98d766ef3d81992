/// A server that has the files of a directory, and fails in the way that a request's path names: on three ports of the
/// loopback interface, of which the third speaks TLS.
///
/// `/FAULT/KEY/NAME` is the file `NAME`. What a fault does depends on how many requests with the same fault, key and
/// name there were before, so that what fails for a time comes in the end. Requests with HEAD are counted for
/// themselves.
package final class FaultServer {
  package var address: String { server.address(0) }
  /// The same program on another port: another server, as far as keys go.
  package var other: String { server.address(1) }
  package var secure: String { server.address(2, scheme: "https") }
  /// The server's own, in PEM.
  package let certificate: String
  private let server: PythonServer

  package init(of directory: String, in scratch: TemporaryDirectory) throws {
    let state = try scratch.makeDirectory("fault-server")
    certificate = try SelfSignedCertificate(in: state).path
    server = try PythonServer(FaultServer.script, [directory, state], ports: 3)
  }

  private static let script = #"""
    import collections, hashlib, os, socket, ssl, struct, sys, threading, time

    ports_file, directory, state = sys.argv[1:]
    listeners = []
    for _ in range(3):
        s = socket.socket()
        s.bind(('127.0.0.1', 0))
        s.listen(512)
        listeners.append(s)
    ports = [s.getsockname()[1] for s in listeners]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(state + '/certificate.pem', state + '/key.pem')
    lock = threading.Lock()
    counts = collections.Counter()
    seen = []

    def reset(c):
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        c.close()

    def slowly(c, data, step, pause):
        for i in range(0, len(data), step):
            c.sendall(data[i:i + step])
            time.sleep(pause)

    def serve(c, number):
        try:
            if number == 2:
                c = tls.wrap_socket(c, server_side=True)
            while True:
                head = b''
                while b'\r\n\r\n' not in head:
                    part = c.recv(4096)
                    if not part:
                        return
                    head += part
                if not answer(c, head.split(b'\r\n'), number):
                    return
        except OSError:
            pass
        finally:
            c.close()

    def answer(c, lines, number):
        method, path = lines[0].decode().split(' ')[:2]
        is_head = method == 'HEAD'
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(b':')
            headers[name.strip().lower().decode()] = value.strip().decode()
        if path == '/seen':
            body = '\n'.join(seen).encode()
            c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
            return True
        if 'authorization' in headers:
            with lock:
                seen.append('%d %s' % (number, path))
        _, fault, key, name = path.split('/')
        # What grows does so for everybody.
        counted = path if fault == 'growing' else method + path
        with lock:
            count = counts[counted]
            counts[counted] += 1

        def plain(status, more=b''):
            c.sendall(b'HTTP/1.1 ' + status + b'\r\nContent-Length: 0\r\n' + more + b'\r\n')
            return True

        if fault == 'loop':
            return plain(b'302 Found', b'Location: %s\r\n' % path.encode())
        if fault == 'cross' and number == 0:
            return plain(b'307 Moved', b'Location: http://127.0.0.1:%d%s\r\n' % (ports[1], path.encode()))
        if fault == 'burst' and count < 3:
            return plain(b'503 Busy')
        if fault == 'later' and count < 2:
            return plain(b'429 Too Many', b'Retry-After: 0\r\n')
        if fault == 'tomorrow':
            return plain(b'429 Too Many', b'Retry-After: 86400\r\n')
        if fault == 'refuse':
            return plain(b'403 No')
        if fault == 'headless' and is_head:
            return plain(b'405 Not Allowed')
        if fault == 'mute':
            time.sleep(20)
            return False

        with open(os.path.join(directory, name), 'rb') as f:
            data = f.read()
        # Before it was what it is now.
        old = bytes(b ^ 0x55 for b in data)
        # The same bytes for so long that nothing else tells.
        late = data[:len(data) // 4] + old[len(data) // 4:]
        version = data
        if fault in ('changed', 'untagged') and count == 0 and not is_head or fault == 'corrupt':
            version = old
        if fault == 'lying' and count == 0:
            version = late
        if fault == 'growing':
            version = data + b'more' * (count + 1)
        size = len(version)
        tag = '"%s"' % hashlib.sha1(version).hexdigest()[:12]
        if fault == 'lying':
            tag = '"always"'
        if fault == 'flip':
            tag = '"%d"' % count
        if fault == 'weak':
            tag = 'W/' + tag
        if fault in ('bare', 'untagged'):
            tag = None
        start, last = 0, ''
        wanted = headers.get('range')
        if wanted and fault != 'whole':
            condition = headers.get('if-range')
            if condition is None or condition == tag and fault != 'deaf':
                first, _, last = wanted[6:].partition('-')
                start = int(first)
        is_part = start > 0 or last != ''
        if is_part and start >= size:
            return plain(b'416 No', b'Content-Range: bytes */%d\r\n' % size)
        end = min(int(last) + 1, size) if last else size
        body = version[start:end]
        length = len(body)
        if fault == 'shifted' and start and count < 3:
            body = version[start - 1:][:length]
        status = b'206 Partial' if is_part else b'200 OK'
        lines = [b'HTTP/1.1 ' + status]
        if fault == 'tall' and count < 2 and not is_head:
            length += 1000
        if fault == 'huge':
            length = int(name) if name.isdigit() else 1 << 40
        if fault == 'short' and count < 2 and not is_head:
            length = length // 2
            body = body[:length]
        if fault not in ('chunked', 'unsaid', 'endless'):
            lines.append(b'Content-Length: %d' % length)
        if fault == 'chunked':
            lines.append(b'Transfer-Encoding: chunked')
        if fault == 'unsaid':
            lines.append(b'Connection: close')
        if is_part:
            lines.append(b'Content-Range: bytes %d-%d/%d' % (start, end - 1, size))
        if tag:
            lines.append(b'ETag: ' + tag.encode())
        if fault in ('weak', 'bare') or fault == 'whole':
            lines.append(b'Last-Modified: Mon, 02 Mar 2020 10:00:00 GMT')
        if fault == 'untagged':
            lines.append(b'Last-Modified: Mon, 02 Mar 2020 10:00:%02d GMT' % min(count, 1))
        c.sendall(b'\r\n'.join(lines) + b'\r\n\r\n')
        if is_head:
            return fault != 'unsaid'

        cuts = {'reset': 3, 'cut': 3, 'flip': 2, 'weak': 2, 'bare': 2, 'whole': 1, 'changed': 1, 'untagged': 1,
                'lying': 1, 'deaf': 2, 'shifted': 1, 'unsaid': 1, 'latent': 1}
        if fault == 'latent':
            time.sleep(0.3)
        if fault == 'drip' and count < 1:
            slowly(c, body[:100], 1, 0.1)
            return False
        if fault == 'silent' and count < 1:
            c.sendall(body[:len(body) // 2])
            time.sleep(20)
            return False
        if fault == 'endless':
            while True:
                c.sendall(bytes(65536))
        if count < cuts.get(fault, 0):
            c.sendall(body[:len(body) // 2])
            if fault == 'reset':
                # What was sent is to arrive before the reset.
                time.sleep(0.05)
                reset(c)
            elif number == 2:
                # No word of goodbye, as somebody between the two would do it.
                raw = c.detach()
                os.close(raw)
            return False
        if fault == 'chunked':
            half = len(body) // 2
            for part in (body[:half], body[half:]):
                if part:
                    c.sendall(b'%x\r\n' % len(part) + part + b'\r\n')
                if count < 1:
                    return False
            c.sendall(b'0\r\n\r\n')
            return True
        c.sendall(body)
        return fault not in ('unsaid', 'tall', 'huge')

    def accept(s, number):
        while True:
            c, _ = s.accept()
            c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=serve, args=(c, number), daemon=True).start()

    for number, s in enumerate(listeners):
        threading.Thread(target=accept, args=(s, number), daemon=True).start()
    with open(ports_file + '.new', 'w') as f:
        f.write('%d %d %d' % tuple(ports))
    os.rename(ports_file + '.new', ports_file)
    threading.Event().wait()
    """#
}
