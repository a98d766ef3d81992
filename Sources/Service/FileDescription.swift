internal import Catalog
internal import Digest
internal import Model
internal import Names
internal import Tree

/// The extended attributes of a file in the mount.
///
/// | attribute | value |
/// |---|---|
/// | `user.vitrine.crc32` | eight hexadecimal digits, of a ZIP those of the whole; absent while it is not known |
/// | `user.vitrine.sha1` | forty, of a file |
/// | `user.vitrine.game` | the title, without tags |
/// | `user.vitrine.region` | what the name says, with commas |
/// | `user.vitrine.status` | `local`: the bytes are in the library; `remote`, `partial` or `cached`: nothing, some or all of them |
/// | `user.vitrine.source` | the name of the source that it is fetched from; of a ZIP those of all of them, with commas |
/// | `user.vitrine.cached` | of such a file, how many bytes of it are on the disk; of a ZIP, of its members |
/// | `user.xdg.tags` | the system and the regions, with commas, as desktops show tags |
struct FileDescription: Sendable {
  let catalog: Catalog
  let remote: RemoteDesk

  /// - Parameter crc32: of a ZIP.
  func attributes(of content: Tree.Content, crc32: UInt32?) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var game: GameName?
    let system: String
    var status = "local"
    switch content {
    case .file(let file):
      let path = file.file.path
      system = file.system
      let checksums = try? catalog.storedChecksums(of: file.file.contentKey)
      if let crc32 = checksums?.crc32 { found.append(("user.vitrine.crc32", hexadecimal(crc32))) }
      if let sha1 = checksums?.sha1 { found.append(("user.vitrine.sha1", sha1.hexadecimal)) }
      let folder = file.location.folder
      let inner = Array(path.dropFirst(folder.isEmpty ? 0 : folder.count + 1))
      if file.isRemote {
        let size = file.attributes.size
        game = GameName(ShelfReading.lastName(path))
        let cached = remote.description(of: file.node.rawValue, size: size)
        found.append(("user.vitrine.source", cached?.source ?? ""))
        found.append(("user.vitrine.cached", "\(cached?.cached ?? 0)"))
        status = cached.map { FileDescription.status($0.cached, of: size) } ?? "remote"
      } else if (try? catalog.isOfGame(inner, at: file.location)) == true {
        game = GameName(ShelfReading.lastName(path))
      }
    case .archive(let archive):
      system = archive.system
      if let crc32 { found.append(("user.vitrine.crc32", hexadecimal(crc32))) }
      game = GameName(Array(archive.name.utf8))
      if archive.isRemote {
        let cached = remote.cached(of: archive)
        found.append(("user.vitrine.source", remote.sources(of: archive)))
        found.append(("user.vitrine.cached", "\(cached)"))
        status = FileDescription.status(cached, of: archive.size)
      }
    case .generated, .sideCar: return []
    }
    let regions = game?.regions.map(\.rawValue) ?? []
    if let game { found.append(("user.vitrine.game", game.naturalTitle)) }
    if !regions.isEmpty { found.append(("user.vitrine.region", regions.joined(separator: ","))) }
    found.append(("user.vitrine.status", status))
    found.append(("user.xdg.tags", ([system] + regions).joined(separator: ",")))
    return found
  }

  /// Both in bytes.
  private static func status(_ cached: Int64, of size: Int64) -> String {
    cached >= size ? "cached" : cached > 0 ? "partial" : "remote"
  }
}
