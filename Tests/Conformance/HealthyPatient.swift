import FHIR
import Foundation
import Guidelines
import JSON
import TestSupport

/// A healthy person of any age, the same for the same number: some with a blood count, some with years of normal results,
/// some with nothing but a name, as records are.
struct HealthyPatient: CustomStringConvertible {
  /// The day on which the record is opened.
  static let today = "2026-11-23"

  let number: Int
  let age: Int
  let isFemale: Bool
  private var random: SeededGenerator
  private var resources: [JSONTree] = []

  var id: String { "healthy-\(number)" }
  var description: String { "\(id), \(isFemale ? "woman" : "man") of \(age)" }

  init(number: Int) {
    self.number = number
    random = SeededGenerator(seed: UInt64(number))
    // 0 to 98: every second year once.
    age = number * 2
    isFemale = number % 4 < 2
    resources.append([
      "resourceType": "Patient", "id": .string(id), "gender": isFemale ? "female" : "male",
      "birthDate": .string("\(2026 - age)-0\(1 + number % 9)-1\(number % 10)"), "name": [["family": "Healthy"]],
    ])
    encounter()
    if number % 3 != 0 { vitalSigns() }
    if number % 3 == 1 { laboratory("2026-0\(1 + number % 9)-20") }
    if number % 6 == 1 { laboratory("2025-0\(1 + number % 9)-20") }
    if number % 5 == 1 { pastOrMinor() }
    if number % 7 == 2 { remedy() }
  }

  /// The record.
  var record: RecordedPatient? {
    let bundle: JSONTree = [
      "resourceType": "Bundle", "type": "collection", "entry": .array(resources.map { ["resource": $0] }),
    ]
    return (try? JSONDocument(fhir: bundle.serialized())).flatMap { RecordedPatient($0) }
  }

  // MARK: What is on record

  private var subject: JSONTree { ["reference": .string("Patient/\(id)")] }

  private mutating func between(_ low: Int, _ high: Int, tenths: Bool = false) -> String {
    let value = Int.random(in: low...high, using: &random)
    return tenths ? "\(value / 10).\(value % 10)" : "\(value)"
  }

  private mutating func encounter() {
    resources.append([
      "resourceType": "Encounter", "id": .string("\(id)-visit"), "status": "finished",
      "class": ["system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"], "subject": subject,
      "period": ["start": "2026-10-02T09:00:00Z", "end": "2026-10-02T09:20:00Z"],
    ])
  }

  private func observation(_ loinc: String, _ day: String, category: String) -> JSONObject {
    var object = JSONObject()
    object["resourceType"] = "Observation"
    object["id"] = .string("\(id)-\(loinc)-\(day)")
    object["status"] = "final"
    object["category"] = [
      [
        "coding": [
          ["system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": .string(category)]
        ]
      ]
    ]
    object["code"] = ["coding": [["system": "http://loinc.org", "code": .string(loinc)]]]
    object["subject"] = subject
    object["effectiveDateTime"] = .string(day + "T08:30:00Z")
    return object
  }

  private static func quantity(_ value: String, _ unit: String) -> JSONTree {
    [
      "value": .number(value), "unit": .string(unit), "system": "http://unitsofmeasure.org", "code": .string(unit),
    ]
  }

  private mutating func measure(_ loinc: String, _ value: String, _ unit: String, _ day: String, _ category: String) {
    var object = observation(loinc, day, category: category)
    object["valueQuantity"] = Self.quantity(value, unit)
    resources.append(.object(object))
  }

  private mutating func vitalSigns() {
    let day = "2026-10-02"
    if age >= 18 {
      let (height, weight) = isFemale ? (between(158, 172), between(55, 66)) : (between(170, 186), between(68, 80))
      measure("8302-2", height, "cm", day, "vital-signs")
      measure("29463-7", weight, "kg", day, "vital-signs")
      var pressure = observation("85354-9", day, category: "vital-signs")
      pressure["component"] = [
        [
          "code": ["coding": [["system": "http://loinc.org", "code": "8480-6"]]],
          "valueQuantity": Self.quantity(between(106, 124), "mm[Hg]"),
        ],
        [
          "code": ["coding": [["system": "http://loinc.org", "code": "8462-4"]]],
          "valueQuantity": Self.quantity(between(64, 78), "mm[Hg]"),
        ],
      ]
      resources.append(.object(pressure))
      var smoking = observation("72166-2", day, category: "social-history")
      smoking["valueCodeableConcept"] = [
        "coding": [["system": "http://snomed.info/sct", "code": "266919005", "display": "Never smoked tobacco"]]
      ]
      resources.append(.object(smoking))
    }
    measure("8867-4", between(62, 78), "/min", day, "vital-signs")
    measure("8310-5", between(364, 371, tenths: true), "Cel", day, "vital-signs")
  }

  /// Chemistry, lipids and blood count within their limits.
  private mutating func laboratory(_ day: String) {
    let creatinine =
      isFemale ? "0.\(Int.random(in: 62...78, using: &random))" : "0.\(Int.random(in: 74...92, using: &random))"
    if age >= 18 {
      measure("2160-0", creatinine, "mg/dL", day, "laboratory")
      measure("2093-3", between(152, 188), "mg/dL", day, "laboratory")
      measure("2085-9", between(50, 68), "mg/dL", day, "laboratory")
      measure("13457-7", between(72, 104), "mg/dL", day, "laboratory")
      measure("4548-4", between(49, 54, tenths: true), "%", day, "laboratory")
    }
    measure("2823-3", between(38, 47, tenths: true), "mmol/L", day, "laboratory")
    measure("2951-2", between(137, 143), "mmol/L", day, "laboratory")
    measure("1742-6", between(14, 30), "U/L", day, "laboratory")
    measure("1920-8", between(15, 30), "U/L", day, "laboratory")
    measure("777-3", between(190, 320), "10*3/uL", day, "laboratory")
    measure(
      "718-7", isFemale ? between(124, 142, tenths: true) : between(138, 155, tenths: true), "g/dL", day, "laboratory")
  }

  /// A cold that is over, or hay fever.
  private mutating func pastOrMinor() {
    let isOver = number % 2 == 0
    let status = "http://terminology.hl7.org/CodeSystem/condition-clinical"
    resources.append([
      "resourceType": "Condition", "id": .string("\(id)-condition"), "subject": subject,
      "clinicalStatus": ["coding": [["system": .string(status), "code": isOver ? "resolved" : "active"]]],
      "verificationStatus": [
        "coding": [
          ["system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"]
        ]
      ],
      "category": [
        [
          "coding": [
            ["system": "http://terminology.hl7.org/CodeSystem/condition-category", "code": "problem-list-item"]
          ]
        ]
      ],
      "code": [
        "coding": [
          [
            "system": "http://snomed.info/sct", "code": isOver ? "54150009" : "367498001",
            "display": isOver ? "Upper respiratory infection" : "Seasonal allergic rhinitis",
          ]
        ]
      ],
      "onsetDateTime": "2024-05-02",
    ])
  }

  /// Loratadine when needed.
  private mutating func remedy() {
    resources.append([
      "resourceType": "MedicationRequest", "id": .string("\(id)-remedy"), "status": "active", "intent": "order",
      "subject": subject, "authoredOn": "2026-05-02",
      "medicationCodeableConcept": [
        "coding": [
          [
            "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "311372",
            "display": "loratadine 10 MG Oral Tablet",
          ]
        ]
      ],
      "dosageInstruction": [["text": "1 tablet daily as needed"]],
    ])
  }
}
