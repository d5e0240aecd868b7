/// What generated expressions are written for: the head of their library, a patient's resources, and a value set. The fuzzer
/// in `Tests/Fuzz` takes them from here, too.
enum GeneratedLibrary {
  static let prelude = """
    library Generated version '1'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1' called FHIRHelpers
    codesystem "LOINC": 'http://loinc.org'
    valueset "Set": 'http://example.org/vs'
    code "HbA1c": '4548-4' from "LOINC"
    code "Weight": '29463-7' from "LOINC" display 'Weight'
    concept "Either": { "HbA1c", "Weight" }
    parameter "Flag" Boolean default true
    parameter "Number" Integer default 42
    context Patient
    define function "Twice"(value Integer): value * 2

    """

  static let resources = [
    #"{"resourceType":"Patient","id":"p","active":true,"gender":"female","birthDate":"1970-05-01"}"#,
    #"{"resourceType":"Observation","id":"a","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"2024-02-01T10:00:00Z","valueQuantity":{"value":7.1,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}"#,
    #"{"resourceType":"Observation","id":"b","status":"amended","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"effectivePeriod":{"start":"2024-02-01","end":"2024-02-02"},"valueString":"heavy"}"#,
    #"{"resourceType":"Observation","id":"c","status":"final","code":{"text":"none"}}"#,
    #"{"resourceType":"Encounter","id":"a","status":"finished","class":{"code":"AMB"},"period":{"start":"2024-02-01T09:00:00Z","end":"2024-02-01T11:00:00Z"}}"#,
    #"{"resourceType":"Encounter","id":"d","status":"planned","class":{"code":"IMP"},"period":{"start":"2024-01-01T09:00:00Z"}}"#,
    #"{"resourceType":"Encounter","id":"e","status":"planned","class":{"code":"IMP"}}"#,
  ]

  static let valueSet =
    #"{"resourceType":"ValueSet","url":"http://example.org/vs","status":"active","compose":{"include":[{"system":"http://loinc.org","concept":[{"code":"4548-4"}]}]}}"#
}
