import CDSHooks
import ClinicalTypes
import Deidentification
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("Usefulness: what the profile for models lets leave still says what the chart said")
struct UsefulnessTests {
  /// A record before and after, with the drafts on it.
  private struct Pair {
    let original: RecordedPatient
    let copy: RecordedPatient
    let context: (original: JSONValue, copy: JSONValue)
    let now: (original: PartialDateTime, copy: PartialDateTime)

    /// Dates are written on the invented calendar, since rules need dates; what a model is sent has the same intervals as
    /// day numbers.
    init(
      _ resources: [JSONValue], drafts: [JSONValue], patient id: String, now: PartialDateTime, seed: Int,
      by deidentifier: Deidentifier
    ) throws {
      var random = SeededGenerator(seed: UInt64(seed))
      let result = deidentifier.deidentify(resources + drafts, now: now, random: &random)
      let copies = try JSONDocument(fhir: result.bytes).root["entry"].elements.compactMap { $0["resource"] }
      let names = Set(drafts.map(UsefulnessTests.name))
      func isDraft(_ copy: JSONValue) -> Bool {
        names.contains(result.map.reference(for: UsefulnessTests.name(copy)) ?? "")
      }
      let pseudonym = copies.first { result.map.reference(for: UsefulnessTests.name($0)) == "Patient/\(id)" }
      original = RecordedPatient(id: id, resources: resources)
      copy = RecordedPatient(id: pseudonym["id"].string ?? "", resources: copies.filter { !isDraft($0) })
      context = (
        try UsefulnessTests.context(drafts), try UsefulnessTests.context(copies.filter(isDraft))
      )
      self.now = (now, try #require(result.calendarNow))
    }

    /// Where a service finds something else on the copy; and whether it finds anything at all.
    func difference(_ service: GuidelineService, _ hook: String) async throws -> (text: String?, speaks: Bool) {
      let deadline = ContinuousClock.now + .seconds(120)
      let isOrder = hook.hasPrefix("order-")
      let chart = try original.chart(
        for: service, hook: hook, context: isOrder ? context.original : nil, now: now.original, deadline: deadline)
      let other = try copy.chart(
        for: service, hook: hook, context: isOrder ? context.copy : nil, now: now.copy, deadline: deadline)
      let one = try await UsefulnessTests.findings(service, chart, deadline)
      let two = try await UsefulnessTests.findings(service, other, deadline)
      return (one == two ? nil : "\(service.id) \(hook): \(one) became \(two)", !one.isEmpty)
    }
  }

  private struct Tally {
    var same: [String: Int] = [:]
    var all: [String: Int] = [:]
    var spoke: [String: Int] = [:]
    var differences: [String] = []

    mutating func count(_ service: String, isSame: Bool, speaks: Bool) {
      all[service, default: 0] += 1
      same[service, default: 0] += isSame ? 1 : 0
      spoke[service, default: 0] += speaks ? 1 : 0
    }

    func check(_ title: String) {
      for (service, all) in all.sorted(by: { $0.key < $1.key }) {
        let same = same[service] ?? 0
        print("usefulness, \(title): \(service) the same for \(same)/\(all), with findings in \(spoke[service] ?? 0)")
        // Of few examples one may differ: that would be more than 5 %.
        #expect(
          same * 100 >= all * 95 || all - same <= 1,
          "\(service): \(differences.filter { $0.hasPrefix(service + " ") }.prefix(5))")
      }
      print(differences.joined(separator: "\n"))
    }
  }

  private static let library = Result {
    let project = ConformanceData.projectRoot.path
    return try GuidelineLibrary.load(folders: [project + "/CDSHooks", project + "/Profiles"])
  }

  private static func deidentifier() throws -> Deidentifier {
    var profile = try DeidentificationProfileFolder(
      path: ConformanceData.projectRoot.path + "/Profiles/deidentification"
    ).profile(named: "reasoning")
    profile.dates.form = .calendar
    return Deidentifier(profile)
  }

  /// Every guideline that ships, at each of its hooks, over every patient. Aggregates say what their members say.
  @Test(
    "each guideline finds the same for at least 95 % of patients", .enabled(if: ConformanceData.isPresent("patients")))
  func sameFindings() async throws {
    let services = try Self.library.get().services.filter { !$0.isAggregate }
    let deidentifier = try Self.deidentifier()
    let now = try #require(PartialDateTime("2026-11-23T09:00:00-05:00"))
    let drafts = try Self.drafts()
    let patients = Self.patients()
    #expect(patients.count >= 40)
    var tally = Tally()
    for (index, resources) in patients.enumerated() {
      let patient = resources.first { $0["resourceType"].string == "Patient" }
      let id = try #require(patient["id"].string, "patient \(index) has no id")
      let pair = try Pair(
        resources, drafts: try drafts.map { try Self.draft($0, of: id) }, patient: id, now: now, seed: index,
        by: deidentifier)
      for service in services {
        var (isSame, speaks) = (true, false)
        for hook in service.hooks {
          let (difference, found) = try await pair.difference(service, hook)
          speaks = speaks || found
          if let difference {
            isSame = false
            tally.differences.append(difference + ", patient \(index)")
          }
        }
        tally.count(service.id, isSame: isSame, speaks: speaks)
      }
    }
    tally.check("patients")
  }

