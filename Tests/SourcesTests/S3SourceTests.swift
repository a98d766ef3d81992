internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite(
  "Buckets of a server that checks every signature", .serialized, .timeLimit(.minutes(Soak.patience)),
  .enabled(if: BucketServer.hasBotocore, "botocore is not installed, which the signatures are held against"))
struct S3SourceTests {
  let scratch: TemporaryDirectory
  let client: HTTPClient
  static let keys = S3Source.Keys(
    accessKey: BucketServer.accessKey, secretKey: Secret(BucketServer.secretKey),
    sessionToken: Secret(BucketServer.token))

  init() throws {
    scratch = try TemporaryDirectory()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  /// A server with an object under each name, which holds its name.
  private func server(_ names: [String]) throws -> BucketServer {
    let folder = try scratch.makeDirectory("objects")
    for (index, name) in names.enumerated() { try Files.write(Array(name.utf8), to: folder + "/\(index)") }
    return try #require(try BucketServer.start(names, of: folder))
  }

  private func source(
    _ text: String, _ server: BucketServer, _ keys: S3Source.Keys? = keys, style: S3Bucket.Style = .auto,
    region: String = "us-east-1"
  ) throws -> S3Source {
    var bucket = try #require(S3Bucket(text))
    bucket.endpoint = style == .virtual ? "http://localhost:\(server.port)" : server.address
    bucket.style = style
    bucket.region = region
    var limits = CrawlLimits()
    limits.firstPause = 10_000_000
    return try S3Source(bucket, keys: keys, client: client, limits: limits)
  }

  private func failure(_ source: S3Source) async -> SourceFailure? {
    do throws(SourceFailure) { _ = try await Listing(source) } catch { return error }
    return nil
  }

  static let odd = [
    "a.zip", "with space.zip", "a+b&c=d.zip", "100%25 %2f.zip", "ä/Ü ñ/日本 語.zip", "snes/(USA) [!]/x~y'z\"*;:@$,.zip",
    "#?.zip", "e\u{301}.zip", "a.zip.", "snes/...a",
  ]

  @Test(arguments: [("s3://games", S3Bucket.Style.path), ("s3://games/", .virtual), ("s3://public", .auto)])
  func `odd keys are listed and fetched, and bad ones refused and reported`(
    place: String, style: S3Bucket.Style
  ) async throws {
    let refused = ["/lead", "a//b", "x/../y", "./z", "c\\d", "C:/e", "new\nline"]
    let server = try server(Self.odd + refused)
    let source = try source(place, server, place.contains("public") ? nil : Self.keys, style: style)
    let listing = try await Listing(source)
    #expect(listing.paths == Set(Self.odd.map { Array($0.utf8) }))
    #expect(listing.report.refused.count == refused.count && listing.report.isComplete, "\(listing.report)")
    let probe = OfferProbe(client)
    for offer in listing.offers {
      #expect(offer.size == OfferSize(Int64(offer.path.count), isExact: true) && offer.modified?.isExact == true)
      #expect(offer.etag?.hasPrefix("\"") == true && offer.checksums == OfferedChecksums())
      let at = try source.place(of: offer)
      guard case .web(let url, let access) = at else { continue }
      let response = try await client.send(HTTPRequest(url, headers: access.headers(for: .get)))
      #expect(response.status == 200 && response.body == offer.path, "\(offer.pathText): \(response.status)")
      #expect(await probe.ask(at, size: offer.size?.bytes).size == offer.size?.bytes)
    }
    #expect(try server.requests().filter { $0.contains(" HEAD 200 ") }.count == Self.odd.count)
  }

  @Test func `a large bucket comes in pages, and a folder of it alone`() async throws {
    let names = (0..<2345).map { "nes/game-\($0).nes" } + ["snes/a.sfc", "snes/", "snes/sub/"]
    let folder = try scratch.makeDirectory("objects")
    for index in names.indices { try Files.write([], to: folder + "/\(index)") }
    let server = try #require(try BucketServer.start(names, of: folder))
    let listing = try await Listing(source("s3://games", server))
    #expect(listing.paths.count == 2346 && listing.batches == 3 && listing.report.isComplete)
    let snes = try await Listing(source("s3://games/snes", server))
    #expect(snes.offers.map(\.pathText) == ["a.sfc"] && snes.report.refused.count == 0)
    #expect(try await failure(source("s3://games/gba", server))?.kind == .notFound)
    let endless = try await Listing(source("s3://endless", server))
    #expect(endless.report.stop?.kind == .notAListing && !endless.report.isComplete)
  }

  @Test func `files come whole, also when each answer breaks off`() throws {
    let scratch = try TemporaryDirectory()
    let files = try FetchedFiles([3_000_000, 1, 0], in: scratch)
    let folder = try scratch.makeDirectory("objects")
    for (index, name) in files.names.enumerated() { try Files.write(files.contents(name), to: folder + "/\(index)") }
    let server = try #require(try BucketServer.start(files.names, of: folder))
    for bucket in ["games", "broken"] {
      let source = try source("s3://\(bucket)", server)
      for name in files.names {
        let offer = Offer(path: Array(name.utf8), address: .web("\(server.address)/\(bucket)/\(name)"))
        let size = Int64(files.contents(name).count)
        let landed = "\(bucket)-\(name)"
        let came = files.fetch(try source.place(of: offer), TransferOrder(size: size), as: landed)
        #expect(came.failure == nil && files.landed(landed) == files.contents(name), "\(landed): \(came)")
      }
    }
    #expect(try server.requests().contains { $0.contains(" broken GET 206 ") && $0.contains("if-range") })
  }

  /// A bucket, and what is said of it.
  @Test(arguments: [
    ("missing", SourceFailure.Kind.notFound, "there is no bucket \"missing\""),
    ("denied", .unauthorized, "s3:ListBucket"), ("elsewhere", .redirected, "write \"region\": \"eu-west-1\""),
    ("moved", .redirected, "write that as \"endpoint\""), ("skewed", .unauthorized, "the clock of this machine"),
    ("page", .notAListing, "no list of keys"), ("cut", .notAListing, "cut off"),
  ])
  func `what is wrong is named, without any secret`(
    bucket: String, kind: SourceFailure.Kind, words: String
  ) async throws {
    let server = try server(["a"])
    let failure = try #require(try await failure(source("s3://\(bucket)", server)))
    #expect(failure.kind == kind && failure.message.contains(words), "\(failure)")
    for secret in [BucketServer.secretKey, BucketServer.token, "Signature"] {
      #expect(!"\(failure)".contains(secret), "\(failure)")
    }
    let sent = try server.requests().filter { $0.hasPrefix(server.other.split(separator: ":").last ?? "") }
    #expect(sent.count == (bucket == "moved" ? 1 : 0))
    #expect(!sent.contains { $0.contains("authorization") || $0.contains("x-amz") }, "\(sent)")
  }

  @Test func `wrong keys, a wrong region and a busy server`() async throws {
    let server = try server(["a"])
    func keys(_ id: String, _ secret: String, _ token: String? = nil) -> S3Source.Keys {
      S3Source.Keys(accessKey: id, secretKey: Secret(secret), sessionToken: token.map { Secret($0) })
    }
    let good = BucketServer.secretKey
    let wrong = [
      (keys("AKOTHER", good), "accessKey"), (keys(BucketServer.accessKey, "no"), "secretKey"),
      (keys(BucketServer.accessKey, good, "old"), "sessionToken"),
    ]
    for (keys, words) in wrong {
      let failure = try await failure(source("s3://games", server, keys))
      #expect(failure?.kind == .unauthorized && failure?.message.contains("\"\(words)\"") == true, "\(failure as Any)")
    }
    let nobody = try await failure(source("s3://games", server, nil))
    #expect(nobody?.message.contains("set \"accessKey\" and \"secretKey\"") == true)
    let region = try await failure(source("s3://games", server, region: "eu-north-1"))
    #expect(region?.message.contains("write \"region\": \"us-east-1\"") == true, "\(region as Any)")
    #expect(try await Listing(source("s3://busy", server, keys(BucketServer.accessKey, good))).offers.count == 1)
  }

  @Test func `an offer of another place gets no signature`() throws {
    let server = try server(["a"])
    let source = try source("s3://games/a", server)
    for url in ["http://other.example/games/a/b", "\(server.address)/public/b", "ftp://x/", "/etc/passwd"] {
      #expect(throws: SourceFailure.self) { try source.place(of: Offer(path: [0x62], address: .web(url))) }
    }
  }

  @Test func `random requests are signed as botocore signs them`() throws {
    var random = SplitMix64(seed: 20_261_122)
    let letters = Array("abcXYZ019 -._~!*'();:@&=+$,/?#[]%\"<>^`{|}\\äñ日🎮")
    func text(_ most: Int) -> String {
      String((0..<Int.random(in: 1...most, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
    }
    var json = JSONWriter()
    json.array { json in
      for _ in 0..<400 {
        json.array { json in
          json.value(["GET", "HEAD"].randomElement(using: &random) ?? "")
          json.value(text(40))
          json.array { json in
            for _ in 0..<Int.random(in: 0...4, using: &random) {
              json.value(text(8))
              json.value(text(12))
            }
          }
          json.value("\(Int64.random(in: 0...4_000_000_000, using: &random))")
          json.value(text(20).filter(\.isASCII))
        }
      }
    }
    try Files.write(json.bytes, to: scratch("requests.json"))
    let script = #"""
      import datetime, json, sys
      from botocore.auth import S3SigV4Auth
      from botocore.awsrequest import AWSRequest
      from botocore.credentials import Credentials
      from botocore.utils import percent_encode, percent_encode_sequence
      for method, key, query, time, value in json.load(open(sys.argv[1])):
          pairs = list(zip(query[::2], query[1::2]))
          url = 'https://bucket.example.org:8443/' + percent_encode(key, safe='/~')
          if pairs: url += '?' + percent_encode_sequence(pairs)
          stamp = datetime.datetime.fromtimestamp(int(time), datetime.timezone.utc).strftime('%Y%m%dT%H%M%SZ')
          request = AWSRequest(method=method, url=url)
          request.headers['X-Amz-Content-SHA256'] = 'EMPTY'
          request.headers['X-Amz-Date'] = stamp
          request.headers['X-Amz-Meta'] = value
          request.context['timestamp'] = stamp
          auth = S3SigV4Auth(Credentials('AKID', 'SECRET/+'), 's3', 'eu-west-3')
          text = auth.string_to_sign(request, auth.canonical_request(request))
          print(json.dumps([method, url, time, stamp, value, auth.signature(text, request)]))
      """#.replacing("'EMPTY'", with: "'\(RequestSignerTests.emptyHash)'")
    let made = try ExternalProgram.run("python3", ["-c", script, scratch("requests.json")], timeout: 120_000_000_000)
    #expect(made.status == 0, "\(made.errorText)")
    let signer = RequestSigner(accessKey: "AKID", secretKey: Secret("SECRET/+"), region: "eu-west-3")
    var count = 0
    for line in made.text.split(separator: "\n") {
      let (node, mistakes) = JSONReader.read(Array(line.utf8), .strict)
      guard mistakes.isEmpty, case .array(let nodes) = node.content else { continue }
      let fields = nodes.map { if case .string(let text) = $0.content { text } else { "" } }
      let address = try #require(WebAddress(fields[1]))
      let request = SignableRequest(
        method: fields[0], address,
        headers: [
          ("x-amz-content-sha256", RequestSignerTests.emptyHash), ("x-amz-date", fields[3]), ("x-amz-meta", fields[4]),
        ], payloadHash: RequestSignerTests.emptyHash)
      let found = signer.authorization(of: request, at: try #require(Int64(fields[2])), service: "s3")
      // A name of only dots is taken out of an address; no such key is asked for.
      if !fields[1].contains("/../"), !fields[1].contains("/./") {
        #expect(found.hasSuffix("Signature=\(fields[5])"), "\(line)")
      }
      count += 1
    }
    #expect(count == 400)
  }
}
