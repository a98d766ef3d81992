/// Folders in a system's folder that hold pictures, films and manuals and no games, by the names that front ends and
/// scrapers give them.
package enum MediaFolders {
  private static let names = Set(
    """
    media medias images videos manuals covers screenshots titlescreens marquees boxart box2dfront 3dboxes box3d
    backcovers fanart miximages mixart physicalmedia wheel wheels snap snaps named_boxarts named_snaps named_titles
    named_logos downloaded_images downloaded_media downloaded_videos imgs artwork maps logos banners bezels previews
    boxfront cartart magazines
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
  private static let longest = names.map(\.count).max() ?? 0

  /// Whether a folder of this raw name is one of them, in any case.
  package static func contains(_ name: [UInt8]) -> Bool {
    name.count <= longest
      && names.contains(name.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 })
  }
}
