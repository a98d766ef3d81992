internal import Acquisition
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

/// Files that servers offer which fail in many ways, and what can come of each.
struct FaultyOffers {
  struct File: Sendable {
    var path: String
    var contents: [UInt8]
    /// What each source that offers it does with it.
    var faults: [(source: String, fault: String)]
    /// Whether a source has it that gives it in the end; nil where that is a matter of how often it was asked.
    var canCome: Bool?

    /// Whether all that is left is to wait for a source that nothing can be known of.
    var waitsForDead: Bool { canCome != true && faults.contains { $0.source == "dead" } }
  }

  /// Nothing of a transfer tells whether the file comes; for a time it does not, in the end it does.
  static let passing = [
    "plain", "latent", "reset", "cut", "whole", "deaf", "flip", "weak", "bare", "burst", "later", "cross", "changed",
    "untagged", "shifted", "drip", "silent", "chunked", "lying", "unsaid", "headless",
  ]
  /// The offer itself is wrong, and the file cannot come from there.
  static let hostile = ["corrupt", "endless", "huge", "growing"] + fickle
  /// Of another length at first.
  static let fickle = ["tall", "short"]
  /// Nothing can be known of them: the source is at fault, and is left alone more and more.
  static let dead = ["refuse", "mute", "loop"]

  private(set) var files: [File] = []
  private var manifests: [String: OfferedManifest] = [:]
  private let server: FaultServer

  /// The sources: `open` and `secure` at two servers, with a key each; `busy` at the first, which says with its first
  /// answer that it wants to be left alone for a day; `dead`.
  ///
  /// - Parameter count: of the files.
  init(_ count: Int, at server: FaultServer, servedFrom directory: String) throws {
    self.server = server
    let sizes = [0, 1, 1000, 40_000, 65_536, 150_000, 300_003]
    for index in 0..<count {
      let name = "\(index).bin"
      let faults = faults(of: index)
      let isHostile = faults.contains { Self.hostile.contains($0.fault) }
      // An empty file has no wrong bytes.
      let size = isHostile ? 150_000 : sizes[index % sizes.count]
      let contents = SplitMix64.bytes(size, seed: UInt64(index))
      try Files.write(contents, to: directory + "/" + name)
      let path = "nes/\(index / 20)/\(name)"
      // Without one of them nobody could tell wrong bytes, or an end that is none.
      let needsChecksum = faults.contains { ["corrupt", "unsaid"].contains($0.fault) }
      let needsSize = faults.contains { Self.fickle.contains($0.fault) }
      for (source, fault) in faults {
        manifests[source, default: OfferedManifest()].add(
          path, at: "\(address(source))/\(fault)/\(source)/\(name)", size: index % 3 != 1 || needsSize ? size : nil,
          contents: index % 2 == 0 || needsChecksum ? contents : nil)
      }
      var canCome: Bool? = faults.contains { Self.passing.contains($0.fault) }
      if canCome == false, faults.contains(where: { Self.fickle.contains($0.fault) }) { canCome = nil }
      files.append(File(path: path, contents: contents, faults: faults, canCome: canCome))
    }
    for (source, manifest) in manifests { try manifest.write(to: "\(directory)/\(source).json") }
  }

  private func faults(of index: Int) -> [(source: String, fault: String)] {
    // A server that fails for many files is left alone for longer than a test takes.
    let some = (index < 100 ? Self.passing : Self.passing.map { $0 == "burst" ? "reset" : $0 }) + Self.hostile
    let first = ("open", some[index % some.count])
    let second = ("secure", some[(index * 7 + 3) % some.count])
    var faults = index % 3 == 0 ? [first] : index % 3 == 1 ? [second] : [first, second]
    if index % 12 == 7 { faults.insert(("dead", Self.dead[index / 12 % 3]), at: 0) }
    // Nobody else has some of those.
    if index % 25 == 24 { faults = [("dead", Self.dead[index / 25 % 3])] }
    if index % 10 == 5, faults.contains(where: { Self.passing.contains($0.1) }) { faults.append(("busy", "tomorrow")) }
    return faults
  }

  private func address(_ source: String) -> String { source == "secure" ? server.secure : server.address }

  func places(in world: FetchingWorld) async throws -> [Acquirer.Place] {
    var places: [Acquirer.Place] = []
    for source in ["dead", "open", "secure", "busy"] {
      let manifest = try ManifestSource(
        "\(address(source))/plain/\(source)/\(source).json",
        credentials: .header(name: "Authorization", Secret("key of \(source)")), client: world.client)
      places.append(try await world.place(source, manifest, transfers: 8))
    }
    return places
  }
}
