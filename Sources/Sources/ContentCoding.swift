internal import HTTPClient

/// Whether an answer has the bytes as they are stored, or packed, as `Content-Encoding` says. Pure.
enum ContentCoding {
  /// How names of files end that are packed by themselves. Servers label those, too, and send them as they are.
  private static let endings: [String: Set<String>] = [
    "gzip": ["gz", "tgz", "taz", "svgz", "vgz", "adz", "emz", "wmz"], "compress": ["z", "taz"],
    "bzip2": ["bz2", "tbz", "tbz2"], "br": ["br"], "zstd": ["zst", "tzst"], "xz": ["xz", "txz"],
  ]

  /// What is wrong with an answer to a request for a file as it is stored, for people; nil where nothing is.
  ///
  /// - Parameter url: where the file is.
  static func complaint(about answer: HTTPResponse, to url: String) -> String? {
    let codings = answer.headers.filter { $0.name == "content-encoding" }
      .flatMap { $0.value.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" } }.filter { $0 != "identity" }
    guard let coding = codings.first else { return nil }
    let plain = coding.hasPrefix("x-") ? coding.dropFirst(2) : coding
    if codings.count == 1, let known = endings[String(plain)],
      known.contains(ending(of: url)) || known.contains(ending(of: answer.url))
    {
      return nil
    }
    return "the server sends it packed (\(shown(codings))), although it was asked for it as it is"
  }

  /// In lower case, without the dot; empty where there is none.
  private static func ending(of url: String) -> String {
    let name = url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// Only ordinary words, and not many.
  private static func shown(_ codings: [Substring]) -> String {
    codings.prefix(3).map { coding in
      String(decoding: coding.utf8.prefix(20).filter { PercentEncoding.isUnreserved($0) }, as: UTF8.self)
    }.joined(separator: ", ")
  }
}
