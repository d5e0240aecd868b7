public import ClinicalTypes
import JSON
import Synchronization

/// Terminology from ValueSet and CodeSystem resources that are at hand, and the required code lists of R4.
///
/// ```swift
/// let terminology = LocalTerminology([eGFR, administrativeGender])
/// try terminology.validate(Code(system: "http://loinc.org", code: "48643-1"), in: "https://chartside.health/fhir/ValueSet/egfr")
/// ```
///
/// An expansion that a ValueSet brings along counts before its definition, provided that it is whole. Expansions are
/// kept once made; the resources never change.
public final class LocalTerminology: TerminologyService {
  private let valueSets: [String: Resource]
  private let codeSystems: [String: CodeSystemIndex]
  private let expansions = Mutex<[String: Result<CodeSet, TerminologyError>]>([:])

  /// Holds the ValueSets and CodeSystems among `resources`. Of two with the same URL and version the last one counts;
  /// a URL without version means the last one of any version.
  public init(_ resources: [Resource]) {
    var valueSets: [String: Resource] = [:]
    var codeSystems: [String: CodeSystemIndex] = [:]
    for resource in resources {
      guard let url = resource.value[.url].string else { continue }
      if resource.isType("ValueSet") {
        valueSets[url] = resource
        if let version = resource.value["version"].string { valueSets[url + "|" + version] = resource }
      } else if resource.isType("CodeSystem"), let index = CodeSystemIndex(resource) {
        codeSystems[url] = index
      }
    }
    self.valueSets = valueSets
    self.codeSystems = codeSystems
  }

  /// The canonical URLs of the value sets held, with and without version, sorted.
  public var valueSetURLs: [String] { valueSets.keys.sorted() }

  /// The codes of the value set `url`.
  /// - Throws: ``TerminologyError`` if the set is not held or cannot be expanded.
  public func expand(_ url: String) throws(TerminologyError) -> CodeSet {
    if let known = expansions.withLock({ $0[url] }) { return try known.get() }
    var expander = ValueSetExpander(valueSets: valueSets, codeSystems: codeSystems)
    let result: Result<CodeSet, TerminologyError>
    do {
      result = .success(try expander.expand(url))
    } catch {
      result = .failure(error)
    }
    expansions.withLock { expansions in
      // Unknown URLs may come from requests without end; they are not kept.
      if valueSets[url] != nil { expansions[url] = result }
    }
    return try result.get()
  }

  /// Whether the code's system, if it is held, defines it.
  public func defines(_ code: Code) -> Bool? {
    code.system.flatMap { codeSystems[$0] }.map { $0.code(code.code) != nil }
  }

  /// How two codes of one held system relate.
  /// - Throws: ``TerminologyError`` if the system is not held or a code is not in it.
  public func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption {
    guard let url = left.system, left.system == right.system else {
      throw TerminologyError(
        kind: .undetermined, subject: left.system ?? "", message: "subsumption needs two codes of one system")
    }
    if left.code == right.code { return .equivalent }
    guard let system = codeSystems[url] else {
      throw TerminologyError(kind: .unknownCodeSystem, subject: url, message: "this code system is not held here")
    }
    guard system.code(left.code) != nil, system.code(right.code) != nil else {
      throw TerminologyError(kind: .undetermined, subject: url, message: "a code is not in the code system")
    }
    if system.isA(right.code, left.code) { return .subsumes }
    return system.isA(left.code, right.code) ? .subsumedBy : .notSubsumed
  }
}
