internal import Platform
internal import TestSupport

/// Names that somebody gave a file, and what is to become of them.
enum OddNames {
  /// Offered as they are.
  static let ordinary: [String] = [
    "plain.bin", "Game & Watch (USA).zip", "a+b.bin", "hash#tag.bin", "100%.bin", "50%20off.bin", "%2F.bin", "%41.bin",
    "what?.bin", "q\"uote.bin", "ap'os.bin", "[brackets] {braces}.bin", "<tag>.bin", " leading.bin", "trailing ",
    "semi;colon.bin", "eq=x&amp;y.bin", "&lt;.bin", "&amp;", "&#65;.bin", "ünïcödé.bin", "decomposed e\u{301}.bin",
    "d\u{E9}j\u{E0} compos\u{E9}.bin", "日本語ゲーム.bin", "emoji🎮.bin", "at@sign.bin", "dollar$.bin", "comma,.bin",
    "tilde~.bin", "~tilde", "caret^`.bin", "pipe|.bin", "colon:8.bin", "http:--x", "star*.bin", "(paren)!.bin",
    String(repeating: "x", count: 251) + ".bin", "dot.", "nbsp\u{A0}x.bin", "\u{A0}nbsp", "rtl\u{202E}.bin", "-dash",
    "new  double  space.bin", "C=N;O=D", "?C=N;O=D", "Parent Directory", "\u{2028}.bin", "5M", "12 K",
    "2026-11-22 13:28 11K", "sub & dir/in #1?/deep%20/in ner.bin", "sub & dir/100%/x", "+/+", "'/'", "&gt;/&lt;",
  ]

  /// Offered where the server shows hidden files.
  static let hidden = ["..dots", ".hidden", ".well-known/x"]

  /// Refused: left out, counted, and nothing else lost.
  static let refused = [
    "back\\slash.bin", "C:", "tab\t.bin", "line\n.bin", "del\u{7F}.bin",
    "escape\u{1B}[2J.bin", "C1\u{9B}.bin",
  ]

  /// Makes a file of each name below `folder`, whose content is its name; and one whose name is not UTF-8.
  static func make(in folder: String) throws {
    for name in ordinary + hidden + refused { try Files.write(name, to: folder + "/" + name) }
    try Files.write("dots", to: folder + "/...")
    let script = "import sys, os\nopen(os.fsencode(sys.argv[1]) + b'/bad\\xff.bin', 'w').close()"
    let made = try ExternalProgram.run("python3", ["-c", script, folder])
    if made.status != 0 { throw TestFailure("python3: \(made.errorText)") }
  }
}
