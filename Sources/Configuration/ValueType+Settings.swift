internal import Platform
internal import Text

/// The types of single keys.
extension ValueType {
  static var algorithms: ValueType<[Settings.Hashing.Algorithm]> {
    .choices(Settings.Hashing.Algorithm.self).checked { algorithms, node, reading in
      if algorithms.contains(.crc32) { return algorithms }
      reading.report(at: node.place, "\"crc32\" is missing: every ZIP needs it")
      return nil
    }
  }

  static var platforms: ValueType<Settings.Hashing.Platforms> {
    let words: [String: Settings.Hashing.Platforms] = ["default": .standard, "all": .all, "none": .none]
    let expectation = "\"default\", \"all\", \"none\" or a list of platforms such as [\"nes\", \"snes\"]"
    return ValueType<Settings.Hashing.Platforms>(expectation, .list(separators: ",:")) { node, reading in
      var word = node
      // A variable holds one word as a list of one.
      if case .array(let nodes) = node.content, nodes.count == 1 { word = nodes[0] }
      if case .string(let text) = word.content, let selection = words[text] { return selection }
      guard case .array(let nodes) = node.content else {
        if case .string(let text) = node.content {
          reading.report(
            at: node.place, "\(node.summary) is not \(expectation)\(suggestion(text, from: words.keys.sorted()))")
        } else {
          reading.refuse(node, expected: expectation)
        }
        return nil
      }
      guard let names = ValueType<[String]>.systems.read(node, &reading) else { return nil }
      for (name, node) in zip(names, nodes) where words[name] != nil {
        reading.report(at: node.place, "\"\(name)\" stands alone, not in a list with others")
      }
      return .listed(names)
    } write: { selection, json in
      switch selection {
      case .standard: json.value("default")
      case .all: json.value("all")
      case .none: json.value("none")
      case .listed(let names): json.array { json in for name in names { json.value(name) } }
      }
    }
  }

  static var interval: ValueType<Settings.Scan.Interval> {
    let range = 10...31_536_000
    let expectation =
      "\"auto\", \"off\" or a duration from \(TimeSpan.text(range.lowerBound)) to a year, such as \"15 min\" or \"6 h\""
    return ValueType<Settings.Scan.Interval>(expectation, .number) { node, reading in
      switch node.content {
      case .string("auto"): return .automatic
      case .string("off"): return .never
      case .string(let text), .number(let text):
        if let seconds = TimeSpan.parse(text), range.contains(seconds) { return .seconds(seconds) }
      default: break
      }
      reading.refuse(node, expected: expectation)
      return nil
    } write: { interval, json in
      switch interval {
      case .automatic: json.value("auto")
      case .never: json.value("off")
      case .seconds(let seconds): json.value(TimeSpan.text(seconds))
      }
    }
  }

  static var reserve: ValueType<Settings.Cache.Reserve> {
    let expectation = "a size such as \"20 GiB\", or a percentage from \"0%\" to \"95%\""
    return ValueType<Settings.Cache.Reserve>(expectation, .number) { node, reading in
      switch node.content {
      case .string(let text), .number(let text):
        if text.hasSuffix("%") {
          let digits = text.dropLast().filter { $0 != " " }
          if let percent = Int(digits), (0...95).contains(percent) { return .percent(percent) }
        } else if let bytes = ByteSize.parse(text) {
          return .bytes(bytes)
        }
      default: break
      }
      reading.refuse(node, expected: expectation)
      return nil
    } write: { reserve, json in
      switch reserve {
      case .bytes(let bytes): json.value(ByteSize.text(bytes))
      case .percent(let percent): json.value("\(percent)%")
      }
    }
  }
}
