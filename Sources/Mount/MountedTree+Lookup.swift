internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

extension MountedTree {
  func lookUp(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer) {
    guard name.count <= 255 else { return request.fail(.nameTooLong) }
    let asked = NodeID(rawValue: parent)
    let parent = asked.content
    if downloads.holds(parent) { return lookUpDownload(request, in: parent, name) }
    if names.mayComeYet, parent != .root, !isShown(name, in: parent) {
      let name = Array(name)
      return carryOutWhenNamed(request, node: parent.rawValue) { [self] request in
        var request: Request? = consume request
        name.withUnsafeBytes { name in
          if let request = request.take() { lookUp(request, parent: asked.rawValue, name: name) }
        }
      }
    }
    do throws(Errno) {
      // NFS servers ask for these by node alone, also for nodes of an earlier run.
      if name.elementsEqual(".".utf8) {
        if let saved = try savedDots(parent, isParent: false) { return request.reply(saved) }
        var entry = entry(try tree.attributes(of: parent))
        // They hold the number they ask about against the answer.
        entry.attributes?.node = asked.rawValue
        return request.reply(entry)
      }
      if name.elementsEqual("..".utf8) {
        if let saved = try savedDots(parent, isParent: true) { return request.reply(saved) }
        return request.reply(entry(try tree.parent(of: parent)))
      }
      if let place = try saves.place(of: parent) { return lookUp(request, Array(name), in: place, parent) }
      guard let found = try tree.lookUp(name, in: parent) else {
        return request.reply(try entry(libraryName: name, in: parent))
      }
      request.reply(entry(found))
    } catch {
      request.fail(error)
    }
  }

  /// Of what is in the tree; files that were saved in a view are looked for when all else is known.
  private func isShown(_ name: UnsafeRawBufferPointer, in parent: NodeID) -> Bool {
    do throws(Errno) {
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) {
        _ = try tree.attributes(of: parent)
        return true
      }
      return try tree.lookUp(name, in: parent) != nil
    } catch {
      return false
    }
  }

  /// What is shown for a name of the library, which is not always shown as it is: cue sheets and playlists of the user's
  /// name files as they are called there, decomposed or in bytes that are not UTF-8.
  private func entry(libraryName name: UnsafeRawBufferPointer, in parent: NodeID) throws(Errno) -> Entry {
    var found: Attributes?
    var isShownSo = true
    if !EntryName.isPlain(name) {
      let shown = EntryName.sanitized(Array(name))
      isShownSo = name.elementsEqual(shown)
      if !isShownSo {
        let result = shown.withUnsafeBytes { bytes -> Result<Attributes?, Errno> in
          do throws(Errno) { return .success(try tree.lookUp(bytes, in: parent)) } catch { return .failure(error) }
        }
        found = try result.get()
      }
    }
    // Changes are told the kernel by the names that are shown: it must not keep another.
    return Entry(
      attributes: found.map(present), entryValidity: isShownSo ? Self.validity : 0,
      attributeValidity: found.map { attributeValidity($0.node) } ?? 0)
  }

  func attributes(_ request: consuming Request, node: UInt64, handle: UInt64?) {
    if downloads.holds(NodeID(rawValue: node)) {
      return downloadAttributes(request, node: NodeID(rawValue: node), handle: handle)
    }
    do throws(Errno) {
      if !saves.isEmpty, let saved = try savedAttributes(of: NodeID(rawValue: node).content) {
        return request.reply(saved, validity: Self.savedValidity)
      }
      let attributes = try tree.attributes(of: NodeID(rawValue: node).content)
      request.reply(present(attributes), validity: attributeValidity(attributes.node))
    } catch {
      // A file that is gone from the library still has its size for who has it open.
      guard let handle, let open = handles.withLock({ $0.files[handle] })?.attributes else {
        if error == .stale, names.mayComeYet, NodeID(rawValue: node).content.kind == .directory {
          return carryOutWhenNamed(request, node: node) { [self] in attributes($0, node: node, handle: handle) }
        }
        if mayBeRestored(node, error) {
          return carryOutWhenRestored(request, node: node, handle: handle ?? 0) { [self] request in
            attributes(request, node: node, handle: handle)
          }
        }
        return request.fail(error)
      }
      request.reply(present(open), validity: Self.validity)
    }
  }

  func fileSystemStatus(_ request: consuming Request, node: UInt64) {
    request.reply(space(of: NodeID(rawValue: node).content))
  }
}
