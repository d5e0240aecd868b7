import FHIR
import Foundation
import JSON

@testable import Deidentification

/// A hook request about a real patient with identifiers planted in every place of R4 that a resource of the patient's can
/// have, a few of them a request, and in the request's own envelope.
struct PlantedChart {
  /// Something that must not leave, and where it was put.
  struct Plant {
    let place: String
    /// Whether the profile lets the place's text out, masked.
    let isFreeText: Bool
    /// Folded letters and digits of which none may be found.
    let traces: [String]
  }

  /// A place: a resource type and the way to a primitive element.
  struct Place: Sendable {
    let type: String
    let steps: [(member: String, isCollection: Bool)]
    let primitive: PrimitiveKind
    let isFreeText: Bool
    var path: String { ([type] + steps.map(\.member)).joined(separator: ".") }
    /// Whether a record with a plant there cannot be read, so that no model is asked about its chart at all.
    var withholds: Bool {
      steps.count == 1 && ["status", "intent"].contains(steps[0].member) && PlantedChart.statuses[type] != nil
    }
  }

  /// What the records must say to be read, where R4 demands it.
  fileprivate static let statuses: [String: [(String, String)]] = [
    "Observation": [("status", "final")], "MedicationRequest": [("status", "active"), ("intent", "order")],
    "MedicationStatement": [("status", "active")], "MedicationAdministration": [("status", "completed")],
    "MedicationDispense": [("status", "completed")], "Procedure": [("status", "completed")],
    "Immunization": [("status", "completed")], "DiagnosticReport": [("status", "final")],
    "ServiceRequest": [("status", "active"), ("intent", "order")], "Encounter": [("status", "finished")],
    "FamilyMemberHistory": [("status", "completed")], "CarePlan": [("status", "active"), ("intent", "plan")],
    "RiskAssessment": [("status", "final")], "ClinicalImpression": [("status", "completed")],
    "Flag": [("status", "active")], "QuestionnaireResponse": [("status", "completed")],
    "NutritionOrder": [("status", "active"), ("intent", "order")],
  ]

  /// Types whose resources are found by patient and may leave.
  static let types = [
    "Patient", "Observation", "Condition", "AllergyIntolerance", "MedicationRequest", "MedicationStatement",
    "MedicationAdministration", "MedicationDispense", "Procedure", "Immunization", "DiagnosticReport", "ServiceRequest",
    "Encounter", "FamilyMemberHistory", "CarePlan", "Goal", "RiskAssessment", "ClinicalImpression", "Flag",
    "QuestionnaireResponse", "NutritionOrder", "Device", "RelatedPerson",
  ]

  /// Every place of these types to a depth of three, no type within itself.
  static func places(by profile: DeidentificationProfile) -> [Place] {
    types.flatMap { name -> [Place] in
      guard let type = FHIRTypes.shared.type(named: name) else { return [] }
      var places: [Place] = []
      collect(type, name, [], [type], profile, &places)
      return places
    }
  }

  private static func collect(
    _ type: FHIRType, _ resource: String, _ steps: [(member: String, isCollection: Bool)], _ path: [FHIRType],
    _ profile: DeidentificationProfile, _ places: inout [Place]
  ) {
    let plan = TypePlan(type, profile)
    for property in type.properties where !property.isCompanion && property.type.kind != .resource {
      let step = (member: property.jsonName, isCollection: property.element.isCollection)
      if let primitive = property.type.primitive {
        guard primitive != .boolean else { continue }
        places.append(
          Place(
            type: resource, steps: steps + [step], primitive: primitive,
            isFreeText: plan.step(keyID: property.keyID)?.rule == .text))
      } else if steps.count < 2, !path.contains(property.type) {
        collect(property.type, resource, steps + [step], path + [property.type], profile, &places)
      }
    }
  }

  let body: [UInt8]
  let plants: [Plant]

