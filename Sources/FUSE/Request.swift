internal import CFUSE
internal import Glibc
package import Platform

/// A request of the kernel that waits for its one answer. Wraps `fuse_req_t`.
///
/// Every `reply` consumes it, so it is answered at most once; one that is dropped is answered with EIO, because a
/// request without an answer would leave the program that made it in uninterruptible sleep. It may be answered from
/// any thread.
package struct Request: ~Copyable, @unchecked Sendable {
  // libfuse locks the session itself when it answers, and nothing else touches the pointer.
  let raw: fuse_req_t

  /// On the thread that received the request.
  init(_ raw: fuse_req_t) {
    self.raw = raw
    unique = cfuse_request_unique()
    wasSentBefore = cfuse_request_was_resent() != 0
  }

  /// The kernel's number of the request, the same when it is sent again to another process.
  package let unique: UInt64
  /// Whether it had been sent to a process that died, which may have done everything but answer.
  package let wasSentBefore: Bool

  deinit { fuse_reply_err(raw, EIO) }

  /// The thread that made the request, as the service's pid namespace numbers it; 0 from outside of it.
  package var processID: Int32 { fuse_req_ctx(raw)?.pointee.pid ?? 0 }

  package consuming func fail(_ error: Errno) {
    fuse_reply_err(raw, error.rawValue)
    discard self
  }

  /// Success without data.
  package consuming func succeed() {
    fuse_reply_err(raw, 0)
    discard self
  }

  /// For FORGET, which takes no answer.
  package consuming func finish() {
    fuse_reply_none(raw)
    discard self
  }

  package consuming func reply(_ bytes: UnsafeRawBufferPointer) {
    fuse_reply_buf(raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    discard self
  }

  package consuming func reply(_ entry: Entry) {
    var parameter = entry.parameter
    fuse_reply_entry(raw, &parameter)
    discard self
  }

  package consuming func reply(_ attributes: NodeAttributes, validity: Double) {
    var status = attributes.status
    fuse_reply_attr(raw, &status, validity)
    discard self
  }

  /// - Returns: false where the kernel did not take the answer: the opening does not exist, and is not released.
  @discardableResult
  package consuming func reply(_ opened: OpenedFile) -> Bool {
    let result: Int32
    if let backing = opened.backing {
      result = cfuse_reply_open_backed(raw, opened.handle, backing)
    } else {
      var information = fuse_file_info()
      information.fh = opened.handle
      information.keep_cache = opened.keepsCache ? 1 : 0
      information.direct_io = opened.isDirect ? 1 : 0
      information.cache_readdir = opened.keepsListing ? 1 : 0
      result = fuse_reply_open(raw, &information)
    }
    discard self
    return result == 0
  }

  /// For CREATE.
  ///
  /// - Returns: as for an opening.
  @discardableResult
  package consuming func reply(_ entry: Entry, _ opened: OpenedFile) -> Bool {
    var parameter = entry.parameter
    var information = fuse_file_info()
    information.fh = opened.handle
    information.keep_cache = opened.keepsCache ? 1 : 0
    let result = fuse_reply_create(raw, &parameter, &information)
    discard self
    return result == 0
  }

  /// For WRITE: how many bytes there were taken.
  package consuming func reply(written: Int) {
    fuse_reply_write(raw, written)
    discard self
  }

  /// For READLINK; no byte is NUL.
  package consuming func reply(linkTarget: [UInt8]) {
    let text = linkTarget.map { CChar(bitPattern: $0) } + [0]
    fuse_reply_readlink(raw, text)
    discard self
  }

  package consuming func reply(_ status: FileSystemStatus) {
    var raw = statvfs()
    raw.f_bsize = UInt(status.blockSize)
    raw.f_frsize = UInt(status.blockSize)
    raw.f_blocks = UInt(status.blocks)
    raw.f_bfree = UInt(status.freeBlocks)
    raw.f_bavail = UInt(status.availableBlocks)
    raw.f_namemax = 255
    fuse_reply_statfs(self.raw, &raw)
    discard self
  }

  /// The length of an extended attribute or of their list, for a caller that asked with no room.
  package consuming func reply(attributeLength: Int) {
    fuse_reply_xattr(raw, attributeLength)
    discard self
  }
}

/// What OPEN answers.
package struct OpenedFile: Sendable {
  /// Comes back with every read and release of this opening.
  package var handle: UInt64
  /// Pages cached by an earlier opening stay valid.
  package var keepsCache: Bool
  /// Reads bypass the page cache; for content whose size is not known before it is made, and for openings that may
  /// stand beside such as are read past this process.
  package var isDirect: Bool
  /// The kernel's number of the file that is read past this process.
  package var backing: Int32?
  /// Of a directory: the kernel may keep its listing, and answer later openings from it that keep the cache.
  package var keepsListing = false

  package init(handle: UInt64, keepsCache: Bool, isDirect: Bool = false, backing: Int32? = nil) {
    self.handle = handle
    self.keepsCache = keepsCache
    self.isDirect = isDirect
    self.backing = backing
  }
}
