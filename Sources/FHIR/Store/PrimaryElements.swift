import ClinicalTypes
import JSON

/// Which element of a resource says what it is about, and which says when: what an index by code and date reads.
struct PrimaryElements: Sendable {
  /// The members that hold the code, most telling first.
  let codes: [FHIRKey]
  /// The members that hold the date, best first; a Period counts from its start.
  let dates: [FHIRKey]

  /// The primary elements of each type, by type index.
  static let all: [PrimaryElements] = FHIRTypes.shared.all.map(PrimaryElements.init)

  private init(_ type: FHIRType) {
    guard type.kind == .resource else {
      (codes, dates) = ([], [])
      return
    }
    func keys(_ names: [String]) -> [FHIRKey] {
      names.compactMap { type.element(named: $0) }.flatMap(\.types).map { FHIRKey($0.jsonName) }
    }
    // What CQL retrieves a type by (R4 model information), which is also what people mean by "its code".
    let codeNames = Self.codeNames[type.name] ?? ["code"]
    codes = keys(codeNames)
    dates = keys(Self.dateNames[type.name] ?? Self.commonDateNames)
  }

  private static let codeNames: [String: [String]] = [
    "Account": ["type"], "ActivityDefinition": ["topic"], "AdverseEvent": ["event"], "Appointment": ["serviceType"],
    "CarePlan": ["category"], "CareTeam": ["category"], "Claim": ["type"], "Communication": ["reasonCode"],
    "CommunicationRequest": ["category"], "Composition": ["type"], "Consent": ["category"], "Coverage": ["type"],
    "Device": ["type"], "DeviceMetric": ["type"], "DocumentReference": ["type"], "Encounter": ["type"],
    "EpisodeOfCare": ["type"], "ExplanationOfBenefit": ["type"], "Goal": ["description"],
    "GuidanceResponse": ["module"],
    "HealthcareService": ["type"], "Immunization": ["vaccineCode"], "Library": ["topic"],
    "MedicationAdministration": ["medication"], "MedicationDispense": ["medication"],
    "MedicationRequest": ["medication"], "MedicationStatement": ["medication"], "Specimen": ["type"],
    "SupplyDelivery": ["type"], "SupplyRequest": ["category"],
  ]

  private static let dateNames: [String: [String]] = [
    "Condition": ["onset", "recordedDate"], "AllergyIntolerance": ["onset", "recordedDate"],
    "Observation": ["effective", "issued"], "DiagnosticReport": ["effective", "issued"], "Patient": ["birthDate"],
    "MedicationStatement": ["effective", "dateAsserted"], "MedicationDispense": ["whenHandedOver", "whenPrepared"],
    "Encounter": ["period"], "FamilyMemberHistory": ["date"], "Goal": ["start", "statusDate"],
    "Appointment": ["start"], "Coverage": ["period"],
  ]

  private static let commonDateNames = [
    "effective", "performed", "occurrence", "authoredOn", "authored", "period", "recordedDate", "date", "created",
    "issued",
  ]

  /// The instant from which a resource's date counts, in milliseconds since 1970 (UTC where no zone is written).
  func milliseconds(of resource: Resource) -> Int64? {
    for key in dates {
      guard let value = resource.value[key], let text = value.isString ? value : value[.start] else { continue }
      if let date = Self.milliseconds(of: text) { return date }
    }
    return nil
  }

  /// The first instant that a date or dateTime may mean.
  static func milliseconds(of text: JSONValue) -> Int64? {
    let node = text.node
    guard node.kind == .string else { return nil }
    let bytes = text.document.bytes
    let span = bytes.span
    guard let date = PartialDateTime(fhirDateTime: span.extracting(Int(node.start)..<Int(node.end))) else { return nil }
    if let instant = date.epochMilliseconds(defaultOffset: .zulu) { return instant }
    let firstDay = PartialDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    return firstDay?.epochDay.map { Int64($0) * 86_400_000 }
  }

  /// Calls `body` with every coding (or plain code) of the resource's code elements.
  func forEachCoding(of resource: Resource, _ body: (JSONValue) -> Void) {
    for key in codes {
      guard let value = resource.value[key] else { continue }
      if value.isArray {
        for element in value.elements { Self.codings(of: element, body) }
      } else {
        Self.codings(of: value, body)
      }
    }
  }

  private static func codings(of value: JSONValue, _ body: (JSONValue) -> Void) {
    if let codings = value[.coding] {
      for coding in codings.elements { body(coding) }
    } else if value[.code] != nil {
      body(value)
    }
  }
}
