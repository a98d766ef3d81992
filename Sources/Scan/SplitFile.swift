/// One file in pieces, because a disk or a host takes no larger ones.
enum SplitFile {
  /// What is also the extension of a file that is no piece.
  static let mayBeWhole = FileExtension.set("rar zip wud")

  /// The name of the whole that a piece belongs to; nil for a name that is no piece's.
  ///
  /// `Game.part2.rar` and `Game.r00` are pieces of `Game.rar`, `Game.z01` of `Game.zip`, `Game.wbf1` of `Game.wbfs`,
  /// `Game.xc0` of `Game.xci`, `Game.iso.001` of `Game.iso`, `game_part1.wud` of `game.wud`.
  static func whole(of name: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    let name = [UInt8](name)
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return nil }
    let stem = name[..<dot]
    let ending = name[(dot + 1)...].foldedASCII
    let digits = ending.reversed().prefix(while: isDigit).count
    if digits == ending.count, digits > 0 {
      // A number alone is a piece where it has three digits or more, or stands behind another extension.
      let inner = stem.lastIndex(of: UInt8(ascii: ".")).map { stem[($0 + 1)...] } ?? []
      let hasInner = 2...4 ~= inner.count && inner.allSatisfy { !isBlank($0) } && !inner.allSatisfy(isDigit)
      // USBExtreme's: `ul.12345678.SLUS_200.62.00`.
      let isLoaders = digits == 2 && name.prefix(3).foldedASCII == [UInt8]("ul.".utf8)
      return digits == 3 || hasInner || isLoaders ? [UInt8](stem) : nil
    }
    if let whole = pieces[ending.dropLast(digits).map { $0 }], 1...2 ~= digits { return stem + whole }
    guard ending == [UInt8]("rar".utf8) || ending == [UInt8]("wud".utf8) || ending == [UInt8]("zip".utf8) else {
      return nil
    }
    let number = stem.reversed().prefix(while: isDigit).count
    let before = stem.dropLast(number)
    guard number > 0, before.suffix(5).dropFirst().foldedASCII == [UInt8]("part".utf8),
      let mark = before.suffix(5).first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: "_")
    else { return nil }
    return [UInt8](before.dropLast(5)) + [UInt8(ascii: ".")] + ending
  }

  /// Endings of numbered pieces, and that of the whole.
  private static let pieces: [[UInt8]: [UInt8]] = [
    [UInt8]("r".utf8): [UInt8](".rar".utf8), [UInt8]("z".utf8): [UInt8](".zip".utf8),
    [UInt8]("wbf".utf8): [UInt8](".wbfs".utf8), [UInt8]("xc".utf8): [UInt8](".xci".utf8),
    [UInt8]("ns".utf8): [UInt8](".nsp".utf8),
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }
}
