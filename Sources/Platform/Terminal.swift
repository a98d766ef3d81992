internal import CPlatform
internal import Glibc

extension Host {
  /// How many columns the terminal behind a descriptor number has; nil where it is none, or does not tell.
  package static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard cplatform_ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
