import CQL
import ClinicalTypes
import FHIR
import JSON
import Testing

@Suite struct RetrieveTests {
  private static let encounters = [
    #"{"resourceType":"Encounter","id":"in","status":"finished","class":{"code":"AMB"},"period":{"start":"2024-02-01T10:00:00Z","end":"2024-02-01T11:00:00Z"}}"#,
    #"{"resourceType":"Encounter","id":"across","status":"finished","class":{"code":"AMB"},"period":{"start":"2023-12-31T10:00:00Z","end":"2024-01-01T11:00:00Z"}}"#,
    #"{"resourceType":"Encounter","id":"out","status":"finished","class":{"code":"AMB"},"period":{"start":"2020-02-01","end":"2020-02-01"}}"#,
    #"{"resourceType":"Encounter","id":"none","status":"planned","class":{"code":"AMB"}}"#,
  ]
  private static let observations = [
    #"{"resourceType":"Observation","id":"a","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"2024-02-01T10:00:00Z","valueQuantity":{"value":7.10,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}"#,
    #"{"resourceType":"Observation","id":"b","status":"final","code":{"coding":[{"system":"http://example.org","code":"4548-4"}]},"effectivePeriod":{"start":"2024-02-01","end":"2024-02-02"}}"#,
    #"{"resourceType":"Observation","id":"c","status":"final","code":{"text":"no code"},"effectiveDateTime":"2019"}"#,
  ]

  private func year() throws -> CQLExpression {
    Tree.interval(
      try Tree.dateTime("2024-01-01T00:00:00.000Z"), try Tree.dateTime("2025-01-01T00:00:00.000Z"), highClosed: false)
  }

  private func ids(_ expression: CQLExpression, _ resources: [String]) throws -> [String] {
    let value = try Tree.evaluate(
      Tree.query("R", expression, return: Tree.property(Tree.property(Tree.alias("R"), "id"), "value")), over: resources
    )
    return value.items?.compactMap { if case .string(let id) = $0 { id } else { nil } } ?? []
  }

  /// ELM with and without date-range optimisation must find the same.
  @Test func dateRangeOnAPeriodEqualsTheWhereClause() throws {
    let filtered = CQLExpression(
      .retrieve(CQLRetrieve(dataType: .fhir("Encounter"), dateProperty: "period", dateRange: try year())))
    let plain = Tree.query(
      "E", Tree.retrieve("Encounter"),
      where: Tree.op(.includedIn, Tree.helper("ToInterval", Tree.property(Tree.alias("E"), "period")), try year()))
    #expect(try ids(filtered, Self.encounters) == ["in"])
    #expect(try ids(plain, Self.encounters) == ["in"])
  }

  @Test func dateRangeOnAChoiceOfDateTimeAndPeriod() throws {
    let filtered = CQLExpression(
      .retrieve(CQLRetrieve(dataType: .fhir("Observation"), dateProperty: "effective", dateRange: try year())))
    #expect(try ids(filtered, Self.observations) == ["a", "b"])
  }

  @Test func codesNeedTheirSystem() throws {
    let code = CQLExpression(
      .instance(
        .code, [.init("code", Tree.string("4548-4")), .init("system", Tree.string("http://loinc.org"))]))
    let retrieve = CQLExpression(
      .retrieve(
        CQLRetrieve(
          dataType: .fhir("Observation"), codeProperty: "code", codeComparator: "~", codes: Tree.op(.toList, code))))
    #expect(try ids(retrieve, Self.observations) == ["a"])
  }

