internal import CCurl
internal import Platform
internal import Synchronization

/// Drives all transfers of a client, on its thread.
struct TransferLoop: ~Copyable {
  private let desk: TransferDesk
  private let multi: Multi
  private let settings: TransferSettings
  /// By the address of their handles.
  private var open: [UnsafeMutableRawPointer: Transfer] = [:]

  init(_ desk: TransferDesk, _ multi: Multi, _ settings: TransferSettings) {
    self.desk = desk
    self.multi = multi
    self.settings = settings
  }

  /// Returns when the client is closed and everything has been answered.
  mutating func run() {
    while true {
      let orders = desk.take()
      for transfer in orders.started { begin(transfer) }
      for transfer in orders.cancelled { end(transfer, .failure(HTTPError(.cancelled, "the request was cancelled"))) }
      if orders.isClosed { break }
      for transfer in orders.goingOn { transfer.goOn() }
      var running: Int32 = 0
      curl_multi_perform(multi.handle, &running)
      if finishDone() { continue }
      // libcurl reads once from each connection: while there is more, it is put together with that.
      var events: Int32 = 0
      let goesOn = curl_multi_poll(multi.handle, nil, 0, 0, &events) == CURLM_OK && events > 0
      for transfer in open.values { transfer.flush(goesOn: goesOn) }
      // What woke it may have been an order.
      if goesOn || desk.hasOrders { continue }
      // libcurl's own timers shorten the wait, and orders end it.
      if curl_multi_poll(multi.handle, nil, 0, 60_000, &events) != CURLM_OK { sleep(nanoseconds: 10_000_000) }
    }
    for transfer in Array(open.values) { end(transfer, .failure(.closed)) }
    desk.leave()
    multi.free()
  }

  private mutating func begin(_ transfer: Transfer) {
    if transfer.isCancelled.load(ordering: .sequentiallyConsistent) {
      transfer.finish(.failure(HTTPError(.cancelled, "the request was cancelled")))
      return
    }
    do throws(HTTPError) {
      let handle = try transfer.prepare(settings)
      guard curl_multi_add_handle(multi.handle, handle) == CURLM_OK else {
        transfer.free()
        throw HTTPError(.other, "libcurl does not take the request")
      }
      open[handle] = transfer
    } catch { transfer.finish(.failure(error)) }
  }

  /// Answers what libcurl is done with.
  ///
  /// - Returns: whether there was a redirection, so that there is something to do again.
  private mutating func finishDone() -> Bool {
    var isRedirected = false
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi.handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = open[handle]
      else { continue }
      // The message is gone once the handle is removed.
      let code = message.pointee.data.result
      guard code == CURLE_OK, let place = transfer.redirection else {
        end(transfer, transfer.result(code))
        continue
      }
      curl_multi_remove_handle(multi.handle, handle)
      do throws(HTTPError) {
        try transfer.redirect(to: place)
        curl_multi_add_handle(multi.handle, handle)
        isRedirected = true
      } catch {
        end(transfer, .failure(error))
      }
    }
    return isRedirected
  }

  /// Does nothing for a transfer that is not open any more.
  private mutating func end(_ transfer: Transfer, _ result: Result<HTTPResponse, HTTPError>) {
    guard let handle = transfer.handle, open.removeValue(forKey: handle) != nil else { return }
    curl_multi_remove_handle(multi.handle, handle)
    transfer.free()
    transfer.finish(result)
  }
}
