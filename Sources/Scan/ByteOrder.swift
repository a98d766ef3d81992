internal import Glibc

/// The order of the bytes both have, as memcmp(3) gives it.
func compareBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int32 {
  let count = min(left.count, right.count)
  guard count > 0, let first = left.baseAddress, let second = right.baseAddress else { return 0 }
  return memcmp(first, second, count)
}
