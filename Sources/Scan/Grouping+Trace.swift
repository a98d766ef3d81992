internal import Content
internal import Model

extension Grouping {
  mutating func note(_ folder: TableFolder, _ rule: GroupingRule) {
    guard trace != nil else { return }
    let path =
      folder.range.isEmpty ? [] : [UInt8](index.files.path(at: folder.range.lowerBound).prefix(folder.prefixLength))
    trace?.folders[path] = rule
  }

  /// The trace with what follows from the games: the rule of every file and its game.
  func finishedTrace() -> GroupingTrace {
    var finished = trace ?? GroupingTrace(count: index.files.count)
    for file in result.singles {
      finished.owners[Int(file)] = file
      finished.files[Int(file)] = finished.games[file] ?? .rom
    }
    for game in result.archives {
      guard let first = game.members.first else { continue }
      for member in game.members {
        finished.owners[Int(member)] = first
        finished.files[Int(member)] = finished.games[first] ?? .titleFolder
      }
    }
    for (descriptor, targets) in discs.namedFiles.sorted(by: { $0.key < $1.key }) {
      for target in targets where finished.owners[target] == finished.owners[descriptor] {
        // A disc's own descriptor says more of a track than the playlist does.
        if finished.namedBy[UInt32(target)] == nil || index.descriptorFormat(descriptor) != .m3u {
          finished.namedBy[UInt32(target)] = UInt32(descriptor)
        }
      }
    }
    for file in finished.files.indices where finished.owners[file] == nil {
      finished.files[file] = leftOver(file, finished)
    }
    return finished
  }

  /// Why a file is in no game.
  private func leftOver(_ file: Int, _ trace: GroupingTrace) -> GroupingRule {
    if index.fileExtension(file) == SideCars.playlist { return .list }
    switch index.role(file) {
    case .record: return .record
    case .document: return .sideCar
    case .candidate:
      var path = index.folderPath(file)
      while !path.isEmpty {
        if let rule = trace.folders[path], rule == .sideCarFolder || rule == .hiddenFolder { return rule }
        path.removeLast()
        path = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[...$0]) } ?? []
      }
      return .sideCar
    }
  }
}
