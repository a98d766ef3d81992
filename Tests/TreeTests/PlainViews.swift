internal import Tree

extension [ViewDefinition] {
  /// Games as ZIPs, and the library as it lies, without what is made of it.
  static let plain = [ViewDefinition(name: "Games", packing: .zip), ViewDefinition(name: "Loose", packing: .loose)]
  static let plainWithDownload = plain + [ViewDefinition(name: "Download", content: .downloads)]
}
