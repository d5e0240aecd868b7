import ClinicalTypes
import FHIR
import FHIRValidation
import JSON
import Reasoning

/// Says what the record left out of the resources that a card rests on: lines for people, few and short.
///
/// `eGFR of 2026-11-03: no UCUM unit code`. A line never changes what a card advises.
struct InputGaps {
  /// More lines than this tell a reader nothing new.
  static let maximumLines = 5
  /// Longer names of resources are cut.
  private static let maximumName = 60

  private let plan: GuidelinePlan
  private let chart: Chart
  private var found: [String] = []

  /// The lines for the patient and for `resources`, as far as they answer requirements with a profile.
  static func lines(of resources: [Resource], plan: GuidelinePlan, chart: Chart) -> [String] {
    guard !plan.inputProfiles.isEmpty else { return [] }
    var gaps = InputGaps(plan: plan, chart: chart)
    if let patient = chart.patient { gaps.check(patient.resource) }
    for resource in resources { gaps.check(resource) }
    return gaps.lines
  }

  private init(plan: GuidelinePlan, chart: Chart) {
    self.plan = plan
    self.chart = chart
  }

  private var lines: [String] {
    let more = found.count - Self.maximumLines
    guard more > 0 else { return found }
    return found.prefix(Self.maximumLines) + [
      "and \(more) more \(more == 1 ? "record" : "records") with missing details"
    ]
  }

  private mutating func check(_ resource: Resource) {
    for result in chart.results {
      guard let profiles = plan.inputProfiles[result.requirement.key],
        result.resources.contains(where: { $0.resource == resource })
      else { continue }
      for profile in profiles {
        let missing = profile.missingElements(of: resource.value)
        guard !missing.isEmpty else { continue }
        let line = subject(resource, profile) + ": " + missing.map(Self.phrase).joined(separator: ", ")
        if !found.contains(line) { found.append(line) }
      }
    }
  }

  // MARK: Words

  /// What happened at a time is told by its day; a patient, a problem or an allergy is not.
  private func subject(_ resource: Resource, _ profile: InputProfile) -> String {
    let type = resource.typeName
    var name = profile.label ?? EvidenceReader(names: plan.names).name(of: resource.value, type: type)
    if name.count > Self.maximumName { name = name.prefix(Self.maximumName - 1) + "…" }
    guard !["Patient", "Condition", "AllergyIntolerance"].contains(type),
      let date = EvidenceReader.date(of: resource.value, type: type, zone: chart.now.offset)
    else { return name }
    return "\(name) of \(date)"
  }

  /// `no birth date`, with the reason where the record gives one: `no birth date (asked declined)`.
  private static func phrase(_ element: MissingElement) -> String {
    let reason = element.reason.map { String($0.prefix(maximumName)).replacing("-", with: " ") }
    return "no \(element.label)" + (reason.map { " (\($0))" } ?? "")
  }
}
