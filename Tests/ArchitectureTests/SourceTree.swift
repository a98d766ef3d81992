internal import Platform
internal import TestSupport

/// One file of Sources or Tests.
struct SourceFile: Sendable, CustomStringConvertible {
  /// Relative to the package, such as `Sources/Tree/Node.swift`.
  let path: String
  let lines: [Substring]

  /// The target the file belongs to: the second component of its path.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  var isTest: Bool { path.hasPrefix("Tests/") }
  var description: String { path }

  /// The modules of the import lines, with their line numbers.
  var imports: [(line: Int, module: String)] {
    var isInsideText = false
    return lines.enumerated().compactMap { index, line in
      // A string of several lines may hold another language's imports.
      if line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count % 2 == 0 { isInsideText.toggle() }
      if isInsideText { return nil }
      var words = line.split(separator: " ")
      while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) { words.removeFirst() }
      guard words.first == "import", words.count > 1 else { return nil }
      let kinds: Set<Substring> = ["class", "struct", "enum", "func", "protocol", "var", "let", "typealias"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      return (index + 1, String(name.prefix { $0 != "." && $0 != ";" }))
    }
  }

  private static let accessLevels: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
}

/// The package's own source, read from disk once.
enum SourceTree {
  static let files: [SourceFile] = ["Sources", "Tests"].flatMap { folder in
    let root = Products.sourceRoot + "/" + folder
    return ((try? listTree(root)) ?? []).compactMap { entry -> SourceFile? in
      guard entry.status.kind == .regular, ["swift", "c", "h"].contains(where: { entry.path.hasSuffix("." + $0) })
      else { return nil }
      let text = String(decoding: (try? Files.read(root + "/" + entry.path)) ?? [], as: UTF8.self)
      return SourceFile(
        path: folder + "/" + entry.path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  static let swiftFiles = files.filter { $0.path.hasSuffix(".swift") }

  /// What Package.swift lets each target import, from its `module`, `program`, `tests` and `.target` lines.
  static let declaredDependencies: [String: Set<String>] = {
    let manifest = (try? Files.read(Products.sourceRoot + "/Package.swift")) ?? []
    let text = String(decoding: manifest, as: UTF8.self)
    var declared: [String: Set<String>] = [:]
    var statement = ""
    for line in text.split(separator: "\n") {
      // A long declaration goes on until the next one begins.
      let start = line.drop { $0 == " " }
      let calls = ["module(", "program(", "tests(", ".target(", ".executableTarget(", ".systemLibrary("]
      if calls.contains(where: { start.hasPrefix($0) }) { statement = "" }
      statement += start
      let names = statement.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      guard let target = names.first, calls.contains(where: { statement.hasPrefix($0) }) else { continue }
      declared[target, default: []].formUnion(names.dropFirst())
      // A file's target is told by its folder, which may have another name.
      for path in names where path.hasPrefix("Tests/") {
        declared[String(path.dropFirst("Tests/".count)), default: []].formUnion(names.dropFirst())
      }
      if statement.hasPrefix("tests(") { declared[target, default: []].insert("TestSupport") }
    }
    return declared
  }()
}
