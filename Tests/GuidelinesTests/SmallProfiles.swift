/// Profiles of input for the potassium guard: a general one, one that builds on it, and one of the patient.
enum SmallProfiles {
  static let base = "https://example.org/StructureDefinition/"

  static let all = [result, potassium, patient]

  static let result = profile(
    "result", "Observation", base: "http://hl7.org/fhir/StructureDefinition/Observation",
    #"""
    {"path":"Observation.status","mustSupport":true},
    {"path":"Observation.effective[x]","short":"collection date","mustSupport":true},
    {"path":"Observation.value[x]","short":"value","mustSupport":true,"slicing":{"discriminator":[{"type":"type","path":"$this"}],"rules":"open"}},
    {"id":"Observation.value[x]:valueQuantity","path":"Observation.value[x]","sliceName":"valueQuantity","type":[{"code":"Quantity"}]},
    {"id":"Observation.value[x]:valueQuantity.code","path":"Observation.value[x].code","short":"UCUM unit code","mustSupport":true}
    """#)

  static let potassium = profile(
    "potassium", "Observation", base: base + "result",
    #"""
    {"path":"Observation","label":"Potassium in serum"},
    {"path":"Observation.performer","short":"laboratory"}
    """#)

  static let patient = profile(
    "patient", "Patient", base: "http://hl7.org/fhir/StructureDefinition/Patient",
    #"""
    {"path":"Patient.birthDate","short":"birth date","mustSupport":true},{"path":"Patient.gender","short":"sex","mustSupport":true}
    """#)

  /// A profile with these elements in its differential.
  static func profile(_ id: String, _ type: String, base: String, _ elements: String) -> String {
    """
    {"resourceType":"StructureDefinition","id":"\(id)","url":"\(self.base)\(id)","version":"1.0.0","name":"Profile","status":"active",
     "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"\(type)","baseDefinition":"\(base)","derivation":"constraint",
     "differential":{"element":[\(elements)]}}
    """
  }
}
