internal import CPlatform
internal import Glibc

/// An error number of the operating system, as `errno` holds it and as a FUSE reply carries it.
package struct Errno: Error, RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static let notPermitted = Errno(rawValue: EPERM)
  package static let noSuchFile = Errno(rawValue: ENOENT)
  package static let noSuchProcess = Errno(rawValue: ESRCH)
  package static let interrupted = Errno(rawValue: EINTR)
  package static let ioError = Errno(rawValue: EIO)
  package static let again = Errno(rawValue: EAGAIN)
  package static let outOfMemory = Errno(rawValue: ENOMEM)
  package static let accessDenied = Errno(rawValue: EACCES)
  package static let busy = Errno(rawValue: EBUSY)
  package static let exists = Errno(rawValue: EEXIST)
  package static let crossDevice = Errno(rawValue: EXDEV)
  package static let noSuchDevice = Errno(rawValue: ENODEV)
  package static let notDirectory = Errno(rawValue: ENOTDIR)
  package static let isDirectory = Errno(rawValue: EISDIR)
  package static let invalidArgument = Errno(rawValue: EINVAL)
  package static let tooManyFiles = Errno(rawValue: EMFILE)
  package static let fileTooLarge = Errno(rawValue: EFBIG)
  package static let readOnly = Errno(rawValue: EROFS)
  package static let noSpace = Errno(rawValue: ENOSPC)
  package static let quotaExceeded = Errno(rawValue: EDQUOT)
  package static let nameTooLong = Errno(rawValue: ENAMETOOLONG)
  package static let notSupported = Errno(rawValue: ENOTSUP)
  package static let noSystemCall = Errno(rawValue: ENOSYS)
  package static let noData = Errno(rawValue: ENODATA)
  package static let tooManyLinks = Errno(rawValue: ELOOP)
  package static let rangeError = Errno(rawValue: ERANGE)
  package static let stale = Errno(rawValue: ESTALE)
  package static let notConnected = Errno(rawValue: ENOTCONN)
  package static let timedOut = Errno(rawValue: ETIMEDOUT)
  package static let connectionAborted = Errno(rawValue: ECONNABORTED)
  package static let connectionRefused = Errno(rawValue: ECONNREFUSED)
  package static let illegalSequence = Errno(rawValue: EILSEQ)
  package static let brokenPipe = Errno(rawValue: EPIPE)
}

extension Errno: CustomStringConvertible {
  /// The system's own words, such as "No such file or directory".
  package var description: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let base = buffer.baseAddress else { return "error \(rawValue)" }
      cplatform_error_text(rawValue, base, buffer.count)
      return String(cString: base)
    }
  }
}

/// The result of a system call that returns -1 and sets `errno`, repeated while a signal interrupts it.
///
/// Never inlined: a retain or release between the call and the read of `errno` could overwrite it.
@inline(never)
func checked<Result: FixedWidthInteger & SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
  while true {
    let result = call()
    if result != -1 { return result }
    let number = errno
    if number != EINTR { throw Errno(rawValue: number) }
  }
}

/// The result of a shim that returns a negative error number.
@inline(never)
func unwrapped<Result: FixedWidthInteger & SignedInteger>(_ result: Result) throws(Errno) -> Result {
  if result < 0 { throw Errno(rawValue: Int32(-result)) }
  return result
}
