internal import Model
internal import XML

extension IndexPage {
  /// What WebDAV answers to PROPFIND (RFC 4918): each entry with its properties, each property with its own status.
  ///
  /// Servers differ in prefixes, in how they percent-encode names, in whether addresses have a host and folders a slash
  /// at their end, and in what of a folder comes first. What they call themselves behind a proxy is not known to anybody
  /// else: the origin is always the one that was asked.
  ///
  /// - Parameter address: what answered, after redirections.
  /// - Throws: what kind of answer it is instead.
  package init(multistatus bytes: [UInt8], at address: WebAddress) throws(NoMultistatus) {
    self.init()
    guard var reader = XMLReader(bytes, hasNamespaces: true) else { throw .otherContent }
    let folder = Folder(address.asFolder)
    var itself = Itself.unknown
    var resource = DAVResource()
    var isInside = false
    while let event = reader.next() {
      switch event {
      case .start:
        if reader.localName == "multistatus", reader.namespace == DAVResource.namespace, !isRecognised {
          isRecognised = true
          isCutOff = reader.isCutOff
        } else if isRecognised {
          if !isInside, reader.localName == "response", reader.namespace == DAVResource.namespace {
            isInside = true
            resource = DAVResource()
            resource.isCutOff = reader.isCutOff
          } else if isInside {
            resource.begin(reader.localName, reader.namespace)
          }
        }
      case .text: if isInside { resource.appendText { reader.appendText(to: &$0) } }
      case .end:
        guard isInside else { continue }
        if resource.depth > 0 {
          resource.end()
        } else {
          isInside = false
          if !resource.isCutOff { note(resource, in: folder, &itself) }
        }
      }
    }
    if !isRecognised { throw .otherContent }
    // Somebody may say so of a folder that has entries: nothing of it is to be lost.
    switch itself {
    case .file where entries.isEmpty: throw .noFolder
    case .refused(let status) where entries.isEmpty: throw .refused(status)
    // Too many entries for the server, for example, which says so of the folder.
    case .refused, .cutOff: isCutOff = true
    case .unknown, .folder, .file: break
    }
  }

  private struct Folder {
    let address: WebAddress
    let canonical: [UInt8]

    init(_ address: WebAddress) {
      self.address = address
      canonical = address.canonical
    }
  }

  /// What is said of the folder that was asked for.
  private enum Itself {
    case unknown, folder, file, cutOff
    case refused(Int)
  }

  package enum NoMultistatus: Error, Hashable {
    /// Nothing that WebDAV answers.
    case otherContent
    /// It is a file.
    case noFolder
    /// The folder itself is refused, with this status.
    case refused(Int)
  }

  private mutating func note(_ resource: DAVResource, in place: Folder, _ itself: inout Itself) {
    let folder = place.address
    guard let reference = resource.reference, reference.contains(where: { $0 > 0x20 }),
      let target = folder.resolved(reference), target.query == nil, target.isOnHost(of: folder)
    else { return refused.add(.outside, path: Array((resource.reference ?? []).prefix(100))) }
    let own = target.moved(to: folder)
    let asFolder = own.asFolder
    if asFolder.canonical == place.canonical {
      if let status = resource.status, !(200..<300).contains(status) {
        itself = status == 507 ? .cutOff : .refused(status)
        return
      }
      if resource.isFolder == false {
        if case .unknown = itself { itself = .file }
        return
      }
      switch itself {
      case .unknown, .file: itself = .folder
      case .folder, .cutOff, .refused: break
      }
      hasDeepTags = resource.isOwnCloud && !resource.isMounted
      if hasDeepTags { folderTag = resource.etag }
      return
    }
    if let status = resource.status, !(200..<300).contains(status) {
      // It went while the answer was made.
      if status != 404, status != 410 { refused.add(.withheld, path: own.lastName) }
      return
    }
    let isFolder = resource.isFolder ?? (own.path.last == UInt8(ascii: "/"))
    guard let place = note(isFolder ? asFolder : own.asFile, in: folder) else {
      if folder.remainder(of: own).map({ $0.dropLast().contains(UInt8(ascii: "/")) }) ?? true {
        refused.add(.outside, path: own.path.prefix(100).map { $0 })
      }
      return
    }
    guard place >= 0 else { return }
    entries[place].modified = resource.modified
    // Of what is mounted inside, others change things without the server's knowledge.
    if !isFolder || !resource.isMounted { entries[place].etag = resource.etag }
    if isFolder { return }
    entries[place].size = resource.size
    entries[place].checksums = resource.checksums
  }
}

extension WebAddress {
  /// The same with a slash at its end.
  var asFolder: WebAddress {
    path.last == UInt8(ascii: "/") ? self : moved(path + [UInt8(ascii: "/")])
  }

  /// The same without one.
  fileprivate var asFile: WebAddress {
    path.last == UInt8(ascii: "/") && path.count > 1 ? moved(path.dropLast()) : self
  }

  /// The same path of another server.
  fileprivate func moved(to other: WebAddress) -> WebAddress {
    WebAddress(scheme: other.scheme, authority: other.authority, path: path, query: query)
  }

  private func moved(_ path: [UInt8]) -> WebAddress {
    WebAddress(scheme: scheme, authority: authority, path: path, query: query)
  }

  /// Whether both have the same host. Scheme and port are another one to a server behind a proxy.
  fileprivate func isOnHost(of other: WebAddress) -> Bool { host == other.host }

  private var host: Substring {
    guard let colon = authority.lastIndex(of: ":"), authority.last != "]" else { return authority[...] }
    return authority[..<colon]
  }

  fileprivate var lastName: [UInt8] {
    let names = path.split(separator: UInt8(ascii: "/"))
    return PercentEncoding.decoded(names.last ?? [])
  }
}
