import FHIR
import JSON
import Testing

@Suite struct TypeTableTests {
  @Test(arguments: [
    ("Patient", FHIRType.Kind.resource, "DomainResource"), ("Bundle", .resource, "Resource"),
    ("Age", .complex, "Quantity"), ("Dosage", .complex, "BackboneElement"), ("positiveInt", .primitive, "integer"),
    ("canonical", .primitive, "uri"), ("Observation.component", .backbone, "BackboneElement"),
    ("Timing.repeat", .backbone, "Element"), ("DomainResource", .resource, "Resource"),
  ])
  func typesAndTheirBases(name: String, kind: FHIRType.Kind, base: String) throws {
    let type = try #require(FHIRTypes.shared.type(named: name))
    #expect(type.name == name)
    #expect(type.kind == kind)
    #expect(type.base?.name == base)
  }

  @Test func subtypes() throws {
    let types = FHIRTypes.shared
    let patient = try #require(types.type(named: "Patient"))
    let resource = try #require(types.type(named: "Resource"))
    let age = try #require(types.type(named: "Age"))
    let quantity = try #require(types.type(named: "Quantity"))
    #expect(patient.isSubtype(of: resource))
    #expect(patient.isSubtype(of: patient))
    #expect(!resource.isSubtype(of: patient))
    #expect(age.isSubtype(of: quantity))
    #expect(resource.isAbstract)
    #expect(!patient.isAbstract)
    #expect(types.resource(named: "Resource") == nil)
    #expect(types.resource(named: "Quantity") == nil)
    #expect(types.type(named: "Patiend") == nil)
    #expect(types.type(named: "") == nil)
    #expect(types.resources.count == 146)
  }

  @Test(
    arguments: [
      ("Patient", "gender", 0, 1, ["code"]), ("Patient", "name", 0, nil, ["HumanName"]),
      ("Patient", "deceased", 0, 1, ["boolean", "dateTime"]), ("Patient", "id", 0, 1, ["id"]),
      ("Observation", "status", 1, 1, ["code"]), ("Observation", "component", 0, nil, ["Observation.component"]),
      ("Observation.component", "referenceRange", 0, nil, ["Observation.referenceRange"]),
      ("Questionnaire.item", "item", 0, nil, ["Questionnaire.item"]), ("Extension", "url", 1, 1, ["uri"]),
      ("HumanName", "given", 0, nil, ["string"]), ("HumanName", "id", 0, 1, ["string"]),
      ("Bundle.entry", "resource", 0, 1, ["Resource"]),
    ] as [(String, String, Int, Int?, [String])])
  func elements(type: String, name: String, min: Int, max: Int?, types: [String]) throws {
    let element = try #require(FHIRTypes.shared.type(named: type)?.element(named: name))
    #expect(element.name == name)
    #expect(element.min == min)
    #expect(element.max == max)
    #expect(element.isCollection == (max == nil))
    #expect(element.types.map(\.type.name) == types)
  }

  @Test func choices() throws {
    let observation = try #require(FHIRTypes.shared.type(named: "Observation"))
    let value = try #require(observation.element(named: "value"))
    #expect(value.isChoice)
    #expect(value.types.count == 11)
    #expect(observation.element(named: "valueQuantity") == nil)
    let quantity = try #require(observation.property(named: "valueQuantity"))
    #expect(quantity.element == value)
    #expect(quantity.type.name == "Quantity")
    #expect(!quantity.isCompanion)
    #expect(quantity.typeReference.companionKeyID == nil)
    let companion = try #require(observation.property(named: "_valueString"))
    #expect(companion.isCompanion)
    #expect(companion.type.primitive == .string)
    #expect(observation.property(named: "value") == nil)
    #expect(observation.property(named: "valueMoney") == nil)
    #expect(try #require(FHIRTypes.shared.type(named: "Extension")?.element(named: "value")).types.count == 50)
  }

  @Test func referencesNameTheirTargets() throws {
    let subject = try #require(FHIRTypes.shared.type(named: "Observation")?.element(named: "subject"))
    #expect(Set(subject.types[0].targets.map(\.name)) == ["Patient", "Group", "Device", "Location"])
    let anything = try #require(FHIRTypes.shared.type(named: "Observation")?.element(named: "focus"))
    #expect(anything.types[0].targets.map(\.name) == ["Resource"])
    let dose = try #require(FHIRTypes.shared.type(named: "Dosage.doseAndRate")?.element(named: "dose"))
    #expect(dose.types.map(\.profile) == [nil, "SimpleQuantity"])
  }

