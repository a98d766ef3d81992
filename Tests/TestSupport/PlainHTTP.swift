internal import Glibc
internal import Platform

/// Requests to a server on this machine, each over a connection of its own: for tests of what answers, and of what
/// makes of the answers.
package enum PlainHTTP {
  package struct Answer: Sendable {
    package var status: Int
    /// Names in lower case.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
  }

  package enum Failure: Error, Hashable, Sendable {
    case unreachable
    case timedOut
    /// The connection ended before the answer did.
    case interrupted
    case tooLong
  }

  /// Blocks until the answer is there.
  ///
  /// - Parameters:
  ///   - timeout: for all of it, nanoseconds.
  ///   - limit: of the body, bytes.
  package static func exchange(
    port: UInt16, _ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    timeout: UInt64 = 30_000_000_000, limit: Int = 64 << 20
  ) throws(Failure) -> Answer {
    let deadline = monotonicNanoseconds() + timeout
    let stream = try connect(port)
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: \(body.count)\r\n"
    for header in headers { head += "\(header.name): \(header.value)\r\n" }
    var rest = (Array(head.utf8) + [0x0D, 0x0A] + body)[...]
    while !rest.isEmpty {
      guard let count = try? stream.sendPart(rest.prefix(256 << 10)) else { throw .interrupted }
      rest = rest.dropFirst(count)
    }
    var received: [UInt8] = []
    var answer: Answer?
    var length: Int?
    while true {
      if answer == nil, let end = endOfHead(received) {
        answer = readHead(received[..<end])
        if answer == nil { throw .interrupted }
        length = answer?.headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
        received.removeFirst(end + 4)
      }
      if received.count > limit { throw .tooLong }
      if var answer, let length, received.count >= length {
        answer.body = Array(received[..<length])
        return answer
      }
      guard (try? waitForInput(stream, until: deadline)) == true else { throw .timedOut }
      guard let part = try? stream.readSome(limit: 256 << 10) else { throw .interrupted }
      if part.isEmpty {
        guard var answer, length == nil else { throw .interrupted }
        answer.body = received
        return answer
      }
      received += part
    }
  }

  private static func connect(_ port: UInt16) throws(Failure) -> FileDescriptor {
    let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw .unreachable }
    let stream = FileDescriptor(owning: raw)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw .unreachable }
    return stream
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...bytes.count - 4).first { bytes[$0] == 0x0D && bytes[$0...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) }
  }

  private static func readHead(_ bytes: ArraySlice<UInt8>) -> Answer? {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")[...]
    guard let first = lines.popFirst()?.split(separator: " "), first.count > 1, let status = Int(first[1]) else {
      return nil
    }
    let headers = lines.compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
    return Answer(status: status, headers: headers, body: [])
  }
}
