internal import Platform

extension StatusReport.Profile {
  /// What this machine allows.
  package static var current: StatusReport.Profile {
    var profile = StatusReport.Profile()
    let version = Host.kernelVersion
    profile.resend = version.canResend
    if !profile.resend { profile.reasons.append("kernel \(version) cannot resend requests, 6.9 and newer can") }
    profile.passthroughReasons = PassthroughConditions.ofThisMachine.reasons
    return profile
  }
}
