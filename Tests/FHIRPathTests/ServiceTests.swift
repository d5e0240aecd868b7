import ClinicalTypes
import FHIR
import JSON
import Testing

@testable import FHIRPath

/// What an evaluation asks of the services in its context, and what it says when they are missing or cannot answer.
@Suite struct ServiceTests {
  /// Knows one value set and one parent and child.
  struct SmallTerminology: TerminologyService {
    func expand(_ url: String) throws(TerminologyError) -> CodeSet {
      throw TerminologyError(kind: .unknownValueSet, subject: url, message: "not held")
    }

    func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool {
      guard url == "http://example.org/vs" else {
        throw TerminologyError(kind: .unknownValueSet, subject: url, message: "not held")
      }
      return code.code == "child" && (code.system ?? "http://example.org/cs") == "http://example.org/cs"
    }

    func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption {
      if left.code == right.code { return .equivalent }
      return left.code == "parent" ? .subsumes : .subsumedBy
    }
  }

  struct Elsewhere: ReferenceResolver {
    let document: JSONDocument
    func resolve(_ reference: Reference, from origin: JSONValue?) -> Resource? {
      reference.typeAndID == "Patient/p1" ? Resource(document.root) : nil
    }
  }

  /// Knows what a document's references reach, so that the document needs no index: nothing, in this case.
  struct Closed: ReferenceResolver {
    let document: JSONDocument
    func resolve(_ reference: Reference, from origin: JSONValue?) -> Resource? { nil }
    func holds(_ document: JSONDocument) -> Bool { document === self.document }
  }

  static let ward = """
    {"resourceType": "Bundle", "type": "collection", "entry": [
      {"fullUrl": "http://a.example/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "birthDate": "1950"}},
      {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Patient", "id": "2", "birthDate": "1960"}},
      {"fullUrl": "http://a.example/Observation/1", "resource": {"resourceType": "Observation", "id": "1",
        "contained": [{"resourceType": "Patient", "id": "c", "birthDate": "1970"}],
        "subject": {"reference": "Patient/1"}, "performer": [{"reference": "urn:uuid:2"}, {"reference": "#c"},
          {"reference": "http://b.example/Patient/1"}, {"reference": "Patient/3"}]}}]}
    """

  @Test("A store resolves what it holds as the document itself does, and without indexing the document again")
  func holding() throws {
    let document = try JSONDocument(fhir: Self.ward)
    let other = try JSONDocument(fhir: Self.ward)
    let expression = try FHIRPathExpression(
      parsing: "entry.resource.ofType(Observation).select(subject | performer).resolve().birthDate")
    for (resolver, expected) in [
      (nil, ["1950", "1960", "1970"]), (ResourceStore([document.root]), ["1950", "1960", "1970"]),
      (Closed(document: document), ["1970"]), (Closed(document: other), ["1950", "1960", "1970"]),
    ] as [((any ReferenceResolver)?, [String])] {
      var context = try TestContext.make()
      context.resolver = resolver
      let found = try expression.evaluate(on: document.root, in: context).map { $0.text ?? $0.typeName }
      #expect(found == expected)
    }
  }

  struct OneProfile: ProfileConformance {
    func conforms(_ value: JSONValue, to profile: String) -> Bool? { profile == "http://example.org/p" ? true : nil }
  }

  static let condition = """
    {"resourceType": "Condition", "subject": {"reference": "Patient/p1"},
     "bodySite": [{"coding": [{"code": "child"}, {"system": "http://example.org/other", "code": "child"}]},
       {"coding": [{"code": "nothing"}]}], "code": {"coding": [
      {"system": "http://example.org/other", "code": "x"}, {"system": "http://example.org/cs", "code": "child"}]},
     "stage": [{"type": {"coding": [{"system": "http://example.org/cs", "code": "parent"}]}}]}
    """

  private func run(_ text: String) throws -> [String] {
    var context = try TestContext.make()
    context.terminology = SmallTerminology()
    context.resolver = Elsewhere(document: try TestContext.patient())
    context.conformance = OneProfile()
    context.variables["other"] = [FHIRPathValue(try TestContext.patient().root)]
    let document = try JSONDocument(fhir: Self.condition)
    return try FHIRPathExpression(parsing: text).evaluate(on: document.root, in: context).map { $0.text ?? $0.typeName }
  }

