internal import Platform

/// What Hasheous knows, by digits of hashes in lower case.
struct HashTable: Sendable {
  private var records: [JSONValue] = []
  private var index: [String: Int] = [:]

  /// - Parameter lines: JSON objects with `md5`, `sha1`, `sha256`, `crc`, `name`, `platform`, `publisher`, `igdb`.
  init(lines: [[UInt8]], generated: Int) {
    for line in lines {
      guard let record = JSONValue(line) else { continue }
      for name in HashTable.kinds {
        if let digits = record[name].string { index["\(name):\(digits.lowercased())"] = records.count }
      }
      records.append(record)
    }
    for number in 0..<generated {
      let game = GeneratedGame(number)
      index["sha1:\(game.sha1)"] = records.count
      records.append(
        .object([
          "sha1": .string(game.sha1), "name": .string(game.name), "igdb": JSONValue(game.id),
          "platform": .string("Platform \(game.platforms[0])"), "platform_igdb": JSONValue(game.platforms[0]),
        ]))
    }
  }

  static let kinds = ["md5", "sha1", "sha256", "crc"]

  /// - Parameter hashes: of the files of one game.
  func record(_ hashes: [(kind: String, digits: String)]) -> JSONValue? {
    for (kind, digits) in hashes { if let found = index["\(kind):\(digits.lowercased())"] { return records[found] } }
    return nil
  }
}

extension StandIn {
  /// `/api/v1/Lookup/ByHash`: the hashes of a request are all of one game, and so is the answer.
  func hasheousAnswer(_ request: ServerRequest) -> ServerResponse {
    if let key = options.hasheousKey, request.headers["x-client-api-key"] != key {
      statistics.count("unauthorized")
      return ServerResponse(401, text: "Unauthorized: Invalid client API key.", type: "text/plain")
    }
    var asked: [(kind: String, digits: String)] = []
    let parts = request.path.split(separator: "/").map(String.init)
    if request.method == "POST" {
      guard case .array(let entries)? = JSONValue(request.body) else {
        statistics.count("badQueries")
        return ServerResponse(400, text: #"{"title":"One or more validation errors occurred.","status":400}"#)
      }
      for entry in entries {
        for (name, value) in entry.members {
          if let digits = value.string { asked.append((name.lowercased(), digits)) }
        }
      }
    } else if parts.count == 6 {
      asked = [(parts[4].lowercased(), parts[5])]
    }
    guard let record = hashes.record(asked) else {
      return ServerResponse(
        404, text: "The provided hash was not found in the signature database.", type: "text/plain")
    }
    return ServerResponse(200, StandIn.answer(record).encoded)
  }

  private static func answer(_ record: JSONValue) -> JSONValue {
    func metadata(_ id: JSONValue) -> JSONValue {
      guard let id = id.integer else { return .array([]) }
      return .array([
        .object([
          "id": .string("slug-\(id)"), "immutableId": .string("\(id)"), "source": .string("IGDB"),
          "status": .string("Mapped"),
        ])
      ])
    }
    return .object([
      "id": record["igdb"], "name": record["name"],
      "platform": .object(["name": record["platform"], "metadata": metadata(record["platform_igdb"])]),
      "publisher": .object(["name": record["publisher"]]), "signatures": .object([:]),
      "metadata": metadata(record["igdb"]), "attributes": .array([]),
    ])
  }
}
