internal import Model
internal import Tree

/// What a read that is parked waits for.
enum Awaited: Hashable, Sendable {
  case checksum(ContentKey)
  case block(RemoteBlock)
  /// That everything is shown again which the service before this one showed.
  case restoration
}

/// What a range of a file lacks; see ``ReadOutcome``.
struct MissingParts: Sendable {
  /// Library files without checksum.
  var files: [LibraryFile] = []
  var blocks: [RemoteBlock] = []

  var isEmpty: Bool { files.isEmpty && blocks.isEmpty }

  var awaited: Set<Awaited> {
    Set(files.map { .checksum($0.contentKey) }).union(blocks.map { .block($0) })
  }
}
