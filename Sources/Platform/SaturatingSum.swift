extension Int64 {
  /// The sum, or the largest or smallest number in the place of one that is beyond them: sizes are what servers and
  /// sparse files say, and a few of them together can be larger than any number.
  package func saturatingSum(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
