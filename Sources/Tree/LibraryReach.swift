/// How the files of a library folder can be read, by the file system they lie on.
package enum LibraryReach: Hashable, Sendable {
  /// A disk of this machine, which the kernel can also read past the service.
  case direct
  /// A disk of this machine, but behind a file system that lies on another one, as overlayfs does, or that has refused
  /// to be read past the service.
  case layered
  /// Through a network or another program: a read may hang.
  case stalling
  /// At a server that is asked for it; see ``RemoteFiles``.
  case remote
}
