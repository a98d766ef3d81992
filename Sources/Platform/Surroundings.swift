/// Whether the machine runs on its battery, from `/sys/class/power_supply`.
package enum PowerSupply {
  /// False where there is no battery, and where nobody says.
  ///
  /// - Parameter directory: another place for the kernel's files.
  package static func isOnBattery(directory: String = "/sys/class/power_supply") -> Bool {
    var discharges = false
    for name in directoryNames(directory) {
      func value(_ attribute: String) -> String? { attributeValue("\(directory)/\(name)/\(attribute)") }
      switch value("type") {
      // The battery of a mouse or a game pad says nothing about the machine.
      case "Battery": if value("scope") != "Device", value("status") == "Discharging" { discharges = true }
      case nil: break
      // Mains, USB, wireless: one that delivers is enough.
      default: if value("scope") != "Device", value("online") == "1" { return false }
      }
    }
    return discharges
  }
}

/// How busy the machine is, from `/proc/loadavg`.
package enum LoadAverage {
  /// Programs that ran or waited for a processor or a disk, on average over the last minute. nil where nobody says.
  package static func lastMinute(path: String = "/proc/loadavg") -> Double? {
    attributeValue(path).flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
  }
}

/// The contents of one of the kernel's small text files, without the line feed at its end.
func attributeValue(_ path: String) -> String? {
  guard let bytes = try? readFile(path, limit: 64 << 10) else { return nil }
  let text = bytes.prefix { $0 != 0x0A }
  return String(decoding: text, as: UTF8.self)
}

/// Names in a directory; none where it cannot be read.
func directoryNames(_ path: String) -> [String] {
  guard let descriptor = try? FileDescriptor.open(path, [.readOnly, .directory]),
    let stream = try? DirectoryStream(descriptor)
  else { return [] }
  var names: [String] = []
  while (try? stream.next { name, _ in names.append(String(decoding: name, as: UTF8.self)) }) == true {}
  return names
}
