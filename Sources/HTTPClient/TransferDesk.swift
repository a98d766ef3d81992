internal import CCurl
internal import Synchronization

/// Where tasks leave what the client's thread shall do. Any thread.
final class TransferDesk: Sendable {
  private struct State: ~Copyable {
    var started: [Transfer] = []
    var cancelled: [Transfer] = []
    var goingOn: [Transfer] = []
    var isClosed = false
    /// Waking the loop is allowed; false once it frees its handle.
    var hasLoop = true
  }

  /// What came since the loop last looked.
  struct Orders {
    var started: [Transfer]
    var cancelled: [Transfer]
    /// Those whose readers have room again.
    var goingOn: [Transfer]
    var isClosed: Bool
  }

  private let multi: Multi
  private let state = Mutex(State())
  let spares = SpareChunks()

  init(_ multi: Multi) { self.multi = multi }

  func start(_ transfer: Transfer) {
    let isTaken = state.withLock { state in
      if state.isClosed { return false }
      state.started.append(transfer)
      if state.hasLoop { multi.wake() }
      return true
    }
    if !isTaken { transfer.finish(.failure(.closed)) }
  }

  /// May come before the transfer is started: then it is never begun.
  func cancel(_ transfer: Transfer) {
    transfer.isCancelled.store(true, ordering: .sequentiallyConsistent)
    state.withLock { state in
      if state.isClosed { return }
      state.cancelled.append(transfer)
      if state.hasLoop { multi.wake() }
    }
  }

  func goOn(_ transfer: Transfer) {
    state.withLock { state in
      if state.isClosed { return }
      state.goingOn.append(transfer)
      if state.hasLoop { multi.wake() }
    }
  }

  func close() {
    state.withLock { state in
      state.isClosed = true
      if state.hasLoop { multi.wake() }
    }
  }

  /// For the loop: takes all orders.
  func take() -> Orders {
    state.withLock { state in
      let orders = Orders(
        started: state.started, cancelled: state.cancelled, goingOn: state.goingOn, isClosed: state.isClosed)
      state.started.removeAll(keepingCapacity: true)
      state.cancelled.removeAll(keepingCapacity: true)
      state.goingOn.removeAll(keepingCapacity: true)
      return orders
    }
  }

  var hasOrders: Bool {
    state.withLock { $0.isClosed || !$0.started.isEmpty || !$0.cancelled.isEmpty || !$0.goingOn.isEmpty }
  }

  /// For the loop, when it ends: nobody wakes it afterwards.
  func leave() { state.withLock { $0.hasLoop = false } }
}

/// libcurl's `CURLM`. Used by the client's thread alone, except for ``wake()``, which may come from any thread while
/// the handle is there; ``TransferDesk`` sees to that under its lock.
struct Multi: @unchecked Sendable {
  let handle: UnsafeMutableRawPointer

  /// - Returns: nil without memory.
  init?() {
    guard Multi.isPrepared, let handle = curl_multi_init() else { return nil }
    self.handle = handle
    // Connections kept for later, of all hosts together.
    ccurl_set_multi_number(handle, CURLMOPT_MAXCONNECTS, 64)
  }

  func wake() { curl_multi_wakeup(handle) }

  func free() { curl_multi_cleanup(handle) }

  private static let isPrepared = ccurl_prepare() == CURLE_OK
}

extension HTTPError {
  static let closed = HTTPError(.cancelled, "no more requests are sent: the program is ending")
}
