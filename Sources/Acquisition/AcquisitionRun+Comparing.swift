internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// Files that are there already by their name.
extension AcquisitionRun {
  /// Whether it is not there yet. What has its name is looked at on a thread of its own.
  mutating func isToCome(_ download: Download, was state: Download.State) -> Bool {
    let presence: Landing.Presence
    do throws(Errno) { presence = try landing.presence(of: download.path) } catch {
      // The directory cannot be read: the transfer will say what is wrong.
      return true
    }
    switch presence {
    case .nothing: return true
    case .other:
      held[download.id]?.problem = "there is a folder of that name, or a file where its folder is to be"
      settle(download.id, .impossible)
      return false
    case .file(let size):
      if state == .verifying, let found = download.found, size == download.received,
        !landing.hasPart(of: download.path, number: download.id)
      {
        // It had got its name when the service ended, and that was not stored any more.
        landed(download.id, TransferredFile(size: size, checksums: found))
        return false
      }
      if download.replaces { return true }
      comparing.insert(download.id)
      if comparing.count - uncompared.count <= AcquisitionRun.mostCompared {
        compare(download)
      } else {
        uncompared.append(download)
      }
      return false
    }
  }

  /// At the same time: each takes a thread, and reads a whole file.
  private static let mostCompared = 4

  private mutating func compare(_ download: Download) {
    let order = TransferOrder(size: download.size, checksums: download.checksums)
    let landing = landing
    do throws(Errno) {
      try WorkerThread(name: "verify") { [acquirer] in
        let result: Result<TransferredFile?, Errno>
        do throws(Errno) {
          result = .success(
            try landing.verify(download.path, order) { !acquirer.inbox.withLock { $0.isStopping } })
        } catch { result = .failure(error) }
        acquirer.send(.compared(download.id, result))
      }.detach()
    } catch {
      echoes.append(.compared(download.id, .failure(error)))
    }
  }

  mutating func compared(_ id: Int64, _ result: Result<TransferredFile?, Errno>) {
    comparing.remove(id)
    while let next = uncompared.popLast() {
      if held[next.id] != nil {
        compare(next)
        break
      }
      // It was cancelled before its turn came.
      comparing.remove(next.id)
      comeBack(to: next.id)
    }
    guard held[id] != nil else { return comeBack(to: id) }
    switch result {
    case .success(let file?): landed(id, file)
    case .success(nil):
      held[id]?.problem =
        "there is another file of that name in \(landing.root); it is replaced only where that is asked for"
      settle(id, .impossible)
    case .failure(let error):
      held[id]?.problem = "the file of that name in \(landing.root) cannot be read: \(error)"
      settle(id, .impossible)
    }
  }

  /// It is there without having been fetched now.
  private mutating func landed(_ id: Int64, _ file: TransferredFile) {
    guard let download = held[id]?.download else { return }
    landing.removePart(of: download.path, number: id)
    acquirer.landed(download.path, file)
    finish(id, file)
  }
}
