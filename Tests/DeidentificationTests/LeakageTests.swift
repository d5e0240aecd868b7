import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import Deidentification

/// Identifiers planted in every awkward place must not come out.
@Suite("Leakage")
struct LeakageTests {
  /// Every type × path of R4, categories and spellings in turn, in turn alone, in a Bundle, contained, and in a request.
  @Test("Planted everywhere in R4", arguments: ["reasoning", "safe-harbor-strict"])
  func everywhere(profileName: String) throws {
    let profile = try Fixtures.profile(profileName)
    let deidentifier = Deidentifier(profile)
    let places = PlantedPlace.all(of: profile)
    // `CHARTSIDE_LEAKAGE=N` plants in every place, each with the Nth combination of category and spelling.
    let round = ProcessInfo.processInfo.environment["CHARTSIDE_LEAKAGE"].flatMap { Int($0) }
    let stride = round == nil ? max(1, places.count / 6_000) : 1
    var tally = LeakageTally()
    for (index, place) in places.enumerated() where index % stride == 0 || place.isFreeText || place.steps.count == 1 {
      let turn = index + (round ?? 0) * 5
      let plant = PlantedIdentifier(index, .allCases[turn % 18], .allCases[turn / 18 % 8])
      guard let (value, traces) = Self.value(plant, for: place, index) else { continue }
      let json = Self.wrap(place.json(with: value), index)
      var random = SeededGenerator(seed: UInt64(index))
      let output: [UInt8]
      do {
        output = try deidentifier.deidentify(try JSONDocument(fhir: json), now: Fixtures.now(), random: &random).bytes
      } catch is DeidentificationError {
        output = []
      }
      let folded = FoldedOutput.text(output)
      tally.add(place.isFreeText, plant, place.description, leaked: traces.contains { folded.contains($0) })
    }
    print("\(profileName): \(places.count) places of R4; \(tally.summary)")
    #expect(tally.structured.total >= 3_000)
    #expect(tally.structuredLeaks.isEmpty, "\(tally.structuredLeaks.prefix(20))")
  }

  /// The planted value as JSON that the element's type takes, and what must not come out.
  private static func value(
    _ plant: PlantedIdentifier, for place: PlantedPlace, _ index: Int
  ) -> (String, [String])? {
    switch place.primitive {
    case .boolean: return nil
    case .integer, .positiveInt, .unsignedInt, .decimal:
      let digits = String(4_100_000_000 + (index * 7_919_357) % 5_800_000_000)
      return (digits, [digits])
    case .date, .dateTime, .instant:
      let date = "19\(50 + index % 49)-0\(1 + index % 9)-\(10 + index % 18)"
      let time = place.primitive == .date ? "" : "T0\(index % 10):17:43Z"
      return ("\"\(date)\(time)\"", [date.replacingOccurrences(of: "-", with: ""), time.isEmpty ? "zqnever" : "1743z"])
    case .base64Binary:
      let text = Base64.encode(Array(plant.text.utf8))
      return ("\"\(text)\"", plant.traces + [String(decoding: TextFolding.alphanumerics(text), as: UTF8.self)])
    default:
      var writer = JSONWriter()
      writer.value(plant.text)
      return (String(decoding: writer.bytes, as: UTF8.self), plant.traces)
    }
  }

  private static func wrap(_ resource: String, _ index: Int) -> String {
    switch index % 5 {
    case 1: #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":\#(resource)}]}"#
    case 2: #"{"resourceType":"Condition","contained":[\#(resource)]}"#
    case 3: #"{"hook":"patient-view","hookInstance":"1","context":{"patientId":"1"},"prefetch":{"x":\#(resource)}}"#
    case 4:
      #"{"hook":"order-sign","context":{"draftOrders":{"resourceType":"Bundle","entry":[{"resource":\#(resource)}]}}}"#
    default: resource
    }
  }

