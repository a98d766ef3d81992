internal import Model
internal import Mount
internal import Platform
internal import Tree

extension StatusReport {
  /// The ZIP of a folder that somebody reads and that lacks checksums.
  package struct Download: Hashable, Sendable {
    /// The folder, below the mount point.
    package var folder: String
    package var members: Int
    /// Members without a checksum.
    package var missing: Int
    /// Bytes that are still to be hashed.
    package var bytesLeft: Int64
    /// How long that takes at the rate of the last seconds; nil where nothing was hashed in them.
    package var secondsLeft: Double?

    package init(folder: String, members: Int, missing: Int, bytesLeft: Int64, secondsLeft: Double?) {
      self.folder = folder
      self.members = members
      self.missing = missing
      self.bytesLeft = bytesLeft
      self.secondsLeft = secondsLeft
    }

    /// - Parameter rate: bytes hashed in a second.
    init(_ wait: FolderHashingPlan<FileContent>.Wait, rate: Double) {
      self.init(
        folder: String(decoding: wait.path, as: UTF8.self), members: wait.members, missing: wait.missing,
        bytesLeft: wait.bytesLeft, secondsLeft: rate > 0 ? Double(wait.bytesLeft) / rate : nil)
    }

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("folder", folder)
        json.member("members", members)
        json.member("known", members - missing)
        json.member("missing", missing)
        json.member("bytesLeft", bytesLeft)
        json.member("secondsLeft") { json in
          if let secondsLeft { json.value((secondsLeft * 10).rounded() / 10) } else { json.null() }
        }
      }
    }

    init(_ json: JSONValue) {
      self.init(
        folder: json["folder"].string ?? "?", members: json["members"].integer ?? 0,
        missing: json["missing"].integer ?? 0, bytesLeft: json["bytesLeft"].bytes ?? 0,
        secondsLeft: json["secondsLeft"].number)
    }

    /// A line for people, without its label.
    var text: String {
      let rest = secondsLeft.map { ", about \(duration(seconds: $0)) left" } ?? ""
      return "\(shown(folder)) as a ZIP waits for checksums: \(grouped(members - missing)) of \(grouped(members)) "
        + "\(members == 1 ? "member has its own" : "members have theirs"), \(size(Double(bytesLeft))) to hash\(rest)"
    }
  }
}
