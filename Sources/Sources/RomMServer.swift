internal import HTTPClient
internal import Model
internal import Platform

/// Asks a RomM server what it has, and again where it does not answer for a passing reason. Any thread.
struct RomMServer: Sendable {
  /// Of the server, with a slash at its end.
  let address: WebAddress
  let credentials: SourceCredentials
  let client: HTTPClient
  let limits: CrawlLimits

  enum Answer: Sendable {
    case page(RomMPage)
    case game(RomMGame)
    case failed(SourceFailure)
  }

  /// - Throws: where there is no RomM that can be listed.
  func version() async throws(SourceFailure) -> RomMVersion {
    let place = self.address("api/heartbeat")
    let bytes = try await get(place)
    guard let (version, text) = RomMVersion.read(bytes) else {
      throw SourceFailure(
        .notAListing,
        "\(place): there is no RomM server here: give the address that the browser shows for RomM's first page; where a "
          + "login page of something else is in front, let /api/ through")
    }
    guard version >= .oldest else {
      throw SourceFailure(
        .notAListing,
        "\(address): RomM \(text) is too old to be listed: version \(RomMVersion.oldest.major)."
          + "\(RomMVersion.oldest.minor) or newer is needed")
    }
    return version
  }

  func platforms() async throws(SourceFailure) -> [RomMPlatform] {
    let place = self.address("api/platforms")
    let bytes = try await get(place)
    do throws(NoRomMAnswer) { return try RomMPlatform.read(bytes) } catch { throw noAnswer(place) }
  }

  func answer(to request: RomMListing.Request) async -> Answer {
    do throws(SourceFailure) {
      switch request {
      case .games(let platform, let offset, let limit):
        let place = self.address("api/roms", query: RomMServer.query(platform.id, offset: offset, limit: limit))
        let bytes = try await get(place)
        do throws(NoRomMAnswer) { return .page(try RomMPage(bytes)) } catch { throw noAnswer(place) }
      case .game(_, let id):
        let place = self.address("api/roms/\(id)")
        let bytes = try await get(place)
        guard let fields = JSONFields(bytes) else { throw noAnswer(place) }
        do throws(RomMGame.Mistake) { return .game(try RomMGame(fields)) } catch {
          throw SourceFailure(.notAListing, "\(place): \(error.message)")
        }
      }
    } catch {
      return .failed(error)
    }
  }

  /// What a version does not know it ignores: newer ones have another name for the platform, and leave files out unless
  /// they are asked for. The rest spares the server work that nobody needs here. The order is that of the numbers, so
  /// that what is added comes last.
  private static func query(_ platform: Int64, offset: Int, limit: Int) -> String {
    "platform_id=\(platform)&platform_ids=\(platform)&limit=\(limit)&offset=\(offset)&order_by=id&order_dir=asc"
      + "&with_files=true&with_char_index=false&with_filter_values=false&with_rom_id_index=false"
  }

  func address(_ path: String, query: String? = nil) -> WebAddress {
    WebAddress(
      scheme: address.scheme, authority: address.authority, path: address.path + path.utf8,
      query: query.map { Array($0.utf8) })
  }

  private func noAnswer(_ place: WebAddress) -> SourceFailure {
    SourceFailure(
      .notAListing,
      "\(place): the answer is not what RomM says there: is something in front of it, such as a login page? Let /api/ "
        + "through")
  }

  private func get(_ place: WebAddress) async throws(SourceFailure) -> [UInt8] {
    var tries = 1
    while true {
      let trouble: CrawlTrouble
      do throws(HTTPError) {
        let request = HTTPRequest(
          place.text, headers: [("Accept", "application/json")] + credentials.headers, deadline: limits.requestTime,
          answerLimit: limits.pageBytes)
        let response = try await client.send(request)
        guard let found = failure(response, at: place) else { return response.body }
        trouble = found
      } catch {
        let isPassing = [.unreachable, .timedOut, .interrupted].contains(error.reason)
        trouble = CrawlTrouble(failure: SourceFailure(error, at: place.description), isPassing: isPassing)
      }
      if let wish = trouble.wish, wish > limits.longestPause {
        var failure = trouble.failure
        failure.retryAt = wallNanoseconds() + Int64(clamping: wish)
        throw failure
      }
      guard trouble.isPassing, tries < limits.tries, !Task.isCancelled else { throw trouble.failure }
      let pause = min(max(limits.firstPause << UInt64(min(tries - 1, 20)), trouble.wish ?? 0), limits.longestPause)
      try? await Task.sleep(nanoseconds: pause)
      tries += 1
    }
  }

  private func failure(_ response: HTTPResponse, at place: WebAddress) -> CrawlTrouble? {
    let end = WebAddress(response.url) ?? place
    if end.origin != place.origin {
      return CrawlTrouble(
        failure: SourceFailure(
          .redirected, "\(place): leads to \(end), which gets no password or key: give that server's address instead"))
    }
    if response.status == 200 { return nil }
    let status = response.status
    let isPassing = status == 408 || status == 425 || status == 429 || [500, 502, 503, 504].contains(status)
    var failure = SourceFailure(status: status, at: place.description, hasKey: credentials != .none)
    // RomM says 403 to whoever is nobody, too.
    if status == 401 || status == 403 {
      failure.message =
        credentials == .none
        ? "\(place): RomM wants to know who asks (\(status)): set the source's user and password, or its key"
        : "\(place): RomM does not take the user and password, or the key, or they may not see this (\(status)): correct "
          + "the source's; a key needs the permissions platforms.read and roms.read"
    } else if status == 404 {
      failure.message = "\(place): there is no such place (404): is \(address) a RomM server?"
    }
    return CrawlTrouble(
      failure: failure, isPassing: isPassing, wish: isPassing ? response.retryPause(wall: wallNanoseconds()) : nil)
  }
}

extension JSONFields {
  /// The members of the object that a text is; nil for anything else.
  fileprivate init?(_ bytes: [UInt8]) {
    let (node, mistakes) = JSONReader.read(bytes, .strict)
    guard mistakes.isEmpty else { return nil }
    self.init(node)
  }
}
