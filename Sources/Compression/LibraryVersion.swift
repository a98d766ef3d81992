internal import CZlib

/// The version of the zlib that is loaded, such as `1.2.13`.
package var zlibLibraryVersion: String { zlibVersion().map { String(cString: $0) } ?? "?" }
