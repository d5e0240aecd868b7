import CDSHooks
import ClinicalTypes
import FHIR
import Guidelines
import JSON
import Reasoning

/// A small service written for the tests: a potassium guard on draft orders, with a menu of two entries.
enum SmallContent {
  /// The content; `edit` changes the plan's text before it is parsed. `profiles` are added, and `named` says which of
  /// them a requirement names, by its key.
  static func library(
    profiles: [String] = [], named: [String: String] = [:], _ edit: (String) -> String = { $0 }
  ) throws -> GuidelineLibrary {
    var module = module
    for (key, canonical) in named {
      module.replace("{\"id\":\"\(key)\",", with: "{\"id\":\"\(key)\",\"profile\":[\"\(canonical)\"],")
    }
    let texts = [edit(plan), module, hold, order, valueSet] + profiles
    let artifacts = try texts.enumerated().map { index, text in
      let document = try JSONDocument(fhir: text)
      guard let resource = Resource(document.root) else {
        throw ContentError(file: "content-\(index).json", message: "no resource")
      }
      return ContentArtifact(resource: resource, file: "content-\(index).json")
    }
    return try GuidelineLibrary(content: ContentLibrary(artifacts))
  }

  /// The cards' findings for a chart with these potassium observations and drafts.
  static func findings(
    _ library: GuidelineLibrary, hook: String = "order-sign", potassium: String? = "[]",
    drafts: String = draft("a", "spironolactone"), patient: String = patient
  ) throws -> [Finding] {
    let prefetch = potassium.map { observations in
      """
      ,"prefetch":{"patient":\(patient),
      "potassium":{"resourceType":"Bundle","type":"searchset","entry":\(observations)}}
      """
    }
    let text = """
      {"hook":"\(hook)","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
       "context":{"userId":"Practitioner/d","patientId":"p","encounterId":"e",
       "draftOrders":{"resourceType":"Bundle","type":"collection","entry":[\(drafts)]}}\(prefetch ?? "")}
      """
    guard let (service, hooks) = library.service(answeringAt: "potassium-guard") else { return [] }
    let request = try HookRequest(decoding: JSONDocument(fhir: text), answering: hooks)
    let deadline = ContinuousClock.now + .seconds(5)
    let chart = try ChartAssembler(request: request, requirements: service.requirements)
      .assemble(now: try now, deadline: deadline)
    return try service.model.findings(over: chart, deadline: deadline)
  }

  private static var now: PartialDateTime {
    get throws {
      guard let now = PartialDateTime(fhirDateTime: "2026-11-23T10:00:00-05:00") else {
        throw ContentError(file: "now", message: "bad")
      }
      return now
    }
  }

  static let patient = #"{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-02-03"}"#

  static func observation(
    _ id: String, _ value: String, date: String = "2026-11-20", status: String = "final", code: String = "2823-3",
    patient: String = "p"
  ) -> String {
    """
    {"resource":{"resourceType":"Observation","id":"\(id)","status":"\(status)","subject":{"reference":"Patient/\(patient)"},
    "code":{"coding":[{"system":"http://loinc.org","code":"\(code)","display":"Potassium"}]},"effectiveDateTime":"\(date)",
    "valueQuantity":{"value":\(value),"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}}
    """
  }

  static func draft(_ id: String, _ drug: String) -> String {
    """
    {"resource":{"resourceType":"MedicationRequest","id":"\(id)","status":"draft","intent":"order","subject":{"reference":"Patient/p"},
    "medicationCodeableConcept":{"text":"\(drug)"},"dosageInstruction":[{"text":"25 mg daily"}],"substitution":{"allowedBoolean":true},
    "note":[{"text":"two tablets of 25 mg"}],"extension":[{"url":"https://example.org/strength","valueString":"25 mg"}],
    "reasonCode":[{"text":"hypertension"}]}}
    """
  }

