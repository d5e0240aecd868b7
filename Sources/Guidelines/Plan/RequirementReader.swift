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
    guard let key = element["id"].string, let name = element["type"].string,
      let type = FHIRTypes.shared.resource(named: name)
    else {
      errors.append(artifact.error(path, "a data requirement needs an id (the prefetch key) and an R4 resource type"))
      return nil
    }
    guard let start = LogicRequirements.start(of: name) else {
      errors.append(
        artifact.error(
          "\(path).type",
          "a \(name) belongs to no patient, so there is no query for those of one; ask for what refers to it"))
      return nil
    }
    readProfiles(element, key: key, type: name, of: artifact, at: path)
    var parameters: [String] = []
    let filters = codeFilters(of: element, type, artifact, at: path, &parameters)
    let dateFilters = dateFilters(of: element, type, artifact, at: path, &parameters)
    for sort in element["sort"].elements {
      guard let sortPath = sort["path"].string, let name = Self.searchName(sortPath, of: name) else { continue }
      parameters.append("_sort=\(sort["direction"].stringEquals("descending") ? "-" : "")\(name)")
    }
    let limit = element["limit"].int
    if let limit { parameters.append("_count=\(limit)") }
    // The drug is often elsewhere, behind a reference.
    if LogicRequirements.medicationTypes.contains(name) { parameters.append("_include=\(name):medication") }
    let text = name == "Patient" ? start : ([start] + parameters).joined(separator: "&")
    do {
      return DataRequirement(
        key: key, type: name, template: try PrefetchTemplate(parsing: text),
        isRequired: PlanExtension.required.first(on: element)?.value["valueBoolean"].bool ?? false, filters: filters,
        dateFilters: dateFilters, limit: limit)
    } catch {
      errors.append(artifact.error(path, "the prefetch template '\(text)' is wrong: \(error)"))
      return nil
    }
  }

  /// The code filters; what narrows the query is added to `parameters`.
  private mutating func codeFilters(
    of element: JSONValue, _ type: FHIRType, _ artifact: ContentArtifact, at path: String, _ parameters: inout [String]
  ) -> [CodeFilter] {
    element["codeFilter"].elements.enumerated().compactMap { index, filter in
      let place = "\(path).codeFilter[\(index)]"
      guard let found = elements(of: filter, .codes, type, artifact, at: place),
        let codes = codes(of: filter, artifact, at: place)
      else { return nil }
      guard found.paths.count == 1, let filterPath = found.paths.first else {
        errors.append(
          artifact.error(
            place, "the filter looks at \(found.paths.joined(separator: " and ")); name one of them as 'path'"))
        return nil
      }
      let written = codes.map { key in key.system.map { "\($0)|\(key.code)" } ?? key.code }.joined(separator: ",")
      if let name = found.searchName, written.utf8.count <= Self.maximumCodesText {
        parameters.append("\(name)=\(written)")
      }
      return CodeFilter(path: filterPath, codes: Set(codes))
    }
  }

  /// The date filters. Fixed dates bound the query, too; a duration before today does not: prefetch templates of CDS Hooks
  /// 2.0 know no dates. What comes is held to both.
  private mutating func dateFilters(
    of element: JSONValue, _ type: FHIRType, _ artifact: ContentArtifact, at path: String, _ parameters: inout [String]
  ) -> [DateFilter] {
    element["dateFilter"].elements.enumerated().compactMap { index, filter in
      let place = "\(path).dateFilter[\(index)]"
      guard let found = elements(of: filter, .dates, type, artifact, at: place) else { return nil }
      do throws(FilteredElements.Fault) {
        let bound = try Self.bound(of: filter)
        if let name = found.searchName { parameters += Self.dateBounds(of: filter, name) }
        return DateFilter(paths: found.paths, bound: bound)
      } catch {
        fail(error, artifact, at: place)
        return nil
      }
    }
  }

  private mutating func elements(
    of filter: JSONValue, _ kind: FilteredElements.Kind, _ type: FHIRType, _ artifact: ContentArtifact, at path: String
  ) -> FilteredElements? {
    do throws(FilteredElements.Fault) {
      return try FilteredElements(of: filter, kind, in: type)
    } catch {
      fail(error, artifact, at: path)
      return nil
    }
  }

  private mutating func fail(_ fault: FilteredElements.Fault, _ artifact: ContentArtifact, at path: String) {
    errors.append(artifact.error(fault.member.isEmpty ? path : "\(path).\(fault.member)", fault.message))
  }

  /// The time that a date filter lets through.
  private static func bound(of filter: JSONValue) throws(FilteredElements.Fault) -> DateFilter.Bound {
    func date(_ value: JSONValue?, _ member: String) throws(FilteredElements.Fault) -> PartialDateTime? {
      guard let value else { return nil }
      guard let date = value.string.flatMap({ PartialDateTime(fhirDateTime: $0) }) else {
        throw FilteredElements.Fault(member, "this is no FHIR dateTime")
      }
      return date
    }
    if let point = try date(filter["valueDateTime"], "valueDateTime") { return .period(start: point, end: point) }
    if let period = filter["valuePeriod"] {
      let start = try date(period["start"], "valuePeriod.start")
      let end = try date(period["end"], "valuePeriod.end")
      if start != nil || end != nil { return .period(start: start, end: end) }
    }
    guard let duration = filter["valueDuration"] else {
      throw FilteredElements.Fault(
        "", "the filter says no time: it needs a valuePeriod, valueDateTime or valueDuration")
    }
    let written = duration["code"]?.string ?? duration["unit"]?.string ?? ""
    guard let amount = duration["value"]?.int, amount >= 0,
      let unit = CalendarUnit(ucum: written) ?? CalendarUnit(keyword: written)
    else {
      throw FilteredElements.Fault(
        "valueDuration", "the duration must be a whole number of a, mo, wk, d, h or min, such as 6 mo")
    }
    return .before(amount: amount, unit)
  }

  /// The fixed bounds as search parameters, by days.
  private static func dateBounds(of filter: JSONValue, _ name: String) -> [String] {
    let point = filter["valueDateTime"]?.string
    let isTime = point?.contains("T") == true
    let bounds = [
      (isTime ? "ge" : "", point, -1), ("le", isTime ? point : nil, 1),
      ("ge", filter["valuePeriod"]["start"].string, -1),
      ("le", filter["valuePeriod"]["end"].string, 1),
    ]
    return bounds.compactMap { prefix, date, days in
      date.map { "\(name)=\(prefix)\(day(of: $0, widenedBy: days))" }
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
    let codes = filter["code"].elements.compactMap { coding in
      coding["code"].string.map { CodeFilter.Key(system: coding["system"].string, code: $0) }
    }
    guard !codes.isEmpty else {
      errors.append(artifact.error(path, "the filter lists no codes and names no ValueSet"))
      return nil
    }
    return codes
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
