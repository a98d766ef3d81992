internal import Catalog
internal import Compression
internal import FUSE

/// The C libraries this program runs with.
package enum LibraryVersions {
  package static var all: [(name: String, version: String)] {
    [("libfuse3", fuseLibraryVersion), ("SQLite", Catalog.databaseVersion), ("zlib", zlibLibraryVersion)]
  }
}
