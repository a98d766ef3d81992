internal import Metadata
internal import Model

/// What a provider answers, and files that are held against it.
///
/// `= name` begins a shelf. `+ id | title | systems | years | kind | further titles` is a record: years by blanks, `-`
/// or nothing for what is not known, further titles by ` ; `, each an alternative one, `jp= ` and the title of a
/// region, or `jp~ ` and an alternative one of a region. `? file | system | id` is a file and the record it must be taken for, `-` for none. A file is held against
/// all records of its shelf.
struct MatchingShelf: Sendable {
  struct File: Sendable {
    var name: String
    var system: String
    var expected: String?
  }

  var name = ""
  var records: [GameRecord] = []
  var files: [File] = []
  private(set) var prepared = PreparedRecords([])

  static func table(_ lines: String) -> [MatchingShelf] {
    var shelves: [MatchingShelf] = []
    for line in lines.split(separator: "\n") where !line.hasPrefix("#") {
      let text = line.dropFirst(2)
      switch line.prefix(2) {
      case "= ": shelves.append(MatchingShelf(name: String(text)))
      case "+ ": shelves[shelves.count - 1].records.append(record(text))
      case "? ":
        let fields = Self.fields(text)
        precondition(fields.count == 3, "a file has three fields: \(line)")
        shelves[shelves.count - 1].files.append(
          File(name: fields[0], system: fields[1], expected: fields[2] == "-" ? nil : fields[2]))
      default: preconditionFailure("not a line of a shelf: \(line)")
      }
    }
    for index in shelves.indices { shelves[index].prepared = PreparedRecords(shelves[index].records) }
    return shelves
  }

  private static func fields(_ text: Substring) -> [String] {
    text.split(separator: "|", omittingEmptySubsequences: false).map { field in
      String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func alternative(_ title: String) -> GameRecord.Title {
    guard let sign = title.firstIndex(of: "~"), title[..<sign].utf8.count == 2 else {
      return GameRecord.Title(title, .alternative)
    }
    let text = String(title[sign...].dropFirst().drop { $0 == " " })
    return GameRecord.Title(text, .alternative, region: String(title[..<sign]))
  }

  private static func record(_ text: Substring) -> GameRecord {
    let fields = Self.fields(text)
    precondition(fields.count >= 3, "a record has three fields at least: \(text)")
    var titles = [GameRecord.Title(fields[1])]
    if fields.count > 5 {
      for part in fields[5].split(separator: ";") {
        let title = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if let sign = title.firstIndex(of: "="), title[..<sign].utf8.count == 2 {
          let region = String(title[..<sign])
          titles.append(
            GameRecord.Title(String(title[sign...].dropFirst().drop { $0 == " " }), .localized, region: region))
        } else {
          titles.append(alternative(title))
        }
      }
    }
    var record = GameRecord(ProviderGame(.igdb, fields[0]), titles: titles)
    record.systems = fields[2] == "-" ? [] : Set(fields[2].split(separator: " ").map(String.init))
    if fields.count > 3 { record.years = fields[3].split(separator: " ").compactMap { Int($0) } }
    if fields.count > 4, !fields[4].isEmpty {
      guard let kind = GameRecord.Kind(rawValue: fields[4]) else { preconditionFailure("no kind: \(fields[4])") }
      record.kind = kind
    }
    return record
  }
}
