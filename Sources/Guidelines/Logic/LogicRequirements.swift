import CDSHooks
import CQL
import ClinicalTypes
import FHIR
import Reasoning

/// Derives prefetch from what CQL retrieves: the retrieves of one type of resource merged into as few questions as real
/// servers answer well.
///
/// - A type that is retrieved whole, or by codes that are not known here, is asked for whole.
/// - Retrieves that filter one element are asked for together, by the codes of all their value sets: written as
///   `system|code` while that is short, else as bare codes, which every server that follows US Core takes and which are a
///   third as long, else as up to ``maximumParts`` questions. More codes than that do not narrow the query.
/// - Medications are never narrowed: their codes are often elsewhere, behind a reference that is included.
/// - What has a date is asked for with the newest first, in large pages. An answer that is cut short all the same is a gap.
///
/// Whatever was asked, the answer is held to all the codes.
struct LogicRequirements {
  private static let maximumQualifiedText = 1000
  private static let maximumPlainText = 1800
  private static let maximumParts = 4
  /// Servers give smaller pages where they want to.
  private static let pageSize = 500
  /// What names a drug, itself or by reference.
  static let medicationTypes: Set<String> = [
    "MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense",
  ]

  let needs: [DataNeed]
  let terminology: LocalTerminology

  /// The retrieves that `explicit` requirements do not answer.
  func open(besides explicit: [DataRequirement]) -> [DataNeed] {
    needs.filter { need in !explicit.contains { covers($0, need) } }
  }

  /// The requirements for what `explicit` ones leave open: the patient first, then in the order of the retrieves. Their keys
  /// are none of `keys`.
  func requirements(
    besides explicit: [DataRequirement], avoiding keys: Set<String> = []
  ) throws(PrefetchTemplateError) -> [DataRequirement] {
    var open = open(besides: explicit)
    open = open.filter { $0.type == "Patient" } + open.filter { $0.type != "Patient" }
    var types: [String] = []
    for need in open where !types.contains(need.type) { types.append(need.type) }
    var taken = keys.union(explicit.map(\.key))
    var requirements: [DataRequirement] = []
    for type in types {
      guard let start = Self.start(of: type) else { continue }
      for question in questions(about: type, among: open) {
        requirements.append(
          DataRequirement(
            key: Self.key(of: type, besides: &taken), type: type,
            template: try PrefetchTemplate(parsing: start + question.text + end(of: type)),
            isRequired: type == "Patient", filters: question.filters, acceptsOtherKeys: true))
      }
    }
    return requirements
  }

  private static func key(of type: String, besides taken: inout Set<String>) -> String {
    let name = type.prefix(1).lowercased() + type.dropFirst()
    var key = name
    var number = 2
    while !taken.insert(key).inserted {
      key = "\(name)\(number)"
      number += 1
    }
    return key
  }

  // MARK: What is asked for already

  /// Whether an explicit requirement answers a retrieve: it asks for the type whole, or for at least these codes. What it
  /// says of other elements, such as the status, is its author's decision. What it leaves out by date the CQL would miss
  /// without knowing.
  private func covers(_ requirement: DataRequirement, _ need: DataNeed) -> Bool {
    guard requirement.type == need.type, requirement.dateFilters.isEmpty else { return false }
    let coded = requirement.filters.filter {
      !["status", "intent", "category"].contains($0.path) || $0.path == need.codePath
    }
    guard !coded.isEmpty else { return true }
    guard let path = need.codePath, let wanted = keys(of: need) else { return false }
    return coded.allSatisfy { $0.path == path && $0.codes.isSuperset(of: wanted) }
  }

  // MARK: The query

  /// Nil for a type that is found by reference only, such as Medication or Practitioner.
  static func start(of type: String) -> String? {
    if type == "Patient" { return "Patient/{{context.patientId}}" }
    guard let definition = FHIRTypes.shared.resource(named: type) else { return nil }
    for name in ["patient", "subject", "beneficiary", "individual"]
    where FHIRTypes.shared.searchParameter(name, on: definition) != nil {
      let value = name == "subject" || name == "individual" ? "Patient/{{context.patientId}}" : "{{context.patientId}}"
      return "\(type)?\(name)=\(value)"
    }
    return nil
  }

