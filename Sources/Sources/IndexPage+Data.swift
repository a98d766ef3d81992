internal import Model
internal import Platform
internal import XML

extension IndexPage {
  /// nginx (`autoindex_format json`) and Caddy: an array of objects with a name each.
  mutating func readJSON(_ bytes: [UInt8], at address: WebAddress) {
    let folder = address.folder
    var rows = JSONRows(bytes)
    isRecognised = true
    while let row = rows.next() {
      guard case .object(let members) = row.value.content else { continue }
      let fields = JSONFields(members)
      guard let name = fields.text("name") else {
        refused.add(.notUTF8, path: row.bytes.prefix(100).map { $0 })
        continue
      }
      var bytes = Array(name.utf8)
      let type = fields.text("type")
      if fields["is_dir"] != nil { isCaddy = true }
      let isFolder = type == "directory" || fields.isTrue("is_dir") || bytes.last == UInt8(ascii: "/")
      if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
      // A device or a socket, to nginx.
      if type == "other" { continue }
      if let url = fields.text("url") {
        // Caddy's own. Its name is none where there are bytes in it that are not UTF-8.
        guard let target = folder.resolved(Array(url.utf8)), let place = note(target, in: folder), place >= 0 else {
          continue
        }
        setFacts(fields, at: place)
        continue
      }
      let target = folder.child(encoded: PercentEncoding.encodedName(bytes), isFolder: isFolder)
      guard let place = note(bytes, isFolder: isFolder, target), place >= 0 else { continue }
      setFacts(fields, at: place)
    }
    if rows.isCutOff { isCutOff = true }
  }

  private mutating func setFacts(_ fields: JSONFields, at place: Int) {
    if !entries[place].isFolder { entries[place].size = fields.number("size").flatMap(ListedSize.bytes) }
    entries[place].modified = (fields.text("mtime") ?? fields.text("mod_time")).flatMap(ListedTime.exact)
  }

  /// nginx (`autoindex_format xml`): `<file mtime="…" size="…">NAME</file>` and `<directory>` in a `<list>`.
  mutating func readXML(_ bytes: [UInt8], at address: WebAddress) {
    // XML has none of these, but nginx writes them: what stands for one is no ordinary name either.
    let text = bytes.map { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D ? 0x7F : $0 }
    guard var reader = XMLReader(text) else {
      isCutOff = true
      return
    }
    let folder = address.folder
    var element = ""
    var attributes: [(name: String, value: String)] = []
    var name: [UInt8] = []
    while let event = reader.next() {
      switch event {
      case .start:
        element = reader.name
        if element == "list" {
          isRecognised = true
          isCutOff = reader.isCutOff
        }
        attributes = reader.attributes()
        name = []
      case .text: reader.appendText(to: &name)
      case .end:
        defer { element = "" }
        let isFolder = element == "directory"
        // What the text ends inside of is not whole: neither is its name.
        guard isRecognised, isFolder || element == "file", !reader.isCutOff else { continue }
        let target = folder.child(encoded: PercentEncoding.encodedName(name), isFolder: isFolder)
        guard let place = note(name, isFolder: isFolder, target), place >= 0 else { continue }
        let value = { (name: String) in attributes.first { $0.name == name }?.value }
        if !isFolder { entries[place].size = value("size").flatMap(ListedSize.bytes) }
        entries[place].modified = value("mtime").flatMap(ListedTime.exact)
      }
    }
  }
}
