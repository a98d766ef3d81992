package import Configuration
internal import Model
internal import Platform

/// What this machine lets the cache of ZIPs do, for `vitrine doctor`. Pure but for ``init(_:)``.
package struct CacheOutlook: Sendable {
  package struct Finding: Hashable, Sendable {
    /// It works, with less.
    package var isWarning: Bool
    package var text: String

    package init(_ text: String, isWarning: Bool = false) {
      self.text = text
      self.isWarning = isWarning
    }
  }

  /// A directory, and the file system it is on.
  package struct Place: Hashable, Sendable {
    package var path: String
    /// As in the mount table; nil where nobody knows.
    package var type: String?
    /// The same number for places that are on one file system.
    package var device: UInt64

    package init(path: String, type: String?, device: UInt64) {
      self.path = path
      self.type = type
      self.device = device
    }
  }

  package var settings: Settings.Cache
  package var conditions: PassthroughConditions
  package var roots: [Place]
  package var cache: Place
  /// Bytes that this user may still write there, and all there are; nil where that is not known.
  package var space: (free: Int64, total: Int64)?

  package init(
    settings: Settings.Cache, conditions: PassthroughConditions, roots: [Place], cache: Place,
    space: (free: Int64, total: Int64)?
  ) {
    self.settings = settings
    self.conditions = conditions
    self.roots = roots
    self.cache = cache
    self.space = space
  }

  /// Looks at the directories of `settings`, whose places are filled in. What does not answer is left out.
  ///
  /// - Parameter mounted: further roots, which may be among those of the settings.
  package init(_ settings: Settings, mounted: [String]) {
    let configured = settings.roots.map(\.path)
    let roots = configured + Set(mounted).subtracting(configured).sorted()
    let table = try? MountTable.current()
    func place(_ path: String) -> Place {
      let resolved = attempt(within: 3) { resolvedAsFarAsPossible(path) } ?? path
      let mount = table?.holding(resolved)
      return Place(path: path, type: mount?.type, device: mount?.device ?? 0)
    }
    let directory = settings.cache.directory ?? ""
    let status = attempt(within: 3) { try? FileSystemStatus.of(innermostExisting(directory)) } ?? nil
    self.init(
      settings: settings.cache, conditions: .ofThisMachine, roots: roots.map(place),
      cache: place(directory),
      space: status.map {
        (free: CacheOutlook.bytes($0.availableBlocks, $0), total: CacheOutlook.bytes($0.blocks, $0))
      })
  }

  private static func bytes(_ blocks: UInt64, _ status: FileSystemStatus) -> Int64 {
    Int64(clamping: blocks.multipliedReportingOverflow(by: status.blockSize).partialValue)
  }

  package var findings: [Finding] {
    if settings.policy == .never {
      return [passthrough] + obstacles + [Finding("no ZIP is kept: cache.policy is \"never\"")]
    }
    return [passthrough] + obstacles + reflinks + [disk].compactMap { $0 }
  }

  // MARK: Passthrough

  private var passthrough: Finding {
    let reasons = conditions.reasons
    if !reasons.isEmpty {
      return Finding(
        "every read goes through the service: passthrough needs \(reasons.joined(separator: ", "))", isWarning: true)
    }
    let doubt = conditions.isConfigured == nil ? ", if the kernel is made with CONFIG_FUSE_PASSTHROUGH" : ""
    return Finding("single files and ZIPs in the cache can be read past the service (passthrough)\(doubt)")
  }

  private var obstacles: [Finding] {
    ([("cache directory", cache)] + roots.map { ("library", $0) }).compactMap { what, place in
      guard let type = place.type, let obstacle = PassthroughConditions.obstacle(ofFileSystem: type) else { return nil }
      return Finding("\(what) \(place.path) is on \(type): \(obstacle)", isWarning: true)
    }
  }

  // MARK: Space

  private var reflinks: [Finding] {
    roots.map { root in
      guard root.device == cache.device, let type = cache.type else {
        return copies(of: root, "\(cache.path) is on another file system than \(root.path)")
      }
      switch ReflinkSupport(fileSystem: type) {
      case .possible:
        return Finding("ZIPs of \(root.path) take no room in the cache: \(type) shares their files (reflink)")
      case .uncertain(let condition):
        return Finding(
          "ZIPs of \(root.path) take no room in the cache: \(type) shares their files (reflink), \(condition)")
      case .impossible: return copies(of: root, "\(type) cannot share files, XFS and Btrfs can")
      }
    }
  }

  private func copies(of root: Place, _ reason: String) -> Finding {
    settings.reflinkOnly
      ? Finding("no ZIP of \(root.path) is kept, as cache.reflinkOnly is true: \(reason)", isWarning: true)
      : Finding("ZIPs of \(root.path) are copied into the cache: \(reason)")
  }

  private var disk: Finding? {
    guard let space else { return nil }
    let reserve =
      switch settings.reserve {
      case .bytes(let bytes): bytes
      case .percent(let percent): space.total / 100 * Int64(percent)
      }
    let text =
      "cache directory \(cache.path): \(size(Double(space.free))) free, \(size(Double(reserve))) stay free, "
      + "limit \(size(Double(settings.size)))"
    if space.free <= reserve { return Finding("\(text): no copy is kept until there is more room", isWarning: true) }
    return Finding(text)
  }
}
