/// Many games of several files in few bytes: all names in one arena, all members in one array, one record of 16 bytes
/// for each game. A game is put together when it is asked for.
///
/// A library may have several hundred thousand of them; two arrays for each would take more memory than their names.
package struct ArchiveTable: Sendable {
  private struct Record {
    /// Where the game's name and members end; they start where those of the game before it end.
    var nameEnd: UInt32
    var memberEnd: UInt32
    var prefixLength: UInt32
    /// Index into ``playlists`` + 1, or 0.
    var playlist: UInt32
  }

  private var names: [UInt8] = []
  private var members: [UInt32] = []
  private var records: [Record] = []
  private var playlists: [GeneratedMember] = []

  package init(_ games: some Collection<ArchiveGame>) {
    names.reserveCapacity(games.reduce(0) { $0 + $1.name.count })
    members.reserveCapacity(games.reduce(0) { $0 + $1.members.count })
    records.reserveCapacity(games.count)
    for game in games {
      names.append(contentsOf: game.name)
      members.append(contentsOf: game.members)
      precondition(names.count <= Int(UInt32.max), "a table of games holds at most 4 GiB of names")
      if let playlist = game.playlist { playlists.append(playlist) }
      records.append(
        Record(
          nameEnd: UInt32(names.count), memberEnd: UInt32(members.count), prefixLength: UInt32(game.prefixLength),
          playlist: game.playlist == nil ? 0 : UInt32(playlists.count)))
    }
  }

  /// The raw name of game `index`, without copying.
  package func name(at index: Int) -> ArraySlice<UInt8> {
    names[Int(index == 0 ? 0 : records[index - 1].nameEnd)..<Int(records[index].nameEnd)]
  }

  /// The files of game `index`, without copying.
  package func members(at index: Int) -> ArraySlice<UInt32> {
    members[Int(index == 0 ? 0 : records[index - 1].memberEnd)..<Int(records[index].memberEnd)]
  }

  package func prefixLength(at index: Int) -> Int { Int(records[index].prefixLength) }

  package func playlist(at index: Int) -> GeneratedMember? {
    records[index].playlist == 0 ? nil : playlists[Int(records[index].playlist) - 1]
  }
}

extension ArchiveTable: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }

  package subscript(index: Int) -> ArchiveGame {
    ArchiveGame(
      name: Array(name(at: index)), members: Array(members(at: index)), prefixLength: prefixLength(at: index),
      playlist: playlist(at: index))
  }
}

extension ArchiveTable: Equatable {
  package static func == (left: ArchiveTable, right: ArchiveTable) -> Bool {
    left.count == right.count && left.names == right.names && left.members == right.members
      && left.playlists == right.playlists
      && left.records.indices.allSatisfy { index in
        let (one, other) = (left.records[index], right.records[index])
        return one.nameEnd == other.nameEnd && one.memberEnd == other.memberEnd
          && one.prefixLength == other.prefixLength && one.playlist == other.playlist
      }
  }
}
