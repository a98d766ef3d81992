internal import Model
internal import Platform

/// The types of keys about providers.
extension ValueType {
  /// A key or password. What is written of it says only that there is one.
  static var secret: ValueType<Secret?> {
    // Programs put it into a header, or a form.
    .secretText("text, as the provider gave it", hint: ": letters, digits and signs between quotation marks") { text in
      text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
    }
  }

  static var providers: ValueType<[Provider]> { .choices(Provider.self) }

  static var mediaKinds: ValueType<[MediaKind]> { .choices(MediaKind.self) }

  /// An object with a list of providers for each field.
  static var fieldPriorities: ValueType<[FactField: [Provider]]> {
    let expectation = "an object such as {\"description\": [\"launchbox\", \"igdb\"], \"rating\": []}"
    let list = ValueType<[Provider]>.providers
    let names = FactField.allCases.map(\.rawValue)
    return ValueType<[FactField: [Provider]]>(expectation, .json) { node, reading in
      guard case .object(let members) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      var fields: [FactField: [Provider]] = [:]
      for member in members {
        reading.enter("." + member.name, member.value) { reading in
          guard let field = FactField(rawValue: member.name) else {
            return reading.report(
              at: member.place, "there is no such field; the fields are \(names.joined(separator: ", "))")
          }
          fields[field] = list.read(member.value, &reading)
        }
      }
      return fields
    } write: { fields, json in
      json.object { json in
        for field in FactField.allCases {
          guard let providers = fields[field] else { continue }
          json.array(field.rawValue) { json in for provider in providers { json.value(provider.rawValue) } }
        }
      }
    }
  }
}
