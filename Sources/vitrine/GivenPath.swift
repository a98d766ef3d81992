internal import Platform

/// A path of the command line, as raw bytes, and the forms in which it can be told to lie in a directory.
///
/// Nothing needs to exist: what is gone can be asked about as well.
struct GivenPath {
  /// As typed.
  let given: [UInt8]
  /// Absolute, without `.` and `..`: as typed, and with the links of what exists of it resolved.
  let forms: [[UInt8]]

  init(_ given: [UInt8]) {
    self.given = given
    let working = Array(((try? resolvedPath(".")) ?? "/").utf8)
    let slash = UInt8(ascii: "/")
    let absolute = given.first == slash ? given : working + [slash] + given
    var components: [ArraySlice<UInt8>] = []
    for component in absolute.split(separator: slash) where !component.elementsEqual(".".utf8) {
      if component.elementsEqual("..".utf8) { _ = components.popLast() } else { components.append(component) }
    }
    let typed = [slash] + components.joined(separator: [slash])
    var forms = [Array(typed)]
    // The longest part that exists, with what comes after it as it is.
    for count in stride(from: components.count, through: 0, by: -1) {
      let head = [slash] + components[..<count].joined(separator: [slash])
      guard let text = String(validating: head, as: UTF8.self), let resolved = try? resolvedPath(text) else { continue }
      let tail = Array(components[count...].joined(separator: [slash]))
      let whole = Array(resolved.utf8) + (tail.isEmpty || resolved == "/" ? [] : [slash]) + tail
      if whole != forms[0] { forms.append(whole) }
      break
    }
    self.forms = forms
  }

  var shown: String { shownText(String(decoding: given, as: UTF8.self)) }

  private func shownText(_ text: String) -> String { Output.quoted(text) }

  /// The raw path below a directory; nil where it does not lie there.
  func below(_ directory: String) -> [UInt8]? {
    let directory = directory == "/" ? [] : Array(directory.utf8)
    for form in forms where form.starts(with: directory) {
      let rest = form.dropFirst(directory.count)
      if rest.isEmpty || rest.first == UInt8(ascii: "/") { return Array(rest.drop { $0 == UInt8(ascii: "/") }) }
    }
    return nil
  }

  func isBelow(_ directory: String) -> Bool { below(directory) != nil }

  /// The mount of Vitrine's that it is in, and where there.
  func placeInMount() -> (mountPoint: String, path: [UInt8])? {
    guard let table = try? MountTable.current() else { return nil }
    for form in forms {
      guard let text = String(validating: form, as: UTF8.self), let mount = table.holding(text),
        mount.type == FUSEMount.type
      else { continue }
      return below(mount.mountPoint).map { (mount.mountPoint, $0) }
    }
    return nil
  }

  /// The directories it is in, itself included where it is one, the innermost first; the root is none.
  func directoriesAbove() -> [String] {
    var found: [String] = []
    for form in forms {
      var components = form.split(separator: UInt8(ascii: "/"))
      while !components.isEmpty {
        let path = "/" + components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        if !found.contains(path), (try? FileStatus.of(path).kind) == .directory { found.append(path) }
        components.removeLast()
      }
    }
    return found
  }
}
