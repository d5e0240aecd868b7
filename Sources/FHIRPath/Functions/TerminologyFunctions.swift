import ClinicalTypes
import FHIR
import JSON

/// Questions to the terminology service (FHIR R4, "FHIRPath"). An answer that cannot be had is an error, never "no".
enum TerminologyFunctions {
  private static let test = Signature(parameters: [.string], result: .boolean, isSingular: true)
  private static let relation = Signature(parameters: [.anything], result: .boolean, isSingular: true)

  static let table: [FunctionDefinition] = [
    .init("memberOf", 1...1, test, memberOf),
    .init("subsumes", 1...1, relation) { (call) throws(FHIRPathError) in
      try subsumption(call, [.subsumes, .equivalent])
    },
    .init("subsumedBy", 1...1, relation) { (call) throws(FHIRPathError) in
      try subsumption(call, [.subsumedBy, .equivalent])
    },
  ]

  private static func service(_ call: Invocation) throws(FHIRPathError) -> any TerminologyService {
    guard let service = call.state.context.terminology else {
      throw .execution("No terminology service is at hand", expected: "one in the evaluation's context")
    }
    return service
  }

  /// The codes of a code, a Coding or a CodeableConcept.
  private static func codes(_ item: FHIRPathValue) -> [Code] {
    guard case .node(let node) = item, node.json.isObject else {
      if case .string(let code) = item.system { return [Code(system: nil, code: code)] }
      return []
    }
    let json = node.json
    let codings = json[.coding] == nil ? [json] : Array(json[.coding].elements)
    return codings.compactMap { coding in
      coding[.code].string.map { Code(system: coding[.system].string, code: $0, version: coding["version"].string) }
    }
  }

  static func memberOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item(), let url = try call.string(0) else { return [] }
    let codes = codes(item)
    guard !codes.isEmpty || item.node != nil else {
      throw Singleton.mismatch("a code, Coding or CodeableConcept", item)
    }
    let service = try service(call)
    let isCode = item.node?.json.isObject != true
    var failure: TerminologyError?
    for code in codes {
      try call.state.spend(4)
      do throws(TerminologyError) {
        guard try service.validate(code, in: url) else { continue }
        // The code of an element has its system by definition; a Coding that states none may be of any.
        guard code.system != nil || isCode else {
          throw TerminologyError(kind: .undetermined, subject: url, message: "the coding names no code system")
        }
        return [.boolean(true)]
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw .execution("memberOf() has no answer: \(failure)") }
    return [.boolean(false)]
  }

  private static func subsumption(
    _ call: Invocation, _ wanted: Set<Subsumption>
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item(), let other = try Singleton.item(try call.argument(0)) else { return [] }
    let service = try service(call)
    for left in codes(item) {
      for right in codes(other) where left.system == right.system {
        try call.state.spend(4)
        do throws(TerminologyError) {
          if wanted.contains(try service.subsumption(of: left, right)) { return [.boolean(true)] }
        } catch {
          throw .execution("The relation of two codes has no answer: \(error)")
        }
      }
    }
    return [.boolean(false)]
  }
}
