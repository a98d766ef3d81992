internal import Glibc
internal import Platform

/// nginx on this machine with games in a folder, and the same through a line on which every byte takes its time.
final class RemoteServer: Sendable {
  /// Below the folder.
  static let game = "switch/Quest (USA).nsp"
  static let disc = "ps2/Disc (USA).iso"
  static let discBytes: Int64 = 4 << 30
  /// Files of ``small``, and bytes of each.
  static let smallCount = 200
  static let smallBytes: Int64 = 64 << 10
  static let small = "nes"

  /// Milliseconds there and back of the long line.
  static let roundTrip = 50

  let folder: String
  /// URL, with a slash at its end.
  let address: String
  /// The same at the end of the long line.
  let distant: String
  private let server: ExternalProgram
  private let line: ExternalProgram

  /// - Parameter gameBytes: of ``game``; the disc is all holes.
  init(_ scratch: Scratch, gameBytes: Int64) throws {
    for program in ["nginx", "python3"] where ExternalProgram.find(program) == nil {
      throw BenchFailure("\(program) is not installed")
    }
    folder = try scratch.makeDirectory("remote-games")
    for system in ["switch", "ps2", Self.small] { try createDirectories("\(folder)/\(system)") }
    try DataSet.writeRandom("\(folder)/\(Self.game)", size: gameBytes, seed: 77)
    try FileDescriptor.open("\(folder)/\(Self.disc)", [.writeOnly, .create]).setSize(Self.discBytes)
    for number in 0..<Self.smallCount {
      try DataSet.writeRandom(
        "\(folder)/\(Self.small)/Game \(padded(number, 3)) (USA).nes", size: Self.smallBytes, seed: UInt64(number + 1))
    }
    let state = try scratch.makeDirectory("remote-server")
    let port = try Self.freePort()
    address = "http://127.0.0.1:\(port)/"
    try DataSet.writeText(state + "/nginx.conf", Self.configuration(folder, port, state))
    server = try scratch.start(
      "nginx", ["-p", state, "-c", state + "/nginx.conf", "-e", state + "/error.log"], log: "nginx.log")
    try DataSet.writeText(state + "/line.py", Self.delay)
    line = try scratch.start(
      "python3", [state + "/line.py", state + "/port", "\(port)", "\(Self.roundTrip)"], log: "line.log")
    let deadline = monotonicNanoseconds() + 30_000_000_000
    var found: Int?
    while found == nil {
      if monotonicNanoseconds() > deadline { throw BenchFailure("the servers do not start") }
      sleep(nanoseconds: 5_000_000)
      found = Int(String(decoding: (try? readFile(state + "/port", limit: 64)) ?? [], as: UTF8.self))
    }
    distant = "http://127.0.0.1:\(found ?? 0)/"
  }

  func stop() {
    line.stop(grace: 1_000_000_000)
    server.stop(grace: 2_000_000_000)
  }

  /// One that nobody has at the moment.
  private static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw BenchFailure("socket: \(Errno(rawValue: errno))") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw BenchFailure("bind: \(Errno(rawValue: errno))") }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func configuration(_ folder: String, _ port: UInt16, _ state: String) -> String {
    """
    \(geteuid() == 0 ? "user root;" : "")
    daemon off;
    pid \(state)/pid;
    events {}
    http {
      access_log off; sendfile on; keepalive_requests 100000;
      client_body_temp_path \(state)/body; proxy_temp_path \(state)/proxy; fastcgi_temp_path \(state)/fastcgi;
      uwsgi_temp_path \(state)/uwsgi; scgi_temp_path \(state)/scgi;
      server { listen 127.0.0.1:\(port); root "\(folder)"; autoindex on; }
    }
    """
  }

  /// Bytes come as they came, half a round trip later; the first of a connection after the handshake as well, which
  /// the loopback interface has at once.
  private static let delay = #"""
    import asyncio, os, sys

    port_file, port, half = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) / 2000
    loop = None

    async def pump(reader, writer, earliest):
        due = asyncio.Queue()

        async def send():
            while True:
                when, data = await due.get()
                wait = when - loop.time()
                if wait > 0:
                    await asyncio.sleep(wait)
                if not data:
                    break
                writer.write(data)
                await writer.drain()

        sender = asyncio.ensure_future(send())
        try:
            while True:
                data = await reader.read(1 << 20)
                due.put_nowait((max(earliest, loop.time()) + half, data))
                if not data:
                    break
            await sender
        except OSError:
            pass
        finally:
            sender.cancel()
            writer.close()

    async def serve(reader, writer):
        begun = loop.time()
        far_reader, far_writer = await asyncio.open_connection('127.0.0.1', port, limit=1 << 22)
        await asyncio.gather(pump(reader, far_writer, begun + 2 * half), pump(far_reader, writer, 0))

    async def main():
        global loop
        loop = asyncio.get_running_loop()
        server = await asyncio.start_server(serve, '127.0.0.1', 0, limit=1 << 22)
        with open(port_file + '.new', 'w') as f:
            f.write(str(server.sockets[0].getsockname()[1]))
        os.rename(port_file + '.new', port_file)
        await asyncio.Event().wait()

    asyncio.run(main())
    """#
}
