internal import Platform

/// Whether the long tests run: with `--soak`.
package enum Soak {
  package static let isOn = Host.environment("VITRINE_SOAK") == "1"

  /// A test hangs that takes longer, in minutes: it shares the processors with others, which may have them for long.
  package static let patience = isOn ? 60 : 10
}
