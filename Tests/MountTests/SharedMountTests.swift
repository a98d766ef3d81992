internal import TestSupport
internal import Testing

/// Mounts that mind no others: their tests change nothing of the machine and measure nothing that others could slow
/// down, and so run beside ``MountTests``.
@Suite(
  "A mounted library beside others", .serialized,
  .enabled(if: reasonAgainstMounting() == nil, "nothing can be mounted here"))
enum SharedMountTests {}
