package import Model

/// Whoever keeps the tree in step with the library. The service injects discovery.
package protocol LibraryWatch: Sendable {
  /// A file at `location` is not what the tree says. `then` is called when the tree has been corrected.
  func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void)

  /// The kernel refuses to read files at `location` itself.
  func passthroughRefused(at location: Shelf.Location)
}
