internal import Platform

/// Whether the long tests run: with `--soak`.
package enum Soak {
  package static let isOn = Host.environment("VITRINE_SOAK") == "1"

  /// What a long test says when it does not run.
  package static let reason = "takes minutes: run with --soak"

  /// All with `--soak`, otherwise every so many.
  package static func some<Element>(_ all: [Element], every step: Int) -> [Element] {
    isOn ? all : all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }
}
