internal import FUSE
internal import Model
internal import Platform
internal import Tree

/// What is known of a file without reading it, in `user.` attributes: few and short, because copying programs carry
/// them along.
extension MountedTree {
  func extendedAttribute(_ request: consuming Request, node: UInt64, name: UnsafeRawBufferPointer, room: Int) {
    // ENOTSUP makes ls stop asking for the rest of the listing, which ENODATA does not. `user.` attributes are
    // supported, only absent.
    guard name.starts(with: "user.".utf8) else { return request.fail(.notSupported) }
    guard Self.prefixes.contains(where: { name.starts(with: $0.utf8) }),
      let value = extendedAttributes(of: NodeID(rawValue: node)).first(where: { name.elementsEqual($0.name.utf8) })
    else { return request.fail(.noData) }
    reply(request, with: Array(value.value.utf8), room: room)
  }

  func extendedAttributeNames(_ request: consuming Request, node: UInt64, room: Int) {
    var names: [UInt8] = []
    for attribute in extendedAttributes(of: NodeID(rawValue: node)) { names += Array(attribute.name.utf8) + [0] }
    reply(request, with: names, room: room)
  }

  /// Whoever asks for others, as Samba and file managers do for each file, costs nothing.
  private static var prefixes: [String] { ["user.vitrine.", "user.xdg."] }

  private func extendedAttributes(of node: NodeID) -> [(name: String, value: String)] {
    guard node.kind == .source || node.kind == .archive, let content = tree.contents(of: node.content).first else {
      return []
    }
    _ = enterDisk()
    defer { leaveDisk() }
    var crc32: UInt32?
    if case .archive(let archive) = content { crc32 = try? openArchive(archive).checksum(reader.checksums) }
    return hooks.extendedAttributes(content, crc32)
  }

  private func reply(_ request: consuming Request, with bytes: [UInt8], room: Int) {
    if room == 0 { return request.reply(attributeLength: bytes.count) }
    guard bytes.count <= room else { return request.fail(.rangeError) }
    // The request is moved into the closure: a reply needs to own it.
    var pending: Request? = consume request
    bytes.withUnsafeBytes { bytes in pending.take()?.reply(bytes) }
  }
}
