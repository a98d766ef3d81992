package import Configuration
internal import Model
package import Scan

extension Settings {
  /// What is hashed in the background, and how politely.
  package var hashingSettings: HashingSettings {
    var settings = HashingSettings()
    settings.platforms =
      switch hashing.platforms {
      case .standard: .standard
      case .all: .all
      case .none: .none
      case .listed(let names): .listed(Set(names.map(Settings.systemName)))
      }
    settings.sizeLimit = hashing.sizeLimit
    settings.algorithms = ChecksumAlgorithms(
      hashing.algorithms.map { algorithm in
        switch algorithm {
        case .crc32: .crc32
        case .sha1: .sha1
        case .md5: .md5
        case .sha256: .sha256
        }
      })
    settings.workers = hashing.workers
    settings.isInBackground = hashing.background
    settings.maxLoad = hashing.maxLoad
    settings.pausesOnBattery = hashing.pauseOnBattery
    return settings
  }
}
