package import HTTPClient
package import Model
internal import Platform

/// The files that a manifest names; see ``ManifestReader`` for its form. The manifest is at a URL or in a file.
package struct ManifestSource: Source {
  private enum Kind {
    case web(WebAddress, SourceCredentials, HTTPClient)
    case file(String)
  }

  private let kind: Kind
  private let limits: Limits

  package struct Limits: Hashable, Sendable {
    package var files = 1_000_000
    /// Of the manifest.
    package var bytes = 512 << 20
    /// For all of it, nanoseconds.
    package var time: UInt64 = 300_000_000_000
    package init() {}
  }

  /// - Parameters:
  ///   - url: of the manifest. User and password in it count unless `credentials` has some.
  ///   - credentials: for the origin of `url` alone.
  /// - Throws: where `url` is no HTTP address.
  package init(
    _ url: String, credentials: SourceCredentials = .none, client: HTTPClient, limits: Limits = Limits()
  ) throws(SourceFailure) {
    let (address, credentials) = try WebAddress.configured(url, credentials)
    kind = .web(address, credentials, client)
    self.limits = limits
  }

  /// - Parameter path: of the manifest. What it names without a URL lies in its folder.
  package init(file path: String, limits: Limits = Limits()) {
    kind = .file(path)
    self.limits = limits
  }

  package var place: String {
    switch kind {
    case .web(let address, _, _): address.description
    case .file(let path): path
    }
  }

  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    let (bytes, origin) = try await read()
    var reader = ManifestReader(bytes, origin: origin, place: place, limit: limits.files)
    while !Task.isCancelled {
      let offers = reader.next()
      if offers.isEmpty { break }
      await deliver(ListingBatch(offers: offers))
    }
    if Task.isCancelled { throw .cancelled(place) }
    if let failure = reader.report.stop, failure.kind == .notAListing, reader.report.offers == 0 { throw failure }
    return reader.report
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    switch (offer.address, kind) {
    case (.web(let url), .web(let manifest, let credentials, _)):
      guard let target = WebAddress(url) else { break }
      return .web(url: url, access: WebAccess(headers: credentials.headers(for: target, of: manifest)))
    case (.web(let url), .file): return .web(url: url, access: WebAccess())
    case (.file(let path), .file(let manifest)):
      guard OfferedName.refusal(ofPath: path) == nil else { break }
      return .file(folder: ManifestSource.folder(of: manifest), path: path)
    case (.file, .web): break
    }
    throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func read() async throws(SourceFailure) -> (bytes: [UInt8], origin: ManifestReader.Origin) {
    switch kind {
    case .web(let address, let credentials, let client):
      let request = HTTPRequest(
        address.text, headers: [("Accept", "application/json, */*;q=0.1")] + credentials.headers,
        deadline: limits.time, answerLimit: limits.bytes)
      let response: HTTPResponse
      do throws(HTTPError) { response = try await client.send(request) } catch { throw SourceFailure(error, at: place) }
      guard response.status == 200 else {
        var failure = SourceFailure(status: response.status, at: place, hasKey: credentials != .none)
        let now = wallNanoseconds()
        failure.retryAt = response.retryPause(wall: now).map { now + Int64(clamping: $0) }
        throw failure
      }
      return (response.body, .web(WebAddress(response.url) ?? address))
    case .file(let path):
      let (place, limit) = (place, limits.bytes)
      let result = await withOwnThread(patience: limits.time) { ManifestSource.contents(of: path, limit: limit) }
      switch result {
      case .success(let bytes)?: return (bytes, .file)
      case .failure(.fileTooLarge)?:
        throw SourceFailure(.tooLong, "\(place): the manifest is longer than \(limit) bytes")
      case .failure(let error)?: throw SourceFailure(error, at: place)
      case nil: throw .stalled(place, seconds: limits.time / 1_000_000_000)
      }
    }
  }

  private static func contents(of path: String, limit: Int) -> Result<[UInt8], Errno> {
    do throws(Errno) {
      // What is a pipe must not make the call wait for a writer.
      let file = try FileDescriptor.open(path, [.readOnly, .nonBlocking])
      let status = try file.status()
      if status.kind == .directory { return .failure(.isDirectory) }
      if status.kind != .regular { return .failure(.invalidArgument) }
      guard status.size <= Int64(limit) else { return .failure(.fileTooLarge) }
      var failure: Errno?
      let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.size)) { buffer, count in
        do throws(Errno) { count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0) } catch {
          failure = error
        }
      }
      return failure.map { .failure($0) } ?? .success(bytes)
    } catch {
      return .failure(error)
    }
  }
}