  private func end(of type: String) -> String {
    guard type != "Patient", let definition = FHIRTypes.shared.resource(named: type) else { return "" }
    var text = ""
    // The `date` of a medication request is when it is to be taken.
    if !Self.medicationTypes.contains(type), FHIRTypes.shared.searchParameter("date", on: definition) != nil {
      text += "&_sort=-date"
    }
    text += "&_count=\(Self.pageSize)"
    if Self.medicationTypes.contains(type) { text += "&_include=\(type):medication" }
    return text
  }

  // MARK: Codes

  private struct Question {
    var text = ""
    var filters: [CodeFilter] = []
  }

  /// The questions that together bring what the retrieves of a type ask for.
  private func questions(about type: String, among needs: [DataNeed]) -> [Question] {
    let whole = [Question()]
    guard type != "Patient", !Self.medicationTypes.contains(type) else { return whole }
    var paths: [String] = []
    var keysByPath: [String: [CodeFilter.Key]] = [:]
    for need in needs where need.type == type {
      guard let path = need.codePath, path != "medication", !path.contains("."), let keys = keys(of: need) else {
        return whole
      }
      if !paths.contains(path) { paths.append(path) }
      keysByPath[path, default: []] += keys
    }
    var questions: [Question] = []
    for path in paths {
      guard let name = RequirementReader.searchName(path, of: type), let keys = keysByPath[path], !keys.isEmpty,
        let parts = Self.parts(Self.distinct(keys))
      else { return whole }
      for part in parts {
        questions.append(
          Question(text: "&\(name)=\(part.text)", filters: [CodeFilter(path: path, codes: Set(part.keys))]))
      }
    }
    return questions.isEmpty ? whole : questions
  }

  /// The codes of a retrieve; nil when they are not all known here.
  private func keys(of need: DataNeed) -> [CodeFilter.Key]? {
    switch need.codes {
    case .any, .computed: return nil
    case .codes(let codes): return codes.map { CodeFilter.Key(system: $0.system, code: $0.code) }
    case .valueSet(let url):
      // A set that is not held here is told when it is asked; it does not narrow the query.
      guard let set = try? terminology.expand(url), set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else {
        return nil
      }
      return set.codes.map { CodeFilter.Key(system: $0.system, code: $0.code) }
    }
  }

  private static func distinct(_ keys: [CodeFilter.Key]) -> [CodeFilter.Key] {
    var seen: Set<CodeFilter.Key> = []
    return keys.filter { seen.insert($0).inserted }
  }

  /// The codes as search texts, each short enough for a URL; nil when they are too many.
  private static func parts(_ keys: [CodeFilter.Key]) -> [(text: String, keys: [CodeFilter.Key])]? {
    let qualified = keys.map { key in
      key.system.map { "\($0)|\(SearchToken.text(key.code))" } ?? SearchToken.text(key.code)
    }
    .joined(separator: ",")
    if qualified.utf8.count <= maximumQualifiedText { return [(qualified, keys)] }
    var parts: [(text: String, keys: [CodeFilter.Key])] = []
    // Without its system a code of two systems is one: asked for once, it brings both.
    var places: [String: Int] = [:]
    for key in keys {
      let text = SearchToken.text(key.code)
      if let place = places[text] {
        parts[place].keys.append(key)
        continue
      }
      if let last = parts.last, last.text.utf8.count + text.utf8.count < maximumPlainText {
        parts[parts.count - 1] = ("\(last.text),\(text)", last.keys + [key])
      } else {
        guard parts.count < maximumParts else { return nil }
        parts.append((text, [key]))
      }
      places[text] = parts.count - 1
    }
    return parts
  }
}
