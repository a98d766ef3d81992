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
    raw.operations.lookUp(Request(raw), parent: parent, name: bytes(of: name))
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
    raw.operations.open(Request(raw), node: node, flags: OpenFlags(rawValue: information?.pointee.flags ?? 0))
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
  table.statfs = { raw, node in
    guard let raw else { return }
    raw.operations.fileSystemStatus(Request(raw), node: node)
  }
  table.getxattr = { raw, node, name, room in
    guard let raw, let name else { return }
    raw.operations.extendedAttribute(Request(raw), node: node, name: bytes(of: name), room: room)
  }
  table.listxattr = { raw, node, room in
    guard let raw else { return }
    raw.operations.extendedAttributeNames(Request(raw), node: node, room: room)
  }
  addChanges(of: &table)
  addChangesOfNames(&table)
  return table
}()

/// Without handlers for locks the kernel keeps them itself, and without one for lseek takes a file to have no holes.
private func addChanges(of table: inout fuse_lowlevel_ops) {
  table.write = { raw, node, buffer, length, offset, information in
    guard let raw else { return }
    raw.operations.write(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, offset: Int64(offset),
      bytes: UnsafeRawBufferPointer(start: buffer, count: length))
  }
  table.setattr = { raw, node, wanted, mask, information in
    guard let raw, let wanted else { return }
    raw.operations.change(
      Request(raw), node: node, handle: information?.pointee.fh, AttributeChange(wanted.pointee, mask))
  }
  table.fsync = { raw, node, dataOnly, information in
    guard let raw else { return }
    raw.operations.synchronize(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, dataOnly: dataOnly != 0)
  }
  table.fsyncdir = { raw, node, _, _ in
    guard let raw else { return }
    raw.operations.synchronizeDirectory(Request(raw), node: node)
  }
  table.fallocate = { raw, node, mode, offset, length, information in
    guard let raw else { return }
    raw.operations.allocate(
      Request(raw), node: node, handle: information?.pointee.fh ?? 0, mode: mode, offset: Int64(offset),
      length: Int64(length))
  }
  // What follows the node is not looked at: libfuse 3.14.0 takes it from 8 bytes too far.
  table.setxattr = { raw, node, _, _, _, _ in
    guard let raw else { return }
    raw.operations.changeExtendedAttribute(Request(raw), node: node)
  }
  table.removexattr = { raw, node, _ in
    guard let raw else { return }
    raw.operations.changeExtendedAttribute(Request(raw), node: node)
  }
}

private func addChangesOfNames(_ table: inout fuse_lowlevel_ops) {
  table.create = { raw, parent, name, mode, information in
    guard let raw, let name else { return }
    raw.operations.create(
      Request(raw), parent: parent, name: bytes(of: name), permissions: mode & 0o7777,
      flags: OpenFlags(rawValue: information?.pointee.flags ?? 0))
  }
  table.mknod = { raw, parent, name, mode, _ in
    guard let raw, let name else { return }
    raw.operations.makeNode(
      Request(raw), parent: parent, name: bytes(of: name), permissions: mode & 0o7777,
      isRegular: mode & S_IFMT == S_IFREG || mode & S_IFMT == 0)
  }
  table.mkdir = { raw, parent, name, mode in
    guard let raw, let name else { return }
    raw.operations.makeDirectory(Request(raw), parent: parent, name: bytes(of: name), permissions: mode & 0o7777)
  }
  table.symlink = { raw, target, parent, name in
    guard let raw, let target, let name else { return }
    raw.operations.makeSymbolicLink(Request(raw), parent: parent, name: bytes(of: name), target: bytes(of: target))
  }
  table.readlink = { raw, node in
    guard let raw else { return }
    raw.operations.readSymbolicLink(Request(raw), node: node)
  }
  table.link = { raw, node, parent, name in
    guard let raw, let name else { return }
    raw.operations.makeLink(Request(raw), node: node, parent: parent, name: bytes(of: name))
  }
  table.unlink = { raw, parent, name in
    guard let raw, let name else { return }
    raw.operations.remove(Request(raw), parent: parent, name: bytes(of: name), isDirectory: false)
  }
  table.rmdir = { raw, parent, name in
    guard let raw, let name else { return }
    raw.operations.remove(Request(raw), parent: parent, name: bytes(of: name), isDirectory: true)
  }
  table.rename = { raw, parent, name, newParent, newName, flags in
    guard let raw, let name, let newName else { return }
    raw.operations.rename(
      Request(raw), parent: parent, name: bytes(of: name), newParent: newParent, newName: bytes(of: newName),
      flags: flags)
  }
}

private func bytes(of text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: text, count: strlen(text))
}

extension fuse_req_t {
  fileprivate var operations: any Operations {
    // The session outlives its loop, and requests only come from the loop.
    Unmanaged<SessionContext>.fromOpaque(fuse_req_userdata(self)).takeUnretainedValue().operations
  }
}
