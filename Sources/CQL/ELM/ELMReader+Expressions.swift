import ClinicalTypes
import JSON

extension ELMReader {
  /// Reads a node. The depth is bounded by the JSON reader's.
  mutating func expression(_ json: JSONValue) throws(CQLError) -> CQLExpression {
    try admitDepth(json)
    guard let name = json["type"].string else { throw malformed(json, "An expression needs a 'type'") }
    let kind = try kind(name, json)
    return CQLExpression(kind, type: try resultType(json), at: locator(json))
  }

  mutating func optional(_ json: JSONValue?) throws(CQLError) -> CQLExpression? {
    guard let json else { return nil }
    return try expression(json)
  }

  mutating func required(_ json: JSONValue, _ member: String) throws(CQLError) -> CQLExpression {
    guard let inner = json[member] else {
      throw malformed(json, "'\(json["type"].string ?? "The node")' needs '\(member)'")
    }
    return try expression(inner)
  }

  mutating func expressions(_ json: JSONValue?) throws(CQLError) -> [CQLExpression] {
    guard let json else { return [] }
    guard json.isArray else { return [try expression(json)] }
    var nodes: [CQLExpression] = []
    for element in json.elements { nodes.append(try expression(element)) }
    return nodes
  }

  private mutating func kind(_ name: String, _ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    switch name {
    case "Null": return .null
    case "Literal": return try literal(json, text: json["value"].string)
    // The least Integer is written as the negative of a number that is none.
    case "Negate" where json["operand"]?["type"]?.stringEquals("Literal") == true:
      guard let operand = json["operand"], let digits = operand["value"].string, digits.utf8.first != UInt8(ascii: "-"),
        case .literal(let literal) = try literal(operand, text: "-" + digits)
      else { return try operation(.negate, json) }
      return .literal(literal)
    case "Quantity": return .literal(.quantity(try quantity(json)))
    case "Ratio": return try ratio(json)
    case "Code": return try code(json)
    case "Concept": return try concept(json)
    case "Interval":
      return .interval(
        CQLExpression.IntervalSelector(
          low: try optional(json["low"]), high: try optional(json["high"]), lowClosed: json["lowClosed"].bool ?? true,
          highClosed: json["highClosed"].bool ?? true,
          lowClosedExpression: try optional(json["lowClosedExpression"]),
          highClosedExpression: try optional(json["highClosedExpression"])))
    case "List": return .list(try expressions(json["element"]))
    case "Tuple": return .tuple(try elements(json))
    case "Instance":
      guard let type = CQLType(qualifiedName: try text(json, "classType")) else {
        throw malformed(json, "'classType' must be the qualified name of a known class")
      }
      return .instance(type, try elements(json))
    case "ExpressionRef": return .expressionRef(try reference(json))
    case "ParameterRef": return .parameterRef(try reference(json))
    case "CodeRef": return .codeRef(try reference(json))
    case "ConceptRef": return .conceptRef(try reference(json))
    case "CodeSystemRef": return .codeSystemRef(try reference(json))
    case "ValueSetRef": return .valueSetRef(try reference(json))
    case "FunctionRef":
      var signature: [CQLType] = []
      for type in json["signature"].elements { signature.append(try self.type(type)) }
      return .functionRef(try reference(json), try expressions(json["operand"]), signature: signature)
    case "OperandRef": return .operandRef(try text(json, "name"))
    case "AliasRef": return .aliasRef(try text(json, "name"))
    case "QueryLetRef": return .queryLetRef(try text(json, "name"))
    case "IdentifierRef": return .identifierRef(try text(json, "name"))
    case "Property": return try property(json)
    case "If":
      return .if(
        try required(json, "condition"), then: try required(json, "then"), else: try required(json, "else"))
    case "Case": return try cases(json)
    case "As":
      return .as(
        try required(json, "operand"), try target(json, "asType", "asTypeSpecifier"),
        isStrict: json["strict"].bool ?? false)
    case "Is": return .is(try required(json, "operand"), try target(json, "isType", "isTypeSpecifier"))
    case "Convert": return .convert(try required(json, "operand"), try target(json, "toType", "toTypeSpecifier"))
    case "CanConvert": return .canConvert(try required(json, "operand"), try target(json, "toType", "toTypeSpecifier"))
    case "MinValue": return .minValue(try target(json, "valueType", "valueTypeSpecifier"))
    case "MaxValue": return .maxValue(try target(json, "valueType", "valueTypeSpecifier"))
    case "Retrieve": return .retrieve(try retrieve(json))
    case "Query": return .query(try query(json))
    case "Sort": return .sort(try required(json, "source"), try sortItems(json["by"]))
    case "Filter":
      return .iteration(
        .filter, try required(json, "source"), scope: json["scope"].string, try required(json, "condition"))
    case "ForEach", "Repeat":
      return .iteration(
        name == "ForEach" ? .forEach : .repeat, try required(json, "source"), scope: json["scope"].string,
        try required(json, "element"))
    case "Current": return .current(json["scope"].string)
    default:
      guard let known = CQLOperator(rawValue: name) else {
        throw malformed(json, "The ELM node '\(name)' is not known")
      }
      return try operation(known, json)
    }
  }

