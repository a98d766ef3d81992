internal import Platform
internal import TestSupport

/// A folder of a mount as programs see it: names and kinds by readdir(3), bytes by read(2). All in memory.
struct ShownView {
  struct Entry {
    var name: String
    var isFolder: Bool
  }

  let root: String
  /// By path below the root, the root's own under the empty path.
  private(set) var folders: [String: [Entry]] = [:]
  /// By path below the root.
  private(set) var files: [String: [UInt8]] = [:]
  /// What is wrong whatever the front end.
  private(set) var problems: [String] = []

  init(_ root: String) throws {
    self.root = root
    try read("")
  }

  static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

  static func parent(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  static func name(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// With its dot; empty where there is none.
  static func ending(_ path: String) -> String {
    let name = name(path)
    return name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[$0...]) } ?? ""
  }

  static func stem(_ path: String) -> String { String(name(path).dropLast(ending(path).count)) }

  func exists(_ path: String) -> Bool { Files.exists(root + "/" + path) }
  func isFolder(_ path: String) -> Bool { folders[path] != nil }

  /// Files below a folder.
  func files(below folder: String) -> [String] {
    folder.isEmpty ? Array(files.keys) : files.keys.filter { $0.hasPrefix(folder + "/") }
  }

  private mutating func read(_ folder: String) throws {
    let path = folder.isEmpty ? root : root + "/" + folder
    let directory = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
    var raw: [(name: [UInt8], kind: EntryKind)] = []
    while try directory.next({ name, kind in raw.append((Array(name), kind)) }) {}
    var entries: [Entry] = []
    for (bytes, kind) in raw {
      let name = String(decoding: bytes, as: UTF8.self)
      let place = ShownView.join(folder, name)
      if Array(name.utf8) != bytes { problems.append("\(place): the name is not UTF-8") }
      if kind != .directory, kind != .regular { problems.append("\(place): readdir gives no kind") }
      entries.append(Entry(name: name, isFolder: kind == .directory))
    }
    folders[folder] = entries
    checkNames(entries, in: folder)
    for entry in entries {
      let place = ShownView.join(folder, entry.name)
      let status = try FileStatus.of(root + "/" + place, followingLinks: false)
      if (status.kind == .directory) != entry.isFolder { problems.append("\(place): readdir and stat differ") }
      if status.links < 1 { problems.append("\(place): no links") }
      if entry.isFolder {
        try read(place)
      } else {
        let bytes = try Files.read(root + "/" + place)
        if Int64(bytes.count) != status.size { problems.append("\(place): \(bytes.count) bytes, not \(status.size)") }
        files[place] = bytes
      }
    }
  }

  private mutating func checkNames(_ entries: [Entry], in folder: String) {
    var folded: [String: String] = [:]
    for entry in entries {
      let place = ShownView.join(folder, entry.name)
      if entry.name.utf8.count > 255 { problems.append("\(place): longer than 255 bytes") }
      if entry.name.hasSuffix(".") || entry.name.hasSuffix(" ") { problems.append("\(place): ends in a dot or space") }
      // A combining mark stands behind its letter where a name is decomposed.
      if entry.name.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) }) {
        problems.append("\(place): not composed")
      }
      if entry.isFolder, [".zip", ".7z"].contains(where: { entry.name.lowercased().contains($0) }) {
        problems.append("\(place): a folder that is called like an archive")
      }
      if let other = folded.updateValue(entry.name, forKey: entry.name.lowercased()) {
        problems.append("\(place): differs from \(other) in case only")
      }
    }
  }
}

/// What a file that starts a game leads to, as emulators follow it: by exact names only.
struct FollowedGame {
  let view: ShownView
  private(set) var reached: Set<String> = []
  private(set) var problems: [String] = []

  init(_ view: ShownView, from path: String) {
    self.view = view
    follow(path, from: path)
  }

  private mutating func follow(_ path: String, from source: String) {
    // From the mount: a string is equal to one that is composed in another way, and a name is not.
    guard let bytes = try? Files.read(view.root + "/" + path) else {
      problems.append("\(source) names \(path), which is not there")
      return
    }
    guard reached.insert(path).inserted else { return }
    let folder = ShownView.parent(path)
    let stem = ShownView.join(folder, ShownView.stem(path))
    let lines = FollowedGame.lines(bytes)
    switch ShownView.ending(path).lowercased() {
    case ".m3u":
      if bytes.isEmpty { problems.append("\(path) is empty") }
      for line in lines where !line.isEmpty && !line.hasPrefix("#") {
        follow(FollowedGame.resolve(line, in: folder), from: path)
      }
    case ".cue":
      for line in lines where line.hasPrefix("FILE ") {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        let name = parts.count > 2 ? parts[1] : line.split(separator: " ")[1]
        follow(ShownView.join(folder, String(name)), from: path)
      }
    case ".gdi":
      for line in lines.dropFirst() {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        if parts.count > 2 { follow(ShownView.join(folder, String(parts[1])), from: path) }
      }
    case ".ccd":
      follow(stem + ".img", from: path)
      follow(stem + ".sub", from: path)
    case ".mds": follow(stem + ".mdf", from: path)
    default: break
    }
  }

  /// Without the spaces around them.
  static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }.map { line in
      var line = line
      while let first = line.first, first == 0x20 || first == 0x09 { line.removeFirst() }
      while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
      return String(decoding: line, as: UTF8.self)
    }
  }

  private static func resolve(_ line: String, in folder: String) -> String {
    // RetroArch and others read both slashes, and no byte order mark.
    var line = line.replacing("\\", with: "/").drop { $0 == "\u{FEFF}" }
    while line.hasPrefix("./") { line = line.dropFirst(2) }
    return ShownView.join(folder, String(line))
  }
}
