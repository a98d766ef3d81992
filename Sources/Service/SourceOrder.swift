package import Model
internal import Platform

/// A source as it is described on the command line, to be told over the control socket.
package struct SourceOrder: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// A folder that a web server lists.
    case index(String)
    /// A list of files: an address, or an absolute path.
    case manifest(String)
    /// Absolute.
    case folder(String)
    /// A RomM server.
    case romm(String)
    /// A folder of a WebDAV server.
    case webDAV(String)
    /// A bucket: `s3://…`.
    case bucket(String)

    /// - Parameters:
    ///   - given: as typed.
    ///   - isFile: whether there is a regular file at an absolute path.
    package init(_ given: String, workingDirectory: String, isFile: (String) -> Bool) {
      let scheme = given.firstRange(of: "://").map { given[..<$0.lowerBound].lowercased() }
      if scheme == "s3" {
        self = .bucket(given)
        return
      }
      if let scheme, ["dav", "davs", "webdav", "webdavs"].contains(scheme) {
        self = .webDAV(given)
        return
      }
      if scheme != nil {
        self = given.lowercased().hasSuffix(".json") ? .manifest(given) : .index(given)
        return
      }
      var components: [Substring] = []
      for component in (given.hasPrefix("/") ? given : "\(workingDirectory)/\(given)").split(separator: "/") {
        // Two dots lead elsewhere where a link stands before them: those stay.
        if component != "." { components.append(component) }
      }
      let path = "/" + components.joined(separator: "/")
      self = isFile(path) ? .manifest(path) : .folder(path)
    }

    /// Whether what is typed is a place, and not the name of a source.
    package static func isPlace(_ given: String) -> Bool { given.contains("/") || given == "." || given == ".." }

    package var text: String {
      switch self {
      case .index(let text), .manifest(let text), .folder(let text), .romm(let text), .webDAV(let text),
        .bucket(let text):
        text
      }
    }

    fileprivate var key: String {
      switch self {
      case .index: "url"
      case .manifest: "manifest"
      case .folder: "path"
      case .romm: "romm"
      case .webDAV: "webdav"
      case .bucket: "s3"
      }
    }
  }

  package var name: String
  package var place: Place
  package var user: String?
  package var password: Secret?
  package var header: String?
  package var key: Secret?
  /// How a bucket is asked.
  package var endpoint: String?
  package var region: String?
  package var style: String?
  package var accessKey: String?
  package var secretKey: Secret?
  package var sessionToken: Secret?
  package var platform: String?
  /// Transfers at the same time; nil for as many as usual.
  package var open: Int?

  package init(_ name: String, at place: Place) {
    self.name = name
    self.place = place
  }

  /// An object as the setting `sources` has it, with the secret in it: for the socket alone, which is its owner's.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.object(name) { json in
        json.member(place.key, place.text)
        let texts = [
          ("user", user), ("header", header), ("platform", platform), ("endpoint", endpoint), ("region", region),
          ("style", style), ("accessKey", accessKey),
        ]
        for (name, value) in texts {
          if let value { json.member(name, value) }
        }
        let secrets = [("password", password), ("key", key), ("secretKey", secretKey), ("sessionToken", sessionToken)]
        for (name, secret) in secrets {
          if let secret { json.member(name, secret.value) }
        }
        if let open { json.member("open", open) }
      }
    }
    return json.bytes
  }
}
