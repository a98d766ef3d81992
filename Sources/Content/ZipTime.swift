/// A calendar time in the two 16-bit numbers of MS-DOS: UTC, to two seconds, from 1980 to 2107.
///
/// MS-DOS meant local time. A ZIP whose bytes depend on the server's time zone could not be resumed after it changed,
/// and readers that care take the time from the 0x5455 field.
struct ZipTime: Hashable {
  var time: UInt16
  var date: UInt16

  /// - Parameter seconds: since 1970; the nearest representable time is taken.
  init(seconds: Int64) {
    let first: Int64 = 315_532_800
    let last: Int64 = 4_354_819_199
    let clamped = min(max(seconds, first), last)
    let (days, second) = clamped.quotientAndRemainder(dividingBy: 86_400)
    time = UInt16(second / 3600) << 11 | UInt16(second / 60 % 60) << 5 | UInt16(second % 60 / 2)
    // Gregorian date of a day number (Hinnant, "chrono-compatible low-level date algorithms"): years begin in March,
    // so that the leap day is the last of one.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    date = UInt16(year - 1980) << 9 | UInt16(month) << 5 | UInt16(day)
  }
}
