import CDSHooks
import ClinicalTypes
import FHIR
import JSON

/// Checks the answer to one requirement, resource by resource: type, patient, codes, dates.
struct AnswerCheck {
  let requirement: DataRequirement
  let identity: PatientIdentity
  /// The instant of the call, to which lengths of time refer.
  let now: PartialDateTime
  private(set) var accepted: [ChartResource] = []
  private(set) var supporting: [ChartResource] = []
  var gaps: [ChartGap] = []
  private let status: StatusReader

  init(requirement: DataRequirement, identity: PatientIdentity, now: PartialDateTime) {
    self.requirement = requirement
    self.identity = identity
    self.now = now
    status = StatusReader(type: requirement.type)
  }

  /// Takes what prefetch holds.
  mutating func add(_ state: PrefetchState) {
    switch state {
    case .resource(let value): add([value], from: .prefetch)
    case .bundle(let bundle): add(bundle.resources, from: .prefetch)
    case .absent, .null, .operationOutcome, .unusable: break
    }
  }

  /// Takes what prefetch holds under other keys.
  mutating func add(elsewhere values: [JSONValue]) { add(values, from: .prefetch) }

  /// Takes what was fetched; where that failed, what prefetch held, which is then known to be incomplete.
  mutating func add(_ result: FetchResult, else entry: ChartAssembler.Entry) {
    switch result {
    case .resource(let value):
      guard case .read(let type, let id)? = entry.query else { return add([value], from: .fhir) }
      guard value["resourceType"]?.stringEquals(type) == true, value["id"]?.string == id else {
        gaps.append(gap(type == "Patient" ? .otherPatient(count: 1) : .unusable(.otherInstance)))
        return
      }
      add([value], from: .fhir)
    case .resources(let values, let isComplete):
      add(values, from: .fhir)
      if !isComplete, let fault = AnswerOrder.fault(of: values, answering: requirement) {
        gaps.append(gap(fault))
      }
    case .partial(let values, let failure):
      add(values, from: .fhir)
      gaps.append(gap(.notObtained(failure)))
    // For a search too: a server that has no such address has not said that there is nothing on record.
    case .none: gaps.append(gap(.notObtained(.status(404))))
    case .failed(let failure):
      add(entry.state)
      add(elsewhere: entry.elsewhere)
      if let left = entry.gap, left.reason != .notObtained(.noAccess) { gaps.append(left) }
      gaps.append(gap(.notObtained(failure)))
    }
  }

  /// Why a required answer counts as missing; nil when there is one, be it empty.
  var lack: MissingData? {
    guard accepted.isEmpty, let first = gaps.first else { return nil }
    return MissingData(key: requirement.key, type: requirement.type, reason: first.text)
  }

  private func gap(_ reason: ChartGap.Reason) -> ChartGap {
    ChartGap(key: requirement.key, type: requirement.type, reason: reason)
  }

  private mutating func add(_ values: [JSONValue], from provenance: Provenance) {
    var foreign = 0
    var unreadable = 0
    var undated = 0
    for value in values {
      guard let resource = Resource(value) else {
        unreadable += 1
        continue
      }
      guard identity.owns(value) != false else {
        foreign += 1
        continue
      }
      let item = ChartResource(resource: resource, provenance: provenance)
      if resource.typeName != requirement.type {
        supporting.append(item)
        continue
      }
      if !status.canRead(value), isAskedFor(value, whateverItsStatus: true) { unreadable += 1 }
      // A filter that cannot be told here (a reference to a Medication) leaves the resource in, for the model to judge.
      guard isAskedFor(value) else { continue }
      switch isInTime(value) {
      case true: accepted.append(item)
      case false: break
      // It may be what was asked for, or years old: neither "on record" nor "none on record" would be true.
      case nil: undated += 1
      }
    }
    if unreadable > 0 { gaps.append(gap(.unreadable(count: unreadable))) }
    if undated > 0 { gaps.append(gap(.undated(count: undated))) }
    if foreign > 0 { gaps.append(gap(.otherPatient(count: foreign))) }
  }

  /// Whether a resource is of the time that was asked for; nil when that cannot be told.
  private func isInTime(_ value: JSONValue) -> Bool? {
    var answer: Bool? = true
    for filter in requirement.dateFilters {
      switch filter.matches(value, now: now) {
      case true: continue
      case false: return false
      case nil: answer = nil
      }
    }
    return answer
  }

  private func isAskedFor(_ value: JSONValue, whateverItsStatus: Bool = false) -> Bool {
    requirement.filters.allSatisfy { filter in
      (whateverItsStatus && StatusReader.elements.contains(filter.path)) || filter.matches(value) != false
    }
  }
}
