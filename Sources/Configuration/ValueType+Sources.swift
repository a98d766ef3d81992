internal import Platform

extension ValueType {
  /// An object with a member for each source: its address or path, or an object.
  static var sources: ValueType<[SourceSettings]> {
    let expectation = "an object such as {\"nas\": \"https://nas.local/roms/\"}"
    var type = ValueType<[SourceSettings]>(expectation, .json) { node, reading in
      guard case .object(let members) = node.content else {
        if case .string = node.content {
          // An address may hold a password.
          reading.report(at: node.place, "this is not \(expectation): each source has a name in front")
          return nil
        }
        reading.refuse(node, expected: expectation)
        return nil
      }
      var sources: [SourceSettings] = []
      var names: [String] = []
      for member in members {
        if case .null = member.value.content { continue }
        if let problem = problem(withSource: member.name, beside: names) {
          // An address in the place of the name may hold a password, so the key is not named either.
          reading.report(at: member.place, problem)
          continue
        }
        names.append(member.name)
        reading.enter("." + member.name, member.value) { reading in
          if let source = source(member, &reading) { sources.append(source) }
        }
      }
      return sources
    } write: { sources, json in
      SourceMembers.write(sources, to: &json, secrets: .sign)
    }
    type.isSame = { $0 == $1 }
    type.secretParts = SecretParts(
      writeRest: { sources, json in SourceMembers.write(sources, to: &json, secrets: .leftOut) },
      take: { others, sources in for index in sources.indices { sources[index].takeSecret(of: others) } })
    return type
  }

  private static func problem(withSource name: String, beside others: [String]) -> String? {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isPlain, (1...64).contains(name.utf8.count), !name.hasPrefix("."), !name.hasPrefix("-") else {
      return "this cannot be the name of a source: 1 to 64 letters (a to z), digits and the signs - _ . are needed, "
        + "without a dot or dash in front"
    }
    if let other = others.first(where: { $0.lowercased() == name.lowercased() }) {
      return "there is a source \"\(other)\" already, and names that differ in case only are one: give it another name"
    }
    return nil
  }

  private static func source(_ member: JSONMember, _ reading: inout Reading) -> SourceSettings? {
    var node = member.value
    if case .string(let text) = node.content {
      node = JSONNode(.object([JSONMember(name: key(forPlace: text), place: node.place, value: node)]), at: node.place)
    }
    var members = SourceMembers()
    Setting.read(node, of: SourceMembers.table, into: &members, &reading)
    guard case .object(let given) = node.content else { return nil }
    check(given.filter { if case .null = $0.value.content { false } else { true } }, of: node, &reading)
    return members.source(member.name)
  }

  /// The key whose value a text alone is.
  private static func key(forPlace text: String) -> String {
    if text.lowercased().hasPrefix("s3://") { return "s3" }
    if AddressText.httpAddress(ofWebDAV: text) != nil { return "webdav" }
    guard AddressText.scheme(of: text) != nil else { return "path" }
    return text.lowercased().hasSuffix(".json") ? "manifest" : "url"
  }

  /// Whether the members that are given, right or wrong by themselves, go together.
  private static func check(_ members: [JSONMember], of node: JSONNode, _ reading: inout Reading) {
    func first(_ names: String...) -> JSONMember? { members.first { names.contains($0.name) } }
    let places = members.filter { ["url", "manifest", "path", "romm", "webdav", "s3"].contains($0.name) }
    if places.isEmpty {
      reading.report(
        at: node.place,
        "its place is missing: write \"url\": \"https://…/\", \"manifest\": …, \"path\": "
          + "\"/…\", \"romm\": …, \"webdav\": \"https://…/\" or \"s3\": \"s3://…/\"")
    } else if places.count > 1 {
      reading.report(
        at: places[1].place,
        "it has \"\(places[0].name)\" already: take one out, or make two sources of them")
    }
    let (user, key) = (first("user", "password"), first("header", "key"))
    let ofBuckets = first("endpoint", "region", "style", "accessKey", "secretKey", "sessionToken")
    if let place = places.first, place.name != "s3", let given = ofBuckets {
      reading.report(at: given.place, "\"\(given.name)\" goes with \"s3\" alone: take it out")
    } else if places.first?.name == "s3", let given = user ?? key {
      reading.report(
        at: given.place, "a bucket is asked with \"accessKey\" and \"secretKey\": take \"\(given.name)\" out")
    } else if let secret = first("secretKey", "sessionToken"), first("accessKey") == nil {
      reading.report(
        at: secret.place, "\"accessKey\" is missing, whose secret this is: write \"accessKey\": \"…\"")
    } else if let place = places.first, !isOnWeb(place), let given = user ?? key {
      reading.report(at: given.place, "what lies in a folder is read without user and key: take \"\(given.name)\" out")
    } else if let user, let key {
      reading.report(
        at: max(user.place, key.place),
        "a user with a password and a header with a key are two ways to say the same: take one of them out")
    } else if let password = first("password"), first("user") == nil {
      reading.report(at: password.place, "\"user\" is missing, whose password this is: write \"user\": \"…\"")
    }
  }

  private static func isOnWeb(_ place: JSONMember) -> Bool {
    let isAlways = ["url", "romm", "webdav", "s3"].contains(place.name)
    guard case .string(let text) = place.value.content else { return isAlways }
    return isAlways || (place.name == "manifest" && AddressText.scheme(of: text) != nil)
  }
}