  /// Texts of real records replaced by plants, many at once, with names and numbers of their own all over the place.
  @Test("Planted over all patients", .enabled(if: ConformanceData.isPresent("patients")))
  func patients() throws {
    let profile = try Fixtures.profile("reasoning")
    let deidentifier = Deidentifier(profile)
    var random = SeededGenerator(seed: 42)
    var tally = LeakageTally()
    var number = 100_000
    var files = 0
    var sizes = (input: 0, output: 0)
    for file in ConformanceData.files(under: "patients", suffix: ".json") {
      guard let bytes = try? Array(Data(contentsOf: file)), let document = try? JSONDocument(fhir: bytes),
        document.root["resourceType"] != nil
      else { continue }
      let texts = Self.texts(of: document, profile)
      guard !texts.isEmpty else { continue }
      files += 1
      var plants: [(range: Range<Int>, plant: PlantedIdentifier, place: String, isFreeText: Bool)] = []
      var taken: Set<Int> = []
      for _ in 0..<min(60, texts.count) {
        let text = texts[Int.random(in: texts.indices, using: &random)]
        guard taken.insert(text.range.lowerBound).inserted else { continue }
        let plant = PlantedIdentifier(number, .allCases[number % 18], .allCases[number / 18 % 8])
        number += 1
        plants.append((text.range, plant, text.path, text.isFreeText))
      }
      let planted = Self.replace(bytes, plants.map { ($0.range, $0.plant.text) })
      var source = SeededGenerator(seed: UInt64(number))
      let output = try? deidentifier.deidentify(
        try JSONDocument(fhir: planted), now: Fixtures.now(), random: &source)
      sizes = (sizes.input + planted.count, sizes.output + (output?.bytes.count ?? 0))
      let folded = FoldedOutput.text(output?.bytes ?? [])
      for plant in plants {
        tally.add(plant.isFreeText, plant.plant, plant.place, leaked: plant.plant.survives(inFolded: folded))
      }
    }
    print("patients: \(files) records, \(sizes.input) bytes in, \(sizes.output) out; \(tally.summary)")
    #expect(tally.structured.total >= 300)
    #expect(tally.structuredLeaks.isEmpty, "\(tally.structuredLeaks.prefix(20))")
  }

  /// The texts of a document with their types' rules, structural ones excepted: resource types and extension URLs.
  private static func texts(
    of document: JSONDocument, _ profile: DeidentificationProfile
  ) -> [(range: Range<Int>, path: String, isFreeText: Bool)] {
    var found: [(range: Range<Int>, path: String, isFreeText: Bool)] = []
    var plans: [FHIRType: TypePlan] = [:]
    func visit(_ value: JSONValue, _ type: FHIRType) {
      var type = type
      if type.kind == .resource, let name = value[.resourceType].flatMap({ FHIRTypes.shared.type(named: $0) }) {
        type = name
      }
      let plan = plans[type] ?? TypePlan(type, profile)
      plans[type] = plan
      for child in JSONChildren(value) {
        guard let step = plan.step(keyID: child.node.keyID), !step.isCompanion else { continue }
        for element in child.isArray ? Array(child.elements) : [child] {
          if element.isObject {
            visit(element, step.type)
          } else if element.isString, step.type.primitive != nil {
            let node = element.node
            found.append((Int(node.start)..<Int(node.end), step.path, step.rule == .text))
          }
        }
      }
    }
    if let type = document.root["resourceType"].flatMap({ FHIRTypes.shared.type(named: $0) }) {
      visit(document.root, type)
    }
    return found
  }

  private static func replace(_ bytes: [UInt8], _ plants: [(Range<Int>, String)]) -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    for (range, text) in plants.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
      out += bytes[place..<range.lowerBound]
      out += Array(text.utf8)
      place = range.upperBound
    }
    return out + bytes[place...]
  }

  @Test(
    "The record's own identifiers do not come out of any patient", .enabled(if: ConformanceData.isPresent("patients")))
  func ownIdentifiers() throws {
    let deidentifier = Deidentifier(try Fixtures.profile("reasoning"))
    let lexicon = deidentifier.profile.lexicon
    var leaks: [String] = []
    var checked = 0
    for file in ConformanceData.files(under: "patients/synthea-r4", suffix: ".json") {
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)))
      var random = SeededGenerator(seed: 5)
      let result = try deidentifier.deidentify(document, now: Fixtures.now(), random: &random)
      let folded = String(decoding: TextFolding.alphanumerics(Fixtures.text(result)), as: UTF8.self)
      for entry in document.root["entry"]?.elements.map({ $0 }) ?? [] {
        guard let patient = entry["resource"], patient["resourceType"]?.string == "Patient" else { continue }
        var own =
          patient["name"]?.elements.flatMap { [$0["family"]?.string ?? ""] + $0["given"].elements.compactMap(\.string) }
          ?? []
        own += patient["identifier"]?.elements.compactMap { $0["value"]?.string } ?? []
        own += patient["telecom"]?.elements.compactMap { $0["value"]?.string } ?? []
        own += [patient["id"]?.string ?? "", patient["birthDate"]?.string ?? ""]
        own +=
          patient["address"]?.elements.flatMap { $0["line"].elements.compactMap(\.string) + [$0["city"]?.string ?? ""] }
          ?? []
        for value in own {
          let trace = String(decoding: TextFolding.alphanumerics(value), as: UTF8.self)
          guard trace.utf8.count > 4,
            !TextFolding.words(value).allSatisfy(lexicon.knows) || trace.contains(where: \.isNumber)
          else { continue }
          checked += 1
          if folded.contains(trace) { leaks.append("\(file.lastPathComponent.prefix(6)): \(trace.count) characters") }
        }
      }
    }
    print("own identifiers: \(checked) looked for, \(leaks.count) found")
    #expect(leaks.isEmpty, "\(leaks)")
  }
}
