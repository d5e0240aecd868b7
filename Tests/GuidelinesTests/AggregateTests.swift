import CDSHooks
import Guidelines
import Reasoning
import Testing

@Suite("One service a hook, made of others")
struct AggregateTests {
  /// The service as it runs where a site has set nothing.
  private func service(_ library: GuidelineLibrary, _ id: String = "all") throws -> GuidelineService {
    try #require(library.services(under: ServiceSelection()).first { $0.id == id })
  }

  private func summaries(_ results: [PartResult]) -> [String] {
    results.flatMap { part -> [String] in
      if case .completed(let findings) = part.result.outcome { findings.map(\.summary) } else { ["failed"] }
    }
  }

  @Test("the aggregate says what its members say, each under its own name")
  func findings() async throws {
    let library = try AggregateContent.library(
      AggregateContent.plans + [AggregateContent.aggregate(["high", "count"])])
    let results = try await AggregateContent.results(of: service(library))
    #expect(summaries(results) == ["Potassium is high (plain)", "2 results"])
    #expect(results.map(\.result.id) == ["high", "count"])
    #expect(try service(library).hooks == ["patient-view"])
  }

  @Test("data that members share is asked for once")
  func requirements() throws {
    let library = try AggregateContent.library(
      AggregateContent.plans + [AggregateContent.aggregate(["high", "count"])])
    let aggregate = try service(library)
    #expect(aggregate.requirements.map(\.key) == ["patient", "observation"])
    #expect(
      aggregate.requirements.last?.template.text
        == "Observation?patient={{context.patientId}}&code=http://loinc.org|2823-3&_sort=-date&_count=500")
    #expect(aggregate.scopes == ["user/Patient.r", "user/Observation.rs"])
  }

  @Test("a member that fails does not silence the others")
  func failure() async throws {
    let library = try AggregateContent.library(
      AggregateContent.plans + [AggregateContent.aggregate(["broken", "high", "count"])])
    let results = try await AggregateContent.results(of: service(library))
    #expect(summaries(results) == ["failed", "Potassium is high (plain)", "2 results"])
    #expect(results[0].failure != nil)
  }

  @Test("a condition of the aggregate decides whether a member is asked")
  func condition() async throws {
    func plan(_ expression: String) -> String {
      AggregateContent.aggregate(
        ["count"],
        condition:
          ",\"condition\":[{\"kind\":\"applicability\",\"expression\":{\"language\":\"text/fhirpath\",\"expression\":\"\(expression)\"}}]"
      )
    }
    for (expression, count) in [("%patient.gender = 'female'", 1), ("%patient.gender = 'male'", 0)] {
      let library = try AggregateContent.library(AggregateContent.plans + [plan(expression)])
      #expect(try await AggregateContent.results(of: service(library)).count == count)
    }
  }

  @Test("a plan without a trigger is no service, and answers the hook of the action that names it")
  func untriggered() async throws {
    let plans = [AggregateContent.plan("count", library: "CountPotassium", trigger: nil)]
    let library = try AggregateContent.library(plans + [AggregateContent.aggregate(["count"], hook: "patient-view")])
    #expect(library.services.map(\.id) == ["all"])
    #expect(
      try await summaries(AggregateContent.results(of: service(library), hook: "patient-view")) == ["2 results"])
  }

  @Test("a plan without a trigger runs beside plans that have one, and a site can set its options and switch it off")
  func untriggeredBesideOthers() async throws {
    let library = try AggregateContent.library([
      AggregateContent.plan("high", library: "HighPotassium", priority: "urgent", trigger: nil),
      AggregateContent.plan("count", library: "CountPotassium"), AggregateContent.aggregate(["high", "count"]),
    ])
    let found = try await summaries(AggregateContent.results(of: service(library)))
    #expect(found == ["Potassium is high (plain)", "2 results"])
    func members(_ choice: ServiceSelection.Choice) throws -> [GuidelineService] {
      try library.services(under: ServiceSelection(["high": choice])).first { $0.id == "all" }?.members ?? []
    }
    #expect(try members(.init(isEnabled: false)).map(\.id) == ["count"])
    #expect(try members(.init(options: ["Style": ["loud"]])).map(\.id) == ["high", "count"])
    #expect(throws: ServiceSelection.Failure.self) { try members(.init(options: ["Colour": ["red"]])) }
  }

  @Test("a plan with another's id and a url of its own is refused, naming both files; it never takes its place")
  func idConflict() throws {
    let url = "https://example.org/PlanDefinition/high"
    let own = AggregateContent.plan("high", library: "CountPotassium").replacing(
      url, with: "https://clinic.example/high")
    #expect {
      try AggregateContent.library(AggregateContent.plans + [AggregateContent.aggregate(["high"]), own])
    } throws: { error in
      (error as? ContentErrors)?.errors.contains {
        $0.file == "content-4.json" && $0.path == "id" && $0.message.contains("content-0.json")
      } == true
    }
  }

  @Test("a later version of a plan replaces it; an aggregate that names the replaced version is told")
  func replacedVersion() throws {
    let newer = AggregateContent.plan("high", library: "CountPotassium").replacing("\"1.0.0\"", with: "\"2.0.0\"")
    let library = try AggregateContent.library(
      AggregateContent.plans + [AggregateContent.aggregate(["high"]), newer])
    #expect(try service(library).members.map(\.version) == ["2.0.0"])
    #expect {
      try AggregateContent.library(AggregateContent.plans + [AggregateContent.aggregate(["high|1.0.0"]), newer])
    } throws: { error in
      (error as? ContentErrors)?.errors.contains { $0.message.contains("is replaced by") } == true
    }
  }

  @Test("former ids answer, discovery does not name them, and no two services share one")
  func aliases() throws {
    let alias =
      #","identifier":[{"use":"old","system":"https://chartside.health/fhir/service-id","value":"potassium"}]"#
    let plan = AggregateContent.plan("high", library: "HighPotassium", more: alias)
    let library = try AggregateContent.library([plan])
    #expect(library.service(answeringAt: "potassium")?.service.id == "high")
    #expect(library.services.flatMap(\.descriptions).map(\.id) == ["high"])
    #expect(throws: ContentErrors.self) {
      try AggregateContent.library([plan, AggregateContent.plan("potassium", library: "CountPotassium")])
    }
  }

  @Test(
    "what an aggregate cannot be made of is told",
    arguments: [("nothing", "the plan https://example.org/PlanDefinition/nothing is not in the content")])
  func faults(member: String, message: String) {
    #expect {
      try AggregateContent.library(AggregateContent.plans + [AggregateContent.aggregate([member])])
    } throws: { ($0 as? ContentErrors)?.errors.contains { $0.message == message } == true }
  }
}