  /// - Parameters:
  ///   - patient: a real patient's record.
  ///   - number: of the first plant.
  ///   - round: which of the places of a Patient's element get a plant: one a request, since they exclude each other.
  ///   - places: where to plant, Patient's own included.
  ///   - keys: prefetch keys by type.
  init(patient: JSONValue, number: Int, round: Int, places: [Place], keys: [String: String]) {
    let id = patient["id"].string ?? "p1"
    var plants: [Plant] = []
    var resources: [String: [String]] = [:]
    for (offset, place) in places.enumerated() where place.type != "Patient" && !place.withholds {
      let (value, traces) = Self.value(number + offset, for: place.primitive)
      plants.append(Plant(place: place.path, isFreeText: place.isFreeText, traces: traces))
      resources[place.type, default: []].append(
        Self.resource(place, value, id: "r\(number + offset)", patient: id))
    }
    var record = JSONObject(patient)
    record["id"] = .string(id)
    let own = Dictionary(grouping: places.filter { $0.type == "Patient" }) { $0.steps.first?.member ?? "" }
    // A foreign modifier extension withholds the whole record, and then there would be nothing to say; the sex stays so that
    // there always is.
    let spared: Set<String> = ["id", "modifierExtension", "gender"]
    for (index, (member, choices)) in own.sorted(by: { $0.key < $1.key }).enumerated() where !spared.contains(member) {
      let place = choices[round % choices.count]
      let (value, traces) = Self.value(number + 50_000 + index, for: place.primitive)
      guard let planted = try? JSONDocument(parsing: Array("{\(Self.member(place, value, beside: ""))}".utf8)).root,
        let element = planted[member]
      else { continue }
      plants.append(Plant(place: place.path, isFreeText: place.isFreeText, traces: traces))
      record[member] = .view(element)
    }
    var text = ""
    for type in Self.types {
      guard let key = keys[type] else { continue }
      let entries = (resources[type] ?? []).map { #"{"resource":\#($0)}"# }.joined(separator: ",")
      if type == "Patient" {
        text += #","\#(key)":\#(String(decoding: JSONTree.object(record).serialized(), as: UTF8.self))"#
      } else {
        text += #","\#(key)":{"resourceType":"Bundle","type":"searchset","entry":[\#(entries)]}"#
      }
    }
    var envelope: [String: String] = [:]
    for (index, name) in ["hookInstance", "userId", "encounterId", "siteNote", "access_token", "key"].enumerated() {
      let word = Self.word(900_000 + number + index)
      envelope[name] = word
      plants.append(Plant(place: "request.\(name)", isFreeText: false, traces: [word.lowercased()]))
    }
    func plant(_ name: String) -> String { envelope[name] ?? "" }
    let json = """
      {"hook":"patient-view","hookInstance":"\(plant("hookInstance"))",
       "context":{"userId":"Practitioner/\(plant("userId"))","patientId":"\(id)",
       "encounterId":"\(plant("encounterId"))","siteNote":"\(plant("siteNote"))"},
       "extension":{"x":"\(plant("access_token"))"},
       "prefetch":{"\(plant("key"))":{"resourceType":"Basic"}\(text)}}
      """
    body = Array(json.utf8)
    self.plants = plants
  }

  /// A resource that says something about the patient, with the value in its place.
  private static func resource(_ place: Place, _ value: String, id: String, patient: String) -> String {
    var members: [(String, String)] = [
      ("resourceType", "\"\(place.type)\""), ("id", "\"\(id)\""),
      ("code", #"{"coding":[{"system":"http://loinc.org","code":"2823-3"}],"text":"Potassium"}"#),
      ("valueQuantity", #"{"value":4.1,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}"#),
      ("effectiveDateTime", "\"2026-03-01\""),
    ]
    if place.type != "Observation" { members.removeLast(2) }
    members += (statuses[place.type] ?? [("status", "active")]).map { ($0.0, "\"\($0.1)\"") }
    let first = place.steps.first?.member ?? ""
    for member in ["subject", "patient"] where member != first {
      members.append((member, #"{"reference":"Patient/\#(patient)"}"#))
    }
    // A choice element stands in one form only.
    let stem = first.hasPrefix("value") ? "value" : first
    members.removeAll { $0.0 == first || (stem == "value" && $0.0.hasPrefix("value")) }
    // References to the patient stay the patient's.
    let isOwner =
      ["subject", "patient"].contains(first) && place.steps.count == 2 && place.steps[1].member != "reference"
    let planted = member(place, value, beside: isOwner ? #","reference":"Patient/\#(patient)""# : "")
    return "{" + (members.map { "\"\($0.0)\":\($0.1)" } + [planted]).joined(separator: ",") + "}"
  }

  /// `"a":[{"b":VALUE}]` for the way `a`, `b`; `beside` follows the value.
  private static func member(_ place: Place, _ value: String, beside: String) -> String {
    var opening = ""
    var closing = ""
    for (index, step) in place.steps.enumerated() {
      if index > 0 {
        opening += "{"
        closing = "}" + closing
      }
      opening += "\"\(step.member)\":" + (step.isCollection ? "[" : "")
      if index == place.steps.count - 1 {
        return opening + value + (step.isCollection ? "]" : "") + beside + closing
      }
      closing = (step.isCollection ? "]" : "") + closing
    }
    return opening
  }

  private static func value(_ number: Int, for primitive: PrimitiveKind) -> (json: String, traces: [String]) {
    let word = word(number)
    let digits = String(4_100_000_000 + (number * 7_919_357) % 5_800_000_000)
    switch primitive {
    case .integer, .positiveInt, .unsignedInt, .decimal: return (digits, [digits])
    case .date, .dateTime, .instant:
      let date = "19\(50 + number % 49)-0\(1 + number % 9)-\(10 + number % 18)"
      let time = primitive == .date ? "" : "T0\(number % 10):17:43Z"
      return ("\"\(date)\(time)\"", [date.replacingOccurrences(of: "-", with: "")])
    case .base64Binary:
      let text = Base64.encode(Array("\(word) \(digits)".utf8))
      return ("\"\(text)\"", [word.lowercased(), digits, Self.folded(text)])
    default:
      let texts = [
        "Seen by Dr. \(word), phone \(digits)", word, "MRN\(digits)", "https://\(word).example/\(digits)",
        "\(word.uppercased())-\(digits)", "<div>\(word) &#90;</div>",
      ]
      var writer = JSONWriter()
      writer.value(texts[number % texts.count])
      let text = texts[number % texts.count]
      return (
        String(decoding: writer.bytes, as: UTF8.self),
        [word.lowercased(), digits].filter { Self.folded(text).contains($0) }
      )
    }
  }

  /// Letters that no language and no lexicon has.
  static func word(_ number: Int) -> String {
    let letters = Array("bcdfghjkmp")
    return "Zq" + String(number + 10_000).compactMap(\.wholeNumberValue).map { String(letters[$0]) }.joined() + "xo"
  }

  /// Letters and digits in lower case, nothing else.
  static func folded(_ text: String) -> String { String(decoding: TextFolding.alphanumerics(text), as: UTF8.self) }
}
