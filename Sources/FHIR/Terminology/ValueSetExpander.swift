import ClinicalTypes
import JSON

/// Works out which codes a ValueSet means (R4, "ValueSet", composition rules).
struct ValueSetExpander {
  let valueSets: [String: Resource]
  let codeSystems: [String: CodeSystemIndex]
  /// The sets being expanded, outermost first, to notice circles.
  private var open: [String] = []
  /// The sets that are done, since several may import the same ones.
  private var done: [String: CodeSet] = [:]

  /// More codes than this are refused.
  static let maximumCodes = 500_000
  /// How deep value sets may import each other.
  static let maximumDepth = 16

  init(valueSets: [String: Resource], codeSystems: [String: CodeSystemIndex]) {
    self.valueSets = valueSets
    self.codeSystems = codeSystems
  }

  mutating func expand(_ url: String) throws(TerminologyError) -> CodeSet {
    if let set = done[url] { return set }
    let set = try makeSet(url)
    done[url] = set
    return set
  }

  private mutating func makeSet(_ url: String) throws(TerminologyError) -> CodeSet {
    guard let resource = find(url) else {
      if let required = Self.required(url) { return required }
      throw TerminologyError(kind: .unknownValueSet, subject: url, message: "this value set is not held here")
    }
    guard !open.contains(url), open.count < Self.maximumDepth else {
      throw TerminologyError(
        kind: .cyclic, subject: url, message: "value sets import each other in a circle or too deeply")
    }
    open.append(url)
    defer { open.removeLast() }
    if let set = wholeExpansion(of: resource, url) { return set }
    guard let compose = resource.value["compose"] else {
      throw TerminologyError(kind: .malformed, subject: url, message: "expected 'compose' or a whole 'expansion'")
    }
    var members = Members()
    for include in compose["include"].elements { members.add(try self.members(of: include, url)) }
    for exclude in compose["exclude"].elements { members.remove(try self.members(of: exclude, url)) }
    guard members.codes.count <= Self.maximumCodes else {
      throw TerminologyError(kind: .tooCostly, subject: url, message: "more than \(Self.maximumCodes) codes")
    }
    return CodeSet(
      valueSet: url, codes: members.codes, openSystems: members.openSystems, doubtfulSystems: members.doubtfulSystems)
  }

  private func find(_ url: String) -> Resource? {
    if let exact = valueSets[url] { return exact }
    // A set that does not state its version may be meant by any.
    guard let bar = url.lastIndex(of: "|"), let found = valueSets[String(url[..<bar])] else { return nil }
    return found.value["version"] == nil ? found : nil
  }

  /// A code list of the base specification.
  private static func required(_ url: String) -> CodeSet? {
    let bare = url.split(separator: "|", maxSplits: 1).first.map(String.init) ?? url
    guard url == bare || url == bare + "|" + FHIRTypes.shared.version, let required = RequiredCodes(url: bare) else {
      return nil
    }
    return CodeSet(
      valueSet: bare, codes: required.codes.map { Code(system: $0.system, code: $0.code) },
      openSystems: required.isOpen ? [""] : [])
  }

  /// The expansion that the resource brings along, unless it says that it is only a part.
  private func wholeExpansion(of resource: Resource, _ url: String) -> CodeSet? {
    guard let expansion = resource.value["expansion"], let contains = expansion["contains"] else { return nil }
    let isPart = expansion[.extension].elements.contains {
      $0[.url].stringEquals("http://hl7.org/fhir/StructureDefinition/valueset-unclosed")
        || $0[.url].stringEquals("http://hl7.org/fhir/StructureDefinition/valueset-toocostly")
    }
    guard !isPart else { return nil }
    var codes: [Code] = []
    var count = 0
    var open = Array(contains.elements.reversed())
    while let concept = open.popLast() {
      count += 1
      guard codes.count <= Self.maximumCodes else { return nil }
      if let code = concept[.code].string, concept["abstract"]?.bool != true {
        codes.append(
          Code(
            system: concept[.system].string, code: code, version: concept["version"].string,
            display: concept["display"].string))
      }
      open += concept["contains"].elements.reversed()
    }
    if let total = expansion["total"].int, total > count { return nil }
    return CodeSet(valueSet: url, codes: codes)
  }

  /// The codes of one include or exclude: those of its system that satisfy concept list or filters, if they are also
  /// in every value set that it names.
  private mutating func members(of part: JSONValue, _ url: String) throws(TerminologyError) -> Members {
    var members: Members?
    if let system = part[.system].string { members = try systemMembers(of: part, system: system, url) }
    for import_ in part["valueSet"].elements {
      guard let name = import_.string else { continue }
      let set = try expand(name)
      if members == nil {
        members = Members(codes: set.codes, openSystems: set.openSystems, doubtfulSystems: set.doubtfulSystems)
      } else {
        members?.intersect(set)
      }
    }
    guard let members else {
      throw TerminologyError(kind: .malformed, subject: url, message: "an include needs a 'system' or a 'valueSet'")
    }
    return members
  }

  private func systemMembers(of part: JSONValue, system url: String, _ valueSet: String) throws(TerminologyError)
    -> Members
  {
    let filters = part["filter"].elements
    if let listed = part["concept"] {
      return Members(
        codes: listed.elements.compactMap { concept in
          concept[.code].string.map {
            Code(system: url, code: $0, version: part["version"].string, display: concept["display"].string)
          }
        })
    }
    for filter in filters where filter["op"].stringEquals("regex") {
      throw TerminologyError(
        kind: .unsupportedFilter, subject: valueSet,
        message: "the filter 'regex' is not supported; list the codes instead")
    }
    guard let system = codeSystems[url] else {
      return Members(openSystems: [url], wholeSystems: filters.isEmpty ? [url] : [])
    }
    var codes = system.codes
    for filter in filters {
      guard let property = filter["property"].string, let op = filter["op"].string, let value = filter[.value].string
      else {
        throw TerminologyError(kind: .malformed, subject: valueSet, message: "a filter needs property, op and value")
      }
      let kept = Set(try system.filter(property: property, operator: op, value: value, for: valueSet).map(\.code))
      codes = codes.filter { kept.contains($0.code) }
    }
    return Members(codes: codes)
  }
}
