import ChartsideServer
import Foundation
import Guidelines
import Sandbox

/// `chartside doctor --chart DIR`: whether charts hold what the services look for.
struct ChartExamination {
  let library: GuidelineLibrary
  let folder: String

  func run() throws {
    let patients = try patients()
    guard !patients.isEmpty else { throw CommandFailure(.wrongUse, "'\(folder)' holds no Bundle with one Patient.") }
    var survey = ChartSurvey(library)
    for patient in patients { survey.add(patient) }
    let report = survey.report
    Terminal.say(
      "\(survey.chartCount) charts; a fact is counted in a chart that holds at least one resource with its codes")
    for service in library.services where !service.isAggregate {
      let facts = report.filter { $0.services.contains(service.id) }
      guard !facts.isEmpty else { continue }
      Terminal.say("\(service.id):")
      for fact in facts { show(fact, of: survey.chartCount) }
    }
  }

  private func show(_ fact: ChartSurvey.Fact, of charts: Int) {
    let percent = "\(fact.charts * 100 / charts) %"
    let name = "\(fact.type) \(fact.name)".padding(toLength: 56, withPad: " ", startingAt: 0)
    var line = "  \(name) \(fact.charts) of \(charts), \(percent)"
    if !fact.lookalikes.isEmpty {
      let seen = fact.lookalikes.map { "\($0.code) '\($0.display)' (\($0.charts))" }
      line += "; other codes seen: \(seen.joined(separator: ", "))"
    }
    Terminal.say(line)
  }

  /// The charts: each Bundle with one Patient, and loose resources by the patient that they are about. Bundles are read as a
  /// server would store them, so that a transaction's entries without ids are found by their `urn:uuid`.
  private func patients() throws -> [RecordedPatient] {
    let files = PatientLibrary(directories: [folder])
    for problem in files.problems { Terminal.complain("left out: \(problem)") }
    return RecordedPatient.patients(in: files.documents)
  }
}
