import FHIR

/// Finds what an expression cannot mean, before it meets data: elements that a type does not have, operands and casts of
/// the wrong type, order asked of a collection that has none.
struct Checker {
  let isStrict: Bool
  private var model: TypeModel { .shared }

  init(isStrict: Bool) { self.isStrict = isStrict }

  /// The type of a node's result.
  func check(_ node: SyntaxNode, _ scope: inout CheckScope) throws(FHIRPathError) -> StaticType {
    do throws(FHIRPathError) {
      try scope.work.spend()
      return try type(of: node, &scope)
    } catch {
      throw error.at(node.offset)
    }
  }

  func check(inner node: SyntaxNode, _ scope: CheckScope) throws(FHIRPathError) -> StaticType {
    var inner = scope
    return try check(node, &inner)
  }

  private func type(of node: SyntaxNode, _ scope: inout CheckScope) throws(FHIRPathError) -> StaticType {
    switch node.form {
    case .literal(let literal): return .single(FHIRPathValue(literal).typeID)
    case .empty: return StaticType(types: [], isSingle: true)
    case .this: return scope.focus
    case .index: return .single(.systemInteger)
    case .total: return .unknown
    case .variable(let name): return variable(name, scope)
    case .member(let base, let name):
      guard let base else { return try member(name, ofFocus: scope.focus) }
      return try member(name, of: try check(base, &scope))
    case .call(let base, let function, let arguments):
      let input = try base.map { (node) throws(FHIRPathError) in try check(node, &scope) } ?? scope.focus
      return try call(function, input, arguments, hasBase: base != nil, &scope)
    case .typeCall(let base, let function, let type):
      let input = try base.map { (node) throws(FHIRPathError) in try check(node, &scope) } ?? scope.focus
      return try cast(input, to: type, isTest: function == .is, isMany: function == .ofType)
    case .typeOperator(let operation, let operand, let type):
      return try cast(try check(inner: operand, scope), to: type, isTest: operation == .is, isMany: false)
    case .indexer(let base, let index):
      let outer = scope
      let items = try check(base, &scope)
      try require(try check(inner: index, outer), .number, "an integer as index", at: index)
      try requireOrder(items, "An index")
      return items.item
    case .signed(_, let operand):
      let type = try check(inner: operand, scope)
      guard type.mayBe({ [.number, .quantity].contains(TypeCategory($0)) }) else {
        throw mismatch("A sign stands before something that has none", "a number or a quantity", type, at: operand)
      }
      return systemTypes(of: type)
    case .binary(let binary, let left, let right):
      return try self.binary(binary, try check(inner: left, scope), try check(inner: right, scope), node)
    }
  }

  private func variable(_ name: String, _ scope: CheckScope) -> StaticType {
    if let defined = scope.variables[name] { return defined }
    switch name {
    case "context": return scope.root
    case "resource":
      // Of a data type it is the resource around it, of which nothing is known.
      let isResource = scope.root.known?.allSatisfy { $0.isFHIR && model.types[Int($0.raw)].kind == .resource } ?? false
      return isResource ? scope.root : .unknown
    case "sct", "loinc", "ucum": return .single(.systemString)
    default: return name.hasPrefix("vs-") || name.hasPrefix("ext-") ? .single(.systemString) : .unknown
    }
  }

  // MARK: Steps

  private func member(_ name: String, ofFocus focus: StaticType) throws(FHIRPathError) -> StaticType {
    guard let first = name.utf8.first, first &- UInt8(ascii: "A") < 26, let type = model.id(named: name) else {
      return try member(name, of: focus)
    }
    guard let known = focus.known else { return StaticType(types: [type], isSingle: focus.isSingle) }
    let fitting = known.filter { $0.isSubtype(of: type) }
    if !fitting.isEmpty { return StaticType(types: fitting, isSingle: focus.isSingle) }
    if isStrict, !known.contains(where: { type.isSubtype(of: $0) || $0 == .untyped }) {
      throw FHIRPathError(
        .semantic, "The input is never of type '\(name)'", expected: focus.description, found: "FHIR.\(name)",
        suggestion: known.first?.name)
    }
    return StaticType(types: [type], isSingle: focus.isSingle)
  }

  func member(_ name: String, of base: StaticType) throws(FHIRPathError) -> StaticType {
    guard let known = base.known else { return .unknown }
    var result = StaticType(types: [], isSingle: base.isSingle, isOrdered: base.isOrdered)
    var isFound = false
    for type in known {
      if type == .untyped || type == .systemAny { return .unknown }
      if type == .systemQuantity, name == "value" || name == "unit" {
        isFound = true
        result.types?.append(name == "value" ? .systemDecimal : .systemString)
        continue
      }
      guard type.isFHIR else { continue }
      let definition = model.types[Int(type.raw)]
      guard let element = definition.element(named: name) else {
        if definition.isAbstract { return .unknown }
        continue
      }
      isFound = true
      if element.isCollection { result.isSingle = false }
      for reference in element.types {
        let id = model.id(of: reference.type)
        if result.types?.contains(id) == false { result.types?.append(id) }
      }
    }
    guard isFound else { throw unknownElement(name, of: known, described: base.description) }
    return result
  }

  private func unknownElement(_ name: String, of types: [TypeID], described: String) -> FHIRPathError {
    for type in types where type.isFHIR {
      let property = model.types[Int(type.raw)].property(named: name)
      if let property, property.element.isChoice, !property.isCompanion {
        let choice = property.element.name
        return FHIRPathError(
          .semantic, "'\(name)' is how JSON writes the choice '\(choice)', and no element",
          expected: "'\(choice)' or '\(choice).ofType(\(property.type.name))'", found: "'\(name)'", suggestion: choice)
      }
    }
    let names = types.flatMap { model.elementNames(of: $0) }
    return FHIRPathError(
      .semantic, "\(described) has no element '\(name)'", suggestion: Suggestion.closest(to: name, among: names))
  }

