internal import Model
internal import Platform
internal import TestSupport
internal import Testing
internal import Tree

@Suite("The names and numbers below Download") struct DownloadTests {
  private func tree(_ shelves: Shelf...) -> Tree {
    let tree = Tree(views: .plainWithDownload)
    for shelf in shelves { _ = tree.replace(shelf, reach: .direct) }
    return tree
  }

  private let library: [Shelf] = [
    ShelfFixture.singles(["a.nes", "USA/A/b.nes", "USA/c.nes"]),
    ShelfFixture.archive("Saga", members: [("1.bin", 1), ("2.bin", 2)]),
  ]

  @Test func `every folder is a ZIP, and a directory where it has folders`() throws {
    let looks = DownloadLooks(tree(library[0], library[1]))
    #expect(try looks.names() == ["Games", "Games.zip", "Loose", "Loose.zip"])
    #expect(try looks.names("Games") == ["nes.zip", "psx.zip"])
    #expect(try looks.names("Loose") == ["nes", "nes.zip", "psx", "psx.zip"])
    #expect(try looks.names("Loose/nes") == ["USA", "USA.zip"])
    #expect(try looks.names("Loose/nes/USA") == ["A.zip"])
    #expect(try looks.names("Loose/psx") == ["Saga.zip"])
  }

