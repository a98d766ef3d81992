/// The names the cache gives its files below `zips`. What is called otherwise is somebody else's and left alone.
enum CacheFileName: Hashable, Sendable {
  case complete(CacheKey)
  /// A whole file of a remote server.
  case file(CacheKey)
  case partial(CacheKey)
  /// For trying whether the file system shares blocks.
  case probe(Int)

  var text: String {
    switch self {
    case .complete(let key): "\(key).zip"
    case .file(let key): "\(key).file"
    case .partial(let key): ".\(key).part"
    case .probe(let number): ".probe-\(number)"
    }
  }

  init?(_ text: String) {
    let bytes = text.utf8
    if text.hasPrefix(".probe-"), let number = Int(text.dropFirst(7)) {
      self = .probe(number)
    } else if text.hasSuffix(".zip"), let key = CacheKey(hex: bytes.dropLast(4)) {
      self = .complete(key)
    } else if text.hasSuffix(".file"), let key = CacheKey(hex: bytes.dropLast(5)) {
      self = .file(key)
    } else if text.hasPrefix("."), text.hasSuffix(".part"), let key = CacheKey(hex: bytes.dropFirst().dropLast(5)) {
      self = .partial(key)
    } else {
      return nil
    }
    // `+1` and `01` are numbers as well, but not what was written.
    guard self.text == text else { return nil }
  }
}

extension CachedZip {
  /// Its name below `zips/<system>`.
  var fileName: CacheFileName { kind == .file ? .file(key) : .complete(key) }
}