@Suite("A site switches services and sets their options")
struct ServiceSelectionTests {
  private static let off =
    #","extension":[{"url":"https://chartside.health/fhir/StructureDefinition/off-by-default","valueBoolean":true}]"#
  private static let option = """
    ,"extension":[{"url":"https://chartside.health/fhir/StructureDefinition/site-option","extension":[
     {"url":"parameter","valueString":"Style"},{"url":"allowed","valueString":"plain"},{"url":"allowed","valueString":"loud"}]}]
    """

  private func ids(_ choices: [String: ServiceSelection.Choice], _ library: GuidelineLibrary) throws -> [String] {
    try library.services(under: ServiceSelection(choices)).map(\.id)
  }

  @Test("a plan that is off by default runs where the site wants it, also inside the aggregate")
  func switching() throws {
    let library = try AggregateContent.library([
      AggregateContent.plan("high", library: "HighPotassium"),
      AggregateContent.plan("count", library: "CountPotassium", more: Self.off),
      AggregateContent.aggregate(["high", "count"]),
    ])
    #expect(try ids([:], library) == ["all", "high"])
    #expect(try ids(["count": .init(isEnabled: true)], library) == ["all", "count", "high"])
    #expect(try ids(["high": .init(isEnabled: false)], library) == [])
    let services = try library.services(under: ServiceSelection(["count": .init(isEnabled: true)]))
    #expect(services.first { $0.id == "all" }?.members.map(\.id) == ["high", "count"])
    #expect(
      try library.services(under: ServiceSelection()).first { $0.id == "all" }?.members.map(\.id) == ["high"])
    // Without a configuration it answers under its own id alone.
    #expect(library.servicesAsShipped.map(\.id) == ["all", "count", "high"])
    #expect(library.servicesAsShipped.first?.members.map(\.id) == ["high"])
  }

  @Test("options change what the CQL computes, in the aggregate too, by their name in CQL or in small letters")
  func options() async throws {
    let library = try AggregateContent.library([
      AggregateContent.plan("high", library: "HighPotassium", more: Self.option), AggregateContent.aggregate(["high"]),
    ])
    let services = try library.services(
      under: ServiceSelection(["high": .init(options: ["style": ["loud"], "Limit": ["4.0"]])]))
    for service in services {
      let results = try await AggregateContent.results(of: service)
      guard case .completed(let findings)? = results.first?.result.outcome else {
        Issue.record("no findings")
        continue
      }
      #expect(findings.map(\.summary) == ["Potassium is high (loud)", "Potassium is high (loud)"])
    }
  }

  @Test(
    "what is no option, or no value of one, is told with its name",
    arguments: [
      ("Colour", "red", "is no option of high; its options are Limit, Style"),
      ("Limit", "five", "must be a Decimal"), ("Style", "quiet", "must be one of plain, loud"),
    ])
  func faults(option: String, value: String, problem: String) throws {
    let library = try AggregateContent.library([
      AggregateContent.plan("high", library: "HighPotassium", more: Self.option)
    ])
    #expect {
      try library.services(under: ServiceSelection(["high": .init(options: [option: [value]])]))
    } throws: { ($0 as? ServiceSelection.Failure)?.problem == problem }
    #expect {
      try library.services(under: ServiceSelection(["hihg": .init()]))
    } throws: { ($0 as? ServiceSelection.Failure)?.service == "hihg" }
  }
}
