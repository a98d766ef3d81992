package import Model
internal import Platform

/// How a saved file is opened.
package struct SaveAccess: Hashable, Sendable {
  package var reads: Bool
  package var writes: Bool
  package var truncates: Bool

  package init(reads: Bool, writes: Bool, truncates: Bool = false) {
    self.reads = reads
    self.writes = writes
    self.truncates = truncates
  }

  var mode: FileDescriptor.Mode {
    // Never O_APPEND: the kernel says where to write, and a write that is sent again must not come twice.
    let mode: FileDescriptor.Mode = writes ? (reads ? .readWrite : .writeOnly) : .readOnly
    return truncates ? mode.union(.truncate) : mode
  }
}

/// One opening of a saved file: what was unlinked since can still be read and written.
package final class OpenSave: Sendable {
  package let node: NodeID
  let file: FileDescriptor
  let access: SaveAccess

  init(_ node: NodeID, _ file: consuming FileDescriptor, _ access: SaveAccess) {
    self.node = node
    self.file = file
    self.access = access
  }
}
