internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Files that are fetched", .timeLimit(.minutes(Soak.patience))) struct FileTransferTests {
  /// What a server does, whether the file comes in the end, and otherwise why it does not.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    /// Where the file's checksums are known, and where nothing is.
    var verified: TransferFailure.Kind?
    var unverified: TransferFailure.Kind?
    var testDescription: String { name }

    init(_ name: String, verified: TransferFailure.Kind? = nil, unverified: TransferFailure.Kind? = nil) {
      self.name = name
      self.verified = verified
      self.unverified = unverified
    }
  }

  static let faults = [
    Fault("plain"), Fault("latent"), Fault("reset"), Fault("cut"), Fault("whole"), Fault("deaf"), Fault("flip"),
    Fault("weak"), Fault("bare"), Fault("burst"), Fault("later"), Fault("cross"), Fault("changed"),
    Fault("untagged"), Fault("shifted"), Fault("drip"), Fault("silent"), Fault("chunked"), Fault("tall"),
    Fault("short"), Fault("lying"), Fault("unsaid", unverified: .refused),
    Fault("endless", verified: .refused, unverified: .refused),
    Fault("tomorrow", verified: .throttled, unverified: .throttled),
    Fault("refuse", verified: .stale, unverified: .stale),
    Fault("loop", verified: .unavailable, unverified: .unavailable),
  ]

  @Test func `whatever a server does, no wrong byte is accepted, and what can come comes`() async throws {
    guard ExternalProgram.find("openssl") != nil else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch("offered"), in: scratch)
    let files = try FetchedFiles(
      [0, 1, 1000, 65_536, 200_000, 1_000_003], authorities: server.certificate, in: scratch)
    let rounds = Soak.isOn ? 10 : 1
    let wrong = Mutex<[String]>([])
    let next = Mutex(0)
    var jobs: [(Fault, name: String, Bool, address: String, key: String)] = []
    for round in 0..<rounds {
      for fault in Self.faults {
        for (index, name) in files.names.enumerated() {
          for isVerified in [false, true] where round > 0 || index > 3 || isVerified && index != 2 {
            // `cross` is about two servers, of which the first is the one that is asked.
            let isSecure = (index + round) % 4 == 1 && fault.name != "cross"
            let address = isSecure ? server.secure : server.address
            jobs.append((fault, name, isVerified, address, "\(round)-\(isVerified)"))
          }
        }
      }
    }
    let all = jobs
    var threads: [WorkerThread] = []
    for _ in 0..<24 {
      threads.append(
        try WorkerThread(name: "fetch") {
          while true {
            let index = next.withLock { next in
              defer { next += 1 }
              return next
            }
            guard index < all.count else { return }
            let (fault, name, isVerified, address, key) = all[index]
            if let problem = Self.fetch(
              fault, name, isVerified, "\(address)/\(fault.name)/\(key)/\(name)", index, files)
            {
              wrong.withLock {
                $0.append("\(fault.name) \(name) \(isVerified ? "with" : "without") checksum: \(problem)")
              }
            }
          }
        })
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 }.sorted() == [])
    print("\(all.count) transfers")
    // Keys went to the server they are for, and to nobody it sent us to.
    let answer = try await files.client.send(HTTPRequest(server.address + "/seen"))
    let seen = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
    #expect(seen.contains { $0.hasPrefix("0 /cross/") })
    #expect(!seen.contains { $0.hasPrefix("1 ") })
  }

  private static func fetch(
    _ fault: Fault, _ name: String, _ isVerified: Bool, _ url: String, _ number: Int, _ files: FetchedFiles
  ) -> String? {
    let size = Int64(files.contents(name).count)
    var order = TransferOrder(largest: 100 << 20)
    if isVerified { order.checksums = files.checksums(name) }
    let expected = isVerified ? fault.verified : fault.unverified
    let landed = "\(number)-\(name)"
    let (failure, tries) = files.fetch(
      .web(url: url, access: WebAccess(headers: [("Authorization", "Basic secret")])), order, as: landed)
    let bytes = files.landed(landed)
    if let failure {
      if failure.kind != expected { return "\(failure) after \(tries) tries" }
      return bytes == nil ? nil : "it landed although \(failure)"
    }
    guard let bytes else { return "it is not there" }
    // What a server says is all of it is all that can be known of it without a length or a checksum.
    if !isVerified, fault.name == "short" { return nil }
    if bytes != files.contents(name) { return "other bytes, \(bytes.count) of \(size)" }
    return expected == nil || size == 0 ? nil : "it came"
  }

  @Test func `files of a folder are fetched in the same way, and go on where they were`() throws {
    let scratch = try TemporaryDirectory()
    let files = try FetchedFiles([0, 10, 3_000_000], in: scratch)
    for name in files.names {
      var order = TransferOrder(size: Int64(files.contents(name).count))
      order.checksums = files.checksums(name)
      let place = OfferPlace.file(folder: scratch("offered"), path: Array(name.utf8))
      #expect(files.fetch(place, order, as: name).failure == nil)
      #expect(files.landed(name) == files.contents(name))
      // The name is taken.
      #expect(files.fetch(place, order, as: name, tries: 1).failure?.kind == .disk)
      order.size = 11
      #expect(files.fetch(place, order, as: "other", tries: 1).failure?.kind == .changed)
    }
    let missing = OfferPlace.file(folder: scratch("offered"), path: Array("nothing".utf8))
    #expect(files.fetch(missing, TransferOrder(), as: "nothing", tries: 1).failure?.kind == .stale)
    let outside = OfferPlace.file(folder: scratch("offered"), path: Array("../landed/other".utf8))
    #expect(files.fetch(outside, TransferOrder(), as: "nothing", tries: 1).failure != nil)
    #expect(try files.leftovers() == [])
  }
}
