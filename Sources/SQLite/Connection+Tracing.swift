internal import CSQLite

extension Connection {
  /// Who is told of statements.
  final class Tracer {
    let body: @Sendable (String) -> Void
    init(_ body: @escaping @Sendable (String) -> Void) { self.body = body }
  }

  /// Has every statement told when it begins: its SQL, without what is bound. For tests of how many there are.
  ///
  /// - Parameter body: on the thread that uses the connection; must not use it itself. nil ends it.
  package func trace(_ body: (@Sendable (String) -> Void)?) {
    let tracer = body.map { Tracer($0) }
    let context = tracer.map { Unmanaged.passUnretained($0).toOpaque() }
    sqlite3_trace_v2(
      handle, tracer == nil ? 0 : UInt32(SQLITE_TRACE_STMT),
      { _, context, statement, text in
        guard let context, let statement else { return 0 }
        // Statements of triggers are told as comments, and belong to the one that set them off.
        if let text, text.assumingMemoryBound(to: UInt8.self).pointee == UInt8(ascii: "-") { return 0 }
        let sql = sqlite3_sql(OpaquePointer(statement)).map { String(cString: $0) } ?? ""
        Unmanaged<Tracer>.fromOpaque(context).takeUnretainedValue().body(sql)
        return 0
      }, context)
    self.tracer = tracer
  }
}
