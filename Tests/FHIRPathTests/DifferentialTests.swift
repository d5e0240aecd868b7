import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import FHIRPath

/// The compiler against the reference interpreter: the same values, or both an error of the same kind.
@Suite struct DifferentialTests {
  static func show(_ result: Result<[FHIRPathValue], FHIRPathError>) -> String {
    switch result {
    case .success(let values): values.map { "\($0.typeName) \($0.text ?? $0.node?.value?.path ?? "")" }.description
    case .failure(let error): "error: \(error.kind)"
    }
  }

  static func compare(_ text: String, _ document: JSONDocument?, _ context: EvaluationContext) -> (String, String)? {
    guard let expression = try? FHIRPathExpression(parsing: text) else { return nil }
    let input = document.map { [FHIRPathValue($0.root)] } ?? []
    let compiled = Result { () throws(FHIRPathError) in try expression.evaluate(on: input, in: context) }
    let interpreted = Result { () throws(FHIRPathError) in try expression.interpret(on: input, in: context) }
    let (left, right) = (show(compiled), show(interpreted))
    return left == right ? nil : (left, right)
  }

  @Test(.enabled(if: ConformanceData.isPresent("conformance/fhirpath")))
  func everySuiteExpressionOverEveryInput() throws {
    let suite = FHIRPathSuite(directory: try ConformanceData.url("conformance/fhirpath").path)
    let documents = Set(suite.tests.compactMap(\.inputFile)).sorted().compactMap { name in
      suite.tests.first { $0.inputFile == name }.flatMap(suite.input)
    }
    #expect(documents.count >= 5)
    for test in suite.tests {
      for document in documents {
        if let (compiled, interpreted) = Self.compare(test.expression, document, try TestContext.make()) {
          Issue.record("\(test.expression): compiled \(compiled), interpreted \(interpreted)")
        }
      }
    }
  }

  @Test(
    .enabled(if: ConformanceData.isPresent("patients/synthea-r4")),
    arguments: [
      "Bundle.entry.resource.count()",
      "Bundle.entry.resource.ofType(Observation).where(code.coding.exists(code = '8302-2')).value.value",
      "entry.resource.ofType(Observation).where(effective > @2003-01-01).code.text.distinct()",
      "entry.resource.ofType(Patient).name.given",
      "entry.resource.where($this is Condition and clinicalStatus.coding.code in ('active' | 'resolved')).code.text",
      "entry.resource.ofType(Observation).value.ofType(Quantity).value.aggregate($this + $total, 0)",
      "entry.resource.type().name.distinct()",
      "entry.resource.ofType(Observation).select(value as Quantity).where(value > 100 and unit = 'cm').count()",
      "entry.resource.subject.resolve().birthDate.distinct()",
      "entry.resource.ofType(Encounter).where(period.start < @2005-01-01 or class.code = 'AMB').take(3).id",
      "entry.resource.meta.tag.code.distinct()",
      "entry.resource.ofType(MedicationRequest).medication.coding.first().display",
      "entry.resource.ofType(Observation).where(status in ('final')).count()",
    ])
  func pathsOverABundle(expression: String) throws {
    let file = try #require(
      ConformanceData.files(under: "patients/synthea-r4", suffix: ".json").min {
        $0.lastPathComponent < $1.lastPathComponent
      })
    let document = try JSONDocument(fhir: [UInt8](Data(contentsOf: file)))
    if let (compiled, interpreted) = Self.compare(expression, document, try TestContext.make()) {
      Issue.record("compiled \(compiled.prefix(300)), interpreted \(interpreted.prefix(300))")
    }
  }

  @Test(arguments: [
    "name.given", "name.given[1]", "name[0].given[5]", "name.where(use = 'official').given.first()",
    "name.where(given = 'Jim').exists()", "name.all(given.exists())", "name.first().given.tail()", "name.skip(1).given",
    "name.take(2).given.take(1)", "name.take(0)", "name.select(given.first())", "name.select(given & 'x')",
    "(name | contact.name).where(family = 'Windsor').given", "contact.exists(relationship.exists())", "active = true",
    "active and name.exists()", "active or bogus", "birthDate < @2000-01-01", "birthDate > today()",
    "birthDate.extension('http://hl7.org/fhir/StructureDefinition/patient-birthTime').value", "name.given = 'Peter'",
    "name.given != 'Peter'", "telecom.rank > 1", "telecom.where(rank > 1).value", "name.single()", "name.given < 'a'",
    "deceased", "deceased is boolean", "deceased.ofType(boolean)", "(deceased as boolean).not()", "name.select($index)",
    "name.where($index = 1).given", "telecom.rank.aggregate($this + $total, 0)", "%context.name.given",
    "%resource.name.where(use = 'usual').given", "(1 | 2).select($this + 1)",
    "name.defineVariable('n').given.where(%n.exists())",
    "descendants().count()", "children().ofType(HumanName).family", "managingOrganization.resolve()",
    "name.given.matches('^J')",
    "name.first().given.join(',')", "name.not()", "active.not()", "Patient.name.family.startsWith('C')",
    "bogus.exists()", "gender in ('male' | 'female')", "name.use in ('usual')",
    "telecom.rank.first() in (1 | 2.0)", "birthDate in (@1974-12-25 | 'x')", "gender in {}", "bogus in (1 | 2)",
    "name.first().use in ('official' | 1)",
  ])
  func pathsOverAPatient(expression: String) throws {
    let document = try TestContext.patient()
    if let (compiled, interpreted) = Self.compare(expression, document, try TestContext.make()) {
      Issue.record("compiled \(compiled), interpreted \(interpreted)")
    }
  }

  /// A document read without FHIR's vocabulary gives the same results, only more slowly.
  @Test(arguments: [
    "name.given", "birthDate.extension.value", "name[2].given[0].id", "deceased", "children().count()",
    "descendants().count()",
    "contained.id", "managingOrganization.resolve().name", "multipleBirth + 1",
    "name.where(use = 'official').given.first()", "bogus",
  ])
  func documentsOfAnyVocabulary(expression: String) throws {
    let context = try TestContext.make()
    let parsed = try FHIRPathExpression(parsing: expression)
    let plain = try JSONDocument(parsing: TestContext.patientText)
    let known = try JSONDocument(fhir: TestContext.patientText)
    let results = [plain, known].map { document in
      Self.show(Result { () throws(FHIRPathError) in try parsed.evaluate(on: document.root, in: context) })
    }
    #expect(results[0] == results[1])
  }
}
