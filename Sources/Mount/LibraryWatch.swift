package import Model

/// Whoever keeps the tree in step with the library. The service injects discovery.
package protocol LibraryWatch: Sendable {
  /// Whether all is shown that is known from before. Until then a file that nobody knows may be one that a program has
  /// had open since before the service was replaced; when it becomes true, ``MountSession/restored()`` is called.
  var isRestored: Bool { get }

  /// A file at `location` is not what the tree says. `then` is called when the tree has been corrected.
  func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void)

  /// The kernel refuses to read files at `location` itself.
  func passthroughRefused(at location: Shelf.Location)
}
