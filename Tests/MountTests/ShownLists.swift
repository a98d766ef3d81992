internal import Platform
internal import TestSupport

/// Lists that Vitrine makes, read by Python's parsers.
enum ShownLists {
  typealias Row = [String: String]

  /// The games of gamelists, by list. A list that is not well-formed, but for a second root beside the first, throws.
  static func gamelists(_ paths: [String]) throws -> [[Row]] {
    let script = """
      import re, sys
      import xml.etree.ElementTree as ET
      out = []
      for name in sys.argv[1:]:
          text = open(name, 'rb').read().decode('utf-8')
          text = re.sub(r'^<\\?xml[^>]*\\?>', '', text)
          lists = ET.fromstring('<all>' + text + '</all>').findall('gameList')
          assert len(lists) == 1, name
          games = lists[0].findall('game')
          out.append('\\x1e'.join('\\x1f'.join(f'{c.tag}={c.text or ""}' for c in g) for g in games))
      sys.stdout.write('\\x1d'.join(out))
      """
    return try rows(script, paths)
  }

  /// The entries of RetroArch's playlists, by playlist.
  static func playlists(_ paths: [String]) throws -> [[Row]] {
    let script = """
      import json, sys
      out = []
      for name in sys.argv[1:]:
          items = json.load(open(name, encoding='utf-8'))['items']
          out.append('\\x1e'.join('\\x1f'.join(f'{k}={v}' for k, v in i.items()) for i in items))
      sys.stdout.write('\\x1d'.join(out))
      """
    return try rows(script, paths)
  }

  private static func rows(_ script: String, _ paths: [String]) throws -> [[Row]] {
    guard !paths.isEmpty else { return [] }
    let text = try MountTests.python(script, paths).text
    return text.split(separator: "\u{1D}", omittingEmptySubsequences: false).map { list in
      list.split(separator: "\u{1E}").map { game in
        var row: Row = [:]
        for field in game.split(separator: "\u{1F}") {
          let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          row[String(parts[0])] = String(parts[1])
        }
        return row
      }
    }
  }

  /// What is wrong with playlists as RetroArch reads them: `archive#member` is cut at the first `#` behind an archive's
  /// extension, and a member goes by its exact name.
  static func problems(ofPlaylists paths: [String]) throws -> [String] {
    let script = """
      import json, os, re, sys, zipfile, zlib
      for name in sys.argv[1:]:
          for item in json.load(open(name, encoding='utf-8'))['items']:
              path, crc = item['path'], item['crc32']
              found = re.search(r'\\.(?:zip|7z|apk)(#)', path, re.I)
              archive, member = (path[:found.start(1)], path[found.end(1):]) if found else (path, None)
              if not os.path.isfile(archive): print('no such file:', path); continue
              if item['db_name'] != os.path.basename(name): print('database:', item['db_name'])
              if member is None:
                  real = zlib.crc32(open(archive, 'rb').read())
              else:
                  infos = [i for i in zipfile.ZipFile(archive).infolist() if i.filename == member]
                  if len(infos) != 1: print('no such member:', path); continue
                  real = infos[0].CRC
              if crc != 'DETECT' and crc != f'{real:08X}|crc': print('checksum:', path, crc, f'{real:08X}')
              if crc == 'DETECT' and os.path.splitext(archive)[1] in ('.nes', '.sfc', '.md', '.gb'):
                  print('no checksum:', path)
      """
    return try MountTests.python(script, paths).text.split(separator: "\n").map(String.init)
  }
}
