/// Why the supervisor ends without having been asked to.
struct SupervisorFailure: Error {
  /// Exit codes, the same as those of `vitrine`.
  struct Code {
    var rawValue: Int32
    static let failed = Code(rawValue: 1)
    static let mountPoint = Code(rawValue: 4)
    static let mountFailed = Code(rawValue: 7)
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