  @Test func aValueSetThatNobodyKnowsIsAnErrorNotNothing() throws {
    var library = Tree.library(
      CQLExpression(
        .retrieve(
          CQLRetrieve(
            dataType: .fhir("Observation"), codeProperty: "code", codeComparator: "in",
            codes: CQLExpression(.valueSetRef(DefinitionReference("VS")))))))
    library.valueSets = [ValueSetDefinition("VS", id: "http://example.org/vs")]
    let engine = try CQLEngine(library)
    var context = try Tree.context(Self.observations)
    #expect(throws: CQLError.self) { try engine.evaluate("X", in: context) }
    let set = try JSONDocument(
      fhir:
        #"{"resourceType":"ValueSet","url":"http://example.org/vs","status":"active","compose":{"include":[{"system":"http://loinc.org","concept":[{"code":"4548-4"}]}]}}"#
    )
    context.terminology = LocalTerminology([try #require(Resource(set.root))])
    #expect(try engine.evaluate("X", in: context).items?.count == 1)
  }

  @Test func medicationsByReferenceAreFoundByTheirCode() throws {
    let resources = [
      #"{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","subject":{"reference":"Patient/1"},"medicationReference":{"reference":"Medication/x"}}"#,
      #"{"resourceType":"Medication","id":"x","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1"}]}}"#,
    ]
    let code = CQLExpression(
      .instance(
        .code,
        [
          .init("code", Tree.string("1")), .init("system", Tree.string("http://www.nlm.nih.gov/research/umls/rxnorm")),
        ]))
    let retrieve = CQLExpression(
      .retrieve(
        CQLRetrieve(dataType: .fhir("MedicationRequest"), codeProperty: "medication", codes: Tree.op(.toList, code))))
    #expect(try ids(retrieve, resources) == ["m"])
  }

  @Test func anotherPatientsDataIsLeftOut() throws {
    let resources = try [
      #"{"resourceType":"Patient","id":"1"}"#, #"{"resourceType":"Patient","id":"2"}"#,
      #"{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/1"}}"#,
      #"{"resourceType":"Condition","id":"c2","subject":{"reference":"Patient/2"}}"#,
    ].map { try JSONDocument(fhir: $0) }
    let store = ResourceStore(documents: resources)
    let library = Tree.library(
      Tree.op(.count, Tree.retrieve("Condition")), [("Patient", Tree.op(.singletonFrom, Tree.retrieve("Patient")))])
    let now = try #require(PartialDateTime("2024-01-01T00:00:00Z"))
    let engine = try CQLEngine(library)
    let own = CQLContext(data: StoreRetrieveProvider(store, patientID: "2"), now: now)
    #expect(Tree.json(try engine.evaluate("X", in: own)) == "1")
    #expect(Tree.json(try engine.evaluate("Patient", in: own)) == #"{"resourceType":"Patient","id":"2"}"#)
    let all = CQLContext(data: StoreRetrieveProvider(store), now: now)
    #expect(Tree.json(try engine.evaluate("X", in: all)) == "2")
  }

  @Test func choicesAndPrimitivesReadAsTheModelSays() throws {
    let value = Tree.property(Tree.op(.first, Tree.retrieve("Observation")), "value")
    let quantity = Tree.helper("ToQuantity", CQLExpression(.as(value, .fhir("Quantity"), isStrict: false)))
    #expect(Tree.json(try Tree.evaluate(quantity, over: Self.observations)) == #"{"value":7.10,"unit":"%"}"#)
    let other = CQLExpression(.as(value, .fhir("string"), isStrict: false))
    #expect(Tree.json(try Tree.evaluate(other, over: Self.observations)) == "null")
    #expect(throws: CQLError.self) {
      try Tree.evaluate(Tree.property(Tree.op(.first, Tree.retrieve("Observation")), "valeu"), over: Self.observations)
    }
  }

  /// Knows no whole set and answers about single codes, as a terminology server does with large sets.
  private struct CodeByCode: TerminologyService {
    var kind = TerminologyError.Kind.tooCostly
    let members: Set<String>

    func expand(_ url: String) throws(TerminologyError) -> CodeSet {
      throw TerminologyError(kind: kind, subject: url, message: "too many")
    }
    func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool {
      guard let system = code.system, system != "http://example.org" else {
        throw TerminologyError(kind: .undetermined, subject: url, message: "not known")
      }
      return members.contains(code.code)
    }
    func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption { .notSubsumed }
  }

  private func coded(_ terminology: any TerminologyService, _ resources: [String]) throws -> CQLValue {
    var library = Tree.library(
      CQLExpression(
        .retrieve(
          CQLRetrieve(
            dataType: .fhir("Observation"), codeProperty: "code", codeComparator: "in",
            codes: CQLExpression(.valueSetRef(DefinitionReference("Set")))))))
    library.valueSets = [ValueSetDefinition("Set", id: "http://example.org/vs")]
    var context = try Tree.context(resources)
    context.terminology = terminology
    return try CQLEngine(library).evaluate("X", in: context)
  }

  @Test func aSetThatCannotBeListedIsAskedCodeByCode() throws {
    let known = [Self.observations[0], Self.observations[2]]
    #expect(try coded(CodeByCode(members: ["4548-4"]), known).items?.count == 1)
    #expect(try coded(CodeByCode(members: []), known).items?.count == 0)
    // What nobody can tell of stays an error, even where another resource is a member.
    let error = #expect(throws: CQLError.self) { try coded(CodeByCode(members: ["4548-4"]), Self.observations) }
    #expect(error?.kind == .terminology)
    // A set that nobody knows is one for any data.
    #expect(throws: CQLError.self) { try coded(CodeByCode(kind: .unknownValueSet, members: ["4548-4"]), known) }
  }
}