  @Test(arguments: [
    ("code.memberOf('http://example.org/vs')", ["true"]),
    ("code.coding[0].memberOf('http://example.org/vs')", ["false"]),
    ("code.coding.where(memberOf('http://example.org/vs')).code", ["child"]),
    ("{}.memberOf('http://example.org/vs')", []), ("bodySite[1].memberOf('http://example.org/vs')", ["false"]),
    ("bodySite[0].coding[1].memberOf('http://example.org/vs')", ["false"]),
    ("stage.type.subsumes(code)", ["true"]), ("code.subsumedBy(stage.type)", ["true"]),
    ("code.subsumes(stage.type)", ["false"]),
    ("subject.resolve().name.family.first()", ["Chalmers"]), ("subject.resolve().birthDate < @1980", ["true"]),
    ("'Patient/none'.resolve()", []), ("conformsTo('http://example.org/p')", ["true"]),
    ("%other.name.where(use = 'usual').given", ["Jim"]),
    ("%other.name.select(given.first())", ["Peter", "Jim", "FHIR.string"]),
    ("%other.name.exists(family = 'Windsor')", ["true"]),
    ("%other.all(active)", ["true"]),
    ("%other.name.given | code.coding.code", ["Peter", "James", "Jim", "FHIR.string", "x", "child"]),
  ])
  func answers(expression: String, expected: [String]) throws { #expect(try run(expression) == expected) }

  @Test(arguments: [
    "code.memberOf('http://example.org/unknown')", "conformsTo('http://example.org/q')",
    "bodySite[0].memberOf('http://example.org/vs')", "bodySite[0].coding[0].memberOf('http://example.org/vs')",
  ])
  func whatCannotBeKnownIsAnError(expression: String) {
    let error = #expect(throws: FHIRPathError.self) { try run(expression) }
    #expect(error?.kind == .execution)
  }

  @Test func withoutAServiceTheQuestionIsAnError() throws {
    let document = try JSONDocument(fhir: Self.condition)
    #expect(throws: FHIRPathError.self) { try TestContext.run("code.memberOf('http://example.org/vs')", on: document) }
    #expect(try TestContext.run("subject.resolve()", on: document) == [])
  }

  @Test func referencesResolveInsideABundle() throws {
    let bundle = try JSONDocument(
      fhir: """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "a", "active": true}},
          {"fullUrl": "http://x.org/fhir/Observation/o", "resource": {"resourceType": "Observation", "id": "o",
            "subject": {"reference": "urn:uuid:1"}, "performer": [{"reference": "Patient/a"}, {"reference": "#g"}],
            "contained": [{"resourceType": "Group", "id": "g", "name": "G"}],
            "derivedFrom": [{"reference": "http://x.org/fhir/Observation/o"}]}}]}
        """)
    let observation = "entry.resource.ofType(Observation)."
    #expect(try TestContext.run(observation + "subject.resolve().active", on: bundle) == ["true"])
    #expect(try TestContext.run(observation + "performer.resolve().id", on: bundle) == ["a", "g"])
    #expect(try TestContext.run(observation + "derivedFrom.resolve().id", on: bundle) == ["o"])
  }

  /// Two servers' patients of one id: a reference reaches its own server's, and without a server none is guessed.
  @Test(arguments: [
    ("entry[2].resource.subject.resolve().gender", ["female"]),
    ("entry[3].resource.subject.resolve().gender", ["male"]),
    ("entry[4].resource.subject.resolve().gender", []), ("'Patient/1'.resolve()", []),
    ("entry[5].resource.subject.resolve().gender", ["other"]), ("entry[6].resource.subject.resolve().gender", []),
  ])
  func referencesStayOnTheirServer(expression: String, expected: [String]) throws {
    func observation(_ url: String, _ reference: String) -> String {
      #"{"fullUrl": "\#(url)", "resource": {"resourceType": "Observation", "subject": {"reference": "\#(reference)"}}}"#
    }
    let bundle = try JSONDocument(
      fhir: """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"fullUrl": "http://a.org/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "gender": "female"}},
          {"fullUrl": "http://b.org/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "gender": "male"}},
          \(observation("http://a.org/Observation/1", "Patient/1")), \(observation("http://b.org/Observation/1", "Patient/1")),
          \(observation("urn:uuid:1", "Patient/1")), \(observation("urn:uuid:2", "Patient/2/_history/3")),
          \(observation("urn:uuid:3", "Patient/2/_history/4")),
          {"resource": {"resourceType": "Patient", "id": "2", "gender": "other", "meta": {"versionId": "3"}}}]}
        """)
    #expect(try TestContext.run(expression, on: bundle) == expected)
  }

  @Test(arguments: [
    ("<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>x</p></div>", "true"),
    ("<div><script>x</script></div>", "false"),
    ("<div>  </div>", "false"), ("<p>x</p>", "false"), ("<div><p>x</div>", "false"),
    ("<div onclick=\\\"x\\\">y</div>", "false"),
    ("<div><a href=\\\"javascript:x\\\">y</a></div>", "false"), ("<div><!-- c --><b>x</b><br/></div>", "true"),
  ])
  func narrativesAreChecked(html: String, expected: String) throws {
    #expect(try TestContext.run("'\(html)'.htmlChecks()") == [expected])
  }

  @Test func tracesReachTheReceiver() throws {
    let names = Names()
    var context = try TestContext.make()
    context.trace = { name, values in names.append("\(name) \(values.count)") }
    let document = try TestContext.patient()
    _ = try FHIRPathExpression(parsing: "name.trace('n', given).count()").evaluate(on: document.root, in: context)
    #expect(names.all == ["n 5"])
  }

  /// Collects from a closure; one task only.
  final class Names: @unchecked Sendable {
    private(set) var all: [String] = []
    func append(_ name: String) { all.append(name) }
  }
}
