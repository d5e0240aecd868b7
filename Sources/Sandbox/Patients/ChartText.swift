import ClinicalTypes
import FHIR
import JSON

/// Words for people, made from resources.
enum ChartText {
  static func name(_ patient: JSONValue) -> String {
    let names = patient["name"].elements
    guard let name = names.first(where: { $0["use"].stringEquals("official") }) ?? names.first else { return "Unnamed" }
    if let text = name["text"].string { return text }
    let parts = name["given"].elements.compactMap(\.string) + [name["family"].string].compactMap(\.self)
    return parts.isEmpty ? "Unnamed" : parts.joined(separator: " ")
  }

  /// "72 years, female"
  static func ageAndSex(_ patient: JSONValue, today: PartialDate) -> String {
    var parts: [String] = []
    if let birth = patient["birthDate"].string.flatMap({ PartialDate($0) }),
      let age = birth.dateTime.wholePeriods(to: today.dateTime, in: .year)?.lowerBound
    {
      parts.append(
        age >= 2
          ? "\(age) years" : "\(birth.dateTime.wholePeriods(to: today.dateTime, in: .month)?.lowerBound ?? 0) months")
    }
    if let sex = patient["gender"].string { parts.append(sex) }
    if patient["deceasedDateTime"] != nil || patient["deceasedBoolean"].bool == true { parts.append("deceased") }
    return parts.joined(separator: ", ")
  }

  static func concept(_ value: JSONValue?) -> String {
    value["text"].string ?? value["coding"].elements.compactMap { $0["display"].string }.first
      ?? value["coding"][0]["code"].string ?? "unnamed"
  }

  static func medicine(_ request: JSONValue, in store: ResourceStore) -> String {
    if let concept = request["medicationCodeableConcept"] { return Self.concept(concept) }
    guard let reference = Reference(request["medicationReference"]) else { return "unnamed medicine" }
    return store.resolve(reference, from: request).map { concept($0.value["code"]) } ?? reference.display
      ?? "unnamed medicine"
  }

  /// "28 mL/min/1.73 m²", or nil when the observation has no simple value.
  static func result(_ observation: JSONValue) -> String? {
    if let quantity = observation["valueQuantity"], let value = quantity["value"].numberText {
      return [value, quantity["unit"].string ?? quantity["code"].string ?? ""].filter { !$0.isEmpty }.joined(
        separator: " ")
    }
    if let concept = observation["valueCodeableConcept"] { return Self.concept(concept) }
    return observation["valueString"].string.map { String($0.prefix(80)) }
  }
}
