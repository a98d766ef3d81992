/// A key or password: a value that no log, report or error can show by accident.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// For the request that needs it, and for nothing else.
  package let value: String

  package init(_ value: String) { self.value = value }

  package var description: String { "(set)" }
  package var debugDescription: String { "(set)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
