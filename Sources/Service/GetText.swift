/// What was found of what somebody asked for, in lines for people. Pure.
package enum GetText {
  /// Names of files and of what was not found that are told.
  private static let mostNames = 20

  /// - Parameter isTrial: files are named, because nothing is fetched.
  package static func lines(_ found: GetFound, isTrial: Bool) -> [String] {
    var lines: [String] = []
    if isTrial {
      lines += found.paths.map { shown(String(decoding: $0, as: UTF8.self)) }
      let more = found.files - found.paths.count
      if more > 0 { lines.append("and \(grouped(more)) more") }
    }
    if found.games > 0 { lines.append(headline(found)) }
    if found.unavailable > 0 {
      lines.append("\(number(found.unavailable, "file")) cannot be had from the sources that are named")
    }
    lines += found.unmatched.prefix(mostNames).map { "nothing is offered by this name: \(shown($0))" }
    let more = found.unmatched.count - mostNames
    if more > 0 { lines.append("and by \(grouped(more)) more") }
    if lines.isEmpty { lines.append("nothing that is offered has such a name") }
    return lines
  }

  private static func headline(_ found: GetFound) -> String {
    var text = "\(number(found.games, "game")): "
    if found.files == 0 {
      text += found.presentFiles > 0 ? "all there already" : "nothing to fetch"
    } else {
      text += "\(number(found.files, "file")) to fetch"
      if found.bytes > 0 { text += ", \(size(Double(found.bytes)))" }
      if found.unknownSizes > 0 {
        text += found.bytes > 0 ? " and \(grouped(found.unknownSizes)) of unknown size" : " of unknown size"
      }
      if found.presentFiles > 0 {
        text += "; \(number(found.presentFiles, "file")) \(found.presentFiles == 1 ? "is" : "are") there already"
      }
    }
    return text
  }

  /// Where nothing more is to come.
  package static func exitCode(_ found: GetFound) -> ExitCode {
    found.games == 0 || found.unavailable > 0 ? .failed : .ok
  }
}
