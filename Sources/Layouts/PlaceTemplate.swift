/// A path with places for what differs from game to game, such as `{system}/images/{path}-image.{extension}`.
package struct PlaceTemplate: Hashable, Sendable, ExpressibleByStringLiteral {
  /// What takes the places; raw bytes, as the mount shows them.
  package struct Values {
    /// `{system}`: the system's folder as the layout calls it.
    package var system: [UInt8]
    /// `{path}`: the game below its system's folder, without its extension unless the layout keeps it; with slashes
    /// where it lies in folders.
    package var path: [UInt8]
    /// `{name}`: the last component of that.
    package var name: [UInt8]
    /// `{label}`: the game's title as RetroArch names files after it.
    package var label: [UInt8]
    /// `{extension}`: the file's, without its dot.
    package var fileExtension: [UInt8]

    package init(
      system: String, path: [UInt8] = [], label: [UInt8] = [], fileExtension: [UInt8] = []
    ) {
      self.system = Array(system.utf8)
      self.path = path
      name = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
      self.label = label
      self.fileExtension = fileExtension
    }
  }

  private enum Part: Hashable {
    case text([UInt8])
    case system, path, name, label, fileExtension
  }

  package let text: String
  private let parts: [Part]

  package init(stringLiteral text: String) { self.init(text) }

  package init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      if start > rest.startIndex { parts.append(.text(Array(rest[..<start].utf8))) }
      switch rest[rest.index(after: start)..<end] {
      case "system": parts.append(.system)
      case "path": parts.append(.path)
      case "name": parts.append(.name)
      case "label": parts.append(.label)
      case "extension": parts.append(.fileExtension)
      case let other: preconditionFailure("a place has no part {\(other)}: \(text)")
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(Array(rest.utf8))) }
    self.parts = parts
  }

  /// How many components there are up to the system's folder, that included; 0 where it is in none.
  package var systemDepth: Int {
    let components = text.split(separator: "/")
    return components.firstIndex { $0.contains("{system}") }.map { $0 + 1 } ?? 0
  }

  /// The components of the path.
  package func path(_ values: Values) -> [[UInt8]] {
    var path: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): path += text
      // A name is one component, whatever is in it.
      case .system: path += values.system.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
      case .path: path += values.path
      case .name: path += values.name
      case .label: path += values.label
      case .fileExtension: path += values.fileExtension
      }
    }
    return path.split(separator: UInt8(ascii: "/")).map { Array($0) }
  }
}