  // MARK: Types

  private func cast(
    _ input: StaticType, to type: TypeSpecifier, isTest: Bool, isMany: Bool
  ) throws(FHIRPathError) -> StaticType {
    let candidates = TypeMatching.candidates(type)
    if isTest {
      // A name of the other namespace is a question that is answered "no": R4's suite asks `is(System.Patient)`.
      if candidates.isEmpty, isStrict || TypeMatching.candidates(TypeSpecifier(name: type.name)).isEmpty {
        throw unknownType(type)
      }
      return .single(.systemBoolean)
    }
    guard !candidates.isEmpty else { throw unknownType(type) }
    var result = candidates
    if let known = input.known {
      let fitting = candidates.filter { candidate in
        known.contains { $0 == .untyped || $0.isSubtype(of: candidate) || candidate.isSubtype(of: $0) }
      }
      if isStrict, fitting.isEmpty {
        throw FHIRPathError(
          .semantic, "The value is never of type '\(type)'", expected: input.description, found: type.description)
      }
      if !fitting.isEmpty { result = fitting }
    } else if result.count > 1 {
      return StaticType(types: nil, isSingle: input.isSingle || !isMany, isOrdered: input.isOrdered)
    }
    return StaticType(types: result, isSingle: input.isSingle || !isMany, isOrdered: input.isOrdered)
  }

  private func unknownType(_ type: TypeSpecifier) -> FHIRPathError {
    FHIRPathError(
      .semantic, "There is no type '\(type)'",
      suggestion: Suggestion.closest(to: type.name, among: model.names + TypeID.systemNames))
  }

  /// What FHIR's primitives and quantities are once converted.
  func systemTypes(of type: StaticType) -> StaticType {
    guard let known = type.known else { return type }
    var types: [TypeID] = []
    for id in known {
      let converted: TypeID =
        id.isSubtype(of: model.quantity)
        ? .systemQuantity : model.primitive(id).flatMap { TypeID.system(named: $0.systemTypeName) } ?? id
      if !types.contains(converted) { types.append(converted) }
    }
    return StaticType(types: types, isSingle: type.isSingle, isOrdered: type.isOrdered)
  }

  func mismatch(
    _ message: String, _ expected: String, _ found: StaticType, at node: SyntaxNode? = nil
  ) -> FHIRPathError {
    FHIRPathError(.semantic, message, expected: expected, found: found.description, at: node?.offset)
  }

  func require(
    _ type: StaticType, _ category: TypeCategory, _ expected: String, at node: SyntaxNode? = nil
  ) throws(FHIRPathError) {
    guard type.mayBe({ TypeCategory($0) == category }) else {
      throw mismatch("A value of the wrong type", expected, type, at: node)
    }
  }

  func requireOrder(_ type: StaticType, _ what: String) throws(FHIRPathError) {
    guard isStrict, !type.isOrdered, !type.isSingle else { return }
    throw FHIRPathError(
      .semantic, "\(what) needs a collection in order", expected: "an ordered collection",
      found: "one whose order is undefined")
  }

  // MARK: Operators

  private func binary(
    _ binary: BinaryOperator, _ left: StaticType, _ right: StaticType, _ node: SyntaxNode
  ) throws(FHIRPathError) -> StaticType {
    switch binary {
    case .union: return left.joined(with: right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard fits(left, right, TypeCategory.areOrdered) else {
        throw FHIRPathError(
          .semantic, "The operands of '\(binary.rawValue)' have no order between them",
          expected: "two values of one ordered type", found: "\(left.description) and \(right.description)")
      }
      return .single(.systemBoolean)
    case .add, .subtract, .multiply, .divide, .integerDivide, .modulo:
      guard fits(left, right, { TypeCategory.takes(binary, $0, $1) }) else {
        throw FHIRPathError(
          .semantic, "Operator '\(binary.rawValue)' does not apply",
          expected: "numbers, quantities, strings (+), or a date and a duration",
          found: "\(left.description) and \(right.description)")
      }
      return arithmetic(binary, left, right)
    case .concatenate: return .single(.systemString)
    default: return .single(.systemBoolean)
    }
  }

  private func fits(
    _ left: StaticType, _ right: StaticType, _ accepts: (TypeCategory, TypeCategory) -> Bool
  ) -> Bool {
    guard left.known != nil, right.known != nil else { return true }
    return left.mayBe { a in right.mayBe { b in accepts(TypeCategory(a), TypeCategory(b)) } }
  }

  private func arithmetic(_ binary: BinaryOperator, _ left: StaticType, _ right: StaticType) -> StaticType {
    guard let a = systemTypes(of: left).known, let b = systemTypes(of: right).known, a.count == 1, b.count == 1 else {
      return StaticType(types: nil, isSingle: true)
    }
    switch (a[0], b[0]) {
    case (.systemInteger, .systemInteger): return .single(binary == .divide ? .systemDecimal : .systemInteger)
    case (.systemQuantity, _), (.systemInteger, .systemQuantity), (.systemDecimal, .systemQuantity):
      return .single(.systemQuantity)
    case (.systemInteger, _), (.systemDecimal, _):
      return .single(binary == .integerDivide ? .systemInteger : .systemDecimal)
    default: return .single(a[0])
    }
  }
}
