internal import Service
internal import Testing

@Suite("What cache and prepare are asked for") struct CacheRequestTests {
  private func cache(_ arguments: [String]) throws -> CacheRequest {
    try CacheRequest(try Invocation(["cache"] + arguments))
  }

  private func prepare(_ arguments: [String]) throws -> PrepareRequest {
    try PrepareRequest(try Invocation(["prepare"] + arguments))
  }

  @Test func `an action stands first, paths and keys behind it`() throws {
    let key = String(repeating: "0af9", count: 16)
    let pin = try cache(["pin", "a", key, "--mount", "/m", "b", "--json"])
    #expect(pin.action == .pin)
    #expect(pin.paths == ["a", "b"])
    #expect(pin.keys == [key])
    #expect(pin.mountPoint == "/m")
    #expect(pin.writesJSON)
    #expect(try cache(["list"]).action == .list)
    #expect(try cache(["path"]).paths == [])
    #expect(try cache(["unpin", key.uppercased()]).paths == [key.uppercased()])
  }

  @Test func `prepare takes paths, and detaches or cancels`() throws {
    let request = try prepare(["a", "b", "--detach"])
    #expect(request.paths == ["a", "b"])
    #expect(request.returnsAtOnce && !request.cancels && !request.writesJSON)
    #expect(try prepare(["--cancel"]).cancels)
    #expect(try prepare(["--mount=/m", "x"]).mountPoint == "/m")
  }

  @Test(arguments: [
    ([], "needs one of list, pin, unpin, prune, clear, path"), (["lst"], "`lst` (did you mean `list`?)"),
    (["rm"], "did you mean `clear`?"), (["gc"], "did you mean `prune`?"), (["ls"], "did you mean `list`?"),
    (["zzzzzzz"], "does not know `zzzzzzz`; see"), (["pin"], "usage: vitrine cache pin PATH..."),
    (["list", "x"], "`x` is too much: vitrine cache list"), (["path", "a", "b"], "`b` is too much"),
    (["clear", "--mountpoint", "x"], "did you mean `--mount`?"), (["pin", ""], "PATH is empty"),
  ])
  func `a mistake of cache is named with what was probably meant`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try cache(arguments) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test(arguments: [
    ([], "usage: vitrine prepare PATH..."), (["--cancel", "x"], "`x` is too much"),
    (["--cancel", "--detach"], "cannot be had together"), (["-b", "x"], "did you mean `--detach`?"), ([""], "PATH"),
  ])
  func `a mistake of prepare as well`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try prepare(arguments) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test func `an order arrives over the socket as it was given`() throws {
    var order = CacheOrder()
    order.places = [.view([0xFF, 0x3D, 0x0A]), .library(Array("/a/b=c".utf8)), .view([])]
    order.keys = [String(repeating: "a", count: 64)]
    order.preparation = 12
    #expect(try CacheOrder(arguments: order.arguments) == order)
    #expect(try CacheOrder(arguments: []) == CacheOrder())
    for wrong in ["key=x", "id=x", "colour=red", "", "key=" + String(repeating: "G", count: 64)] {
      #expect(throws: Complaint.self) { _ = try CacheOrder(arguments: [Array(wrong.utf8)]) }
    }
  }

  @Test func `the help of both names what they do and their exit codes`() {
    let cache = Help.text(for: .cache)
    for action in CacheRequest.Action.allCases { #expect(cache.contains("  \(action.rawValue) ")) }
    #expect(cache.contains("Exit code 1"))
    #expect(Help.text(for: .prepare).contains("10: it was cancelled"))
  }
}
