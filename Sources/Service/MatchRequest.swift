package import Model

/// What `vitrine match` was asked for: everything that can be judged without looking at the machine.
package struct MatchRequest: Sendable {
  package var action: MatchOrder.Action
  /// As given.
  package var paths: [String]
  package var filter = MatchFilter.open
  package var provider: Provider?
  package var id: String?
  package var writesJSON: Bool

  package init(_ invocation: Invocation) throws(Complaint) {
    let names = MatchOrder.Action.allCases.map(\.rawValue)
    guard let word = invocation.operands.first else {
      throw Complaint(
        .usage, "`vitrine match` needs one of \(names.joined(separator: ", ")) behind it; see `vitrine help match`")
    }
    action = try MatchOrder.action(word)
    writesJSON = invocation.has("--json")
    var operands = invocation.operands.dropFirst()
    let usage = "usage: vitrine match \(word) \(action.operands)"
    if operands.contains("") { throw Complaint(.usage, "one of these is empty: \(usage)") }
    if operands.count < action.count.lowerBound {
      throw Complaint(.usage, "`vitrine match \(word)` needs more: \(usage)")
    }
    if operands.count > action.count.upperBound {
      throw Complaint(.usage, "`\(operands[operands.startIndex + action.count.upperBound])` is too much: \(usage)")
    }
    switch action {
    case .choose, .none, .undo:
      paths = [operands.removeFirst()]
      if let name = operands.popFirst() { provider = try MatchOrder.provider(name) }
      if let provider, let id = operands.popFirst() {
        try MatchOrder.check(id, of: provider)
        self.id = id
      }
    case .list, .mark, .unmark: paths = Array(operands)
    }
    let filters = MatchFilter.allCases.filter { invocation.has("--\($0.rawValue)") }
    if filters.count > 1 {
      throw Complaint(
        .usage, "\(filters.map { "--\($0.rawValue)" }.joined(separator: " and ")) cannot be had together")
    }
    if let filter = filters.first {
      guard action == .list else { throw Complaint(.usage, "--\(filter.rawValue) is for `vitrine match list`") }
      self.filter = filter
    }
  }
}

extension MatchOrder.Action {
  package var operands: String {
    switch self {
    case .list: "[PATH]..."
    case .choose: "PATH PROVIDER ID"
    case .none: "PATH PROVIDER"
    case .undo: "PATH [PROVIDER]"
    case .mark, .unmark: "PATH..."
    }
  }

  fileprivate var count: ClosedRange<Int> {
    switch self {
    case .list: 0...1000
    case .choose: 3...3
    case .none: 2...2
    case .undo: 1...2
    case .mark, .unmark: 1...1000
    }
  }
}