  private func target(_ json: JSONValue, _ name: String, _ specifier: String) throws(CQLError) -> CQLType {
    guard let type = try type(json, name, specifier) else { throw malformed(json, "'\(name)' is missing") }
    return type
  }

  private mutating func elements(_ json: JSONValue) throws(CQLError) -> [CQLExpression.NamedExpression] {
    var elements: [CQLExpression.NamedExpression] = []
    for element in json["element"].elements {
      elements.append(CQLExpression.NamedExpression(try text(element, "name"), try required(element, "value")))
    }
    return elements
  }

  private mutating func property(_ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    let path = try text(json, "path")
    if let source = json["source"] { return .property(try expression(source), path: path) }
    guard let scope = json["scope"].string ?? aliases.last else {
      throw malformed(json, "A Property needs a 'source' or a 'scope'")
    }
    return .property(CQLExpression(.aliasRef(scope), at: locator(json)), path: path)
  }

  private mutating func cases(_ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    var items: [CQLExpression.CaseItem] = []
    for item in json["caseItem"].elements {
      items.append(CQLExpression.CaseItem(when: try required(item, "when"), then: try required(item, "then")))
    }
    return .case(comparand: try optional(json["comparand"]), items, else: try required(json, "else"))
  }

  // MARK: Constants

  /// A constant. One that is no value of its type is an error when it is evaluated: the rest of the library may be used.
  private func literal(_ json: JSONValue, text: String?) throws(CQLError) -> CQLExpression.Kind {
    let type = try target(json, "valueType", "resultTypeSpecifier")
    let value = text ?? ""
    var literal: CQLLiteral?
    if case .system(let type) = type {
      switch type {
      case .boolean: literal = value == "true" ? .boolean(true) : value == "false" ? .boolean(false) : nil
      case .integer: literal = Int32(value).map(CQLLiteral.integer)
      case .long: literal = Int(value).map(CQLLiteral.long)
      case .decimal: literal = ExactDecimal(value).flatMap { $0.isWithinCQLLimits ? .decimal($0) : nil }
      case .string: literal = .string(value)
      case .date: literal = PartialDate(value).map(CQLLiteral.date)
      case .dateTime: literal = PartialDateTime(value).map(CQLLiteral.dateTime)
      case .time: literal = PartialTime(value).map(CQLLiteral.time)
      case .quantity: literal = Quantity(value).map(CQLLiteral.quantity)
      default: literal = nil
      }
    }
    if let literal { return .literal(literal) }
    let parts: [CQLLiteral] = [
      .boolean(true), .string("Literal"), .string("Error"), .string("'\(value)' is no \(type)"),
    ]
    return .operation(.message, [CQLExpression(.null)] + parts.map { CQLExpression(.literal($0)) })
  }

  private func quantity(_ json: JSONValue) throws(CQLError) -> Quantity {
    guard let text = json["value"]?.numberText ?? json["value"].string, let value = ExactDecimal(text) else {
      throw malformed(json, "A Quantity needs a number as 'value'")
    }
    return Quantity(value, json["unit"].string ?? "1")
  }

  private func ratio(_ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    guard let numerator = json["numerator"], let denominator = json["denominator"] else {
      throw malformed(json, "A Ratio needs a numerator and a denominator")
    }
    return .literal(.ratio(Ratio(numerator: try quantity(numerator), denominator: try quantity(denominator))))
  }

  /// `Code '123' from "System"`: an instance whose system is the code system's id.
  private mutating func code(_ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    var elements = [
      CQLExpression.NamedExpression("code", CQLExpression(.literal(.string(try text(json, "code")))))
    ]
    if let system = json["system"] {
      let reference = CQLExpression(.codeSystemRef(try reference(system)), type: .codeSystem)
      for (name, path) in [("system", "id"), ("version", "version")] {
        elements.append(
          CQLExpression.NamedExpression(name, CQLExpression(.property(reference, path: path), type: .string)))
      }
    }
    if let display = json["display"].string {
      elements.append(CQLExpression.NamedExpression("display", CQLExpression(.literal(.string(display)))))
    }
    return .instance(.code, elements)
  }

  private mutating func concept(_ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    var codes: [CQLExpression] = []
    for element in json["code"].elements { codes.append(CQLExpression(try code(element), type: .code)) }
    var elements = [CQLExpression.NamedExpression("codes", CQLExpression(.list(codes), type: .list(.code)))]
    if let display = json["display"].string {
      elements.append(CQLExpression.NamedExpression("display", CQLExpression(.literal(.string(display)))))
    }
    return .instance(.concept, elements)
  }
}
