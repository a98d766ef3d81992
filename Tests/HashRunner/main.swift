internal import Catalog
internal import Glibc
internal import Model
internal import Platform
internal import Scan

// HashRunner LIBRARY STATE: hashes the files of LIBRARY/nes in the background, as the service does, and ends when all
// are done. A test kills it. Standard output has a line with the number of files done whenever that has changed;
// standard error the queue's log, with a line for each file that was hashed.

Log.setLevel(.debug)
let arguments = CommandLine.arguments
let catalog = try Catalog.open(directory: arguments[2])
let root = try catalog.root(forPath: arguments[1])

var names: [String] = []
let folder = try DirectoryStream(FileDescriptor.open(arguments[1] + "/nes", [.readOnly, .directory]))
while try folder.next({ name, _ in names.append(String(decoding: name, as: UTF8.self)) }) {}
var files = FileTable()
for name in names.sorted() {
  let status = try FileStatus.of("\(arguments[1])/nes/\(name)")
  files.append(
    path: name.utf8, version: FileVersion(size: status.size, modified: status.modified, inode: status.inode))
}

let queue = ChecksumQueue(
  catalog: catalog, surroundings: .quiet, events: .init(finished: { _, _ in }, progressed: { _ in }))
queue.update(
  Shelf(
    location: .init(root: root, folder: Array("nes".utf8)), system: "nes", modified: 0, files: files,
    singles: (0..<UInt32(files.count)).map { $0 }, archives: [ArchiveGame]()))
queue.start()
var done = -1
while true {
  let progress = queue.progress
  if progress.filesDone != done {
    done = progress.filesDone
    print(done)
    fflush(nil)
  }
  if progress.isReady, done == progress.filesTotal { break }
  sleep(nanoseconds: 1_000_000)
}
queue.stop()
