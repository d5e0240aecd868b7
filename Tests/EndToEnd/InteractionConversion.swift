import FHIR
import Foundation
import JSON

/// Makes a request of today from one of the guide's nine oldest (hook `medication-prescribe`, DSTU2): what their own
/// extensions say in CQL becomes dates, prefetch moves from the context to its place, resources into their entries, and the
/// two spellings of the patient's id become one.
struct InteractionConversion {
  private let patient: String
  private let today: Date

  /// The request as it would be sent on `now`.
  static func convert(_ bytes: [UInt8], now: String) throws -> [UInt8] {
    let root = try JSONDocument(fhir: bytes).root
    let patient = root["context"]["patientId"].string?.split(separator: "/").last.map(String.init) ?? ""
    let conversion = InteractionConversion(
      patient: patient, today: try Date(now, strategy: .iso8601))
    var items: [(String, JSONTree)] = []
    for holder in [root["context"], root["context"]["prefetch"]] {
      for (key, value) in holder.members where key.hasPrefix("item") {
        items.append((key, conversion.tree(value)))
      }
    }
    if !items.contains(where: { String(decoding: $0.1.serialized(), as: UTF8.self).contains("\"Patient\"") }) {
      items.append(("patient", ["resourceType": "Patient", "id": .string(patient)]))
    }
    var prefetch = JSONObject()
    for (key, value) in items { prefetch[key] = value }
    var object = JSONObject(root)
    object["fhirServer"] = nil
    object["prefetch"] = .object(prefetch)
    object["context"] = [
      "userId": "Practitioner/example", "patientId": .string(patient),
      "medications": conversion.tree(root["context"]["medications"] ?? root),
    ]
    return JSONTree.object(object).serialized()
  }

  private func tree(_ value: JSONValue) -> JSONTree {
    if value.isArray { return .array(value.elements.map(tree)) }
    guard value.isObject else { return .view(value) }
    if let period = cql(of: value), period.hasPrefix("FHIR.Period") {
      let days = period.matches(of: /Today\(\)(?: - (\d+) days)?/).map { day(Int($0.1 ?? "0") ?? 0) }
      return ["start": .string(days.first ?? ""), "end": .string(days.last ?? "")]
    }
    var object = JSONObject()
    for (key, member) in value.members {
      if key == "resource", member.stringEquals("Bundle") {
        // The fourth scenario says so in the wrong member.
        object["resourceType"] = "Bundle"
      } else if key.hasPrefix("_"), let text = cql(of: member),
        let match = text.wholeMatch(of: /Today\(\)(?: - (\d+) days)?/)
      {
        object[String(key.dropFirst())] = .string(day(Int(match.1 ?? "0") ?? 0))
      } else if key == "reference", member.string?.hasPrefix("Patient/") == true {
        object[key] = .string("Patient/\(patient)")
      } else if key == "entry" {
        object[key] = .array(member.elements.map { $0["resource"] == nil ? ["resource": tree($0)] : tree($0) })
      } else {
        object[key] = tree(member)
      }
    }
    if value["resourceType"]?.string == "Patient" { object["id"] = .string(patient) }
    return .object(object)
  }

  private func cql(of value: JSONValue) -> String? { value["extension"]?[0]?["valueString"]?.string }

  private func day(_ back: Int) -> String {
    String(today.addingTimeInterval(Double(-86_400 * back)).formatted(.iso8601).prefix(10))
  }
}
