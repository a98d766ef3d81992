internal import Platform
internal import TestSupport

/// A library of two roots in which games lie in every way that people lay them out. Files are small, and no two have
/// the same bytes: what a view shows can be told by its content, whatever it is called there.
struct LayoutLibrary {
  /// What is in a file.
  enum Content {
    /// Bytes of this file alone.
    case data
    case text(String)
    /// A cue sheet of these tracks, the first with data and the others with audio.
    case cue([String], indented: Bool = false)
    case gdi([String])
    case lines([String])
    /// A ZIP of the user's own, with these members.
    case zip([String])
  }

  struct Game {
    /// `<system>/<words>`, by which the tests speak of it.
    var mark: String
    /// As front ends call the system.
    var system: String { String(mark.prefix { $0 != "/" }) }
    /// Library paths of the files without which it does not start.
    var files: [[UInt8]] = []
    /// How often a front end lists it, by the view's name; once where nothing is said.
    var entries: [String: Int] = [:]
    /// Pictures by kind, as ES-DE calls the kinds.
    var media: [String: [UInt8]] = [:]
  }

  private(set) var games: [Game] = []
  /// By library path, the root's folder first. Raw.
  private(set) var contents: [[UInt8]: [UInt8]] = [:]
  private var archives: [(path: [UInt8], members: [String])] = []
  private var lists: [(path: [UInt8], bytes: [UInt8])] = []

  /// A byte that is not UTF-8 in a name of the table.
  static let notUTF8: Character = "\u{F8FF}"

  init() {
    addCartridges()
    addDiscs()
    addPlaylists()
    addForeignPlaylists()
    addTrees()
    addDialects()
  }

  static func raw(_ path: String) -> [UInt8] {
    path.flatMap { $0 == notUTF8 ? [0xFF] : Array(String($0).utf8) }
  }

  // MARK: Building

  mutating func game(
    _ mark: String, entries: [String: Int] = [:], in folder: String, _ files: [(name: String, content: Content)]
  ) {
    var game = Game(mark: mark, entries: entries)
    for (name, content) in files {
      game.files.append(LayoutLibrary.raw("\(folder)/\(name)"))
      file("\(folder)/\(name)", content)
    }
    games.append(game)
  }

  /// A game of one file.
  mutating func single(_ mark: String, _ path: String, _ content: Content = .data, entries: [String: Int] = [:]) {
    games.append(Game(mark: mark, files: [LayoutLibrary.raw(path)], entries: entries))
    file(path, content)
  }

  /// A picture of a game, which comes after its game in the table.
  mutating func media(_ mark: String, _ kind: String, _ path: String) {
    file(path)
    guard let game = games.firstIndex(where: { $0.mark == mark }) else { return }
    games[game].media[kind] = contents[LayoutLibrary.raw(path)]
  }

  mutating func file(_ path: String, _ content: Content = .data) {
    let raw = LayoutLibrary.raw(path)
    switch content {
    case .data: contents[raw] = Array("bytes of ".utf8) + raw + Array(repeating: 0x2E, count: raw.count * 7 % 300)
    case .text(let text): contents[raw] = Array(text.utf8)
    case .cue(let tracks, let indented):
      let margin = indented ? "  " : ""
      var text = "REM \(path)\n"
      for (number, track) in tracks.enumerated() {
        text += "\(margin)FILE \"\(track)\" BINARY\n\(margin)  TRACK 0\(number + 1) "
        text += "\(number == 0 ? "MODE2/2352" : "AUDIO")\n\(margin)    INDEX 01 00:00:00\n"
      }
      contents[raw] = Array(text.utf8)
    case .gdi(let tracks):
      var text = "\(tracks.count)\n"
      for (number, track) in tracks.enumerated() {
        text += "\(number + 1) \(number * 45000) \(number == 1 ? 0 : 4) 2352 \"\(track)\" 0\n"
      }
      contents[raw] = Array(text.utf8)
    case .lines(let lines): contents[raw] = Array((lines.joined(separator: "\n") + "\n").utf8)
    case .zip(let members): archives.append((raw, members))
    }
  }

  /// A list of games, which no view shows as it is.
  mutating func list(_ path: String, _ text: String) { lists.append((LayoutLibrary.raw(path), Array(text.utf8))) }

  /// Writes everything below `directory`, and reads the ZIPs that are made.
  mutating func write(to directory: String) throws {
    let script = """
      import os, sys, zipfile
      os.chdir(sys.argv[1])
      for line in open('manifest', 'rb').read().splitlines():
          kind, path, body = line.split(b' ')
          path = bytes.fromhex(path.decode()); body = bytes.fromhex(body.decode())
          if os.path.dirname(path): os.makedirs(os.path.dirname(path), exist_ok=True)
          if kind == b'F':
              with open(path, 'wb') as f: f.write(body)
          else:
              with zipfile.ZipFile(os.fsdecode(path), 'w', zipfile.ZIP_DEFLATED) as z:
                  for name in body.decode().split('\\n'):
                      z.writestr(zipfile.ZipInfo(name, (1999, 9, 9, 9, 9, 8)), f'member {name} of '.encode() + path)
      """
    func hexadecimal(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    var manifest = ""
    for (path, bytes) in contents { manifest += "F \(hexadecimal(path)) \(hexadecimal(bytes))\n" }
    for (path, bytes) in lists { manifest += "F \(hexadecimal(path)) \(hexadecimal(bytes))\n" }
    for (path, members) in archives {
      manifest += "Z \(hexadecimal(path)) \(hexadecimal(Array(members.joined(separator: "\n").utf8)))\n"
    }
    try Files.write(manifest, to: directory + "/manifest")
    _ = try MountTests.python(script, [directory])
    for (path, _) in archives {
      contents[path] = try Files.read(directory + "/" + String(decoding: path, as: UTF8.self))
    }
    var owners: [[UInt8]: [UInt8]] = [:]
    for (path, bytes) in contents {
      if let other = owners.updateValue(path, forKey: bytes) {
        throw TestFailure("two files of the same bytes: \([path, other].map { String(decoding: $0, as: UTF8.self) })")
      }
    }
  }
}
