internal import Catalog
internal import Model
internal import Platform

/// A library of small files with the names of games that the stand-in has, as No-Intro writes them.
struct ScrapedLibrary: Sendable {
  static let count = 1469
  /// Games that the stand-in has; the library is of a part of them.
  static let generated = 4000

  let path: String
  /// Which game each file is; nil is one that the stand-in does not have. By its path.
  let files: [String: Int?]
  /// Folders.
  let systems: [String]

  /// By IGDB's numbers of the platforms: the folder, and an extension that front ends list there.
  private static let folders: [Int: (system: String, form: String)] = [
    19: ("snes", "sfc"), 18: ("nes", "nes"), 29: ("megadrive", "md"), 4: ("n64", "z64"), 7: ("psx", "chd"),
    8: ("ps2", "chd"), 24: ("gba", "gba"), 33: ("gb", "gb"), 22: ("gbc", "gbc"), 20: ("nds", "nds"), 38: ("psp", "iso"),
    21: ("gc", "iso"), 32: ("saturn", "chd"), 23: ("dreamcast", "chd"), 86: ("pcengine", "pce"),
    64: ("mastersystem", "sms"), 35: ("gamegear", "gg"), 59: ("atari2600", "a26"), 37: ("n3ds", "3ds"),
    130: ("switch", "nsp"), 5: ("wii", "iso"), 11: ("xbox", "iso"),
  ]

  init(_ scratch: Scratch) throws {
    path = try scratch.makeDirectory("scraped")
    let standIn = try StandIn(scratch, ["--generate", "\(Self.generated)"])
    defer { standIn.stop() }
    var files: [String: Int?] = [:]
    for (number, game) in try standIn.games(limit: Self.generated).enumerated() where files.count < Self.count {
      // Add-ons are no ROMs.
      guard number % 8 != 7, let (system, form) = Self.folders[game.platform] else { continue }
      let title = Self.fileName(game.name)
      for tag in Self.tags(number) where files.count < Self.count {
        files["\(system)/\(Self.variant(title, number)) \(tag).\(form)"] = game.id
      }
      if number % 29 == 0, files.count < Self.count {
        files["\(system)/Homebrew Nobody Knows \(Self.roman(number / 29 + 1)) (World) (Unl).\(form)"] = .some(nil)
      }
    }
    guard files.count == Self.count else { throw BenchFailure("the stand-in has too few games") }
    for file in files.keys {
      let parts = file.split(separator: "/")
      try createDirectories("\(path)/\(parts[0])")
      try DataSet.writeText("\(path)/\(file)", file)
    }
    self.files = files
    systems = Set(files.keys.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
  }

  private static func tags(_ number: Int) -> [String] {
    switch number % 12 {
    case 0: ["(USA)", "(Europe) (En,Fr,De)", "(Japan)"]
    case 3: ["(USA)", "(USA) (Rev 1)"]
    case 5: ["(Europe)", "(USA, Australia)"]
    case 7: ["(World) (Beta)"]
    case 9: ["(Japan) (En)"]
    default: ["(USA)"]
    }
  }

  /// What a file name cannot have is written otherwise, and an article stands behind the title.
  private static func fileName(_ name: String) -> String {
    var parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    if parts[0].hasPrefix("The ") { parts[0] = parts[0].dropFirst(4) + ", The" }
    return parts.joined(separator: " -").filter { $0 != "\"" && $0 != ":" && $0 != "?" }
  }

  /// Some have their numerals in the other script.
  private static func variant(_ title: String, _ number: Int) -> String {
    guard number % 3 == 0 else { return title }
    if title.hasSuffix(" II") { return title.dropLast(2) + "2" }
    guard let range = title.firstRange(of: " 3 - ") else { return title }
    return title[..<range.lowerBound] + " III - " + title[range.upperBound...]
  }

  private static func roman(_ number: Int) -> String {
    var left = number
    var text = ""
    for (value, digits) in [
      (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ] {
      while left >= value {
        text += digits
        left -= value
      }
    }
    return text
  }

  /// How many games were found as what they are, and how many as another.
  func judge(_ catalog: Catalog) throws -> (known: Int, right: Int, wrong: Int) {
    var place: SoughtPlace?
    var right = 0
    var wrong = 0
    repeat {
      for game in try catalog.soughtGames(.all, providers: [.igdb], scope: .everything, now: 0, from: &place) {
        let file =
          "\(String(decoding: game.location.folder, as: UTF8.self))/\(String(decoding: game.path, as: UTF8.self))"
        guard let match = game.matches[.igdb], let found = match.id else { continue }
        if files[file] == .some(.some(Int(found) ?? 0)) { right += 1 } else { wrong += 1 }
      }
    } while place != nil
    return (files.values.filter { $0 != nil }.count, right, wrong)
  }
}
