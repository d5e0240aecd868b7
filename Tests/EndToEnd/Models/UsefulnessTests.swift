import ClinicalTypes
import Deidentification
import FHIR
import Foundation
import Guidelines
import JSON
import TestSupport
import Testing

@Suite("Usefulness: what the profile for models lets leave still says what the chart said")
struct UsefulnessTests {
  /// Every guideline that ships, at each of its hooks, over every patient, original and de-identified. Dates are written on
  /// the invented calendar, since rules need dates; what the model is sent has the same intervals as day numbers.
  @Test(
    "each guideline finds the same for at least 95 % of patients", .enabled(if: ConformanceData.isPresent("patients")))
  func sameFindings() async throws {
    let project = ConformanceData.projectRoot.path
    let library = try GuidelineLibrary.load(folders: [project + "/CDSHooks", project + "/Profiles"])
    var profile = try DeidentificationProfileFolder(path: project + "/Profiles/deidentification")
      .profile(named: "reasoning")
    profile.dates.form = .calendar
    let deidentifier = Deidentifier(profile)
    let now = try #require(PartialDateTime("2026-11-23T09:00:00-05:00"))
    let drafts = try Self.drafts()
    var same: [String: Int] = [:]
    var spoke: [String: Int] = [:]
    var differences: [String] = []
    let patients = Self.patients()
    #expect(patients.count >= 40)
    for (index, resources) in patients.enumerated() {
      guard let patient = resources.first(where: { $0["resourceType"].string == "Patient" }),
        let id = patient["id"].string
      else {
        Issue.record("patient \(index) has no id")
        continue
      }
      let ordered = try drafts.map { try Self.draft($0, of: id) }
      var random = SeededGenerator(seed: UInt64(index))
      let result = deidentifier.deidentify(resources + ordered, now: now, random: &random)
      let copy = try JSONDocument(fhir: result.bytes).root["entry"].elements.compactMap { $0["resource"] }
      let names = Set(ordered.map(Self.name))
      let copied = (
        records: copy.filter { !names.contains(result.map.reference(for: Self.name($0)) ?? "") },
        drafts: copy.filter { names.contains(result.map.reference(for: Self.name($0)) ?? "") }
      )
      let pseudonym = copy.first { $0["resourceType"].string == "Patient" }?["id"].string ?? ""
      for service in library.services {
        var isSame = true
        for hook in service.hooks {
          let original = ChartRequest(hook: hook, patientID: id, resources: resources, drafts: ordered, now: now)
          let sent = ChartRequest(
            hook: hook, patientID: pseudonym, resources: copied.records, drafts: copied.drafts,
            now: try #require(result.calendarNow))
          let (one, other) = (try await original.findings(of: service), try await sent.findings(of: service))
          spoke[service.id, default: 0] += one.isEmpty ? 0 : 1
          if one != other {
            isSame = false
            differences.append("\(service.id) \(hook), patient \(index): \(one) became \(other)")
          }
        }
        same[service.id, default: 0] += isSame ? 1 : 0
      }
    }
    for service in library.services {
      let share = Double(same[service.id] ?? 0) / Double(patients.count)
      print(
        "usefulness: \(service.id) the same for \(same[service.id] ?? 0)/\(patients.count) patients, "
          + "\(spoke[service.id] ?? 0) answers with findings")
      #expect(share >= 0.95, "\(service.id): \(differences.filter { $0.hasPrefix(service.id + " ") }.prefix(5))")
    }
    print(differences.joined(separator: "\n"))
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
