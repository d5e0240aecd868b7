import FHIR
import JSON

/// Texts of FHIR data, compared where they stand, without a copy.
extension Compiler {
  /// `=`. A FHIR text beside a constant is compared where it stands, without a copy.
  mutating func equality(_ left: CQLExpression, _ right: CQLExpression, _ node: CQLExpression) -> Test {
    for (text, other) in [(left, right), (right, left)] {
      guard case .literal(.string(let wanted)) = other.kind, let source = textSource(text) else { continue }
      let code = code(source)
      return { evaluation throws(CQLError) in
        let value = try code(evaluation)
        guard case .node(let element) = value else {
          if case .null = value { return nil }
          do throws(CQLError) {
            return try evaluation.comparison.equal(evaluation.plainText(of: value, text), .string(wanted))
          } catch { throw evaluation.located(error, node) }
        }
        if let isEqual = element.hasText(wanted) { return isEqual }
        do throws(CQLError) {
          return try evaluation.comparison.equal(evaluation.plainText(of: value, text), .string(wanted))
        } catch { throw evaluation.located(error, node) }
      }
    }
    return compared(left, right, node) { evaluation, a, b throws(CQLError) in try evaluation.comparison.equal(a, b) }
  }

  /// `x in { 'a', 'b' }`
  mutating func isAmong(_ item: CQLExpression, _ list: CQLExpression) -> Test? {
    guard case .list(let elements) = list.kind, !elements.isEmpty, elements.count <= 64 else { return nil }
    var texts: [String] = []
    for element in elements {
      guard case .literal(.string(let text)) = element.kind else { return nil }
      texts.append(text)
    }
    guard let source = textSource(item) else { return nil }
    let code = code(source)
    let wanted = texts
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .node(let element) = value, element.isPlainText {
        return wanted.contains { element.json.stringEquals($0) }
      }
      let plain: CQLValue
      do throws(CQLError) { plain = try evaluation.plainText(of: value, item) } catch {
        throw evaluation.located(error, item)
      }
      guard case .string(let text) = plain else { return false }
      return wanted.contains(text)
    }
  }

  /// What a node takes its text from: the operand of FHIRHelpers.ToString, or of `.value` of a FHIR text.
  private func textSource(_ node: CQLExpression) -> CQLExpression? {
    switch node.kind {
    case .functionRef(let reference, let arguments, _)
    where reference.name == "ToString" && arguments.count == 1 && isBuiltInHelpers(reference.library):
      return arguments[0]
    case .property(let source, let path) where path == "value" && Self.isPrimitive(source.type): return source
    default: return nil
    }
  }
}

extension FHIRNode {
  /// Whether the node is a FHIR primitive that CQL sees as a String, and has a text.
  var isPlainText: Bool {
    guard let kind = type?.primitive, kind.isText else { return false }
    return json.isString
  }

  /// Whether the node is a text and the same; nil if it is no text.
  func hasText(_ text: String) -> Bool? { isPlainText ? json.stringEquals(text) : nil }
}

extension Evaluation {
  /// The value of a node that ``Compiler`` compares as a text, from that of its operand.
  func plainText(of value: CQLValue, _ node: CQLExpression) throws(CQLError) -> CQLValue {
    do throws(CQLError) {
      if case .property = node.kind { return try member(value, "value") }
      return try FHIRHelpers.call("ToString", [value], in: self)
    } catch {
      throw located(error, node)
    }
  }
}
