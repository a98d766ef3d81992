internal import CFUSE
internal import Glibc
package import Platform

/// A FUSE connection that is served by threads of our own. Wraps `fuse_session`.
///
/// libfuse's own loop stops its threads with `pthread_cancel`, which would unwind through Swift frames; here the
/// loop ends when the kernel says that the mount is gone (ENODEV).
package final class Session: @unchecked Sendable {
  // libfuse's session is made for use from many threads, and the pointer never changes.
  let session: OpaquePointer
  private let device: FileDescriptor
  /// What every request carries as its context; libfuse keeps a pointer only.
  private let context: SessionContext

  /// - Parameters:
  ///   - device: the open /dev/fuse of a mount that exists.
  ///   - operations: kept for as long as the session.
  package init(device: consuming FileDescriptor, operations: any Operations) throws(Errno) {
    self.device = device
    context = SessionContext(operations)
    var table = operationTable
    guard
      let session = cfuse_session_new(
        &table, Unmanaged.passUnretained(context).toOpaque(), self.device.rawValue)
    else { throw .noSuchDevice }
    self.session = session
  }

  deinit { fuse_session_destroy(session) }

  /// Sets the connection up, or takes it over from a process that is gone.
  ///
  /// - Parameters:
  ///   - request: the kernel's FUSE_INIT, as whoever mounted read it.
  ///   - takesPassthrough: whether to take up what ``offersPassthrough(_:)``.
  /// - Returns: whether it was taken over; then the kernel has been asked to send again what was not answered, which
  ///   it can from version 6.9 on.
  package func initialize(with request: [UInt8], takesPassthrough: Bool) throws(Errno) -> Bool {
    if takesPassthrough { cfuse_want_passthrough() }
    let result = request.withUnsafeBytes { cfuse_initialize(session, $0.baseAddress, $0.count) }
    if result < 0 { throw Errno(rawValue: -result) }
    if result == 1 {
      let resent = cfuse_resend(session)
      if resent < 0 { Log.warning("requests in flight are lost: \(Errno(rawValue: -resent))") }
    }
    return result == 1
  }

  /// Whether the kernel's FUSE_INIT offers to read files past this process.
  package static func offersPassthrough(_ request: [UInt8]) -> Bool {
    request.withUnsafeBytes { cfuse_offers_passthrough($0.baseAddress, $0.count) } != 0
  }

  /// Serves until the file system is unmounted.
  ///
  /// - Parameter threads: how many requests are handled at once; idle threads cost a few KiB.
  package func serve(threads: Int) throws(Errno) {
    var running: [WorkerThread] = []
    for number in 1...max(1, threads) {
      running.append(try WorkerThread(name: "fuse-\(number)") { [self] in receiveRequests() })
    }
    for thread in running { thread.join() }
  }

  private func receiveRequests() {
    var buffer = fuse_buf()
    defer { free(buffer.mem) }
    while fuse_session_exited(session) == 0 {
      let length = fuse_session_receive_buf(session, &buffer)
      if length == -EINTR || length == -EAGAIN { continue }
      // 0: unmounted. ENODEV as well, on a connection that was aborted.
      if length <= 0 {
        if length != 0, length != -ENODEV { Log.error("/dev/fuse: \(Errno(rawValue: -length))") }
        return
      }
      fuse_session_process_buf(session, &buffer)
    }
  }

  /// Makes the kernel forget where `name` leads, also that it leads nowhere. Never from a request's handler: the
  /// kernel may hold a lock for that request which this needs.
  package func invalidateEntry(parent: UInt64, name: some Collection<UInt8>) {
    let bytes = ContiguousArray(name) + [0]
    bytes.withUnsafeBytes { raw in
      let text = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = fuse_lowlevel_notify_inval_entry(session, parent, text, raw.count - 1)
    }
  }

  /// Makes the kernel ask again for every name it remembers, wherever it leads.
  ///
  /// - Returns: false where the kernel is too old for it (before 6.16).
  package func invalidateAllEntries() -> Bool { cfuse_increment_epoch(session) == 0 }

  /// Makes the kernel forget a directory's attributes, and its listing. Never from a request's handler.
  package func invalidateListing(node: UInt64) {
    _ = fuse_lowlevel_notify_inval_inode(session, node, 0, 0)
  }

  /// Makes the kernel forget the node's attributes, not its pages. Never from a request's handler.
  package func invalidateAttributes(node: UInt64) {
    _ = fuse_lowlevel_notify_inval_inode(session, node, -1, 0)
  }
}

/// What libfuse hands back with every request.
final class SessionContext: Sendable {
  let operations: any Operations

  init(_ operations: any Operations) { self.operations = operations }

  /// Chooses what the connection can do. Called by libfuse before any other request.
  func negotiate(_ connection: inout fuse_conn_info) {
    cfuse_choose_features(&connection)
    // Buffered reads count as background requests, and a parked one stays one: with the default of 12 a dozen
    // waiting readers stop everybody else's reads. The kernel lowers it for ordinary users (max_user_bgreq).
    connection.max_background = 4096
    connection.congestion_threshold = 3072
    // The kernel derives the size of a READ from it.
    connection.max_write = 1 << 20
  }
}
