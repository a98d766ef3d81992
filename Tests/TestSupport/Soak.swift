internal import Platform

/// Whether the long tests run: with `--soak`.
package enum Soak {
  package static let isOn = Host.environment("VITRINE_SOAK") == "1"
}
