internal import Model
internal import Platform

/// Lists a folder of this machine, folder by folder. Blocks; belongs to one thread. Reads directories only: no file is
/// opened for its bytes, and nothing is written.
struct FolderWalk: ~Copyable {
  private let root: FileDescriptor
  private let place: String
  private let limits: FolderSource.Limits
  private var pending: [(path: [UInt8], depth: Int)] = [([], 0)]
  private var entries = 0
  private(set) var report = ListingReport()

  init(_ place: String, _ limits: FolderSource.Limits) throws(Errno) {
    self.place = place
    self.limits = limits
    root = try FileDescriptor.open(place, [.readOnly, .directory])
  }

  /// Lists the next folder; nil at the end.
  ///
  /// - Parameter alive: called at every sign of life of the file system.
  /// - Throws: where the root itself cannot be read.
  mutating func next(_ alive: () -> Void) throws(Errno) -> [ListingBatch]? {
    while report.stop == nil, let (path, depth) = pending.popLast() {
      do throws(Errno) {
        return try list(path, depth, alive)
      } catch {
        if depth == 0 { throw error }
        report.fail(path, SourceFailure(error, at: place + "/" + String(decoding: path, as: UTF8.self)))
      }
    }
    return nil
  }

  private mutating func list(_ path: [UInt8], _ depth: Int, _ alive: () -> Void) throws(Errno) -> [ListingBatch] {
    let folder = try root.open(inside: path, [.readOnly, .directory])
    let stream = try DirectoryStream(folder)
    var names: [[UInt8]] = []
    var isWhole = true
    do throws(Errno) {
      while try stream.next({ name, _ in names.append(Array(name)) }) {
        if names.count & 1023 == 0 { alive() }
        if names.count > limits.entries { break }
      }
    } catch {
      isWhole = false
      report.fail(path, SourceFailure(error, at: place + "/" + String(decoding: path, as: UTF8.self)))
    }
    alive()
    // In the same order every time.
    names.sort { $0.lexicographicallyPrecedes($1) }
    var offers: [Offer] = []
    var subfolders: [ListedFolder.Subfolder] = []
    for (index, name) in names.enumerated() {
      if index & 63 == 0 { alive() }
      let whole = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
      if let refusal = OfferedName.refusal(of: name) ?? (whole.count > OfferedName.longestPath ? .tooLong : nil) {
        report.refused.add(refusal, path: whole)
        continue
      }
      entries += 1
      if entries > limits.entries {
        report.stop = SourceFailure(
          .tooLong, "\(place): has more than \(limits.entries) entries; the rest is not listed. Name a folder in it")
        isWhole = false
        break
      }
      switch status(whole, stream, name) {
      case .success(let status) where status.kind == .regular:
        offers.append(
          Offer(
            path: whole, address: .file(whole),
            size: OfferSize.possible(status.size).map { OfferSize($0, isExact: true) },
            modified: OfferTime(FolderWalk.seconds(status.modified), isExact: true)))
      case .success(let status) where status.kind == .directory:
        subfolders.append(ListedFolder.Subfolder(name: name, url: ""))
        if depth < limits.depth {
          pending.append((whole, depth + 1))
        } else {
          report.fail(
            whole, SourceFailure(.tooLong, "\(place): folders lie more than \(limits.depth) inside each other"))
        }
      case .success: report.specialFiles += 1
      case .failure(.noSuchFile): break  // Gone since the folder was read.
      case .failure(.crossDevice), .failure(.tooManyLinks): report.specialFiles += 1
      case .failure(let error):
        isWhole = false
        report.fail(whole, SourceFailure(error, at: place + "/" + String(decoding: whole, as: UTF8.self)))
      }
    }
    report.folders += 1
    report.offers += offers.count
    return ListingBatch.batches(
      of: offers, folder: ListedFolder(path: path, isWhole: isWhole, subfolders: subfolders))
  }

  /// A link counts as the file it leads to inside the folder. One to a folder is ``Errno/tooManyLinks``: what it leads
  /// to is listed where it is, or is none of the source's.
  private borrowing func status(
    _ path: [UInt8], _ stream: borrowing DirectoryStream, _ name: [UInt8]
  ) -> Result<FileStatus, Errno> {
    do throws(Errno) {
      let own = try name.withTerminated { pointer throws(Errno) in try stream.status(of: pointer, followingLinks: false)
      }
      guard own.kind == .symbolicLink else { return .success(own) }
      let target = try root.open(beneath: path, [.path]).status()
      return target.kind == .directory ? .failure(.tooManyLinks) : .success(target)
    } catch {
      return .failure(error)
    }
  }

  private static func seconds(_ nanoseconds: Int64) -> Int64 {
    let (quotient, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return rest < 0 ? quotient - 1 : quotient
  }
}

extension [UInt8] {
  /// As C takes it.
  fileprivate func withTerminated<Value>(
    _ body: (UnsafePointer<CChar>) throws(Errno) -> Value
  ) throws(Errno) -> Value {
    let text = ContiguousArray(map { CChar(bitPattern: $0) } + [0])
    let result: Result<Value, Errno> = text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return .failure(.invalidArgument) }
      do throws(Errno) { return .success(try body(base)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension SourceFailure {
  /// - Parameter place: for people.
  init(_ error: Errno, at place: String) {
    switch error {
    case .noSuchFile, .notDirectory:
      self.init(.notFound, "\(place): there is no such folder or file; is the disk or share mounted?")
    case .accessDenied, .notPermitted:
      self.init(.unauthorized, "\(place): may not be read by this user; give it permission to")
    case .isDirectory, .invalidArgument: self.init(.notAListing, "\(place): is no ordinary file")
    case .ioError, .stale, .notConnected, .timedOut:
      self.init(.unreachable, "\(place): the disk or share does not answer as it should (\(error))")
    default: self.init(.other, "\(place): \(error)")
    }
  }

  static func stalled(_ place: String, seconds: UInt64) -> SourceFailure {
    SourceFailure(
      .stalled, "\(place): gave no sign for \(seconds) seconds; is its server running and the share mounted?")
  }
}