  static let plan = #"""
    {"resourceType":"PlanDefinition","id":"potassium-guard","url":"https://example.org/PlanDefinition/potassium-guard","version":"1.0.0",
     "title":"Potassium guard","description":"Potassium before spironolactone","status":"active","usage":"needs a potassium",
     "library":["https://example.org/Library/potassium-guard|1.0.0"],
     "extension":[
      {"url":"http://hl7.org/fhir/StructureDefinition/variable","valueExpression":{"name":"usable","language":"text/fhirpath","expression":"%potassium.where(status = 'final')"}},
      {"url":"http://hl7.org/fhir/StructureDefinition/variable","valueExpression":{"name":"latest","language":"text/fhirpath","expression":"%usable.first()"}},
      {"url":"http://hl7.org/fhir/StructureDefinition/variable","valueExpression":{"name":"unused","language":"text/fhirpath","expression":"(1 | 2).single()"}}],
     "action":[
      {"id":"high","trigger":[{"type":"named-event","name":"order-sign"},{"type":"named-event","name":"order-select"}],
       "title":"High potassium","priority":"urgent","documentation":[{"type":"citation","display":"A guideline","url":"https://example.org/g"}],
       "extension":[
        {"url":"https://chartside.health/fhir/StructureDefinition/for-each","valueExpression":{"name":"draft","language":"text/fhirpath","expression":"%selected.ofType(MedicationRequest).where(medication.text = 'spironolactone')"}},
        {"url":"https://chartside.health/fhir/StructureDefinition/evidence","valueExpression":{"description":"Potassium","language":"text/fhirpath","expression":"%latest"}},
        {"url":"https://chartside.health/fhir/StructureDefinition/missing","valueExpression":{"language":"text/fhirpath","expression":"%gaps"}}],
       "condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%latest.value.value > 5.0"}}],
       "dynamicValue":[{"path":"title","expression":{"language":"text/fhirpath","expression":"'Potassium ' & %latest.value.value.toString() & ' with ' & %draft.medication.text"}},
                       {"path":"priority","expression":{"language":"text/fhirpath","expression":"iif(%latest.value.value >= 6.0, 'stat', 'urgent')"}}],
       "action":[
        {"id":"remove","title":"Remove the order","precheckBehavior":"yes","action":[{"type":{"coding":[{"code":"remove"}]},"description":"Remove","dynamicValue":[{"path":"resource","expression":{"language":"text/fhirpath","expression":"%draft"}}]}]},
        {"id":"swap","title":"Hold and swap","action":[{"type":{"coding":[{"code":"update"}]},"definitionCanonical":"https://example.org/ActivityDefinition/chlortalidone","dynamicValue":[{"path":"resource","expression":{"language":"text/fhirpath","expression":"%draft"}}]}]},
        {"id":"recheck","title":"Repeat potassium","action":[{"type":{"coding":[{"code":"create"}]},"definitionCanonical":"https://example.org/ActivityDefinition/potassium","dynamicValue":[{"path":"occurrenceDateTime","expression":{"language":"text/fhirpath","expression":"today() + 3 days"}},{"path":"reasonReference","expression":{"language":"text/fhirpath","expression":"%latest"}},{"path":"reasonCode.text","expression":{"language":"text/fhirpath","expression":"'potassium high'"}}]}]}]},
      {"id":"unknown","trigger":[{"type":"named-event","name":"order-sign"}],"title":"No potassium on file","priority":"routine",
       "documentation":[{"type":"citation","display":"A guideline"}],
       "condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%latest.empty()"}}]}]}
    """#

  static let module = #"""
    {"resourceType":"Library","id":"potassium-guard","url":"https://example.org/Library/potassium-guard","version":"1.0.0","status":"active",
     "type":{"coding":[{"code":"module-definition"}]},
     "dataRequirement":[
      {"id":"patient","type":"Patient","extension":[{"url":"https://chartside.health/fhir/StructureDefinition/required","valueBoolean":true}]},
      {"id":"potassium","type":"Observation","codeFilter":[{"path":"code","valueSet":"https://example.org/ValueSet/potassium"}],
       "sort":[{"path":"date","direction":"descending"}],"limit":20}]}
    """#

  static let hold = #"""
    {"resourceType":"ActivityDefinition","id":"chlortalidone","url":"https://example.org/ActivityDefinition/chlortalidone","status":"active","kind":"MedicationRequest",
     "productCodeableConcept":{"text":"chlortalidone"},"dosage":[{"text":"12.5 mg daily"}]}
    """#

  static let order = #"""
    {"resourceType":"ActivityDefinition","id":"potassium","url":"https://example.org/ActivityDefinition/potassium","status":"active","kind":"ServiceRequest","priority":"urgent",
     "extension":[{"url":"https://chartside.health/fhir/StructureDefinition/category","valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"108252007"}]}}],
     "code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}]}}
    """#

  static let valueSet = #"""
    {"resourceType":"ValueSet","id":"potassium","url":"https://example.org/ValueSet/potassium","status":"active",
     "compose":{"include":[{"system":"http://loinc.org","concept":[{"code":"2823-3"},{"code":"6298-4"}]}]}}
    """#
}
