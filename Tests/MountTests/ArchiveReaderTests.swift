internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// Every program that opens ZIPs, on every ZIP of the library of real games.
  @Suite("Programs that open ZIPs") struct ArchiveReaders {
    /// A command that fails on a ZIP it does not like; `$1` is its path.
    @Test(arguments: [
      ("unzip", "unzip -tqq \"$1\""),
      ("7z", "7z t -bso0 -bsp0 \"$1\""),
      ("bsdtar", "bsdtar -xOf \"$1\" > /dev/null"),
      ("bsdtar", "cat \"$1\" | bsdtar -xOf - > /dev/null"),
      ("zipinfo", "zipinfo -v \"$1\" > /dev/null"),
    ])
    func `a reader accepts every ZIP`(tool: String, command: String) throws {
      guard hasTool(tool) else { return }
      let mounted = try MountTests.real()
      let archives = try MountTests.archives(of: mounted)
      #expect(archives.count >= 7)
      for archive in archives {
        let result = try ExternalProgram.run("sh", ["-c", "set -e; \(command)", "sh", mounted(archive)])
        // unzip says 1 for a warning, which none of these may need.
        #expect(result.status == 0, "\(command): \(archive): \(result.text)\(result.errorText)")
        #expect(!result.errorText.contains("warning"), "\(command): \(archive): \(result.errorText)")
      }
    }

    @Test func `Python reads every member, and it is the library's file`() throws {
      let mounted = try MountTests.real()
      let result = try MountTests.python(MemberCheck.script, [mounted("Games"), mounted.library])
      let words = result.text.split(separator: "\n")
      #expect(words.filter { $0.hasPrefix("bad") }.isEmpty, "\(result.text)")
      #expect(words.filter { $0.hasPrefix("member") }.count > 100, "\(result.text.suffix(2000))")
    }

    @Test func `Java reads every ZIP as a file and as a stream`() throws {
      guard hasTool("java") else { return }
      let mounted = try MountTests.real()
      let scratch = try TemporaryDirectory()
      try Files.write(JavaCheck.source, to: scratch("Check.java"))
      let archives = try MountTests.archives(of: mounted)
      let result = try ExternalProgram.run(
        "java", [scratch("Check.java")] + archives.map { mounted($0) }, timeout: 300_000_000_000)
      #expect(result.status == 0, "\(result.text)\(result.errorText)")
      #expect(result.text.split(separator: "\n").count == archives.count)
    }

    @Test func `the discs of a game are listed in playing order, descriptors only`() throws {
      let mounted = try MountTests.real()
      let library = try Fixtures.library()
      for (system, set) in library.discSets {
        let archive = mounted("Games/\(system)/\(set.title).zip")
        let script = """
          import sys, zipfile
          z = zipfile.ZipFile(sys.argv[1])
          names = [n for n in z.namelist() if n.endswith('.m3u')]
          sys.stdout.write('\\n'.join(names) + '\\n--\\n' + ''.join(z.read(n).decode() for n in names))
          """
        let text = try MountTests.python(script, [archive]).text
        // Inside the ZIP of a folder the folder itself is not repeated.
        let prefix = set.layout == .sideBySide ? 0 : set.title.count + 1
        let discs = set.descriptors.map { $0.dropFirst(prefix) + "\n" }.joined()
        let expected = set.tags.count > 1 ? "\(set.title).m3u\n--\n\(discs)" : "\n--\n"
        #expect(text == expected, "\(archive)")
      }
    }

    @Test func `every file of the library is in Loose, whatever it is called there, and junk is not`() throws {
      let mounted = try MountTests.real()
      let library = try Fixtures.library()
      let own = try listTree(library.path).filter { $0.status.kind == .regular && !library.junk.contains($0.path) }
      let shown = try listTree(mounted("Loose")).filter { $0.status.kind == .regular }
      func versions(_ entries: [TreeEntry]) -> Set<[Int64]> {
        Set(entries.map { [$0.status.size, $0.status.modified] })
      }
      #expect(versions(own).isSubset(of: versions(shown)))
      for name in library.junk { #expect(!shown.contains { $0.path == name }, "\(name) is shown") }
      func sums(_ entries: [TreeEntry], below root: String) throws -> Set<String> {
        Set(try Files.sha256(entries.filter { $0.status.size < 1 << 20 }.map { root + "/" + $0.path }))
      }
      #expect(try sums(own, below: library.path).isSubset(of: sums(shown, below: mounted("Loose"))))
    }

    @Test func `a single-file ROM is the file itself, also from a folder that only sorts`() throws {
      let mounted = try MountTests.real()
      let library = try Fixtures.library()
      for name in library.singleFiles {
        let parts = name.split(separator: "/")
        let shown = mounted("Games/\(parts[0])/\(parts[parts.count - 1])")
        #expect(Files.exists(shown), "\(shown)")
        #expect(try Files.sha256(shown) == Files.sha256(library.path + "/" + name), "\(shown)")
      }
    }
  }
}

/// Compares what is in the ZIPs with the library, in Python's zipfile, a reader that checks every CRC.
private enum MemberCheck {
  static let script = """
    import hashlib, os, sys, zipfile
    games, library = sys.argv[1:]
    def sha(stream):
        h = hashlib.sha256()
        for block in iter(lambda: stream.read(1 << 20), b''): h.update(block)
        return h.hexdigest()
    for folder, _, names in os.walk(games):
        for name in names:
            if not name.endswith('.zip'): continue
            system = os.path.relpath(folder, games)
            with zipfile.ZipFile(os.path.join(folder, name)) as z:
                seen = set()
                for info in z.infolist():
                    label = name + ': ' + info.filename
                    if info.compress_type != 0 or info.flag_bits & 8 or info.filename in seen:
                        print('bad layout', label)
                    seen.add(info.filename)
                    with z.open(info) as stream: found = sha(stream)
                    places = [os.path.join(library, system, name[:-4], info.filename),
                              os.path.join(library, system, info.filename)]
                    places = [p for p in places if os.path.exists(p)]
                    if not places:
                        print('generated' if info.filename == name[:-4] + '.m3u' else 'bad unknown', label)
                        continue
                    with open(places[0], 'rb') as stream: expected = sha(stream)
                    good = found == expected and info.file_size == os.path.getsize(places[0])
                    print('member' if good else 'bad bytes', label)
    """
}

private enum JavaCheck {
  static let source = """
    import java.io.*; import java.util.*; import java.util.zip.*;
    public class Check {
      static long drain(InputStream in) throws IOException {
        byte[] block = new byte[1 << 16]; CRC32 crc = new CRC32(); int n;
        while ((n = in.read(block)) > 0) crc.update(block, 0, n);
        return crc.getValue();
      }
      public static void main(String[] paths) throws Exception {
        for (String path : paths) {
          Map<String, Long> sums = new HashMap<>();
          try (ZipFile zip = new ZipFile(path)) {
            for (ZipEntry e : Collections.list(zip.entries())) {
              long sum; try (InputStream in = zip.getInputStream(e)) { sum = drain(in); }
              if (sum != e.getCrc()) throw new IOException(path + ": " + e.getName() + ": CRC of ZipFile");
              sums.put(e.getName(), sum);
            }
          }
          try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(path)))) {
            int count = 0;
            for (ZipEntry e; (e = zip.getNextEntry()) != null; count++)
              if (sums.get(e.getName()) != drain(zip)) throw new IOException(path + ": " + e.getName() + ": stream");
            if (count != sums.size()) throw new IOException(path + ": " + count + " of " + sums.size());
          }
          System.out.println("ok " + path);
        }
      }
    }
    """
}
