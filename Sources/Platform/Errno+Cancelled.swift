internal import Glibc

extension Errno {
  package static let cancelled = Errno(rawValue: ECANCELED)
}