  /// Over the patients many guidelines have nothing to say; over these they do.
  @Test("each guideline finds the same in at least 95 % of its own examples with cards")
  func sameInExamples() async throws {
    let deidentifier = try Self.deidentifier()
    var tally = Tally()
    for service in try Self.library.get().services where !service.isAggregate {
      for (index, example) in try UsefulnessExample.speaking(of: service.id).enumerated() {
        guard
          let hook = [example.hook, service.hooks.first].lazy.compactMap({ $0 }).first(where: service.hooks.contains)
        else { continue }
        let pair = try Pair(
          example.resources, drafts: example.drafts, patient: example.patientID, now: example.now, seed: index,
          by: deidentifier)
        let (difference, found) = try await pair.difference(service, hook)
        if let difference { tally.differences.append(difference + ", " + example.name) }
        tally.count(service.id, isSame: difference == nil, speaks: found)
      }
      #expect(tally.spoke[service.id, default: 0] > 0, "no example makes \(service.id) speak")
    }
    tally.check("examples")
  }

  /// What a service finds, without what bears another name or date on a de-identified chart.
  private static func findings(
    _ service: GuidelineService, _ chart: Chart, _ deadline: ContinuousClock.Instant
  ) async throws -> [String] {
    // "Not on our lists" is left out: names that are on no list are what the copy must not hold.
    try await service.model.reason(over: chart, deadline: deadline).filter { $0.id != "not-recognised" }.map {
      finding in
      "\(finding.id) \(finding.severity.rawValue) \(finding.topic.code) "
        + finding.suggestions.map(\.label).joined(separator: ";")
    }.sorted()
  }

  private static func context(_ drafts: [JSONValue]) throws -> JSONValue {
    let context: JSONTree = [
      "draftOrders": [
        "resourceType": "Bundle", "type": "collection", "entry": .array(drafts.map { ["resource": .view($0)] }),
      ], "selections": .array(drafts.map { .string(name($0)) }),
    ]
    return try JSONDocument(parsing: context.serialized()).root
  }

  private static func name(_ resource: JSONValue) -> String {
    "\(resource["resourceType"].string ?? "")/\(resource["id"].string ?? "")"
  }

  /// The records of the shared patients and of our own, each as its resources.
  private static func patients() -> [[JSONValue]] {
    let own = ConformanceData.projectRoot.appendingPathComponent("CDSHooks/example-patients")
    let files =
      ConformanceData.files(under: "patients", suffix: ".json")
      + ((try? FileManager.default.contentsOfDirectory(at: own, includingPropertiesForKeys: nil)) ?? [])
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    return files.compactMap { file in
      guard let data = try? Data(contentsOf: file), let document = try? JSONDocument(fhir: Array(data)),
        let resources = try? Self.resources(of: document)
      else { return nil }
      return resources.contains { $0["resourceType"].string == "Patient" } ? resources : nil
    }
  }

  /// The entries of a Bundle. Those of a transaction get the ids that a server would give them.
  private static func resources(of document: JSONDocument) throws -> [JSONValue] {
    let entries = document.root["entry"].elements
    guard entries.contains(where: { $0["resource"]["id"] == nil }) else {
      return entries.compactMap { $0["resource"] }
    }
    var names: [(urn: String, reference: String)] = []
    var texts: [String] = []
    for entry in entries {
      guard let resource = entry["resource"], let type = resource["resourceType"].string else { continue }
      var object = JSONObject(resource)
      if resource["id"] == nil, let urn = entry["fullUrl"].string, urn.hasPrefix("urn:uuid:") {
        let id = String(urn.dropFirst(9))
        object["id"] = .string(id)
        names.append((urn, "\(type)/\(id)"))
      }
      texts.append(String(decoding: JSONTree.object(object).serialized(), as: UTF8.self))
    }
    return try texts.map { text in
      var text = text
      for name in names { text = text.replacing("\"\(name.urn)\"", with: "\"\(name.reference)\"") }
      return try JSONDocument(fhir: Array(text.utf8)).root
    }
  }

  private static func drafts() throws -> [JSONValue] {
    let folder = ConformanceData.projectRoot.appendingPathComponent("CDSHooks/example-orders")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
      .flatMap { file in
        let root = try JSONDocument(fhir: Array(Data(contentsOf: file))).root
        return root["entry"] == nil ? [root] : root["entry"].elements.compactMap { $0["resource"] }
      }
  }

  /// A draft of the patient's.
  private static func draft(_ draft: JSONValue, of patient: String) throws -> JSONValue {
    var order = JSONObject(draft)
    order["subject"] = ["reference": .string("Patient/\(patient)")]
    return try JSONDocument(fhir: JSONTree.object(order).serialized()).root
  }
}