  @Test func bindings() throws {
    let patient = try #require(FHIRTypes.shared.type(named: "Patient"))
    let gender = try #require(patient.element(named: "gender")?.binding)
    #expect(gender.strength == .required)
    #expect(gender.valueSet == "http://hl7.org/fhir/ValueSet/administrative-gender")
    let codes = try #require(gender.codes)
    #expect(codes.codes.map(\.code) == ["female", "male", "other", "unknown"])
    #expect(codes.contains(code: "male"))
    #expect(codes.contains(code: "male", system: "http://hl7.org/fhir/administrative-gender"))
    #expect(!codes.contains(code: "male", system: "http://example.org"))
    #expect(!codes.contains(code: "Male"))
    #expect(!codes.isOpen)
    let marital = try #require(patient.element(named: "maritalStatus")?.binding)
    #expect(marital.strength == .extensible)
    #expect(marital.codes == nil)
    #expect(patient.element(named: "active")?.binding == nil)
    let mime = try #require(FHIRTypes.shared.requiredCodes(of: "http://hl7.org/fhir/ValueSet/mimetypes"))
    #expect(mime.isOpen)
    #expect(FHIRTypes.shared.requiredCodes(of: "http://example.org/none") == nil)
  }

  @Test func invariants() throws {
    let observation = try #require(FHIRTypes.shared.type(named: "Observation"))
    let keys = observation.constraints.map(\.key)
    #expect(keys.contains("obs-6"))
    #expect(keys.contains("dom-2"))
    let obs6 = try #require(observation.constraints.first { $0.key == "obs-6" })
    #expect(obs6.expression == "dataAbsentReason.empty() or value.empty()")
    #expect(obs6.isError)
  }

  @Test(arguments: [
    ("Observation", "patient", "Observation.subject.where(resolve() is Patient)", SearchParameter.Kind.reference),
    ("Observation", "date", "Observation.effective", .date), ("Observation", "code", "Observation.code", .token),
    ("MedicationRequest", "code", "(MedicationRequest.medication as CodeableConcept)", .token),
    ("Condition", "_lastUpdated", "Resource.meta.lastUpdated", .date), ("Patient", "name", "Patient.name", .string),
    ("Condition", "category", "Condition.category", .token),
  ])
  func searchParameters(type: String, code: String, expression: String, kind: SearchParameter.Kind) throws {
    let type = try #require(FHIRTypes.shared.type(named: type))
    let parameter = try #require(FHIRTypes.shared.searchParameter(code, on: type))
    #expect(parameter.expression == expression)
    #expect(parameter.kind == kind)
    #expect(FHIRTypes.shared.searchParameter("nonsense", on: type) == nil)
  }

  @Test func everyReferenceInsideTheTableHolds() {
    for type in FHIRTypes.shared.all {
      #expect(FHIRTypes.shared.type(named: type.name) == type)
      #expect((type.primitive != nil) == (type.kind == .primitive), "\(type)")
      for property in type.properties {
        #expect(type.property(named: property.jsonName) == property, "\(type).\(property.jsonName)")
        #expect(property.isCompanion == property.jsonName.hasPrefix("_"))
      }
      for element in type.elements {
        #expect(!element.types.isEmpty, "\(type).\(element.name)")
        #expect(type.element(named: element.name) == element)
        for reference in element.types {
          #expect(type.property(keyID: reference.keyID)?.element == element)
        }
      }
    }
  }

  @Test func vocabularyIsTheSameInEveryDocument() throws {
    let first = try JSONDocument(fhir: #"{"resourceType":"Patient","birthDate":"1970-01-01"}"#)
    let second = try JSONDocument(fhir: #"{"birthDate":"1970-01-01","unheardOf":1}"#)
    #expect(first.keyID(of: "birthDate") == second.keyID(of: "birthDate"))
    #expect(first.keyID(of: "birthDate") == FHIRVocabulary.shared.id(of: "birthDate"))
    let plain = try JSONDocument(parsing: #"{"code":"x"}"#)
    #expect(plain.root[.code].string == "x")
    #expect(first.root[.resourceType].string == "Patient")
  }
}
