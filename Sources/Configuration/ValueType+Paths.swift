internal import Model
internal import Platform

extension ValueType {
  /// A path: absolute, below the home directory (`~/…`), or relative to the directory of the file it stands in.
  ///
  /// The value is absolute, without doubled slashes and without one at its end. Links and `..` stay as they are.
  static func path(_ what: String) -> ValueType<String> {
    ValueType<String>(what, .text) { node, reading in
      guard case .string(let text) = node.content, !text.isEmpty else {
        reading.refuse(node, expected: what)
        return nil
      }
      return reading.absolutePath(text, node)
    } write: {
      $1.value($0)
    }
  }

  static var patterns: ValueType<[PathPattern]> {
    let one = ValueType<PathPattern>("a pattern such as \"*.txt\" or \"saves/\"", .text) { node, reading in
      guard case .string(let text) = node.content else {
        reading.refuse(node, expected: "a pattern such as \"*.txt\" or \"saves/\"")
        return nil
      }
      if let pattern = PathPattern(text) { return pattern }
      let isEmpty = text.allSatisfy { $0 == "/" }
      reading.report(
        at: node.place,
        isEmpty
          ? "\(node.summary) matches nothing: take it out"
          : "\(node.summary) has a `[` that nothing closes: add a `]`, or write `[[]` for the bracket itself")
      return nil
    } write: {
      $1.value($0.text)
    }
    return .list(of: one, "a list of patterns such as [\"*.txt\", \"saves/\"]", separators: ",:")
  }
}

extension Reading {
  /// Bytes of a path that the kernel takes.
  private static let longestPath = 4095

  mutating func absolutePath(_ text: String, _ node: JSONNode) -> String? {
    if text.unicodeScalars.contains("\0") {
      report(at: node.place, "a path holds no NUL character")
      return nil
    }
    if text.hasPrefix("$") {
      report(
        .warning, at: node.place,
        "\(node.summary) is taken as it stands: no variable is put in; write ~ for the home directory, or set the key "
          + "by its own environment variable")
    }
    var whole = text
    if text == "~" || text.hasPrefix("~/") {
      guard let home else {
        report(at: node.place, "\(node.summary): this user has no home directory; write the whole path")
        return nil
      }
      whole = home + text.dropFirst()
    } else if text.hasPrefix("~") {
      report(
        at: node.place,
        "\(node.summary): only your own home directory is known by ~; write the whole path, or ./\(text) for a file of "
          + "that name")
      return nil
    } else if !text.hasPrefix("/") {
      whole = directory + "/" + text
    }
    let parts = whole.split(separator: "/").filter { $0 != "." }
    whole = "/" + parts.joined(separator: "/")
    guard whole.utf8.count <= Reading.longestPath else {
      report(at: node.place, "\(node.summary) is longer than the \(Reading.longestPath) bytes a path can have")
      return nil
    }
    return whole
  }
}
