import FHIR

/// Retrieves.
extension Compiler {
  mutating func retrieve(_ retrieve: CQLRetrieve, _ node: CQLExpression) -> Closure {
    let codes = retrieve.codes.map { code($0) }
    let range = retrieve.dateRange.map { code($0) }
    let ids = retrieve.ids.map { code($0) }
    let type = Evaluation.resourceType(of: retrieve)
    return { evaluation throws(CQLError) in
      do throws(CQLError) {
        let type = try type.get()
        var parts = Evaluation.RetrieveParts()
        if let codes {
          parts.codes = try codes(evaluation)
          if case .null? = parts.codes { return .list([]) }
        }
        if let range { parts.range = try range(evaluation) }
        if let ids { parts.ids = try ids(evaluation) }
        return try evaluation.retrieve(retrieve, type, parts)
      } catch { throw evaluation.located(error, node) }
    }
  }
}
