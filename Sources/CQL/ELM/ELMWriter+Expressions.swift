import ClinicalTypes
import JSON

extension ELMWriter {
  /// Writes a node.
  func expression(_ node: CQLExpression, _ writer: inout JSONWriter) {
    writer.object { writer in
      switch node.kind {
      case .literal(let literal): self.literal(literal, node, &writer)
      default:
        writer.member("type", name(of: node.kind))
        locator(node.locator, &writer)
        resultType(node.type, &writer)
        content(of: node.kind, &writer)
      }
    }
  }

  /// The ELM name of a node.
  func name(of kind: CQLExpression.Kind) -> String {
    switch kind {
    case .null: "Null"
    case .literal: "Literal"
    case .interval: "Interval"
    case .list: "List"
    case .tuple: "Tuple"
    case .instance: "Instance"
    case .expressionRef: "ExpressionRef"
    case .parameterRef: "ParameterRef"
    case .codeRef: "CodeRef"
    case .conceptRef: "ConceptRef"
    case .codeSystemRef: "CodeSystemRef"
    case .valueSetRef: "ValueSetRef"
    case .functionRef: "FunctionRef"
    case .operandRef: "OperandRef"
    case .aliasRef: "AliasRef"
    case .queryLetRef: "QueryLetRef"
    case .identifierRef: "IdentifierRef"
    case .property: "Property"
    case .if: "If"
    case .case: "Case"
    case .operation(let name, _, _): name == .notEqual ? "Not" : name.rawValue
    case .as: "As"
    case .is: "Is"
    case .convert: "Convert"
    case .canConvert: "CanConvert"
    case .minValue: "MinValue"
    case .maxValue: "MaxValue"
    case .retrieve: "Retrieve"
    case .query: "Query"
    case .sort: "Sort"
    case .iteration(let kind, _, _, _): kind.rawValue
    case .current: "Current"
    }
  }

  private func content(of kind: CQLExpression.Kind, _ writer: inout JSONWriter) {
    switch kind {
    case .null, .literal: break
    case .interval(let selector): interval(selector, &writer)
    case .list(let elements): nodes("element", elements, &writer)
    case .tuple(let elements): named(elements, &writer)
    case .instance(let type, let elements):
      writer.member("classType", type.qualifiedName)
      named(elements, &writer)
    case .expressionRef(let name), .parameterRef(let name), .codeRef(let name), .conceptRef(let name),
      .codeSystemRef(let name):
      reference(name, &writer)
    case .valueSetRef(let name):
      reference(name, &writer)
      writer.member("preserve", true)
    case .functionRef(let name, let arguments, let signature):
      reference(name, &writer)
      if !signature.isEmpty {
        writer.key("signature")
        writer.array { writer in for type in signature { specifier(type: type, &writer) } }
      }
      nodes("operand", arguments, &writer)
    case .operandRef(let name), .aliasRef(let name), .queryLetRef(let name), .identifierRef(let name):
      writer.member("name", name)
    case .property(let source, let path):
      writer.member("path", path)
      // An alias as the source is a scope in ELM.
      if case .aliasRef(let alias) = source.kind {
        writer.member("scope", alias)
      } else {
        member("source", source, &writer)
      }
    case .if(let condition, let then, let otherwise):
      member("condition", condition, &writer)
      member("then", then, &writer)
      member("else", otherwise, &writer)
    case .case(let comparand, let items, let otherwise): cases(comparand, items, otherwise, &writer)
    case .operation(let name, let operands, let precision): operation(name, operands, precision, &writer)
    case .as(let operand, let type, let isStrict):
      writer.member("strict", isStrict)
      member("operand", operand, &writer)
      target("asType", type, &writer)
    case .is(let operand, let type):
      member("operand", operand, &writer)
      target("isType", type, &writer)
    case .convert(let operand, let type), .canConvert(let operand, let type):
      member("operand", operand, &writer)
      target("toType", type, &writer)
    case .minValue(let type), .maxValue(let type): writer.member("valueType", type.qualifiedName)
    case .retrieve(let retrieve): self.retrieve(retrieve, &writer)
    case .query(let query): self.query(query, &writer)
    case .sort(let source, let keys):
      member("source", source, &writer)
      sort(keys, &writer)
    case .iteration(let kind, let source, let scope, let element):
      writer.member("scope", scope)
      member("source", source, &writer)
      member(kind == .filter ? "condition" : "element", element, &writer)
    case .current(let scope): writer.member("scope", scope)
    }
  }

