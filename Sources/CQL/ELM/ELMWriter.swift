import ClinicalTypes
import JSON

/// Writes a tree as ELM JSON, in the dialect of ELM r1 as translators 3 and 4 write it.
struct ELMWriter {
  /// Whether result types and locators are written.
  var includesTypes = true

  func library(_ library: CQLLibrary) -> [UInt8] {
    var writer = JSONWriter(capacity: 64 << 10)
    writer.object { writer in
      writer.key("library")
      writer.object { body(library, &$0) }
    }
    return writer.bytes
  }

  private func body(_ library: CQLLibrary, _ writer: inout JSONWriter) {
    writer.key("identifier")
    writer.object { writer in
      if !library.identifier.name.isEmpty { writer.member("id", library.identifier.name) }
      writer.member("version", library.identifier.version)
    }
    writer.key("schemaIdentifier")
    writer.object { writer in
      writer.member("id", "urn:hl7-org:elm")
      writer.member("version", "r1")
    }
    definitions("usings", library.usings, &writer) { use, writer in
      writer.member("localIdentifier", use.name)
      writer.member("uri", use.uri)
      writer.member("version", use.version)
    }
    definitions("includes", library.includes, &writer) { include, writer in
      writer.member("localIdentifier", include.alias)
      writer.member("path", include.identifier.name)
      writer.member("version", include.identifier.version)
    }
    definitions("parameters", library.parameters, &writer) { parameter, writer in
      writer.member("name", parameter.name)
      writer.member("accessLevel", parameter.access.rawValue)
      locator(parameter.locator, &writer)
      if let node = parameter.defaultValue { member("default", node, &writer) }
      if let type = parameter.type { specifier("parameterTypeSpecifier", type, &writer) }
    }
    terminology(library, &writer)
    definitions("contexts", library.contexts, &writer) { $1.member("name", $0) }
    statements(library, &writer)
  }

  private func terminology(_ library: CQLLibrary, _ writer: inout JSONWriter) {
    definitions("codeSystems", library.codeSystems, &writer) { system, writer in
      writer.member("name", system.name)
      writer.member("id", system.id)
      writer.member("version", system.version)
      writer.member("accessLevel", system.access.rawValue)
    }
    definitions("valueSets", library.valueSets, &writer) { set, writer in
      writer.member("name", set.name)
      writer.member("id", set.id)
      writer.member("version", set.version)
      writer.member("accessLevel", set.access.rawValue)
      if !set.codeSystems.isEmpty {
        writer.key("codeSystem")
        writer.array { writer in
          for system in set.codeSystems { writer.object { reference(system, &$0) } }
        }
      }
    }
    definitions("codes", library.codes, &writer) { code, writer in
      writer.member("name", code.name)
      writer.member("id", code.id)
      writer.member("display", code.display)
      writer.member("accessLevel", code.access.rawValue)
      if let system = code.codeSystem {
        writer.key("codeSystem")
        writer.object { reference(system, &$0) }
      }
    }
    definitions("concepts", library.concepts, &writer) { concept, writer in
      writer.member("name", concept.name)
      writer.member("display", concept.display)
      writer.member("accessLevel", concept.access.rawValue)
      writer.key("code")
      writer.array { writer in
        for code in concept.codes { writer.object { reference(code, &$0) } }
      }
    }
  }

  private func statements(_ library: CQLLibrary, _ writer: inout JSONWriter) {
    guard !library.expressions.isEmpty || !library.functions.isEmpty else { return }
    writer.key("statements")
    writer.object { writer in
      writer.key("def")
      writer.array { writer in
        for definition in library.expressions {
          writer.object { writer in
            writer.member("name", definition.name)
            writer.member("context", definition.context)
            writer.member("accessLevel", definition.access.rawValue)
            locator(definition.locator, &writer)
            resultType(definition.type, &writer)
            member("expression", definition.expression, &writer)
          }
        }
        for function in library.functions { writer.object { self.function(function, &$0) } }
      }
    }
  }

  private func function(_ function: FunctionDefinition, _ writer: inout JSONWriter) {
    writer.member("type", "FunctionDef")
    writer.member("name", function.name)
    writer.member("context", function.context)
    writer.member("accessLevel", function.access.rawValue)
    if function.isFluent { writer.member("fluent", true) }
    if function.body == nil { writer.member("external", true) }
    locator(function.locator, &writer)
    resultType(function.type, &writer)
    if let body = function.body { member("expression", body, &writer) }
    writer.key("operand")
    writer.array { writer in
      for operand in function.operands {
        writer.object { writer in
          writer.member("name", operand.name)
          specifier("operandTypeSpecifier", operand.type, &writer)
        }
      }
    }
  }

  // MARK: Parts

  private func definitions<Definition>(
    _ name: String, _ list: [Definition], _ writer: inout JSONWriter, _ body: (Definition, inout JSONWriter) -> Void
  ) {
    guard !list.isEmpty else { return }
    writer.key(name)
    writer.object { writer in
      writer.key("def")
      writer.array { writer in
        for definition in list { writer.object { body(definition, &$0) } }
      }
    }
  }

  func reference(_ reference: DefinitionReference, _ writer: inout JSONWriter) {
    writer.member("name", reference.name)
    writer.member("libraryName", reference.library)
  }

  func locator(_ range: SourceRange?, _ writer: inout JSONWriter) {
    if includesTypes, let range { writer.member("locator", range.description) }
  }

  /// `resultTypeName` of a named type, `resultTypeSpecifier` of any other.
  func resultType(_ type: CQLType?, _ writer: inout JSONWriter) {
    guard includesTypes, let type else { return }
    if let name = type.qualifiedName {
      writer.member("resultTypeName", name)
    } else {
      specifier("resultTypeSpecifier", type, &writer)
    }
  }

  func specifier(_ name: String, _ type: CQLType, _ writer: inout JSONWriter) {
    writer.key(name)
    specifier(type: type, &writer)
  }

  func specifier(type: CQLType, _ writer: inout JSONWriter) {
    writer.object { writer in
      switch type {
      case .system, .model:
        writer.member("type", "NamedTypeSpecifier")
        writer.member("name", type.qualifiedName)
      case .list(let element):
        writer.member("type", "ListTypeSpecifier")
        specifier("elementType", element, &writer)
      case .interval(let point):
        writer.member("type", "IntervalTypeSpecifier")
        specifier("pointType", point, &writer)
      case .tuple(let elements):
        writer.member("type", "TupleTypeSpecifier")
        writer.key("element")
        writer.array { writer in
          for element in elements {
            writer.object { writer in
              writer.member("name", element.name)
              specifier("elementType", element.type, &writer)
            }
          }
        }
      case .choice(let types):
        writer.member("type", "ChoiceTypeSpecifier")
        writer.key("choice")
        writer.array { writer in for type in types { specifier(type: type, &writer) } }
      }
    }
  }

  func member(_ name: String, _ node: CQLExpression, _ writer: inout JSONWriter) {
    writer.key(name)
    expression(node, &writer)
  }
}
