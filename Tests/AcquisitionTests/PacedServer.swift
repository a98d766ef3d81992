internal import Platform
internal import TestSupport

/// A server that has the files of a directory, sends them slowly enough to be disturbed, and remembers what it sent.
final class PacedServer: Sendable {
  /// What was asked for by GET.
  struct Sent: Sendable {
    /// How often, the rest of a file included.
    var asked = 0
    /// How often the rest alone.
    var rests = 0
    /// How often all of it was sent at once.
    var wholes = 0
  }

  private let server: PythonServer
  private let log: String

  init(of directory: String, in scratch: TemporaryDirectory) throws {
    log = scratch("paced-server.log")
    server = try PythonServer(PacedServer.script, [directory, log], ports: 1)
  }

  var address: String { server.address() }

  /// By the name of the file.
  func sent() throws -> [String: Sent] {
    var sent: [String: Sent] = [:]
    for line in String(decoding: try Files.read(log), as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 3 else { continue }
      let (name, isWhole) = (String(fields[1]), fields[2] == "0")
      if fields[0] == "asked" {
        sent[name, default: Sent()].asked += 1
        if !isWhole { sent[name, default: Sent()].rests += 1 }
      } else if isWhole {
        sent[name, default: Sent()].wholes += 1
      }
    }
    return sent
  }

  private static let script = #"""
    import hashlib, os, socket, sys, threading, time

    ports_file, directory, log_file = sys.argv[1:]
    log = open(log_file, 'a', buffering=1)
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
    s.bind(('127.0.0.1', 0))
    s.listen(512)

    def serve(c):
        try:
            while True:
                head = b''
                while b'\r\n\r\n' not in head:
                    part = c.recv(4096)
                    if not part:
                        return
                    head += part
                answer(c, head.decode().split('\r\n'))
        except OSError:
            pass
        finally:
            c.close()

    def answer(c, lines):
        method, path = lines[0].split(' ')[:2]
        name = path.rsplit('/', 1)[1]
        headers = dict(line.lower().split(': ', 1) for line in lines[1:] if ': ' in line)
        with open(os.path.join(directory, name), 'rb') as f:
            data = f.read()
        size = len(data)
        tag = '"%s"' % hashlib.sha1(data).hexdigest()
        start = 0
        if 'range' in headers and headers.get('if-range', tag) == tag:
            start = int(headers['range'][6:].rstrip('-'))
        if method == 'GET':
            log.write('asked %s %d\n' % (name, start))
        said = 'HTTP/1.1 206 Part\r\nContent-Range: bytes %d-%d/%d\r\n' % (start, size - 1, size) if start \
            else 'HTTP/1.1 200 OK\r\n'
        c.sendall((said + 'Content-Length: %d\r\nETag: %s\r\n\r\n' % (size - start, tag)).encode())
        if method == 'HEAD':
            return
        for i in range(start, size, 16384):
            c.sendall(data[i:i + 16384])
            if not name.endswith('.json'):
                time.sleep(0.008)
        log.write('sent %s %d\n' % (name, start))

    with open(ports_file + '.new', 'w') as f:
        f.write('%d' % s.getsockname()[1])
    os.rename(ports_file + '.new', ports_file)
    while True:
        c, _ = s.accept()
        c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(c,), daemon=True).start()
    """#
}
