internal import Model
internal import Platform

/// The types of the keys of a source.
extension ValueType {
  static var indexAddress: ValueType<SourceSettings.Place> {
    .place("an address such as \"https://nas.local/roms/\"") { node, expectation, reading in
      guard let text = reading.address(node, expected: expectation) else { return nil }
      let last = AddressText.lastName(of: text).lowercased()
      if last.hasSuffix(".json") {
        reading.report(
          at: node.place,
          "\(node.summary) looks like a list of files: call it \"manifest\", or put a slash behind the name of a folder"
        )
        return nil
      }
      if [".html", ".htm", ".php", ".zip", ".7z"].contains(where: { last.hasSuffix($0) }) {
        reading.report(
          at: node.place,
          "\(node.summary) looks like a single page or file: write the address of its folder, with a slash at its end")
        return nil
      }
      return .index(text.hasSuffix("/") ? text : text + "/")
    }
  }

  static var manifestPlace: ValueType<SourceSettings.Place> {
    .place("the address or path of a JSON list of files") { node, expectation, reading in
      if case .string(let text) = node.content, AddressText.scheme(of: text) == nil {
        return reading.localPath(text, node, expected: expectation).map { .manifestFile($0) }
      }
      return reading.address(node, expected: expectation).map { .manifest(url: $0) }
    }
  }

  static var folderPlace: ValueType<SourceSettings.Place> {
    .place("the path of a folder such as \"/mnt/pc/Games\"") { node, expectation, reading in
      guard case .string(let text) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      return reading.localPath(text, node, expected: expectation).map { .folder($0) }
    }
  }

  static var rommAddress: ValueType<SourceSettings.Place> {
    .place("the address of a RomM server such as \"https://romm.local/\"") { node, expectation, reading in
      guard let text = reading.address(node, expected: expectation) else { return nil }
      var address = text.hasSuffix("/") ? text : text + "/"
      // As it is copied from programs that ask for the address of the interface.
      if address.hasSuffix("/api/") { address.removeLast(4) }
      return .romm(address)
    }
  }

  /// Also with the schemes that file managers have for it.
  static var webDAVAddress: ValueType<SourceSettings.Place> {
    .place("the address of a WebDAV folder such as \"https://nas.local/dav/roms/\"") { node, expectation, reading in
      var node = node
      if case .string(let text) = node.content, let address = AddressText.httpAddress(ofWebDAV: text) {
        node = JSONNode(.string(address), at: node.place)
      }
      guard let text = reading.address(node, expected: expectation) else { return nil }
      return .webDAV(text.hasSuffix("/") ? text : text + "/")
    }
  }

  /// A wrong one is not shown: people write keys in front of the bucket.
  static var bucket: ValueType<S3Bucket> {
    let expectation = "a bucket such as \"s3://games/roms/\""
    return ValueType<S3Bucket>(expectation, .text) { node, reading in
      if case .unreadable = node.content { return nil }
      if case .string(let text) = node.content, let bucket = S3Bucket(text) { return bucket }
      reading.report(at: node.place, "this is not \(expectation), which has neither host nor keys in it")
      return nil
    } write: {
      $1.value($0.text)
    }
  }

  static var endpoint: ValueType<String> {
    let expectation = "the address of an S3 server such as \"https://nas.local:9000\""
    return ValueType<String>(expectation, .text) { node, reading in
      guard var text = reading.address(node, expected: expectation) else { return nil }
      while text.hasSuffix("/") { text.removeLast() }
      return text
    } write: {
      $1.value($0)
    }
  }

  static var region: ValueType<String> {
    word("a region such as \"eu-central-1\"") { text in
      text.utf8.count <= 64
        && text.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar))
        }
    }
  }

  static var accessKey: ValueType<String> {
    word("an access key: letters, digits and signs without space, comma and slash") { text in
      text.utf8.count <= 128
        && text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) && !"/,".contains(Character($0)) }
    }
  }

  static var secretKey: ValueType<Secret?> {
    .secretText("a secret key between quotation marks") { text in
      text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
    }
  }

  private static func place(
    _ expectation: String,
    _ read: @escaping @Sendable (JSONNode, String, inout Reading) -> SourceSettings.Place?
  ) -> ValueType<SourceSettings.Place> {
    ValueType<SourceSettings.Place>(expectation, .text) { node, reading in
      read(node, expectation, &reading)
    } write: {
      $1.value($0.text)
    }
  }

  /// None of the following shows a wrong value: people write name and secret in one text.
  static var userName: ValueType<String> {
    word("the name of a user: text without a colon, which is not part of it") { text in
      !text.contains(":") && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
  }

  static var headerName: ValueType<String> {
    // Those that say what is asked for and how the answer comes, which every request has for itself.
    let taken: Set<String> = [
      "host", "range", "if-range", "connection", "content-length", "transfer-encoding", "accept-encoding", "te",
      "upgrade", "expect",
    ]
    return word("the name of a header such as \"X-API-Key\", without its value, which is \"key\"") { text in
      text.utf8.count <= 128 && !taken.contains(text.lowercased())
        && text.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII
            && (scalar.properties.isAlphabetic || "0123456789!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar))
        }
    }
  }

  private static func word(
    _ expectation: String, _ isRight: @escaping @Sendable (String) -> Bool
  ) -> ValueType<String> {
    ValueType<String>(expectation, .text) { node, reading in
      if case .string(let text) = node.content, !text.isEmpty, isRight(text) { return text }
      if case .unreadable = node.content { return nil }
      reading.report(at: node.place, "this is not \(expectation)")
      return nil
    } write: {
      $1.value($0)
    }
  }

  static var password: ValueType<Secret?> {
    .secretText("a password between quotation marks") { text in
      text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
  }

  static var headerValue: ValueType<Secret?> {
    .secretText("the value of a header: letters, digits, signs and spaces in between") { text in
      !text.hasPrefix(" ") && !text.hasSuffix(" ")
        && text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
    }
  }

  /// A text that is shown nowhere. What is written of it says only that there is one.
  ///
  /// - Parameter hint: said behind `expectation` where it is something else.
  static func secretText(
    _ expectation: String, hint: String = "", _ isRight: @escaping @Sendable (String) -> Bool
  ) -> ValueType<Secret?> {
    var type = ValueType<Secret?>(expectation, .text) { node, reading in
      if case .unreadable = node.content { return nil }
      guard case .string(let text) = node.content, !text.isEmpty, isRight(text) else {
        // A wrong value is not shown either.
        reading.report(at: node.place, "this is not \(expectation)\(hint)")
        return nil
      }
      if text == Secret(text).description {
        reading.report(at: node.place, "this only says that there is one, where settings are shown: write it itself")
        return nil
      }
      return .some(Secret(text))
    } write: { secret, json in
      if let secret { json.value(secret.description) } else { json.null() }
    }
    type.isSecret = true
    type.isSame = { $0 == $1 }
    return type
  }
}

extension Reading {
  /// The absolute path that `text` is, unless it is an address of a kind that is not known.
  fileprivate mutating func localPath(_ text: String, _ node: JSONNode, expected: String) -> String? {
    if text.contains("://") || text.hasPrefix("\\\\") {
      // Not shown: it may hold a password.
      report(at: node.place, "only http:// and https:// are asked by Vitrine itself: mount a share, and write its path")
      return nil
    }
    if text.isEmpty {
      refuse(node, expected: expected)
      return nil
    }
    return absolutePath(text, node)
  }
}
