internal import HTTPClient
internal import Platform

/// A server on this machine that has every file and takes its time as it is told, and ports that take connections and
/// say nothing.
final class DownloadServer: Sendable {
  /// Of every file. Bytes.
  static let fileBytes = 4096

  let address: String
  let silent: [String]
  private let program: ExternalProgram
  private let http: HTTPClient

  /// - Parameter count: of the silent ports.
  init(_ scratch: Scratch, silent count: Int) throws {
    guard ExternalProgram.find("python3") != nil else { throw BenchFailure("python3 is not installed") }
    let directory = try scratch.makeDirectory("download-server-\(monotonicNanoseconds())")
    try DataSet.writeText(directory + "/server.py", DownloadServer.script)
    program = try scratch.start(
      "python3", [directory + "/server.py", directory + "/ports", "\(count)", "\(DownloadServer.fileBytes)"],
      log: "download-server.log")
    http = try HTTPClient(userAgent: "vitrine-bench")
    let deadline = monotonicNanoseconds() + 30_000_000_000
    var ports: [Int] = []
    while ports.count != count + 1 {
      if monotonicNanoseconds() > deadline { throw BenchFailure("the server of downloads does not start") }
      sleep(nanoseconds: 5_000_000)
      let text = (try? readFile(directory + "/ports", limit: 4096)) ?? []
      ports = String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }
    let addresses = ports.map { "http://127.0.0.1:\($0)" }
    address = addresses[0]
    silent = Array(addresses.dropFirst())
  }

  func stop() {
    http.close()
    program.stop(grace: 1_000_000_000)
  }

  /// Where the first byte of a file's body went out, monotonic nanoseconds.
  ///
  /// - Parameter path: of its URL.
  func firstByte(of path: String) throws -> UInt64 {
    let url = address + "/when" + path
    let answer = try runAndWait { [http] in try await http.send(HTTPRequest(url)) }
    guard let time = UInt64(String(decoding: answer.body, as: UTF8.self)) else {
      throw BenchFailure("\(path) was not fetched")
    }
    return time
  }

  /// `/A/D/NAME` is answered after A milliseconds when it is asked for with HEAD, and its bytes come after D.
  private static let script = #"""
    import asyncio, os, sys, time

    ports_file, count, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    body = bytes(i % 251 for i in range(size))
    first = {}

    async def serve(reader, writer):
        try:
            while True:
                head = await reader.readuntil(b'\r\n\r\n')
                method, path = head.decode().split(' ', 2)[:2]
                if path.startswith('/when'):
                    words = str(first.get(path[5:], '')).encode()
                    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n' % len(words) + words)
                    continue
                _, answer, transfer, _ = path.split('/')
                await asyncio.sleep(int(answer if method == 'HEAD' else transfer) / 1000)
                writer.write(b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % size)
                if method != 'HEAD':
                    first[path] = time.monotonic_ns()
                    writer.write(body)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def ignore(reader, writer):
        try:
            while await reader.read(65536):
                pass
        except OSError:
            pass
        finally:
            writer.close()

    async def main():
        servers = [await asyncio.start_server(serve, '127.0.0.1', 0, backlog=1024)]
        servers += [await asyncio.start_server(ignore, '127.0.0.1', 0, backlog=1024) for _ in range(count)]
        with open(ports_file + '.new', 'w') as f:
            f.write(' '.join(str(s.sockets[0].getsockname()[1]) for s in servers))
        os.rename(ports_file + '.new', ports_file)
        await asyncio.Event().wait()

    asyncio.run(main())
    """#
}
