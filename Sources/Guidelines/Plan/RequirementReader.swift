import CDSHooks
import ClinicalTypes
import FHIR
import JSON
import Reasoning

/// Turns a module definition's `dataRequirement`s into prefetch templates and the checks that answers must pass.
///
/// A code filter becomes a search parameter only while the query stays short; the check of the answer always holds all
/// codes, since servers ignore parameters.
struct RequirementReader {
  /// Longer code lists are left out of the query: EHRs and proxies limit URLs, most at 8 kB. Leaving one out costs the
  /// whole type of resource, page by page.
  private static let maximumCodesText = 3000

  let library: ContentLibrary
  let terminology: LocalTerminology
  let profiles: InputProfileLibrary
  /// What the answers read so far should carry, by the key of the requirement.
  private(set) var inputProfiles: [String: [InputProfile]] = [:]
  private(set) var errors: [ContentError] = []

  init(library: ContentLibrary, terminology: LocalTerminology, profiles: InputProfileLibrary) {
    self.library = library
    self.terminology = terminology
    self.profiles = profiles
  }

  mutating func read(_ artifact: ContentArtifact) -> [DataRequirement] {
    let elements = artifact.resource.value["dataRequirement"].elements
    return elements.enumerated().compactMap { read($1, of: artifact, at: "dataRequirement[\($0)]") }
  }

  private mutating func read(_ element: JSONValue, of artifact: ContentArtifact, at path: String) -> DataRequirement? {
    guard let key = element["id"].string, let type = element["type"].string,
      FHIRTypes.shared.resource(named: type) != nil
    else {
      errors.append(artifact.error(path, "a data requirement needs an id (the prefetch key) and an R4 resource type"))
      return nil
    }
    readProfiles(element, key: key, type: type, of: artifact, at: path)
    var parameters: [String] = []
    var filters: [CodeFilter] = []
    for (index, filter) in element["codeFilter"].elements.enumerated() {
      let place = "\(path).codeFilter[\(index)]"
      guard let filterPath = filter["path"].string, let codes = codes(of: filter, artifact, at: place) else { continue }
      filters.append(CodeFilter(path: filterPath, codes: Set(codes)))
      let written = codes.map { key in key.system.map { "\($0)|\(key.code)" } ?? key.code }.joined(separator: ",")
      if let name = Self.searchName(filterPath, of: type), written.utf8.count <= Self.maximumCodesText {
        parameters.append("\(name)=\(written)")
      }
    }
    parameters += dateBounds(of: element, type)
    for sort in element["sort"].elements {
      guard let sortPath = sort["path"].string, let name = Self.searchName(sortPath, of: type) else { continue }
      parameters.append("_sort=\(sort["direction"].stringEquals("descending") ? "-" : "")\(name)")
    }
    let limit = element["limit"].int
    if let limit { parameters.append("_count=\(limit)") }
    // The drug is often elsewhere, behind a reference.
    if LogicRequirements.medicationTypes.contains(type) { parameters.append("_include=\(type):medication") }
    let text =
      type == "Patient"
      ? "Patient/{{context.patientId}}"
      : (["\(type)?patient={{context.patientId}}"] + parameters).joined(separator: "&")
    do {
      return DataRequirement(
        key: key, type: type, template: try PrefetchTemplate(parsing: text),
        isRequired: PlanExtension.required.first(on: element)?.value["valueBoolean"].bool ?? false, filters: filters,
        limit: limit)
    } catch {
      errors.append(artifact.error(path, "the prefetch template '\(text)' is wrong: \(error)"))
      return nil
    }
  }

  /// The bounds that date filters set, by days. A duration before today bounds nothing: prefetch templates of CDS Hooks 2.0
  /// know no dates, and a wider answer is no less true.
  private func dateBounds(of element: JSONValue, _ type: String) -> [String] {
    element["dateFilter"].elements.flatMap { filter -> [String] in
      guard
        let name = filter["searchParam"]?.string ?? filter["path"]?.string.flatMap({ Self.searchName($0, of: type) })
      else { return [] }
      let bounds = [
        ("", filter["valueDateTime"]?.string, 0), ("ge", filter["valuePeriod"]?["start"]?.string, -1),
        ("le", filter["valuePeriod"]?["end"]?.string, 1),
      ]
      return bounds.compactMap { prefix, date, days in
        date.map { "\(name)=\(prefix)\(Self.day(of: $0, widenedBy: days))" }
      }
    }
  }

  /// The day of a date, or of a time that may be another day where the server is, so one day further out.
  private static func day(of written: String, widenedBy days: Int) -> String {
    let day = String(written.prefix(10))
    guard written.contains("T") else { return day }
    return PartialDate(day)?.adding(days, .day)?.description ?? day
  }

  /// The profiles that a requirement names.
  private mutating func readProfiles(
    _ element: JSONValue, key: String, type: String, of artifact: ContentArtifact, at path: String
  ) {
    for (index, canonical) in element["profile"].elements.enumerated() {
      let profile = profiles.profile(canonical.string ?? "", for: type) { error, message in
        errors.append(error ?? artifact.error("\(path).profile[\(index)]", message))
      }
      if let profile { inputProfiles[key, default: []].append(profile) }
    }
  }

  /// The codes that a filter lists or that its value set holds.
  private mutating func codes(of filter: JSONValue, _ artifact: ContentArtifact, at path: String) -> [CodeFilter.Key]? {
    if let canonical = filter["valueSet"].string {
      guard let set = library.artifact("ValueSet", canonical) else {
        errors.append(artifact.error("\(path).valueSet", "the ValueSet \(canonical) is not in the content"))
        return nil
      }
      do {
        return try terminology.expand(set.url ?? canonical).codes.map {
          CodeFilter.Key(system: $0.system, code: $0.code)
        }
      } catch {
        errors.append(artifact.error("\(path).valueSet", "the value set cannot be expanded here: \(error)"))
        return nil
      }
    }
    return filter["code"].elements.compactMap { coding in
      coding["code"].string.map { CodeFilter.Key(system: coding["system"].string, code: $0) }
    }
  }

  /// The search parameter of `type` that looks at `path`, such as `clinical-status` for `clinicalStatus`, or that is
  /// called so, as content often writes `date` for whichever element holds it.
  static func searchName(_ path: String, of type: String) -> String? {
    guard let type = FHIRTypes.shared.resource(named: type) else { return nil }
    let wanted = "\(type.name).\(path)"
    let found = FHIRTypes.shared.searchParameters(of: type).filter {
      let expression = $0.expression
      return expression == wanted || expression.hasPrefix(wanted + " ") || expression.hasPrefix("(\(wanted) ")
        || expression.hasPrefix(wanted + ".")
    }
    if found.isEmpty { return FHIRTypes.shared.searchParameter(path, on: type)?.code }
    // The shortest name is the plain one: `code` before `combo-code`.
    return found.map(\.code).min { ($0.count, $0) < ($1.count, $1) }
  }
}

extension ContentLibrary {
  /// The value sets and code systems.
  var terminologyResources: [Resource] {
    artifacts.map(\.resource).filter { $0.isType("ValueSet") || $0.isType("CodeSystem") }
  }
}
