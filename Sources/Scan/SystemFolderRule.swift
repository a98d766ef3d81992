internal import Model

/// How a folder was recognised as one that holds a system's games (``LibraryShape``).
package enum SystemFolderRule: String, CaseIterable, Sendable {
  case library
  case platformName = "platform-name"
  case ownName = "own-name"
  case inROMs = "in-roms"
  case nested
  case vendor
  case configured

  package var sentence: String {
    switch self {
    case .library: "the library itself is one system's folder: it is named after a platform, or ROMs lie directly in it"
    case .platformName: "a folder of the library that is named after a platform"
    case .ownName: "a folder of the library that no tool knows the name of is a system of that name"
    case .inROMs: "a folder in `roms` or `games`"
    case .nested: "the `roms` folder in a system's folder"
    case .vendor: "a folder in a vendor's folder that is named after a platform"
    case .configured: "the configuration says which platform it is"
    }
  }

  /// - Parameter folder: raw path of the system folder below the root.
  init(_ folder: [UInt8], _ platform: Platform, settings: RootSettings) {
    let components = folder.split(separator: UInt8(ascii: "/")).map { $0.foldedASCII }
    let isROMs = components.last.map { LibraryShape.isRomFolder($0) } ?? false
    if settings.platform != nil {
      self = .configured
    } else if components.isEmpty {
      self = .library
    } else if isROMs {
      self = .nested
    } else if components.count == 1 {
      self = platform.isKnown ? .platformName : .ownName
    } else if components.count == 2, LibraryShape.isRomFolder(components[0]) || components[0] == Array("games".utf8) {
      self = .inROMs
    } else {
      self = .vendor
    }
  }
}