  // MARK: Parts

  func nodes(_ name: String, _ nodes: [CQLExpression], _ writer: inout JSONWriter) {
    writer.key(name)
    writer.array { writer in for node in nodes { expression(node, &writer) } }
  }

  private func named(_ elements: [CQLExpression.NamedExpression], _ writer: inout JSONWriter) {
    writer.key("element")
    writer.array { writer in
      for element in elements {
        writer.object { writer in
          writer.member("name", element.name)
          member("value", element.value, &writer)
        }
      }
    }
  }

  /// `asType` of a named type, `asTypeSpecifier` of any other.
  private func target(_ name: String, _ type: CQLType, _ writer: inout JSONWriter) {
    if let qualified = type.qualifiedName {
      writer.member(name, qualified)
    } else {
      specifier(name + "Specifier", type, &writer)
    }
  }

  private func interval(_ selector: CQLExpression.IntervalSelector, _ writer: inout JSONWriter) {
    writer.member("lowClosed", selector.lowClosed)
    writer.member("highClosed", selector.highClosed)
    if let node = selector.low { member("low", node, &writer) }
    if let node = selector.high { member("high", node, &writer) }
    if let node = selector.lowClosedExpression { member("lowClosedExpression", node, &writer) }
    if let node = selector.highClosedExpression { member("highClosedExpression", node, &writer) }
  }

  private func cases(
    _ comparand: CQLExpression?, _ items: [CQLExpression.CaseItem], _ otherwise: CQLExpression,
    _ writer: inout JSONWriter
  ) {
    if let comparand { member("comparand", comparand, &writer) }
    writer.key("caseItem")
    writer.array { writer in
      for item in items {
        writer.object { writer in
          member("when", item.when, &writer)
          member("then", item.then, &writer)
        }
      }
    }
    member("else", otherwise, &writer)
  }

  private func operation(
    _ name: CQLOperator, _ operands: [CQLExpression], _ precision: CalendarUnit?, _ writer: inout JSONWriter
  ) {
    if let precision {
      writer.member("precision", precision.keyword.prefix(1).uppercased() + precision.keyword.dropFirst())
    }
    if name == .notEqual {
      // ELM has no NotEqual in use: it is Not(Equal).
      return member("operand", CQLExpression(.operation(.equal, operands), type: .boolean), &writer)
    }
    if let names = name.elmOperandNames {
      for (name, operand) in zip(names, operands) {
        if case .null = operand.kind, operand.type == nil { continue }
        switch operand.kind {
        case .valueSetRef(let reference) where name == "valueset":
          writer.key(name)
          writer.object { writer in
            self.reference(reference, &writer)
            writer.member("preserve", true)
          }
        case .codeSystemRef(let reference) where name == "codesystem":
          writer.key(name)
          writer.object { self.reference(reference, &$0) }
        default: member(name == "valueset" || name == "codesystem" ? name + "Expression" : name, operand, &writer)
        }
      }
    } else if name == .round, let value = operands.first {
      member("operand", value, &writer)
      if operands.count > 1 { member("precision", operands[1], &writer) }
    } else if operands.count == 1, !Self.takesLists.contains(name) {
      member("operand", operands[0], &writer)
    } else if !operands.isEmpty {
      nodes("operand", operands, &writer)
    }
  }

  /// Operators whose operands are a list even where there is one.
  private static let takesLists: Set<CQLOperator> = [
    .coalesce, .concatenate, .union, .intersect, .except, .collapse, .expand, .lowBoundary, .highBoundary,
  ]
}
