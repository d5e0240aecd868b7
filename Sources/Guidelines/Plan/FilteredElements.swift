import FHIR
import JSON

/// The elements that a filter of a data requirement is about, which its author names by a path or by the search parameter
/// that looks at them.
struct FilteredElements {
  /// What a filter compares.
  enum Kind {
    case codes
    case dates

    fileprivate var parameter: SearchParameter.Kind { self == .codes ? .token : .date }
    /// The types of elements in which it is looked for; a reference to a Medication may lead to a code.
    fileprivate var types: Set<String> {
      self == .codes
        ? ["code", "Coding", "CodeableConcept", "string", "id", "uri"]
        : ["date", "dateTime", "instant", "Period", "Timing"]
    }
    fileprivate var name: String { self == .codes ? "codes" : "dates" }
  }

  /// In dots from the resource, a choice by its name without type.
  let paths: [String]
  /// The parameter that narrows a query; nil where R4 has none for the element.
  let searchName: String?

  /// Reads a `codeFilter`, `dateFilter` or `sort`.
  /// - Throws: ``Fault`` with the member and what is wrong with it.
  init(of filter: JSONValue, _ kind: Kind, in type: FHIRType) throws(Fault) {
    if let path = filter["path"].string {
      let bare = Self.plain(
        path.hasPrefix("\(type.name).") ? String(path.dropFirst(type.name.count + 1)) : path, in: type)
      if Self.holds(bare, kind, in: type) {
        paths = [bare]
        searchName = RequirementReader.searchName(bare, of: type.name)
        return
      }
      // Content often writes `date` for whichever element holds it.
      guard let parameter = FHIRTypes.shared.searchParameter(path, on: type), parameter.kind == kind.parameter else {
        let near = type.closestName(to: bare).map { "; did you mean '\($0)'?" } ?? ""
        throw Fault("path", "\(type.name) has no element '\(path)' that holds \(kind.name)\(near)")
      }
      (paths, searchName) = (try Self.paths(of: parameter, "path", kind, in: type), parameter.code)
      return
    }
    guard let name = filter["searchParam"].string else {
      throw Fault("", "the filter names no element: it needs a 'path' or a 'searchParam'")
    }
    guard let parameter = FHIRTypes.shared.searchParameter(name, on: type), parameter.kind == kind.parameter else {
      throw Fault("searchParam", "\(type.name) has no search parameter '\(name)' for \(kind.name) in R4")
    }
    (paths, searchName) = (try Self.paths(of: parameter, "searchParam", kind, in: type), parameter.code)
  }

  /// What cannot be used.
  struct Fault: Error {
    let member: String
    let message: String

    init(_ member: String, _ message: String) {
      self.member = member
      self.message = message
    }
  }

  /// The elements at which a search parameter looks: its expression without casts, since the value tells its type.
  private static func paths(
    of parameter: SearchParameter, _ member: String, _ kind: Kind, in type: FHIRType
  ) throws(Fault) -> [String] {
    var paths: [String] = []
    for part in parameter.expression.split(separator: "|") {
      var text = part.trimmingPrefix { $0 == " " || $0 == "(" }
      if let cast = text.firstRange(of: " as ") ?? text.firstRange(of: ".as(") { text = text[..<cast.lowerBound] }
      while text.last == " " || text.last == ")" { text = text.dropLast() }
      let base = ["\(type.name).", "Resource.", "DomainResource."].first { text.hasPrefix($0) } ?? ""
      let path = String(text.dropFirst(base.count))
      guard holds(path, kind, in: type) else {
        throw Fault(
          member,
          "what the search parameter '\(parameter.code)' looks at cannot be compared here; give the element as 'path'")
      }
      if !paths.contains(path) { paths.append(path) }
    }
    return paths
  }

  /// A path that begins with a choice as JSON writes it (`effectiveDateTime`), by the choice's name.
  private static func plain(_ path: String, in type: FHIRType) -> String {
    var steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let property = type.property(named: steps[0]), property.element.isChoice { steps[0] = property.element.name }
    return steps.joined(separator: ".")
  }

  /// Whether a path leads to elements that can hold what is compared.
  private static func holds(_ path: String, _ kind: Kind, in type: FHIRType) -> Bool {
    var types = [type]
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      types = types.flatMap { $0.element(named: String(step))?.types.map(\.type) ?? [] }
    }
    return types.contains { kind.types.contains($0.name) }
  }
}
