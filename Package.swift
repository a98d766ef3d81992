// swift-tools-version: 6.2
import PackageDescription

// Layers, lowest first; `Tests/ArchitectureTests` holds every import line against the same table.
// There are no package dependencies: the C libraries come from the distribution, through the
// system-library targets at the end, each of which has exactly one importer.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let package = Package(
  name: "Vitrine",
  products: [
    .executable(name: "vitrine", targets: ["vitrine"]),
    .executable(name: "vitrine-supervisor", targets: ["vitrine-supervisor"]),
    .executable(name: "vitrine-bench", targets: ["vitrine-bench"]),
  ],
  targets: [
    // L0
    module("Platform", ["CPlatform"]),
    // L1: one module for each C library
    module("SQLite", ["Platform", "CSQLite"]),
    module("FUSE", ["Platform", "CFUSE"]),
    module("Compression", ["Platform", "CZlib"]),
    module("Digest", ["Platform", "CCrypto"]),
    module("Text", ["Platform", "CUtf8proc"]),
    module("XML", ["Platform", "CXML"]),
    module("HTTPClient", ["Platform", "CCurl"]),
    // L2
    module("Model", ["Platform", "Digest", "Text"]),
    module("Pacing"),
    // L3
    module("Catalog", ["Platform", "SQLite", "Digest", "Text", "Model"]),
    module("Content", ["Platform", "Compression", "Digest", "Text", "Model"]),
    module("Names", ["Platform", "Text"]),
    module("Configuration", ["Platform", "Text", "Model"]),
    module("Layouts", ["Model"]),
    // L4
    module("Tree", ["Platform", "Compression", "Digest", "Model", "Content", "Layouts"]),
    module("Cache", ["Platform", "SQLite", "Compression", "Digest", "Model", "Content"]),
    module("Formats", ["Platform", "XML", "Text", "Model"]),
    module("Saves", ["Platform", "Digest", "Model"]),
    module(
      "Metadata",
      [
        "Platform", "SQLite", "Compression", "Digest", "Text", "XML", "HTTPClient", "Model", "Content", "Names",
        "Layouts",
      ]),
    module("Sources", ["Platform", "Compression", "Digest", "Text", "XML", "HTTPClient", "Model"]),
    // L5
    module("Mount", ["Platform", "FUSE", "Digest", "Model", "Content", "Tree", "Saves"]),
    module("Scan", ["Platform", "Compression", "Digest", "Text", "Model", "Catalog", "Content"]),
    module(
      "Enrichment",
      ["Platform", "SQLite", "Digest", "HTTPClient", "Model", "Pacing", "Names", "Catalog", "Metadata"]),
    module("Acquisition", ["Platform", "Digest", "HTTPClient", "Model", "Pacing", "Catalog", "Sources"]),
    module("Remote", ["Platform", "HTTPClient", "Model", "Cache", "Sources", "Tree"]),
    // L6
    module(
      "Service",
      [
        "Platform", "FUSE", "Compression", "Digest", "Text", "Model", "Catalog", "Content", "Names", "Configuration",
        "Layouts", "Tree", "Cache", "Formats", "Saves", "Metadata", "Mount", "Scan", "HTTPClient", "Enrichment",
        "Pacing", "Sources", "Acquisition", "Remote",
      ]),
    // L7
    program("vitrine", ["Platform", "Model", "Configuration", "Names", "Scan", "Service"]),
    program(
      "vitrine-bench",
      [
        "Platform", "Compression", "Digest", "HTTPClient", "Model", "Catalog", "Metadata", "Sources", "Enrichment",
        "Acquisition",
      ]),
    program("vitrine-supervisor", ["Platform"]),

    // C code that cannot be a header: none of it may be interrupted by the Swift runtime.
    .target(name: "CPlatform", cSettings: [.define("_GNU_SOURCE")]),
    // libfuse3 (apt: libfuse3-dev) with the callbacks that libfuse calls below Swift code.
    .target(
      name: "CFUSE", cSettings: [.define("_GNU_SOURCE"), .define("_FILE_OFFSET_BITS", to: "64")],
      linkerSettings: [.linkedLibrary("fuse3")]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
    // HTTP for providers of metadata. OpenSSL's variant: libcrypto is loaded already.
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    // Tests
    .target(name: "TestSupport", dependencies: ["Platform"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "CacheTestSupport", dependencies: ["Platform", "Compression", "Digest", "Content", "Cache", "TestSupport"],
      path: "Tests/CacheTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "CacheRunner", dependencies: ["Platform", "Cache", "TestSupport", "CacheTestSupport"],
      path: "Tests/CacheRunner", swiftSettings: strict),
    .executableTarget(
      name: "stallfs", dependencies: ["CFUSE"], path: "Tests/StallFS",
      cSettings: [.define("_GNU_SOURCE"), .define("_FILE_OFFSET_BITS", to: "64")]),
    .executableTarget(
      name: "HashRunner", dependencies: ["Platform", "Model", "Catalog", "Scan"], path: "Tests/HashRunner",
      swiftSettings: strict),
    .executableTarget(
      name: "FetchRunner", dependencies: ["Platform", "HTTPClient", "Model", "Catalog", "Sources", "Acquisition"],
      path: "Tests/FetchRunner", swiftSettings: strict),
    tests("ArchitectureTests", ["Platform"]),
    tests("PlatformTests", ["Platform", "Text", "Digest", "Compression"]),
    tests("CatalogTests", ["Platform", "SQLite", "Digest", "Model", "Catalog"]),
    tests("ConfigurationTests", ["Platform", "Text", "Model", "Configuration"]),
    tests("ContentTests", ["Platform", "Compression", "Digest", "Text", "Model", "Content"]),
    tests("FormatsTests", ["Platform", "XML", "Text", "Model", "Formats"]),
    tests("NamesTests", ["Platform", "Content", "Names", "vitrine"]),
    tests("TreeTests", ["Platform", "Compression", "Model", "Content", "Layouts", "Tree"]),
    tests(
      "CacheTests",
      ["Platform", "SQLite", "Digest", "Model", "Content", "Cache", "Compression", "CacheTestSupport", "CacheRunner"]),
    // A stand-in for providers of metadata, with their limits.
    .executableTarget(
      name: "provider-stand-in", dependencies: ["Platform"], path: "Tests/ProviderStandIn", swiftSettings: strict),
    tests("HTTPClientTests", ["Platform", "HTTPClient"]),
    tests(
      "MetadataTests",
      [
        "Platform", "SQLite", "XML", "Compression", "Digest", "HTTPClient", "Model", "Names", "Layouts", "Metadata",
        "provider-stand-in",
      ]),
    tests(
      "EnrichmentTests",
      [
        "Platform", "SQLite", "Digest", "HTTPClient", "Model", "Pacing", "Catalog", "Metadata", "Enrichment",
        "provider-stand-in",
      ]),
    tests(
      "AcquisitionTests",
      ["Platform", "Digest", "HTTPClient", "Model", "Catalog", "Sources", "Acquisition", "FetchRunner"]),
    tests("SourcesTests", ["Platform", "Compression", "Digest", "HTTPClient", "Model", "Sources"]),
    tests("SavesTests", ["Platform", "Model", "Saves"]),
    tests(
      "RemoteTests",
      ["Platform", "HTTPClient", "Model", "Cache", "Sources", "Remote", "CacheTestSupport"]),
    tests("MountLogicTests", ["Platform", "Model", "Mount"]),
    tests("ScanTests", ["Platform", "SQLite", "Digest", "Model", "Catalog", "Content", "Scan", "HashRunner"]),
    tests(
      "ServiceTests",
      [
        "Platform", "Text", "SQLite", "Digest", "HTTPClient", "Model", "Catalog", "Configuration", "Layouts", "Tree",
        "Cache", "Scan", "Pacing", "Enrichment", "Sources", "Service", "vitrine", "CacheTestSupport",
      ]),
    tests(
      "MountTests",
      ["Platform", "Model", "vitrine", "vitrine-supervisor", "stallfs", "provider-stand-in", "CacheTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
