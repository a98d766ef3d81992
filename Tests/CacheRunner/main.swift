internal import Cache
internal import CacheTestSupport
internal import Glibc
internal import Platform
internal import TestSupport

// CacheRunner LIBRARY CACHE SEED: builds ZIPs of the folders of LIBRARY into CACHE and removes them again, at random,
// until it is killed. Standard output has a line for each thing done.
//
// CacheRunner blocks CACHE SEED: keeps blocks of remote files in CACHE until it is killed. Standard output has a line
// `kept FILE BLOCK…` for blocks that are on the disk for good.

let arguments = CommandLine.arguments
if arguments[1] == "blocks" { try keepBlocks(in: arguments[2], seed: UInt64(arguments[3]) ?? 0) }
let folders = try FileDescriptor.open(arguments[1], [.readOnly, .directory]).entries().map(\.name).sorted()
let blueprints = try folders.map { try ArchiveOfFiles(of: "\(arguments[1])/\($0)") }
let store = try CacheStore.open(directory: arguments[2], owner: "the runner")
var cached: [CacheKey: CachedZip] = [:]
for zip in store.found { cached[zip.key] = zip }
var generator = SplitMix64(seed: UInt64(arguments[3]) ?? 0)

func say(_ text: String) {
  print(text)
  fflush(nil)
}

say("open")
while let blueprint = blueprints.randomElement(using: &generator) {
  if let zip = cached.removeValue(forKey: blueprint.key) {
    try store.remove(zip)
    say("removed")
  } else {
    // Also where blocks could be shared: a copy takes long enough to be killed in its midst.
    let method = Bool.random(using: &generator) ? .copy : try store.method(for: blueprint)
    cached[blueprint.key] = try store.build(blueprint, method) { _ in .goOn }
    say("built")
  }
}
