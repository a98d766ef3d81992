extension GroupingCase {
  /// Playlists of discs.
  static let playlists: [GroupingCase] = [
    .init(
      "a playlist of discs beside it", "psx",
      ["Name.m3u<G (Disc 1).chd,G (Disc 2).chd", "G (Disc 1).chd", "G (Disc 2).chd"],
      ["playlist: Name = G (Disc 1).chd | G (Disc 2).chd | Name.m3u"]),
    .init(
      "a playlist of cues takes the tracks along", "psx",
      ["G.m3u<a.cue,b.cue", "a.bin", "a.cue<a.bin", "b.bin", "b.cue<b.bin"],
      ["playlist: G = G.m3u | a.bin | a.cue | b.bin | b.cue"]),
    .init(
      "a playlist of discs in a folder", "psx", ["G.m3u<G/1.chd,G/2.chd", "G/1.chd", "G/2.chd", "H.chd"],
      ["rom: H.chd", "playlist: G = G.m3u | G/1.chd | G/2.chd"]),
    .init("a playlist of one file is a side-car", "psx", ["G.m3u<G.chd", "G.chd"], ["rom: G.chd"]),
    .init("a playlist of nothing is a side-car", "psx", ["G.m3u<x.chd", "H.chd"], ["rom: H.chd"]),
    .init(
      "a list of favourites is no game", "nes",
      ["best.m3u<" + (0..<20).map { "g\($0).nes" }.joined(separator: ",")] + (0..<20).map { "g\($0).nes" },
      (0..<20).map { "rom: g\($0).nes" }.sorted()),
    .init(
      "a playlist and discs in a folder below its own", "psx",
      ["Gex/G.m3u<discs/1.chd,discs/2.chd", "Gex/discs/1.chd", "Gex/discs/2.chd"],
      ["title-folder: Gex = G.m3u | discs/1.chd | discs/2.chd"]),
    .init(
      "a playlist with comments and labels", "psx",
      [
        "G.m3u<<#EXTM3U\n#LABEL:x\nG (Disc 1).cue|First\r\nG (Disc 2).cue|Second\n", "G (Disc 1).cue<G (Disc 1).bin",
        "G (Disc 1).bin", "G (Disc 2).cue<G (Disc 2).bin", "G (Disc 2).bin",
      ],
      ["playlist: G = G (Disc 1).bin | G (Disc 1).cue | G (Disc 2).bin | G (Disc 2).cue | G.m3u"]),
    .init(
      "a playlist that names itself", "psx", ["G.m3u<G.m3u,a.chd,b.chd", "a.chd", "b.chd"],
      ["playlist: G = G.m3u | a.chd | b.chd"]),
    .init(
      "playlists that name each other", "psx", ["A.m3u<B.m3u", "B.m3u<A.m3u", "c.chd"], ["rom: c.chd"],
      others: ["list: A.m3u", "list: B.m3u"]),
    .init(
      "a list of lists is a collection", "psx",
      [
        "All.m3u<A.m3u,B.m3u", "A.m3u<A (Disc 1).chd,A (Disc 2).chd", "A (Disc 1).chd", "A (Disc 2).chd",
        "B.m3u<B (Disc 1).chd,B (Disc 2).chd", "B (Disc 1).chd", "B (Disc 2).chd",
      ],
      [
        "playlist: A = A (Disc 1).chd | A (Disc 2).chd | A.m3u",
        "playlist: B = B (Disc 1).chd | B (Disc 2).chd | B.m3u",
      ],
      others: ["list: All.m3u"]),
    .init(
      "a short list of unrelated titles", "psx",
      [
        "Favourites.m3u<Alundra (USA).chd,Tekken 3 (USA).chd,Vagrant Story (USA).chd", "Alundra (USA).chd",
        "Tekken 3 (USA).chd", "Vagrant Story (USA).chd",
      ],
      ["rom: Alundra (USA).chd", "rom: Tekken 3 (USA).chd", "rom: Vagrant Story (USA).chd"],
      others: ["list: Favourites.m3u"]),
    .init(
      "a list on a platform without discs", "snes", ["Two.m3u<A.sfc,B.sfc", "A.sfc", "B.sfc"],
      ["rom: A.sfc", "rom: B.sfc"],
      others: ["list: Two.m3u"]),
    .init(
      "a playlist names an archive and a file in it", "amiga",
      ["G.m3u<G.zip#G (Disk 1).adf,G2.zip#G (Disk 2).adf", "G.zip", "G2.zip"],
      ["playlist: G = G.m3u | G.zip | G2.zip"]),
    .init(
      "a playlist of some of the discs, the others beside it", "psx",
      ["Gex/G.m3u<G (Disc 1).chd,G (Disc 2).chd", "Gex/G (Disc 1).chd", "Gex/G (Disc 2).chd", "Gex/G (Disc 3).chd"],
      ["disc-folder: Gex = G (Disc 1).chd | G (Disc 2).chd | G (Disc 3).chd | G.m3u"]),
    .init(
      "a playlist with the case of another machine", "psx",
      ["G.m3u<g (DISC 1).CHD,g (disc 2).chd", "G (Disc 1).chd", "G (Disc 2).chd"],
      ["playlist: G = G (Disc 1).chd | G (Disc 2).chd | G.m3u"]),
    .init(
      "a playlist in a game's folder that names nothing there", "psx",
      ["Gex/G.m3u</media/usb/a.chd", "Gex/Disc 1/a.chd", "Gex/Disc 2/b.chd"],
      ["disc-folder: Gex = Disc 1/a.chd | Disc 2/b.chd | G.m3u"]),
    .init(
      "disks of a computer", "c64", ["G.m3u<G1.d64,G2.d64", "G1.d64", "G2.d64", "H.d64"],
      ["rom: H.d64", "playlist: G = G.m3u | G1.d64 | G2.d64"]),
    .init(
      "ES-DE's folder with its discs in a folder below", "psx",
      ["Gex.m3u/G.m3u<discs/a.chd,discs/b.chd", "Gex.m3u/discs/a.chd", "Gex.m3u/discs/b.chd"],
      ["title-folder: Gex = G.m3u | discs/a.chd | discs/b.chd"]),
  ]
}