  @Test func `the views below have nothing of themselves, and several show the same`() throws {
    let tree = Tree(views: .plainWithDownload + [ViewDefinition(name: "Again", content: .downloads)])
    for shelf in library { _ = tree.replace(shelf, reach: .direct) }
    let looks = DownloadLooks(tree)
    #expect(try looks.names() == ["Games", "Games.zip", "Loose", "Loose.zip"])
    let (one, other) = (try looks.attributes("Games"), try looks.attributes("Games", view: "Again"))
    #expect(one.node != other.node)
    #expect(
      try looks.attributes("Games/nes.zip") == looks.attributes("Games/nes.zip", view: "Again"))
  }

  @Test func `a folder that is called as another one's ZIP keeps its name`() throws {
    let shelf = ShelfFixture.singles(["Set/a.nes", "Set.zip/b.nes", "Set.zip/In/c.nes", "SET.ZIP.zip/d.nes"])
    let looks = DownloadLooks(tree(shelf))
    let names = try looks.names("Loose/nes")
    #expect(names.contains("Set.zip"))
    #expect(try looks.attributes("Loose/nes/Set.zip").isDirectory)
    #expect(try looks.names("Loose/nes/Set.zip") == ["In.zip"])
    #expect(names.count == 4)
    #expect(Set(names.map { $0.lowercased() }).count == 4, "\(names)")
    #expect(names.filter { $0.hasPrefix("Set ~") && $0.hasSuffix(".zip") }.count == 1, "\(names)")
  }

  @Test func `names stay within 255 bytes, and bytes that are not UTF-8 are shown as in the view`() throws {
    var files = FileTable()
    let long = String(repeating: "x", count: 253)
    for (inode, path) in [[0x41, 0xFF, 0x2F, 0x61], Array("\(long)/a".utf8), Array("\(long)y/a".utf8)].enumerated() {
      files.append(path: path, version: FileVersion(size: 1, modified: 2, inode: UInt64(inode)))
    }
    let shelf = Shelf(
      location: Shelf.Location(root: ShelfFixture.root, folder: Array("nes".utf8)), system: "nes", modified: 3,
      files: files, singles: [0, 1, 2], archives: [])
    let looks = DownloadLooks(tree(shelf))
    let names = try looks.names("Loose/nes")
    #expect(names.count == 3)
    #expect(names.first == "A%FF.zip")
    for name in names { #expect(name.utf8.count <= 255 && name.hasSuffix(".zip"), "\(name)") }
    #expect(Set(names.map { $0.lowercased() }).count == 3)
  }

  @Test func `numbers, sizes and times are the same in another run`() throws {
    let (one, other) = (DownloadLooks(tree(library[0], library[1])), DownloadLooks(tree(library[1], library[0])))
    for path in ["Games", "Games.zip", "Games/nes.zip", "Loose", "Loose.zip", "Loose/nes/USA", "Loose/nes/USA/A.zip"] {
      #expect(try one.attributes(path) == other.attributes(path), "\(path)")
    }
    #expect(try one.attributes("Games.zip").modified == 3_000_000_000)
    #expect(try one.attributes("Games.zip").node.kind == .folderArchive)
  }

  @Test func `a node says by itself what it is, also to who has never listed anything`() throws {
    let tree = tree(library[0], library[1])
    let first = DownloadLooks(tree)
    for path in ["Games", "Games.zip", "Loose/nes.zip", "Loose/nes/USA", "Loose/nes/USA/A.zip"] {
      let attributes = try first.attributes(path)
      let later = Downloads(tree)
      #expect(later.holds(attributes.node))
      #expect(try later.attributes(of: attributes.node, makes: true) == attributes, "\(path)")
      if attributes.isDirectory {
        #expect(try later.directory(attributes.node, makes: true)?.count == first.names(path).count)
      } else {
        #expect(try later.open(attributes.node, makes: true)?.node == attributes.node)
      }
    }
    #expect(!first.downloads.holds(try first.tree.attributes(of: Tree.games).node))
    #expect(!first.downloads.holds(.root))
  }

  @Test func `nothing is made for who must not wait, and what was made is there for all`() throws {
    let looks = DownloadLooks(tree(library[0], library[1]))
    let top = Tree.node(ofView: "Download")
    #expect(try looks.downloads.directory(top, makes: false) == nil)
    let games = try looks.attributes("Games.zip").node
    #expect(try looks.downloads.directory(top, makes: false) != nil)
    #expect(try looks.downloads.attributes(of: games, makes: false) != nil)
    #expect(try looks.downloads.open(games, makes: false) == nil)
    _ = try looks.downloads.open(games, makes: true)
    #expect(try looks.downloads.open(games, makes: false) != nil)
  }

  @Test func `another content is another node, and what is elsewhere stays as it is`() throws {
    let tree = tree(library[0], library[1])
    let looks = DownloadLooks(tree)
    let old = ["Games.zip", "Games/nes.zip", "Games/psx.zip", "Loose/nes/USA.zip"]
    let before = try old.map { try looks.attributes($0) }
    let open = try looks.open("Games/nes.zip")
    _ = tree.replace(ShelfFixture.singles(["a.nes", "USA/A/b.nes", "USA/c.nes", "z.nes"]), reach: .direct)
    #expect(throws: Errno.stale) { try looks.downloads.open(before[1].node, makes: true) }
    #expect(throws: Errno.stale) { try looks.downloads.attributes(of: before[0].node, makes: true) }
    let after = try old.map { try looks.attributes($0) }
    #expect(before[0].node != after[0].node && before[0].size < after[0].size)
    #expect(before[1].node != after[1].node)
    #expect(before[2] == after[2])
    // z.nes comes last, so that all others keep the sizes they had.
    #expect(before[3] == after[3])
    #expect(open.attributes == before[1])
  }

  @Test func `an empty folder is a ZIP without members`() throws {
    let looks = DownloadLooks(Tree(views: .plainWithDownload))
    #expect(try looks.names() == ["Games.zip", "Loose.zip"])
    let folder = try looks.open("Games.zip")
    #expect(folder.memberCount == 0)
    #expect(try looks.whole(folder) == [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18))
  }

  @Test func `a path below Download stands for what the folder stands for`() throws {
    let tree = tree(library[0], library[1])
    func subject(_ path: String) -> Tree.Subject? { tree.subject(ofPath: Array(path.utf8)) }
    for (path, same) in [
      ("Download", ""), ("Download/", ""), ("Download/Games.zip", "Games"), ("Download/Games", "Games"),
      ("Download/Games/nes.zip", "Games/nes"), ("Download/Loose/nes", "Loose/nes"),
      ("Download/Loose/nes/USA.zip", "Loose/nes/USA"), ("Download/Loose/nes/USA/A.zip", "Loose/nes/USA/A"),
      ("Download/Loose/psx/Saga.zip", "Loose/psx/Saga"),
    ] {
      #expect(subject(path) == subject(same), "\(path)")
      #expect(subject(path) != nil, "\(path)")
      let archives = tree.archives(below: Array(path.utf8))?.map(\.node)
      #expect(archives == tree.archives(below: Array(same.utf8))?.map(\.node), "\(path)")
    }
    #expect(tree.archives(below: Array("Download/Games/psx.zip".utf8))?.count == 1)
    for path in ["Download/Games/psx", "Download/nes.zip", "Download/Games.zip/nes", "Download/Loose/nes/a.nes"] {
      #expect(subject(path) == nil, "\(path)")
      #expect(tree.archives(below: Array(path.utf8)) == nil, "\(path)")
    }
  }
}
