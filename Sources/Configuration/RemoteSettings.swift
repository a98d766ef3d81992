extension Settings {
  /// How files at sources are fetched while they are read.
  package struct Remote: Hashable, Sendable {
    /// Disc images up to that size are fetched whole behind their first reader. Bytes; nil for none.
    package var prefetch: Int64? = 8 << 30
    /// Programs that look into every file; `*` at the beginning or the end of a name stands for anything.
    package var indexers = standardIndexers
    /// What such a program may have fetched of one file. Bytes.
    package var indexerBytes: Int64 = 1 << 20

    /// Thumbnailers, and indexers of desktops and machines. What they want to know is at a file's beginning, and nobody
    /// waits for it.
    package static let standardIndexers = [
      "tracker-*", "localsearch*", "baloo_*", "tumblerd", "*thumbnail*", "updatedb*",
    ]
  }
}
