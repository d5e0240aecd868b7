import ClinicalTypes

/// The functions of System that are more than an operator's overload (CQL 1.5, appendix B).
extension LibraryTranslator {
  /// For suggestions.
  static let systemFunctionNames: [String] =
    CQLOperator.allCases.map(\.rawValue) + [
      "Skip", "Take", "Tail", "AgeInYears", "AgeInYearsAt", "CalculateAgeInYears",
    ]

  /// The call of a function of System, or nil when there is none of this name for these operands.
  func systemFunction(_ name: String, _ values: [CQLExpression], at range: TextRange) -> CQLExpression? {
    if let age = age(name, values, at: range) { return age }
    switch name {
    case "Coalesce": return coalesce(values, at: range)
    case "Skip" where values.count == 2: return slice(values[0], from: values[1], to: nil, at: range)
    case "Tail" where values.count == 1:
      return slice(values[0], from: integer(1, at: range), to: nil, at: range)
    case "Take" where values.count == 2:
      guard let count = tryConverted(values[1], to: .integer) else { return nil }
      let known = make(.operation(.coalesce, [count, integer(0, at: range)]), .integer, range)
      return slice(values[0], from: integer(0, at: range), to: known, at: range)
    case "Slice":
      guard rules.options.languageVersion >= .v2_0, (1...3).contains(values.count) else { return nil }
      let start = values.count > 1 ? values[1] : integer(0, at: range)
      return slice(
        values[0], from: fromEnd(start, of: values[0], at: range),
        to: values.count > 2 ? fromEnd(values[2], of: values[0], at: range) : nil, at: range)
    case "Children" where values.count == 1, "Descendents" where values.count == 1,
      "Descendants" where values.count == 1:
      return make(.operation(name == "Children" ? .children : .descendents, values), .list(.any), range)
    case "DateTime" where values.count == 8:
      return tryOperation(.dateTime, values, at: range)
    case "Union" where values.count == 2: return union(values[0], values[1], at: range)
    case "Intersect" where values.count == 2: return tryOperation(.intersect, values, at: range)
    case "Except" where values.count == 2: return tryOperation(.except, values, at: range)
    case "ProperlyIncludes": return tryOperation(.properIncludes, values, at: range)
    case "ProperlyIncludedIn": return tryOperation(.properIncludedIn, values, at: range)
    case "Union", "Intersect", "Except", "DurationBetween", "DifferenceBetween", "DateTimeComponentFrom",
      "CalculateAge",
      "CalculateAgeAt":
      return nil
    case "IsNull" where values.count == 1: return make(.operation(.isNull, values), .boolean, range)
    default:
      guard let operation = CQLOperator(rawValue: name) else { return nil }
      if operation == .anyInValueSet || operation == .anyInCodeSystem { return nil }
      return tryOperation(operation, values, at: range)
    }
  }

  private func integer(_ value: Int32, at range: TextRange) -> CQLExpression {
    make(.literal(.integer(value)), .integer, range)
  }

  private func tryConverted(_ value: CQLExpression, to type: CQLType) -> CQLExpression? {
    rules.conversion(from: value.type ?? .any, to: type, usingModel: usesModelConversions).map { apply($0, to: value) }
  }

  private func slice(
    _ list: CQLExpression, from start: CQLExpression, to end: CQLExpression?, at range: TextRange
  ) -> CQLExpression? {
    let list = list.type == .any ? make(.as(list, .list(.any), isStrict: false), .list(.any), range) : list
    guard let type = list.type, type.isList, let start = tryConverted(start, to: .integer) else { return nil }
    guard let end = end.map({ tryConverted($0, to: .integer) }) ?? make(.null, .integer, range) else { return nil }
    return make(.operation(.slice, [list, start, end]), type, range)
  }

  /// An index of CQL 2.0's Slice, where a negative one counts from the end of the list.
  private func fromEnd(_ index: CQLExpression, of list: CQLExpression, at range: TextRange) -> CQLExpression {
    if case .null = index.kind { return index }
    if case .literal(.integer(let value)) = index.kind, value >= 0 { return index }
    let isNegative = operation(.less, [index, integer(0, at: range)], at: range)
    let counted = operation(.add, [operation(.length, [list], at: range), index], at: range)
    return make(.if(isNegative, then: counted, else: index), .integer, range)
  }

