internal import Model
internal import Platform

/// The types of keys about providers.
extension ValueType {
  /// A key or password. What is written of it says only that there is one.
  static var secret: ValueType<Secret?> {
    let expectation = "text, as the provider gave it"
    var type = ValueType<Secret?>(expectation, .text) { node, reading in
      // A wrong value is not shown either.
      guard case .string(let text) = node.content, !text.isEmpty,
        text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
      else {
        reading.report(at: node.place, "this is not \(expectation): letters, digits and signs between quotation marks")
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

  /// An address of a provider, or of a mirror of it.
  static var url: ValueType<String> {
    let expectation = "an address such as \"https://api.example.org/v4\""
    return ValueType<String>(expectation, .text) { node, reading in
      guard case .string(let text) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      let lower = text.lowercased()
      let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
      let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
      let server = text.dropFirst(scheme?.count ?? 0).prefix { !"/?#".contains($0) }
      guard scheme != nil, isPlain, !server.isEmpty else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      if text.contains("?") || text.contains("#") || server.contains("@") {
        reading.report(
          at: node.place, "an address has no query, and no user or password in it: those are keys of their own")
        return nil
      }
      if let wrong = wrongPart(of: server) {
        reading.report(at: node.place, wrong)
        return nil
      }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    } write: {
      $1.value($0)
    }
  }

  /// What keeps a `HOST`, `HOST:PORT` or `[IPV6]:PORT` from being one.
  private static func wrongPart(of server: Substring) -> String? {
    var host = server
    var port: Substring?
    if let end = server.first == "[" ? server.firstIndex(of: "]") : nil {
      host = server[...end]
      let rest = server[server.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return "after the \"]\" of an address comes \":\" and a port" }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = server.firstIndex(of: ":") {
      host = server[..<colon]
      port = server[server.index(after: colon)...]
    }
    if host.isEmpty { return "there is no host in front of \":\"" }
    guard let port else { return nil }
    if port.contains(":") { return "an IPv6 address stands in brackets, such as \"http://[fd00::1]:8080\"" }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(port), number > 0 else {
      return "\"\(port)\" is no port: those are numbers from 1 to 65535"
    }
    return nil
  }

  static var providers: ValueType<[Provider]> { .choices(Provider.self) }

  static var mediaKinds: ValueType<[MediaKind]> { .choices(MediaKind.self) }

  /// An object with a list of providers for each field.
  static var fieldPriorities: ValueType<[FactField: [Provider]]> {
    let expectation = "an object such as {\"description\": [\"launchbox\", \"igdb\"], \"rating\": []}"
    let list = ValueType<[Provider]>.providers
    let names = FactField.allCases.map(\.rawValue)
    return ValueType<[FactField: [Provider]]>(expectation, .json) { node, reading in
      guard case .object(let members) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      var fields: [FactField: [Provider]] = [:]
      for member in members {
        reading.enter("." + member.name, member.value) { reading in
          guard let field = FactField(rawValue: member.name) else {
            return reading.report(
              at: member.place, "there is no such field; the fields are \(names.joined(separator: ", "))")
          }
          fields[field] = list.read(member.value, &reading)
        }
      }
      return fields
    } write: { fields, json in
      json.object { json in
        for field in FactField.allCases {
          guard let providers = fields[field] else { continue }
          json.array(field.rawValue) { json in for provider in providers { json.value(provider.rawValue) } }
        }
      }
    }
  }
}
