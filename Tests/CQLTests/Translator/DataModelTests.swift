import CQL
import Testing

/// Another model than FHIR 4.0.1, as "Adding a model" says.
@Suite struct DataModelTests {
  /// Classes by the names of FHIR's, with fewer elements.
  private static let ward = ModelTable(
    """
    Ward\t1\thttp://example.org/ward
    @Patient\tPatient\tid\tbirthDate.value
    >ToString\t.String\tcode
    >ToConcept\t.Concept\tCodeableConcept
    date\t.Any\t\t\t\tvalue:.Date
    code\t.Any\t\t\t\tvalue:.String
    CodeableConcept\t.Any\t\t\t\ttext:.String
    Patient\t.Any\t+\t\t\tbirthDate:date;gender:code
    Observation\t.Any\t+\tcode\t\tstatus:code;code:CodeableConcept
    """, conversionLibrary: "FHIRHelpers")

  private static let resources = [
    #"{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1970-05-01"}"#,
    #"{"resourceType":"Observation","id":"a","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]}}"#,
  ]

  private static func translate(_ text: String) -> Translation {
    var options = TranslationOptions()
    options.models = [ModelTable.fhir, ward]
    let prelude = """
      library Rounds version '1'
      using Ward version '1'
      codesystem "LOINC": 'http://loinc.org'
      code "HbA1c": '4548-4' from "LOINC"
      context Patient

      """
    return CQLTranslator(options: options).translate(prelude + text, source: "Rounds")
  }

  @Test(arguments: [
    (#"exists [Observation: "HbA1c"]"#, "true"), ("exists ([Observation] O where O.status = 'final')", "true"),
    ("AgeInYears()", "54"), (#"First([Observation]).code ~ "HbA1c""#, "true"), ("Patient.gender + 's'", "\"females\""),
  ])
  func translatesAndRuns(_ text: String, _ expected: String) throws {
    let translation = Self.translate("define X: \(text)")
    #expect(translation.errors == [])
    let engine = try CQLEngine(translation.library, including: translation.includes)
    #expect(Tree.json(try engine.evaluate("X", in: Tree.context(Self.resources))) == expected)
  }

  @Test(arguments: [
    ("[Encounter]", "There is no type 'Encounter'"), ("Patient.active", "Patient has no element 'active'"),
  ])
  func knowsItsOwnClassesOnly(_ text: String, _ message: String) throws {
    let error = try #require(Self.translate("define X: \(text)").errors.first)
    #expect(error.message.hasPrefix(message), "\(error)")
  }

  @Test func aModelThatIsNotGivenIsRefused() throws {
    let translation = CQLTranslator().translate("using Ward version '1'\ndefine X: 1", source: "Rounds")
    #expect(translation.errors.first?.description.contains("Ward") == true)
  }
}
