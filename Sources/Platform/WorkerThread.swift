internal import CPlatform
internal import Glibc

/// A named thread of our own for blocking calls. Wraps `pthread_t`.
///
/// The cooperative pool of Swift concurrency must never block, and the threads here do nothing else.
package struct WorkerThread: Sendable {
  private let handle: pthread_t

  /// Starts a thread that runs `body` once.
  ///
  /// - Parameters:
  ///   - name: shown by `ps -L` and in `/proc`; the kernel keeps 15 bytes.
  ///   - stackBytes: the stack's size; 512 KiB is enough for everything that does not recurse.
  package init(name: String, stackBytes: Int = 512 << 10, _ body: @escaping @Sendable () -> Void) throws(Errno) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    var created = pthread_t()
    let result = pthread_create(
      &created, &attributes,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        cplatform_set_thread_name(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    guard result == 0 else {
      start.release()
      throw Errno(rawValue: result)
    }
    handle = created
  }

  /// Waits until the thread has ended. Call it once, or ``detach()``.
  package func join() { pthread_join(handle, nil) }

  /// Lets the thread end on its own.
  package func detach() { pthread_detach(handle) }

  private final class Start {
    let name: String
    let body: @Sendable () -> Void
    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }
}

/// Puts the calling thread behind everybody else for good: its disk reads in the idle class, its computing at nice 19.
///
/// There is no way back: only a privileged process may lower a nice value again. A refusal changes nothing.
package func useLowestPriority() {
  _ = cplatform_set_io_priority(1)
  _ = cplatform_set_nice(19)
}
