import ChartsideServer
import Deidentification
import FHIR
import Foundation
import JSON
import ModelGateway
import Records
import TestSupport
import Testing

@Suite("What really leaves the socket, searched for planted identifiers")
struct SocketLeakageTests {
  @Test("plants in every place, over all patients", .enabled(if: ConformanceData.isPresent("patients")))
  func patients() async throws {
    let folder = try RegisteredModelFolder(mode: "shadow", requiring: PlantedChart.types)
    defer { folder.remove() }
    let model = try ScriptedModel { _ in [] }
    defer { model.server.stop() }
    var configuration = try RegisteredModelFolder.configuration(of: model.server)
    configuration.lifetime = .seconds(1)
    let profile = try DeidentificationProfileFolder(
      path: ConformanceData.projectRoot.path + "/Profiles/deidentification"
    ).profile(named: "reasoning")
    let places = PlantedChart.places(by: profile)
    let patients = Self.patients()
    #expect(patients.count >= 30)
    let own = places.filter { $0.type == "Patient" }
    let others = places.filter { $0.type != "Patient" }
    let share = (others.count + patients.count - 1) / patients.count
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      var structured = (planted: 0, leaked: [String]())
      var free = (planted: 0, leaked: [String]())
      var named = (sought: 0, leaked: [String]())
      var facts = 0
      var round = 0
      for (index, patient) in patients.enumerated() {
        let start = min(index * share, others.count)
        let slice = others[start..<min(start + share, others.count)]
        // The prompt holds 500 facts: what is cut off would not have been tried.
        for part in stride(from: slice.startIndex, to: slice.endIndex, by: 300) {
          round += 1
          let chart = PlantedChart(
            patient: patient, number: 10_000 + part, round: round,
            places: own + slice[part..<min(part + 300, slice.endIndex)],
            keys: RegisteredModelFolder.keys(PlantedChart.types))
          let before = model.server.requests.count
          let answer = try await house.post("/cds-services/reasoner", chart.body)
          #expect(answer.status == 200, "\(answer.text)")
          await house.service.idleModels()
          guard let request = model.server.requests.dropFirst(before).first else {
            let report = try await house.records.report(on: "reasoner", since: nil)
            let events = report.events.map { "\($0.name) \($0.count)" }
            Issue.record("nothing was sent for patient \(index), part \(part): \(events)")
            continue
          }
          let sent = Self.everything(of: request)
          let count = ScriptedModel.facts(in: request).count
          #expect(count < 500)
          facts += count
          for plant in chart.plants {
            let leaked = plant.traces.contains { sent.contains($0) }
            if plant.isFreeText {
              free.planted += 1
              if leaked { free.leaked.append(plant.place) }
            } else {
              structured.planted += 1
              if leaked { structured.leaked.append(plant.place) }
            }
          }
          for identifier in Self.identifiers(of: patient) {
            named.sought += 1
            if sent.contains(identifier) { named.leaked.append(identifier) }
          }
        }
      }
      print(
        "socket: \(patients.count) patients, \(model.server.requests.count) requests, \(facts) facts sent; structured "
          + "\(structured.planted - structured.leaked.count)/\(structured.planted), free text "
          + "\(free.planted - free.leaked.count)/\(free.planted) (missed: \(free.leaked)), the patients' own identifiers "
          + "\(named.sought - named.leaked.count)/\(named.sought)")
      #expect(structured.planted >= 300)
      #expect(structured.leaked.isEmpty, "\(structured.leaked)")
      #expect(free.leaked.isEmpty, "\(free.leaked)")
      #expect(named.leaked.isEmpty)
      #expect(facts > patients.count)
    }
  }

  /// Head and body as they came, and the texts in it decoded, folded to letters and digits.
  private static func everything(of request: LoopbackServer.Request) -> String {
    var text = request.method + " " + request.target + "\n"
    for header in request.headers { text += "\(header.name): \(header.value)\n" }
    text += String(decoding: request.body, as: UTF8.self)
    let message = (try? JSONDocument(parsing: request.body))?.root["messages"][1]["content"].string ?? ""
    return PlantedChart.folded(text) + " " + PlantedChart.folded(message)
  }

  /// The Patient resources of all shared data.
  private static func patients() -> [JSONValue] {
    ConformanceData.files(under: "patients", suffix: ".json").compactMap { file in
      guard let data = try? Data(contentsOf: file), let document = try? JSONDocument(fhir: Array(data)) else {
        return nil
      }
      let all = [document.root] + document.root["entry"].elements.compactMap { $0["resource"] }
      return all.first { $0["resourceType"].stringEquals("Patient") }
    }
  }

  /// Names, numbers and addresses of a patient that are long enough to be found by nothing but chance.
  private static func identifiers(of patient: JSONValue) -> [String] {
    var texts = patient["name"].elements.flatMap {
      [$0["family"].string ?? ""] + $0["given"].elements.compactMap(\.string)
    }
    texts += patient["identifier"].elements.compactMap { $0["value"].string }
    texts += patient["telecom"].elements.compactMap { $0["value"].string }
    texts += patient["address"].elements.flatMap { $0["line"].elements.compactMap(\.string) }
    texts += [patient["id"].string ?? "", patient["birthDate"].string ?? ""]
    return texts.map(PlantedChart.folded).filter { $0.utf8.count > 6 }
  }
}
