import ClinicalTypes
import JSON

extension CQLOperator {
  /// The members that hold the operands of a node which names them; nil for those with `operand`.
  var elmOperandNames: [String]? {
    switch self {
    case .substring: ["stringToSub", "startIndex", "length"]
    case .positionOf, .lastPositionOf: ["pattern", "string"]
    case .split: ["stringToSplit", "separator"]
    case .splitOnMatches: ["stringToSplit", "separatorPattern"]
    case .combine: ["source", "separator"]
    case .indexOf: ["source", "element"]
    case .slice: ["source", "startIndex", "endIndex"]
    case .date: ["year", "month", "day"]
    case .time: ["hour", "minute", "second", "millisecond"]
    case .dateTime: ["year", "month", "day", "hour", "minute", "second", "millisecond", "timezoneOffset"]
    case .message: ["source", "condition", "code", "severity", "message"]
    case .inValueSet: ["code", "valueset"]
    case .anyInValueSet: ["codes", "valueset"]
    case .inCodeSystem: ["code", "codesystem"]
    case .anyInCodeSystem: ["codes", "codesystem"]
    case .first, .last, .count, .sum, .product, .min, .max, .avg, .median, .mode, .variance, .populationVariance,
      .stdDev, .populationStdDev, .geometricMean, .allTrue, .anyTrue, .children, .descendents:
      ["source"]
    default: nil
    }
  }
}

extension ELMReader {
  mutating func operation(_ name: CQLOperator, _ json: JSONValue) throws(CQLError) -> CQLExpression.Kind {
    var precision: CalendarUnit?
    if let unit = json["precision"].string {
      precision = CalendarUnit(keyword: unit.lowercased())
      guard precision != nil else { throw malformed(json, "'\(unit)' is no precision") }
    }
    if json["path"] != nil, name.elmOperandNames == ["source"] {
      throw malformed(json, "'\(name.rawValue)' with a 'path' is not supported: use a query")
    }
    var operands: [CQLExpression] = []
    if let names = name.elmOperandNames {
      operands = try named(names, json)
    } else {
      operands = try expressions(json["operand"])
      // Round names its second operand.
      if name == .round, let places = try optional(json["precision"]) { operands.append(places) }
    }
    return .operation(name, operands, precision: precision)
  }

  /// Operands by name; one that is left out before another is null.
  private mutating func named(_ names: [String], _ json: JSONValue) throws(CQLError) -> [CQLExpression] {
    var operands: [CQLExpression] = []
    var missing = 0
    for name in names {
      guard let member = member(name, json) else {
        missing += 1
        continue
      }
      for _ in 0..<missing { operands.append(CQLExpression(.null)) }
      missing = 0
      switch name {
      case "valueset" where member["type"] == nil:
        operands.append(CQLExpression(.valueSetRef(try reference(member)), type: .valueSet))
      case "codesystem" where member["type"] == nil:
        operands.append(CQLExpression(.codeSystemRef(try reference(member)), type: .codeSystem))
      default: operands.append(try expression(member))
      }
    }
    return operands
  }

  private func member(_ name: String, _ json: JSONValue) -> JSONValue? {
    switch name {
    case "valueset", "codesystem": json[name] ?? json[name + "Expression"]
    case "source": json[name] ?? json["operand"]
    default: json[name]
    }
  }

  // MARK: Data

  mutating func retrieve(_ json: JSONValue) throws(CQLError) -> CQLRetrieve {
    guard let type = CQLType(qualifiedName: try text(json, "dataType")) else {
      throw malformed(json, "'dataType' must be the qualified name of a class")
    }
    for filter in ["codeFilter", "dateFilter", "otherFilter"] where json[filter].elements.contains(where: { _ in true })
    {
      throw malformed(json, "A Retrieve with '\(filter)' elements is not supported")
    }
    return CQLRetrieve(
      dataType: type, templateID: json["templateId"].string, codeProperty: json["codeProperty"].string,
      codeComparator: json["codeComparator"].string, codes: try optional(json["codes"]),
      dateProperty: json["dateProperty"].string, dateLowProperty: json["dateLowProperty"].string,
      dateHighProperty: json["dateHighProperty"].string, dateRange: try optional(json["dateRange"]),
      idProperty: json["idProperty"].string, ids: try optional(json["id"]))
  }

  mutating func query(_ json: JSONValue) throws(CQLError) -> CQLQuery {
    let outer = aliases.count
    defer { aliases.removeLast(aliases.count - outer) }
    var sources: [CQLQuery.Source] = []
    for source in json["source"].elements { sources.append(try self.source(source)) }
    aliases += sources.map(\.alias)
    guard !sources.isEmpty else { throw malformed(json, "A Query needs a source") }
    var lets: [CQLQuery.Let] = []
    for definition in json["let"].elements {
      lets.append(CQLQuery.Let(try text(definition, "identifier"), try required(definition, "expression")))
    }
    var relationships: [CQLQuery.Relationship] = []
    for relationship in json["relationship"].elements {
      let name = relationship["type"].string
      guard name == "With" || name == "Without" else {
        throw malformed(relationship, "A relationship is With or Without")
      }
      let source = try source(relationship)
      aliases.append(source.alias)
      defer { aliases.removeLast() }
      relationships.append(
        CQLQuery.Relationship(
          isWithout: name == "Without", source: source, suchThat: try required(relationship, "suchThat")))
    }
    var result: CQLQuery.Return?
    if let clause = json["return"] {
      result = CQLQuery.Return(try required(clause, "expression"), isDistinct: clause["distinct"].bool ?? true)
    }
    var aggregate: CQLQuery.Aggregate?
    if let clause = json["aggregate"] {
      aggregate = CQLQuery.Aggregate(
        try text(clause, "identifier"), starting: try optional(clause["starting"]),
        expression: try required(clause, "expression"), isDistinct: clause["distinct"].bool ?? false)
    }
    return CQLQuery(
      sources: sources, lets: lets, relationships: relationships, filter: try optional(json["where"]), result: result,
      aggregate: aggregate, sort: try sortItems(json["sort"]["by"]))
  }

  private mutating func source(_ json: JSONValue) throws(CQLError) -> CQLQuery.Source {
    CQLQuery.Source(try text(json, "alias"), try required(json, "expression"))
  }

  mutating func sortItems(_ json: JSONValue?) throws(CQLError) -> [SortItem] {
    var items: [SortItem] = []
    for item in json.elements {
      let isDescending = item["direction"].string?.hasPrefix("desc") ?? false
      switch item["type"].string {
      case "ByColumn": items.append(SortItem(.column(try text(item, "path")), isDescending: isDescending))
      case "ByExpression":
        items.append(SortItem(.expression(try required(item, "expression")), isDescending: isDescending))
      default: items.append(SortItem(.item, isDescending: isDescending))
      }
    }
    return items
  }
}
