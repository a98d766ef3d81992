internal import Platform

/// Where the offline databases of a user are.
package struct OfflineSources: Hashable, Sendable {
  /// LaunchBox's `Metadata.zip`, the `Metadata.xml` in it, or a directory with one of them.
  package var launchBox: String?
  /// A directory of libretro's `.rdb` files.
  package var libretro: String?

  package init(launchBox: String? = nil, libretro: String? = nil) {
    self.launchBox = launchBox
    self.libretro = libretro
  }
}

/// A file of an offline database, as it is now.
struct OfflineSource: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable {
    case launchBox = "launchbox"
    case libretro
  }

  var kind: Kind
  var path: String
  /// Bytes.
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64

  /// The file's name without its extension, which libretro gives the name of the playlist.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }
}

/// What of the sources is there now.
struct OfflineSourceList: Sendable {
  /// LaunchBox's before libretro's, and those by their names.
  var found: [OfflineSource] = []
  /// Sources that are named and cannot be looked at, such as on a disk that is not there: what was imported from them
  /// stays.
  var missing: [(kind: OfflineSource.Kind, path: String, error: Errno)] = []

  private static let mostFiles = 10_000

  init(_ sources: OfflineSources) {
    if let path = sources.launchBox { addLaunchBox(path) }
    if let path = sources.libretro { addLibretro(path) }
  }

  private mutating func addLaunchBox(_ path: String) {
    do throws(Errno) {
      var path = path
      var status = try FileStatus.of(path)
      if status.kind == .directory {
        let names = ["Metadata.zip", "Metadata.xml"].map { "\(path)/\($0)" }
        path = names.first { (try? FileStatus.of($0)) != nil } ?? names[0]
        status = try FileStatus.of(path)
      }
      guard status.kind == .regular else { throw .notSupported }
      found.append(OfflineSource(kind: .launchBox, path: path, size: status.size, modified: status.modified))
    } catch {
      missing.append((.launchBox, path, error))
    }
  }

  private mutating func addLibretro(_ path: String) {
    var names: [String] = []
    do throws(Errno) {
      let directory = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
      while try directory.next({ name, _ in
        let name = String(decoding: name, as: UTF8.self)
        if name.lowercased().hasSuffix(".rdb"), names.count < OfflineSourceList.mostFiles { names.append(name) }
      }) {}
    } catch {
      return missing.append((.libretro, path, error))
    }
    for name in names.sorted() {
      guard let status = try? FileStatus.of("\(path)/\(name)"), status.kind == .regular else { continue }
      found.append(
        OfflineSource(kind: .libretro, path: "\(path)/\(name)", size: status.size, modified: status.modified))
    }
  }
}
