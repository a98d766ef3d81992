internal import TestSupport
internal import Testing

/// What the package promises about its own source. SwiftPM checks none of it.
@Suite("The source keeps its own rules") enum ArchitectureTests {
  /// The modules of each layer, lowest first.
  static let layers: [Set<String>] = [
    ["Platform"],
    ["SQLite", "FUSE", "HTTPClient", "Compression", "Digest", "XML", "Text"],
    ["Model", "Pacing"],
    ["Catalog", "Content", "Names", "Configuration", "Layouts"],
    ["Tree", "Cache", "Saves", "Metadata", "Sources", "Formats"],
    ["Mount", "Scan", "Enrichment", "Acquisition", "Remote", "Import"],
    ["Service"],
    ["vitrine", "vitrine-bench", "vitrine-supervisor"],
  ]

  /// The one module that may import each C library.
  static let importerOfCLibrary: [String: String] = [
    "CPlatform": "Platform", "CSQLite": "SQLite", "CFUSE": "FUSE", "CCurl": "HTTPClient", "CZlib": "Compression",
    "CArchive": "Compression", "CCrypto": "Digest", "CXML": "XML", "CUtf8proc": "Text",
  ]

  /// Where the system's C library may be called. Everything else goes through Platform; FUSE needs the constants
  /// of `stat` and `open` that travel in its protocol, Scan compares paths by memcmp in its sorts, programs end
  /// themselves with `exit`.
  static let mayCallGlibc: Set<String> = [
    "Platform", "FUSE", "Scan", "vitrine", "vitrine-bench", "vitrine-supervisor", "TestSupport",
  ]

  /// What tests have in common; imported by tests alone.
  static let testSupport: Set<String> = ["TestSupport", "CacheTestSupport"]

  /// Parts of Swift itself, which cost nothing to import.
  static let partsOfSwift: Set<String> = ["Swift", "Synchronization", "Testing", "Dispatch"]

  /// The files that may import FoundationEssentials, as `<module>/<file>`.
  static let mayUseFoundationEssentials: Set<String> = []
}
