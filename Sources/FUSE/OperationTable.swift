internal import CFUSE
internal import Glibc
internal import Platform

/// The bridge from libfuse's callbacks to ``Operations``. The closures capture nothing, as C function pointers must;
/// the session is the context of every request.
let operationTable: fuse_lowlevel_ops = {
  var table = fuse_lowlevel_ops()
  table.`init` = { context, connection in
    guard let context, let connection else { return }
    Unmanaged<SessionContext>.fromOpaque(context).takeUnretainedValue().negotiate(&connection.pointee)
  }
  table.lookup = { raw, parent, name in
    guard let raw, let name else { return }
    raw.operations.lookUp(
      Request(raw), parent: parent, name: UnsafeRawBufferPointer(start: name, count: strlen(name)))
  }
  // Node ids are derived and never reused, so there is nothing to count.
  table.forget = { raw, _, _ in if let raw { fuse_reply_none(raw) } }
  table.forget_multi = { raw, _, _ in if let raw { fuse_reply_none(raw) } }
  table.getattr = { raw, node, information in
    guard let raw else { return }
    raw.operations.attributes(Request(raw), node: node, handle: information?.pointee.fh)
  }
  table.open = { raw, node, information in
    guard let raw else { return }
    let flags = information?.pointee.flags ?? 0
    raw.operations.open(Request(raw), node: node, writing: flags & O_ACCMODE != O_RDONLY)
  }
  table.read = { raw, node, length, offset, information in
    guard let raw else { return }
    raw.operations.read(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, offset: Int64(offset), length: length)
  }
  table.flush = { raw, node, information in
    guard let raw else { return }
    raw.operations.flush(Request(raw), node: node, handle: information?.pointee.fh ?? 0)
  }
  table.release = { raw, node, information in
    guard let raw else { return }
    raw.operations.release(Request(raw), node: node, handle: information?.pointee.fh ?? 0)
  }
  table.opendir = { raw, node, _ in
    guard let raw else { return }
    raw.operations.openDirectory(Request(raw), node: node)
  }
  table.readdir = { raw, node, length, offset, information in
    guard let raw else { return }
    raw.operations.readDirectory(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, offset: Int64(offset), length: length,
      withAttributes: false)
  }
  table.readdirplus = { raw, node, length, offset, information in
    guard let raw else { return }
    raw.operations.readDirectory(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, offset: Int64(offset), length: length,
      withAttributes: true)
  }
  table.releasedir = { raw, _, information in
    guard let raw else { return }
    raw.operations.releaseDirectory(Request(raw), handle: information?.pointee.fh ?? 0)
  }
  table.statfs = { raw, _ in
    guard let raw else { return }
    raw.operations.fileSystemStatus(Request(raw))
  }
  table.getxattr = { raw, node, name, room in
    guard let raw, let name else { return }
    raw.operations.extendedAttribute(
      Request(raw), node: node, name: UnsafeRawBufferPointer(start: name, count: strlen(name)), room: room)
  }
  table.listxattr = { raw, node, room in
    guard let raw else { return }
    raw.operations.extendedAttributeNames(Request(raw), node: node, room: room)
  }
  refuseWrites(&table)
  return table
}()

/// The mount is read-only and the kernel refuses writes itself; this answers a mount that was made writable since.
private func refuseWrites(_ table: inout fuse_lowlevel_ops) {
  table.setattr = { raw, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.mknod = { raw, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.mkdir = { raw, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.unlink = { raw, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.rmdir = { raw, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.symlink = { raw, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.rename = { raw, _, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.link = { raw, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.create = { raw, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.write = { raw, _, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.removexattr = { raw, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  table.fallocate = { raw, _, _, _, _, _ in if let raw { fuse_reply_err(raw, EROFS) } }
  // setxattr stays out: libfuse 3.14.0 passes it a name that is 8 bytes off.
}

extension fuse_req_t {
  fileprivate var operations: any Operations {
    // The session outlives its loop, and requests only come from the loop.
    Unmanaged<SessionContext>.fromOpaque(fuse_req_userdata(self)).takeUnretainedValue().operations
  }
}
