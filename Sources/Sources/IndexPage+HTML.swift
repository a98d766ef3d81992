internal import Model
internal import XML

extension IndexPage {
  mutating func readHTML(_ bytes: [UInt8], at address: WebAddress) {
    var reader = HTMLIndexReader(page: self, address: address)
    let ending = HTMLReader.read(bytes) { reader.take($0) }
    self = reader.page
    // The servers that are recognised all end their pages; what comes behind is a script or a comment at most.
    let isEnded = HTMLIndexReader.hasEnd(bytes)
    if ending != .whole || isRecognised && !isEnded { isCutOff = true }
  }
}

/// Finds entries in the events of an HTML page, and their sizes and times in what follows each link.
struct HTMLIndexReader {
  var page: IndexPage
  /// What lies below it is listed.
  private let folder: WebAddress
  /// What links are relative to.
  private var base: WebAddress
  private var hasBase = false
  /// The first one, as far as it is needed; nil before it.
  private var title: [UInt8]?
  private var isTitleRead = false
  /// The entry whose link came last.
  private var current: Int?
  private var isInLink = false
  /// What stands behind the link, up to the next one or the row's end.
  private var words: [UInt8] = []
  private var skipped = 0

  /// Longer text behind a link is a description.
  private static let mostText = 400

  init(page: IndexPage, address: WebAddress) {
    self.page = page
    folder = address.folder
    base = address
  }

  mutating func take(_ event: HTMLReader.Event) {
    switch event {
    case .start("a", let attributes): startLink(attributes)
    case .start("base", let attributes): setBase(attributes)
    case .start("title", _): if title == nil { title = [] }
    case .start("script", _), .start("style", _): skipped += 1
    case .start(_, let attributes):
      if current != nil { takeFacts(attributes) }
      separate()
    case .end("a"): isInLink = false
    case .end("title"): if !isTitleRead { takeTitle() }
    case .end("script"), .end("style"): skipped = max(0, skipped - 1)
    case .end("tr"), .end("li"), .end("pre"), .end("body"): finishEntry()
    case .end: separate()
    case .text(let text): takeText(text)
    }
  }

  private mutating func startLink(_ attributes: [HTMLReader.Attribute]) {
    finishEntry()
    // No title holds links: one that is not closed ends here.
    if title != nil, !isTitleRead { takeTitle() }
    guard let reference = attributes.first(where: { $0.name == "href" })?.value else { return }
    isInLink = true
    guard let address = base.resolved(reference) else { return }
    if reference.first == UInt8(ascii: "?") {
      // The columns of Apache and Caddy sort by these.
      let query = String(decoding: reference, as: UTF8.self)
      if query.hasPrefix("?sort=") { page.isCaddy = true }
      if query.hasPrefix("?C=") || page.isCaddy { page.isRecognised = true }
      return
    }
    // With an icon in front, which is a link as well, or without.
    if let place = page.note(address, in: folder), place >= 0 { current = place }
  }

  private mutating func setBase(_ attributes: [HTMLReader.Attribute]) {
    guard !hasBase, let reference = attributes.first(where: { $0.name == "href" })?.value,
      let address = base.resolved(reference)
    else { return }
    base = address
    hasBase = true
  }

  private mutating func takeTitle() {
    isTitleRead = true
    let text = String(decoding: (title ?? []).drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
    if text.hasPrefix("index of") || text.hasPrefix("directory listing for") { page.isRecognised = true }
  }

  private mutating func takeText(_ text: [UInt8]) {
    if let length = title?.count, !isTitleRead {
      if length < HTMLIndexReader.mostText { title?.append(contentsOf: text.prefix(HTMLIndexReader.mostText)) }
      return
    }
    guard current != nil, !isInLink, skipped == 0, words.count < HTMLIndexReader.mostText else { return }
    words += text.prefix(HTMLIndexReader.mostText)
  }

  /// A cell is a word of its own.
  private mutating func separate() {
    if current != nil, !isInLink, words.count < HTMLIndexReader.mostText { words.append(0x20) }
  }

  /// Caddy's pages have exact values for sorting.
  private mutating func takeFacts(_ attributes: [HTMLReader.Attribute]) {
    guard let current else { return }
    for attribute in attributes {
      let value = String(decoding: attribute.value, as: UTF8.self)
      switch attribute.name {
      case "data-order", "data-size":
        if let size = ListedSize.bytes(value) { page.entries[current].size = size }
      case "datetime":
        if let time = ListedTime.exact(value) { page.entries[current].modified = time }
      default: break
      }
    }
  }

  private mutating func finishEntry() {
    defer {
      current = nil
      isInLink = false
      words.removeAll(keepingCapacity: true)
    }
    guard let current, !words.isEmpty else { return }
    // No-break spaces fill columns.
    let text = String(decoding: words, as: UTF8.self)
    var rest = text.split { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\r\n" || $0 == "\t" || $0 == "\u{A0}" }
      .map(String.init)[...]
    // lighttpd writes the slash of a folder behind its link.
    if rest.first == "/" { rest.removeFirst() }
    if let index = rest.indices.dropLast().first(where: { ListedTime.read(rest[$0], rest[$0 + 1]) != nil }) {
      if page.entries[current].modified == nil {
        page.entries[current].modified = ListedTime.read(rest[index], rest[index + 1])
      }
      rest = rest[(index + 2)...]
    }
    guard page.entries[current].size == nil, !page.entries[current].isFolder,
      case (.size(let size), _)? = ListedSize.read(rest, areBytes: page.isRecognised)
    else { return }
    page.entries[current].size = size
  }

  /// Whether `</html>` stands where a page ends.
  static func hasEnd(_ bytes: [UInt8]) -> Bool {
    let end = bytes.suffix(16 << 10).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let mark = Array("</html".utf8)
    return end.indices.dropLast(mark.count - 1).reversed().contains { end[$0...].starts(with: mark) }
  }
}
