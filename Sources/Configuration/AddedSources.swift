package import Platform

/// The sources that were added by command, in a file of their own: an object as the setting `sources` has it, with
/// passwords and keys, for nobody but its owner to read.
package struct AddedSources: Sendable {
  package var sources: [SourceSettings]

  package init(_ sources: [SourceSettings] = []) { self.sources = sources }

  /// Reads the file; none holds none.
  ///
  /// - Parameter configured: the sources of the configuration. One of the same name counts, which is reported.
  /// - Returns: all that can be read, also those that do not count, and what is wrong. With a mistake among that the
  ///   file is not overwritten: see ``write(to:owner:)``.
  package static func read(
    _ path: String, besides configured: [SourceSettings] = []
  ) -> (sources: [SourceSettings], diagnostics: [Diagnostic]) {
    let file = ConfigurationFile(path: path, isRequired: false)
    switch file.read() {
    case .missing: return ([], [])
    case .failure(let message): return ([], [Diagnostic(.mistake, Origin(.file(path)), message)])
    case .bytes(let bytes):
      return read(bytes, Reading(.file(path), directory: file.directory, home: nil), besides: configured)
    }
  }

  /// Reads an object as the file has it; paths in it are absolute.
  package static func read(text bytes: [UInt8]) -> (sources: [SourceSettings], diagnostics: [Diagnostic]) {
    read(bytes, Reading(.option("the source"), directory: "/", home: nil), besides: [])
  }

  private static func read(
    _ bytes: [UInt8], _ reading: Reading, besides configured: [SourceSettings]
  ) -> (sources: [SourceSettings], diagnostics: [Diagnostic]) {
    var reading = reading
    let (node, mistakes) = JSONReader.read(bytes, .commented)
    reading.report(mistakes)
    let type = ValueType<[SourceSettings]>.sources
    let sources = reading.enter("sources", node) { type.read(node, &$0) } ?? []
    let isWrong = reading.diagnostics.contains { $0.severity == .mistake }
    for source in isWrong ? [] : sources {
      for (part, message) in source.remarks(isConfigured: false) {
        reading.report(.warning, key: "sources.\(source.name).\(part)", message)
      }
      if let other = configured.first(where: { $0.isNamed(source.name) }) {
        reading.report(
          .warning, key: "sources.\(source.name)",
          "there is a source \"\(other.name)\" in the configuration, and that one counts: remove one of them")
      }
    }
    reading.hideSecrets(of: bytes)
    return (sources, reading.diagnostics.sorted { ($0.origin.place ?? .start) < ($1.origin.place ?? .start) })
  }

  /// The sources that count: those of the configuration, and behind them what was added under other names.
  package static func joined(_ configured: [SourceSettings], _ added: [SourceSettings]) -> [SourceSettings] {
    configured + added.filter { source in !configured.contains { $0.isNamed(source.name) } }
  }

  /// Puts the file in the place of the one there is, whole or not at all, also when the machine loses its power, and
  /// one writer after the other.
  ///
  /// - Parameter owner: who gets it; nil leaves it to this process's user.
  /// - Throws: EINVAL where the file that is there has a mistake, which is for its owner to mend: it stays as it is.
  ///   EBUSY where another writer does not come to an end.
  package func write(to path: String, owner: Account? = nil) throws(Errno) {
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let directory = try FileDescriptor.open(parent, [.readOnly, .directory])
    // Two that write under the same temporary name would mix their files up.
    let deadline = monotonicNanoseconds() + 5_000_000_000
    while try !directory.lockExclusively() {
      guard monotonicNanoseconds() < deadline else { throw .busy }
      sleep(nanoseconds: 5_000_000)
    }
    if AddedSources.read(path).diagnostics.contains(where: { $0.severity == .mistake }) { throw .invalidArgument }
    var json = JSONWriter(spaced: true)
    SourceMembers.write(sources, to: &json, secrets: .clear)
    try replaceFile(path, with: json.bytes + [0x0A], owner: owner)
  }
}

extension SourceSettings {
  /// Names that differ in case only are one.
  package func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
