internal import CFUSE

/// The version of the libfuse3 that is loaded, such as `3.14.0`.
package var fuseLibraryVersion: String { fuse_pkgversion().map { String(cString: $0) } ?? "?" }