  private func coalesce(_ values: [CQLExpression], at range: TextRange) -> CQLExpression? {
    if values.count == 1, case .list(let item)? = values[0].type {
      return make(.operation(.coalesce, values), item, range)
    }
    guard values.count > 1 else { return nil }
    let (items, type) = unified(values)
    return make(.operation(.coalesce, items), type, range)
  }

  // MARK: Ages

  private static let units: [(name: String, unit: CalendarUnit)] = [
    ("Years", .year), ("Months", .month), ("Weeks", .week), ("Days", .day), ("Hours", .hour), ("Minutes", .minute),
    ("Seconds", .second),
  ]

  /// `AgeInYears()`, `AgeInYearsAt(d)`, `CalculateAgeInYears(b)`, `CalculateAgeInYearsAt(b, d)`
  private func age(_ name: String, _ values: [CQLExpression], at range: TextRange) -> CQLExpression? {
    guard let start = name.hasPrefix("AgeIn") ? 5 : name.hasPrefix("CalculateAgeIn") ? 14 : nil else { return nil }
    let isAt = name.hasSuffix("At")
    let unitName = name.dropFirst(start).dropLast(isAt ? 2 : 0)
    guard let unit = Self.units.first(where: { $0.name == unitName })?.unit else { return nil }
    var operands = values
    if start == 5 {
      guard let birthDate = birthDate(at: range) else {
        error("\(name) needs the context Patient", expected: "'context Patient' before this definition", at: range)
        return failed(range)
      }
      operands.insert(birthDate, at: 0)
    }
    guard operands.count == (isAt ? 2 : 1) else { return nil }
    return tryOperation(isAt ? .calculateAgeAt : .calculateAge, operands, precision: unit, at: range)
  }

  private func birthDate(at range: TextRange) -> CQLExpression? {
    guard let found = contextTypes[context] ?? (context == "Unfiltered" ? contextTypes["Patient"] : nil),
      let path = found.birthDatePath
    else { return nil }
    let patient = make(.expressionRef(DefinitionReference(found.name)), found.type, range)
    return make(.property(patient, path: path), .date, range)
  }

  // MARK: Methods

  /// A method in the manner of FHIRPath: `list.first()`, `list.where($this > 1)`, `text.startsWith('a')`.
  func method(
    _ name: String, of operand: CQLExpression, _ arguments: [ExpressionSyntax], at range: TextRange
  ) -> CQLExpression? {
    switch (name, arguments.count) {
    case ("where", 1), ("exists", 1), ("all", 1), ("select", 1):
      return iteration(name, operand, arguments[0], at: range)
    case ("empty", 0):
      guard let exists = tryOperation(.exists, [operand], at: range) else { return nil }
      return make(.operation(.not, [exists]), .boolean, range)
    case ("single", 0): return tryOperation(.singletonFrom, [operand], at: range)
    case ("union", 1): return union(operand, translate(arguments[0]), at: range)
    case ("intersect", 1): return tryOperation(.intersect, [operand, translate(arguments[0])], at: range)
    case ("except", 1): return tryOperation(.except, [operand, translate(arguments[0])], at: range)
    default:
      guard let first = name.first else { return nil }
      let function = first.uppercased() + name.dropFirst()
      return systemFunction(function, [operand] + arguments.map { translate($0) }, at: range)
    }
  }

  private func iteration(
    _ name: String, _ operand: CQLExpression, _ argument: ExpressionSyntax, at range: TextRange
  ) -> CQLExpression? {
    guard case .list(let item)? = operand.type else { return nil }
    scopes.append(Scope(names: ["$this": .alias(item)]))
    var body = translate(argument)
    scopes.removeLast()
    if name == "select" {
      let query = CQLQuery(sources: [.init("$this", operand)], result: .init(body, isDistinct: false))
      let rows = make(.query(query), .list(body.type ?? .any), range)
      guard let type = body.type, type.isList else { return rows }
      return make(.operation(.flatten, [rows]), type, range)
    }
    body = converted(body, to: .boolean, at: argument.range, "The condition is not a truth value")
    if name == "all" {
      body = make(.operation(.not, [make(.operation(.isTrue, [body]), .boolean, range)]), .boolean, range)
    }
    let rows = make(
      .query(CQLQuery(sources: [.init("$this", operand)], filter: body)), .list(item), range)
    if name == "where" { return rows }
    let exists = make(.operation(.exists, [rows]), .boolean, range)
    return name == "all" ? make(.operation(.not, [exists]), .boolean, range) : exists
  }
}
