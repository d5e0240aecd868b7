/// `is`, `as` and `ofType` (FHIRPath N1, 6.3).
///
/// `is` follows inheritance everywhere: a `code` is a `string`. `as` and `ofType` pick a value of a choice, so that for
/// FHIR's primitives they ask for the very type: `gender.ofType(string)` is empty. For other types they too follow
/// inheritance.
enum TypeMatching {
  /// The types that a specifier may mean: without a namespace FHIR's and System's.
  static func candidates(_ type: TypeSpecifier) -> [TypeID] {
    var found: [TypeID] = []
    if type.namespace != "System", let id = TypeModel.shared.id(named: type.name) { found.append(id) }
    if type.namespace != "FHIR", let id = TypeID.system(named: type.name) { found.append(id) }
    return found
  }

  static func `is`(_ items: [FHIRPathValue], _ type: TypeSpecifier) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try Singleton.item(items) else { return [] }
    let candidates = candidates(type)
    let own = item.typeID
    return [.boolean(candidates.contains { own.isSubtype(of: $0) })]
  }

  static func `as`(
    _ items: [FHIRPathValue], _ type: TypeSpecifier, _ state: EvaluationState
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    if state.context.asFiltersCollections { return try ofType(items, type) }
    let candidates = try known(type)
    guard let item = try Singleton.item(items) else { return [] }
    return selects(candidates, item) ? [item] : []
  }

  static func ofType(_ items: [FHIRPathValue], _ type: TypeSpecifier) throws(FHIRPathError) -> [FHIRPathValue] {
    let candidates = try known(type)
    return items.filter { selects(candidates, $0) }
  }

  static func known(_ type: TypeSpecifier) throws(FHIRPathError) -> [TypeID] {
    let candidates = candidates(type)
    guard candidates.isEmpty else { return candidates }
    throw FHIRPathError(
      .execution, "There is no type '\(type)'",
      suggestion: Suggestion.closest(to: type.name, among: TypeModel.shared.names + TypeID.systemNames))
  }

  static func selects(_ candidates: [TypeID], _ item: FHIRPathValue) -> Bool {
    let own = item.typeID
    return candidates.contains { candidate in
      TypeModel.shared.primitive(candidate) != nil ? own == candidate : own.isSubtype(of: candidate)
    }
  }
}
