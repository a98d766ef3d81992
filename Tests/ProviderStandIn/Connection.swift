internal import Platform

/// One connection of a client: requests are read, answered and, where a fault says so, spoiled, one after the other.
struct Connection: ~Copyable {
  private let stream: FileDescriptor
  private let standIn: StandIn
  private var buffer: [UInt8] = []

  init(_ stream: consuming FileDescriptor, _ standIn: StandIn) {
    self.stream = stream
    self.standIn = standIn
  }

  /// Serves until either end closes.
  mutating func serve() {
    do throws(Errno) {
      while let request = try nextRequest() {
        let isOpen = try answer(request)
        if !isOpen || !request.keepsAlive { return }
      }
    } catch {
      // The other end is gone, and there is nobody to tell.
    }
  }

  // MARK: Reading

  /// nil at the end, and after a request that cannot be read, which was answered.
  private mutating func nextRequest() throws(Errno) -> ServerRequest? {
    while true {
      if let end = endOfHead() {
        guard var request = ServerRequest(head: Array(buffer[..<end])) else {
          try send(ServerResponse(400, text: "no HTTP", type: "text/plain"), keepsAlive: false)
          return nil
        }
        buffer.removeFirst(end + 4)
        let length = request.headers["content-length"].map { Int($0) ?? -1 } ?? 0
        guard length >= 0, request.headers["transfer-encoding"] == nil else {
          try send(ServerResponse(400, text: "no length", type: "text/plain"), keepsAlive: false)
          return nil
        }
        if length > standIn.options.mostBody {
          standIn.statistics.count("tooLarge")
          try discard(length)
          try send(ServerResponse(413, text: "too large", type: "text/plain"), keepsAlive: false)
          return nil
        }
        if request.headers["expect"] != nil { try write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
        while buffer.count < length { if try !fill() { return nil } }
        request.body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return request
      }
      if buffer.count > 64 << 10 { return nil }
      if try !fill() { return nil }
    }
  }

  private func endOfHead() -> Int? {
    guard buffer.count >= 4 else { return nil }
    return (0...buffer.count - 4).first { buffer[$0] == 0x0D && buffer[$0...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) }
  }

  private mutating func fill() throws(Errno) -> Bool {
    let part = try stream.readSome(limit: 64 << 10)
    buffer += part
    return !part.isEmpty
  }

  /// Takes in what is refused: closing before would cut off the refusal.
  private mutating func discard(_ length: Int) throws(Errno) {
    var left = length - buffer.count
    buffer = []
    while left > 0 {
      let part = try stream.readSome(limit: 64 << 10)
      if part.isEmpty { return }
      left -= part.count
    }
  }

  // MARK: Answering

  /// - Returns: whether the connection can go on.
  private func answer(_ request: ServerRequest) throws(Errno) -> Bool {
    let fault = standIn.faults.next(for: request.path)
    if let fault { standIn.statistics.count("fault.\(fault.mode.rawValue)") }
    let opened = standIn.open(request)
    defer { standIn.close(opened) }
    if let response = fault?.answerInstead {
      if standIn.counts(request.path) { standIn.statistics.count("endpoint.\(request.path)") }
      standIn.wait()
      try send(response, keepsAlive: request.keepsAlive)
      return true
    }
    switch fault?.mode {
    case .echo:
      try send(ServerResponse(fault?.status ?? 400, echoing: request), keepsAlive: request.keepsAlive)
      return true
    case .die: return false
    case .stall:
      try stall(for: fault?.milliseconds ?? 600_000)
      return false
    default: break
    }
    var response = standIn.answer(request, opened)
    if let fault { fault.spoil(&response) }
    switch fault?.mode {
    case .truncate:
      try write(response.head(length: response.body.count, keepsAlive: true))
      try write(Array(response.body.prefix(response.body.count / 2)))
      return false
    case .longLength:
      try write(response.head(length: response.body.count + 1000, keepsAlive: true))
      try write(response.body)
      return false
    case .shortLength:
      try write(response.head(length: response.body.count / 2, keepsAlive: false))
      try write(response.body)
      return false
    case .drip:
      try write(response.head(length: response.body.count, keepsAlive: request.keepsAlive))
      for byte in response.body {
        try write([byte])
        sleep(nanoseconds: (fault?.milliseconds ?? 20) * 1_000_000)
      }
      return true
    default:
      try send(response, keepsAlive: request.keepsAlive)
      return true
    }
  }

  /// Answers nothing, until the time is over or the other end gives up.
  private func stall(for milliseconds: UInt64) throws(Errno) {
    if try waitForInput(stream, until: monotonicNanoseconds() + milliseconds * 1_000_000) { return }
  }

  private func send(_ response: ServerResponse, keepsAlive: Bool) throws(Errno) {
    try write(response.head(length: response.body.count, keepsAlive: keepsAlive) + response.body)
  }

  private func write(_ bytes: [UInt8]) throws(Errno) {
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try stream.write(buffer)) } catch { return .failure(error) }
    }
    try result.get()
  }
}
