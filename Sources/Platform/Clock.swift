internal import Glibc

/// Time that only goes forward, for deadlines and durations: nanoseconds since some fixed moment (CLOCK_MONOTONIC).
package func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// As ``monotonicNanoseconds()``, but it goes on while the machine sleeps (CLOCK_BOOTTIME).
package func bootNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_BOOTTIME, &time)
  return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// The calendar time, nanoseconds since 1970 (CLOCK_REALTIME).
package func wallNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

/// Processor time of the calling thread, nanoseconds (CLOCK_THREAD_CPUTIME_ID).
package func threadNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// Stops the calling thread for about as long.
package func sleep(nanoseconds: UInt64) {
  var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  var left = timespec()
  while nanosleep(&time, &left) == -1, errno == EINTR { time = left }
}
