internal import Platform

extension GameName {
  /// The name's parts as one JSON object; every key is always there.
  ///
  /// | key | value |
  /// |---|---|
  /// | `file` | the name that was parsed |
  /// | `title`, `naturalTitle`, `sortKey` | strings |
  /// | `regions`, `languages`, `flags`, `flagTags`, `tags`, `serials` | arrays of strings |
  /// | `revision`, `version`, `date`, `publisher`, `video`, `number`, `extension`, `convention` | string or null |
  /// | `disc` | null, or an object of `number`, `of` (numbers or null), `side`, `kind`, `label` (strings or null) |
  /// | `ids` | an object of strings by provider, such as `{"igdb": "1234"}` |
  /// | `track`, `languageCount` | number or null |
  ///
  /// - Parameter file: the name as it was given, for whoever parsed many.
  package func json(file: String) -> String {
    var writer = JSONWriter()
    writer.object { json in
      json.member("file", file)
      json.member("title", title)
      json.member("naturalTitle", naturalTitle)
      json.member("sortKey", sortKey)
      Self.write(regions.map(\.rawValue), "regions", &json)
      Self.write(languages, "languages", &json)
      json.member("revision", revision)
      json.member("version", version)
      write(disc, &json)
      Self.write(tags, "tags", &json)
      Self.write(flags.map(\.rawValue), "flags", &json)
      Self.write(flagTags, "flagTags", &json)
      json.object("ids") { json in
        var seen: Set<String> = []
        for id in ids where seen.insert(id.provider).inserted { json.member(id.provider, id.id) }
      }
      json.member("date", date)
      json.member("publisher", publisher)
      json.member("video", video)
      Self.write(serials, "serials", &json)
      Self.write(track, "track", &json)
      json.member("number", number)
      Self.write(languageCount, "languageCount", &json)
      json.member("extension", fileExtension)
      json.member("convention", convention?.rawValue)
    }
    return writer.text
  }

  private func write(_ disc: Disc?, _ json: inout JSONWriter) {
    guard let disc else {
      json.member("disc", nil)
      return
    }
    json.object("disc") { json in
      Self.write(disc.number, "number", &json)
      Self.write(disc.of, "of", &json)
      json.member("side", disc.side)
      json.member("kind", disc.kind?.rawValue)
      json.member("label", disc.label)
    }
  }

  private static func write(_ values: [String], _ name: String, _ json: inout JSONWriter) {
    json.array(name) { json in
      for value in values { json.value(value) }
    }
  }

  private static func write(_ value: Int?, _ name: String, _ json: inout JSONWriter) {
    if let value { json.member(name, value) } else { json.member(name, nil) }
  }
}
