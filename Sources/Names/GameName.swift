/// What the name of a game's file or folder says, by the conventions of No-Intro, Redump, TOSEC and GoodTools and the
/// habits of people.
///
/// The name is all that is looked at: nothing is guessed from a region (a Japanese game is not said to be in Japanese),
/// but what two conventions write differently is one thing here.
///
/// | part | value |
/// |---|---|
/// | ``title`` | as written, without tags: `Legend of Zelda, The - A Link to the Past`; never empty where the name is not |
/// | ``naturalTitle`` | as people say it: `The Legend of Zelda - A Link to the Past` |
/// | ``sortKey`` | for comparing bytes: `legend of zelda - a link to the past` |
/// | ``regions``, ``languages``, ``flags`` | each once, in the order of the name |
/// | ``tags`` | every tag that is none of region, language, revision, version, disc and flag, as written |
/// | ``ids``, ``date``, ``publisher``, ``video``, ``serials``, ``track`` | what is known of the meaning of ``tags`` |
///
/// Bytes that are no UTF-8 are percent-encoded, and all text is composed (NFC).
package struct GameName: Hashable, Sendable {
  package var title = ""
  package var naturalTitle = ""
  /// Case-folded, without an article in front or behind a comma, numbers padded to twelve digits.
  package var sortKey = ""
  package var regions: [Region] = []
  /// BCP 47, such as `en`, `pt-BR`, `zh-Hans`. A translation's language is among them.
  package var languages: [String] = []
  /// As written, without the word before it; see ``VersionReader``.
  package var revision: String?
  package var version: String?
  package var disc: Disc?
  package var tags: [String] = []
  package var flags: [Flag] = []
  /// The tags that gave ``flags``, as written: `b1`, `Beta 2`, `T+Fre1.0_X`.
  package var flagTags: [String] = []
  package var ids: [ProviderID] = []
  /// ISO 8601 as far as it is known: `1992-08-21`, `1986`, `19xx`.
  package var date: String?
  /// Only TOSEC names it.
  package var publisher: String?
  /// `PAL`, `NTSC` and the like, in capitals.
  package var video: String?
  package var serials: [String] = []
  /// Redump's `(Track 01)`.
  package var track: Int?
  /// Of a numbered set: `0001 - Name`.
  package var number: String?
  /// GoodTools' `(M3)`: how many languages, of which the name says no more.
  package var languageCount: Int?
  /// Without its dot, in lower case; two where one packs the other: `nds.zip`. Nil where there is none.
  package var fileExtension: String?
  /// Nil where nothing in the name tells.
  package var convention: Convention?

  package enum Convention: String, CaseIterable, Hashable, Sendable {
    case noIntro = "no-intro"
    case redump, tosec
    case goodTools = "goodtools"
  }

  /// Takes a name apart. Pure, and safe from any thread; some microseconds.
  ///
  /// - Parameters:
  ///   - name: the raw name, with its extension and without the folders it lies in.
  ///   - isDirectory: a folder's `Vol.2` has no extension; `Game.m3u`, shown as a file by front ends, has.
  package init(_ name: some Collection<UInt8>, isDirectory: Bool = false) {
    let bytes = NameText.repaired([UInt8](name))
    // File names have 255 bytes at most; what is far longer is text, however many brackets it has.
    if bytes.count > 1024 {
      title = bytes[...].text
      naturalTitle = title
      sortKey = title
      return
    }
    let end = isDirectory ? NameExtension.directoryStart(in: bytes[...]) : NameExtension.start(in: bytes[...])
    if end < bytes.count { fileExtension = bytes[(end + 1)...].text.lowercased() }
    var reader = NameReader(stem: bytes[..<end], fileExtension: fileExtension)
    reader.read()
    let found = fileExtension
    self = reader.result
    fileExtension = found
    if title.isEmpty { title = bytes[...].trimmed.text }
    (naturalTitle, sortKey) = TitleOrder.forms(of: title, languages: languages, regions: regions)
  }

  /// Takes the last component of a path apart; one that ends in a slash is a folder's.
  package init(path: [UInt8]) {
    let component = Self.lastComponent(of: path)
    self.init(path[component], isDirectory: component.upperBound < path.count)
  }

  /// The last component of a path as text, otherwise as it was given; what is no UTF-8 in it is percent-encoded.
  package static func shownFile(ofPath path: [UInt8]) -> String {
    String(decoding: NameText.encoded(Array(path[lastComponent(of: path)])), as: UTF8.self)
  }

  /// Without slashes at its end; a path of slashes alone is its own last component.
  private static func lastComponent(of path: [UInt8]) -> Range<Int> {
    let slash = UInt8(ascii: "/")
    guard let last = path.lastIndex(where: { $0 != slash }) else { return path.indices }
    let start = path[..<last].lastIndex(of: slash).map { $0 + 1 } ?? 0
    return start..<(last + 1)
  }

  init() {}
}
