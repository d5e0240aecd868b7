import FHIR
import JSON

/// Properties of FHIR data: the element is looked up in the type that the translator knows, and again at run time only
/// where the data is of another type.
extension Compiler {
  mutating func property(_ source: CQLExpression, _ path: String, _ node: CQLExpression) -> Closure {
    let code = code(source)
    guard !path.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }) else {
      return { evaluation throws(CQLError) in
        let value = try code(evaluation)
        do throws(CQLError) { return try evaluation.member(value, path) } catch {
          throw evaluation.located(error, node)
        }
      }
    }
    if path == "value", Self.isPrimitive(source.type) { return primitiveValue(code, node) }
    guard let access = Self.access(path, of: source.type) else { return member(code, path, node) }
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .node(let element) = value, element.type == access.type { return element.read(access) }
      if case .null = value { return .null }
      do throws(CQLError) { return try evaluation.member(value, path) } catch { throw evaluation.located(error, node) }
    }
  }

  private func member(_ code: @escaping Closure, _ name: String, _ node: CQLExpression) -> Closure {
    { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .tuple(let tuple) = value { return tuple[name] ?? .null }
      do throws(CQLError) { return try evaluation.step(value, name) } catch { throw evaluation.located(error, node) }
    }
  }

  private func primitiveValue(_ code: @escaping Closure, _ node: CQLExpression) -> Closure {
    { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .node(let element) = value, element.type?.primitive != nil { return element.primitiveValue ?? .null }
      do throws(CQLError) { return try evaluation.member(value, "value") } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  /// Whether a type is a primitive of FHIR.
  static func isPrimitive(_ type: CQLType?) -> Bool {
    guard case .model(let model)? = type else { return false }
    return FHIRTypes.shared.type(named: TypeTest.tableName(model.name))?.primitive != nil
  }

  private static func access(_ path: String, of type: CQLType?) -> PropertyAccess? {
    guard case .model(let model)? = type, model.namespace == CQLType.fhirNamespace,
      let found = FHIRTypes.shared.type(named: TypeTest.tableName(model.name)), found.primitive == nil
    else { return nil }
    return PropertyAccess(found, path)
  }
}

extension FHIRNode {
  /// An element of the node, whose type is that of `access`.
  func read(_ access: PropertyAccess) -> CQLValue {
    for (key, type) in access.members {
      guard let json = json[key], !json.isNull else { continue }
      if json.isArray {
        var items: [CQLValue] = []
        for element in json.elements { items.append(child(element, type, access)) }
        return access.isList ? .list(items) : items.first ?? .null
      }
      let value = child(json, type, access)
      return access.isList ? .list([value]) : value
    }
    return access.isList ? .list([]) : .null
  }

  private func child(_ json: JSONValue, _ type: FHIRType, _ access: PropertyAccess) -> CQLValue {
    if json.isNull { return .null }
    guard access.isResource else { return .node(FHIRNode(json, element: type, in: self)) }
    guard let stated = Resource(json)?.type else { return .node(FHIRNode(json, type: type, in: self)) }
    return .node(FHIRNode(json, type: stated))
  }
}
