internal import Model
internal import Platform

/// The types of keys about providers.
extension ValueType {
  /// A key or password. What is written of it says only that there is one.
  static var secret: ValueType<Secret?> {
    let expectation = "text, as the provider gave it"
    var type = ValueType<Secret?>(expectation, .text) { node, reading in
      // A wrong value is not shown either.
      guard case .string(let text) = node.content, !text.isEmpty,
        text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
      else {
        reading.report(at: node.place, "this is not \(expectation): letters, digits and signs between quotation marks")
        return nil
      }
      return .some(Secret(text))
    } write: { secret, json in
      if let secret { json.value(secret.description) } else { json.null() }
    }
    type.isSecret = true
    type.isSame = { $0 == $1 }
    return type
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
