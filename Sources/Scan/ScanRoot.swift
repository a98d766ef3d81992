package import Model

/// A root as configured, with its number in the catalog.
package struct ScanRoot: Hashable, Sendable {
  package var root: LibraryRoot
  package var settings: RootSettings

  package init(_ root: LibraryRoot, _ settings: RootSettings) {
    self.root = root
    self.settings = settings
  }

  /// A root of which nothing but its place is configured.
  package init(_ root: LibraryRoot) { self.init(root, RootSettings(path: root.path)) }
}
