internal import Glibc
internal import Platform

/// A listening TCP socket on 127.0.0.1.
struct TCPListener: ~Copyable, Sendable {
  private let socket: FileDescriptor
  let port: UInt16

  /// - Parameter port: 0 takes any free one.
  init(port: UInt16) throws(Errno) {
    let raw = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw Errno(rawValue: errno) }
    let made = FileDescriptor(owning: raw)
    var yes: Int32 = 1
    setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
        if bind(raw, generic, length) != 0 || listen(raw, 128) != 0 { return errno }
        return getsockname(raw, generic, &length) == 0 ? 0 : errno
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
    socket = made
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// The next connection.
  borrowing func accept() throws(Errno) -> FileDescriptor {
    let stream = try socket.acceptConnection()
    var yes: Int32 = 1
    setsockopt(stream.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return stream
  }
}
