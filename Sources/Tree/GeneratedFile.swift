package import Model

/// A file of the hidden directory; whoever serves the tree makes its bytes.
package enum GeneratedFile: String, Sendable, CaseIterable {
  /// What the mount is and what it does.
  case status = "status.json"
  /// The scans that were asked for, with those that have ended.
  case jobs = "jobs.json"
  /// Counters and gauges, as Prometheus reads them.
  case metrics

  package var node: NodeID {
    switch self {
    case .status: GeneratedFile.statusNode
    case .jobs: GeneratedFile.jobsNode
    case .metrics: GeneratedFile.metricsNode
    }
  }

  private static let statusNode = node(called: .status)
  private static let jobsNode = node(called: .jobs)
  private static let metricsNode = node(called: .metrics)

  private static func node(called file: GeneratedFile) -> NodeID {
    var fields = IdentityFields("generated")
    fields.append(file.rawValue.utf8)
    return NodeID(kind: .generated, digest: fields.digest())
  }

  /// nil for a node that is something else.
  package init?(_ node: NodeID) {
    guard node.kind == .generated, let file = GeneratedFile.allCases.first(where: { $0.node == node }) else {
      return nil
    }
    self = file
  }

  /// Size and time are the business of whoever makes the bytes.
  var attributes: Attributes { Attributes(node: node, isDirectory: false, size: 0, modified: 0) }
}
