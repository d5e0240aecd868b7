import ClinicalTypes
import FHIR
import FHIRPath
import FHIRValidation
import JSON
import Testing

/// Small profiles, each to show one thing.
enum Profiles {
  static let base = "https://example.org/StructureDefinition/"

  static func definition(_ name: String, _ type: String, on parent: String? = nil, _ elements: String) -> String {
    """
    {"resourceType":"StructureDefinition","url":"\(base)\(name)","name":"\(name)","status":"active","kind":"resource",
     "abstract":false,"type":"\(type)","baseDefinition":"\(parent.map { base + $0 } ?? "http://hl7.org/fhir/StructureDefinition/" + type)",
     "derivation":"constraint","differential":{"element":[\(elements)]}}
    """
  }

  static let result = definition(
    "result", "Observation",
    """
    {"id":"Observation","path":"Observation","constraint":[{"key":"res-1","severity":"error","human":"a final result has a value",
      "expression":"status != 'final' or value.exists() or component.exists()"}]},
    {"id":"Observation.subject","path":"Observation.subject","min":1,"mustSupport":true,"short":"the patient",
      "type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]},
    {"id":"Observation.effective[x]","path":"Observation.effective[x]","mustSupport":true,"short":"when it was measured"},
    {"id":"Observation.note","path":"Observation.note","max":"0"}
    """)

  static let egfr = definition(
    "egfr", "Observation", on: "result",
    """
    {"id":"Observation.code","path":"Observation.code","binding":{"strength":"required","valueSet":"urn:vs:egfr"}},
    {"id":"Observation.value[x]","path":"Observation.value[x]","type":[{"code":"Quantity"}],"mustSupport":true},
    {"id":"Observation.value[x].system","path":"Observation.value[x].system","min":1,"fixedUri":"http://unitsofmeasure.org"},
    {"id":"Observation.value[x].code","path":"Observation.value[x].code","min":1,"patternCode":"mL/min/{1.73_m2}"},
    {"id":"Observation.value[x].value","path":"Observation.value[x].value","constraint":[{"key":"egfr-1","severity":"error",
      "human":"an eGFR lies between 0 and 250","expression":"$this > 0 and $this < 250"}]}
    """)

  static let pressure = definition(
    "pressure", "Observation", on: "result",
    """
    {"id":"Observation.code","path":"Observation.code","patternCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]}},
    {"id":"Observation.component","path":"Observation.component","min":2,
      "slicing":{"discriminator":[{"type":"pattern","path":"code"}],"rules":"closed"}},
    {"id":"Observation.component:systolic","path":"Observation.component","sliceName":"systolic","min":1,"max":"1","mustSupport":true,
      "short":"systolic pressure"},
    {"id":"Observation.component:systolic.code","path":"Observation.component.code",
      "patternCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]}},
    {"id":"Observation.component:systolic.valueQuantity","path":"Observation.component.valueQuantity","min":1,"mustSupport":true},
    {"id":"Observation.component:diastolic","path":"Observation.component","sliceName":"diastolic","min":1,"max":"1"},
    {"id":"Observation.component:diastolic.code","path":"Observation.component.code",
      "patternCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]}}
    """)

  static let person = definition(
    "person", "Patient",
    """
    {"path":"Patient"},
    {"path":"Patient.extension","slicing":{"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
    {"path":"Patient.extension","sliceName":"mark","min":1,"max":"1","type":[{"code":"Extension","profile":["\(base)mark"]}]},
    {"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"openAtEnd"},"min":1},
    {"path":"Patient.identifier","sliceName":"mrn","min":1,"max":"1"},
    {"path":"Patient.identifier.system","min":1,"fixedUri":"urn:mrn"},
    {"path":"Patient.identifier.value","min":1,"mustSupport":true},
    {"path":"Patient.birthDate","min":1,"mustSupport":true,"short":"date of birth"},
    {"path":"Patient.telecom","mustSupport":true}
    """)

  static let mark = definition(
    "mark", "Extension",
    """
    {"id":"Extension.url","path":"Extension.url","fixedUri":"\(base)mark"},
    {"id":"Extension.value[x]","path":"Extension.value[x]","min":1,"type":[{"code":"boolean"}]}
    """)

  static let order = definition(
    "order", "MedicationRequest",
    """
    {"id":"MedicationRequest.medication[x]:medicationReference","path":"MedicationRequest.medication[x]",
      "sliceName":"medicationReference","max":"0"},
    {"id":"MedicationRequest.dosageInstruction","path":"MedicationRequest.dosageInstruction","min":1,"max":"1"},
    {"id":"MedicationRequest.dosageInstruction.timing","path":"MedicationRequest.dosageInstruction.timing","min":1}
    """)

  static let valueSet = """
    {"resourceType":"ValueSet","url":"urn:vs:egfr","status":"active","compose":{"include":[{"system":"http://loinc.org",
     "concept":[{"code":"48643-1"},{"code":"33914-3"}]}]}}
    """

  static func resource(_ json: String) throws -> JSONValue { try JSONDocument(fhir: json).root }

  static func context() throws -> EvaluationContext {
    var context = EvaluationContext(now: try #require(PartialDateTime("2026-11-23T09:00:00-05:00")))
    context.terminology = LocalTerminology([try resource(valueSet)].compactMap { Resource($0) })
    return context
  }

  static func validator(_ definitions: [String] = [result, egfr, pressure, person, mark, order]) throws
    -> ProfileValidator
  {
    try ProfileValidator(definitions.compactMap { Resource(try resource($0)) }, context: context())
  }
}
