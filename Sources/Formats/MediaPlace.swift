internal import Model

/// What the name and folders of a media file say, by the conventions of front ends.
///
/// | convention | file |
/// |---|---|
/// | ES-DE, RomM | `[media/\|downloaded_media/<system>/]covers/<sub folders>/<game>.png` |
/// | Skraper, Recalbox | `media/box2dfront/<game>.png` |
/// | RetroArch | `[thumbnails/<playlist>/]Named_Boxarts/<label>.png` |
/// | Batocera, RetroPie | `images/<game>-thumb.png`, `videos/<game>-video.mp4`, `manuals/<game>-manual.pdf` |
/// | Pegasus | `media/<game>/boxFront.png` |
/// | Onion | `Imgs/<game>.png` |
/// | beside the game | `<game>.png`, `<game>-marquee.png`, `<game>.mp4`, `<game>.pdf` |
///
/// The extension says whether it is a picture, a video or a manual; what does not fit its folder is nothing.
struct MediaPlace: Sendable {
  /// How a file is named after its game.
  enum Form: UInt8, Sendable {
    /// By its path without extension.
    case path
    /// By its label, in which some characters are replaced.
    case label
  }

  var kind: MediaKind
  var form: Form
  /// Lower is better: see ``Rank``.
  var rank: Int
  /// The path below the media folders of what it is named after, folded, without the file's extension.
  var subject: [UInt8]

  /// Which of several files for one kind is taken: a folder or word that says one thing only comes before those that
  /// may hold other things too.
  enum Rank {
    static let folder = 0
    static let ending = 10
    static let asset = 20
    static let general = 30
    static let beside = 40
  }

  /// Every reading of a path below the system's folder; empty for what is no media file.
  static func readings(of path: [UInt8]) -> [MediaPlace] {
    let place = folded(path)
    var names = place.split(separator: UInt8(ascii: "/")).map { Array($0) }
    guard let name = names.popLast(), let (type, order, stem) = MediaNames.type(of: name), !stem.isEmpty else {
      return []
    }
    var readings: [MediaPlace] = []
    func add(
      _ kind: MediaKind, _ rank: Int, _ folders: some Collection<[UInt8]>, _ stem: [UInt8]?, _ form: Form = .path
    ) {
      let subject = Array((Array(folders) + (stem.map { [$0] } ?? [])).joined(separator: [UInt8(ascii: "/")]))
      if subject.isEmpty { return }
      readings.append(MediaPlace(kind: kind, form: form, rank: rank * 100 + order, subject: subject))
    }
    // The outermost folder that says what it holds: what is below it are folders of games, whatever they are called.
    if let folder = names.firstIndex(where: { MediaNames.folders[$0] != nil }),
      let meaning = MediaNames.folders[names[folder]]
    {
      guard let kind = meaning.kind.fits(type) else { return [] }
      let outer = MediaNames.withoutRoots(names[..<folder])
      let inner = names[(folder + 1)...]
      // A video among screenshots is the second choice.
      let rank = kind == meaning.kind ? Rank.folder + meaning.order : Rank.general
      add(kind, rank, outer + inner, stem, meaning.isLabelled ? .label : .path)
      if let (ending, rest) = MediaNames.ending(of: stem), ending.kind.fits(type) == kind {
        add(kind, Rank.ending + meaning.order, outer + inner, rest)
      }
      return readings
    }
    let root = names.lastIndex(where: { MediaNames.roots.contains($0) })
    let outer = MediaNames.withoutRoots(names[..<(root.map { $0 + 1 } ?? 0)])
    let inner = names[(root.map { $0 + 1 } ?? 0)...]
    let folders = root == nil ? Array(names) : outer + inner
    if let (ending, rest) = MediaNames.ending(of: stem), let kind = ending.kind.fits(type) {
      add(kind, Rank.ending + ending.order, folders, rest)
    }
    if let asset = MediaNames.asset(stem), let kind = asset.kind.fits(type), !folders.isEmpty {
      add(kind, Rank.asset + asset.order, folders, nil)
    }
    let general: MediaKind =
      switch type {
      case .picture: .cover
      case .video: .video
      case .document: .manual
      }
    add(general, root == nil ? Rank.beside : Rank.general, folders, stem)
    return readings
  }

  /// What the folder or name of a picture says, where it says one thing; nil otherwise.
  static func kind(of path: [UInt8]) -> MediaKind? {
    let readings = readings(of: path)
    return readings.min { $0.rank < $1.rank }.flatMap { $0.rank < Rank.general * 100 ? $0.kind : nil }
  }
}

extension MediaKind {
  /// The kind itself where a file of this type can be of it; a video among screenshots is a video.
  fileprivate func fits(_ type: MediaNames.FileType) -> MediaKind? {
    switch type {
    case .picture: self == .video || self == .manual ? nil : self
    case .video: self == .manual ? nil : .video
    case .document: self == .manual ? self : nil
    }
  }
}
