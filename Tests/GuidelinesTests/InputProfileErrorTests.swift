import Guidelines
import Testing

@Suite("Profiles of input are checked when they are loaded")
struct InputProfileErrorTests {
  private func errors(_ profiles: [String], named: String = SmallProfiles.base + "p") -> [ContentError] {
    do throws(any Error) {
      _ = try SmallContent.library(profiles: profiles, named: ["potassium": named])
      return []
    } catch {
      return (error as? ContentErrors)?.errors ?? []
    }
  }

  private func profile(_ elements: String, type: String = "Observation", base: String? = nil) -> String {
    SmallProfiles.profile("p", type, base: base ?? "http://hl7.org/fhir/StructureDefinition/\(type)", elements)
  }

  private static let good = #"{"path":"Observation.code","mustSupport":true}"#

  @Test(
    "what a requirement can name",
    arguments: [
      SmallProfiles.base + "p", SmallProfiles.base + "p|1.0.0", "http://hl7.org/fhir/StructureDefinition/Observation",
    ])
  func accepted(canonical: String) {
    #expect(errors([profile(Self.good)], named: canonical) == [])
  }

  @Test(
    "what it cannot name, with the place in the module definition",
    arguments: [
      (SmallProfiles.base + "none", "is not in the content"), (SmallProfiles.base + "p|2.0.0", "is not in the content"),
      (SmallProfiles.base + "patient", "describes Patient"),
      ("http://hl7.org/fhir/StructureDefinition/Condition", "is not in the content"),
    ])
  func unknown(canonical: String, message: String) {
    let found = errors([profile(Self.good), SmallProfiles.patient], named: canonical)
    #expect(found.map(\.path) == ["dataRequirement[1].profile[0]"])
    #expect(found.first?.file == "content-1.json")
    #expect(found.first?.message.contains(message) == true)
  }

  @Test(
    "an input profile describes; it neither demands nor fixes",
    arguments: [
      (#"{"path":"Observation.status","mustSupport":true,"fixedCode":"final"}"#, "element[0].fixedCode"),
      (
        #"{"path":"Observation.code","mustSupport":true,"patternCodeableConcept":{"text":"K"}}"#,
        "element[0].patternCodeableConcept"
      ),
      (#"{"path":"Observation.effective[x]","mustSupport":true,"min":1}"#, "element[0].min"),
      (#"{"path":"Observation.status","mustSupport":true,"min":1}"#, nil),
      (#"{"path":"Observation.note","mustSupport":true,"max":"1"}"#, "element[0].max"),
      (#"{"path":"Observation.value[x]","mustSupport":true,"type":[{"code":"Quantity"}]}"#, "element[0].type"),
      (
        #"{"path":"Observation.code","mustSupport":true,"binding":{"strength":"required","valueSet":"https://example.org/ValueSet/potassium"}}"#,
        "element[0].binding"
      ),
      (
        #"{"path":"Observation.code","mustSupport":true,"binding":{"strength":"preferred","valueSet":"https://example.org/ValueSet/potassium"}}"#,
        nil
      ),
      (
        #"{"path":"Observation.value[x]","mustSupport":true,"slicing":{"discriminator":[{"type":"type","path":"$this"}],"rules":"closed"}}"#,
        "element[0].slicing"
      ),
      (
        #"{"path":"Observation.code","mustSupport":true,"constraint":[{"key":"p-1","severity":"error","human":"Has a text","expression":"text.exists()"}]}"#,
        "element[0].constraint[0]"
      ),
      (
        #"{"path":"Observation.component","slicing":{"discriminator":[{"type":"pattern","path":"code"}],"rules":"open"}},{"id":"Observation.component:a","path":"Observation.component","sliceName":"a","mustSupport":true},{"id":"Observation.component:a.code","path":"Observation.component.code","patternCodeableConcept":{"text":"A"}}"#,
        nil
      ),
      (#"{"path":"Observation.code"}"#, ""),
    ] as [(String, String?)])
  func demands(elements: String, path: String?) {
    let found = errors([profile(elements)])
    #expect(found.map(\.path) == (path.map { [$0.isEmpty ? "differential" : "differential.\($0)"] } ?? []))
    #expect(found.allSatisfy { $0.file == "content-5.json" })
  }

  @Test(
    "a faulty profile is an error even if no service names it",
    arguments: [
      (#"{"path":"Observation.valu","mustSupport":true}"#, nil, "differential.element[0]", "no element 'valu'"),
      (#"{"path":"Observation.code","mustSupport":"yes"}"#, nil, "differential.element[0].mustSupport", ""),
      (Self.good, SmallProfiles.base + "none", "baseDefinition", "not held"),
      (Self.good, SmallProfiles.base + "p", "baseDefinition", "builds on itself"),
      (
        #"{"path":"Observation.code","constraint":[{"key":"p-1","severity":"warning","human":"x","expression":"1 +"}]}"#,
        nil, "differential.element[0]", "no FHIRPath"
      ),
    ] as [(String, String?, String, String)])
  func faults(elements: String, base: String?, path: String, message: String) {
    for named in [SmallProfiles.base + "p", "http://hl7.org/fhir/StructureDefinition/Observation"] {
      let found = errors([profile(elements, base: base)], named: named)
      #expect(found.map(\.path) == [path])
      #expect(found.first?.message.contains(message) != false, "\(found)")
    }
  }

  @Test("definitions of types and logical models are no profiles, and are left alone")
  func otherDefinitions() {
    let model = profile(#"{"path":"Other"}"#).replacing(
      #""derivation":"constraint""#, with: #""derivation":"specialization""#)
    #expect(errors([model], named: "http://hl7.org/fhir/StructureDefinition/Observation") == [])
    #expect(errors([model]).map(\.path) == ["dataRequirement[1].profile[0]"])
  }
}
