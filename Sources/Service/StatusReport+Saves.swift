internal import Platform

extension StatusReport {
  /// What programs have saved in one view.
  package struct Saves: Sendable {
    package var view: String
    /// Absolute.
    package var directory: String
    /// Bytes that the files occupy.
    package var used: Int64
    /// Bytes; nil for no limit.
    package var limit: Int64?
    /// Whether all files have been counted.
    package var isCounted: Bool
    /// Why nothing can be saved; nil where it can.
    package var reason: String?

    package init(
      view: String, directory: String, used: Int64 = 0, limit: Int64? = nil, isCounted: Bool = false,
      reason: String? = nil
    ) {
      self.view = view
      self.directory = directory
      self.used = used
      self.limit = limit
      self.isCounted = isCounted
      self.reason = reason
    }

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("view", view)
        json.member("directory", directory)
        json.member("state", reason == nil ? (isCounted ? "on" : "counting") : "off")
        json.member("reason", reason)
        json.member("used", used)
        json.member("limit") { json in if let limit { json.value(limit) } else { json.null() } }
      }
    }
  }
}

extension StatusText {
  /// A line for each view with a save directory.
  func saves(_ layers: [JSONValue]) -> [String] {
    layers.enumerated().map { index, layer in
      let place = "\(shown(layer["view"].string ?? "?")) in \(shown(layer["directory"].string ?? "?"))"
      let text: String
      if layer["state"].string == "off" {
        text = "\(place): NOTHING CAN BE SAVED, \(shown(layer["reason"].string ?? ""))"
      } else {
        let used = size(layer["used"].number ?? 0)
        let limit = layer["limit"].number.map { " of \(size($0))" } ?? ""
        text = "\(place): \(used)\(limit)" + (layer["state"].string == "counting" ? ", still counting" : "")
      }
      return (index == 0 ? "  saves      " : "             ") + text
    }
  }
}
