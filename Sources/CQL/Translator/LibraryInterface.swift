/// What another library may use of a library: names with their types, found by hash.
struct LibraryInterface: Sendable {
  enum Member: Sendable {
    case parameter(CQLType)
    case expression(CQLType)
    case codeSystem
    case valueSet
    case code
    case concept
  }

  let identifier: LibraryIdentifier
  private(set) var members: [String: Member] = [:]
  private(set) var functions: [String: [FunctionDefinition]] = [:]
  /// Names that exist and are private.
  private(set) var privateNames: Set<String> = []

  init(_ library: CQLLibrary) {
    identifier = library.identifier
    for item in library.parameters { add(item.name, .parameter(item.type ?? .any), item.access) }
    for item in library.codeSystems { add(item.name, .codeSystem, item.access) }
    for item in library.valueSets { add(item.name, .valueSet, item.access) }
    for item in library.codes { add(item.name, .code, item.access) }
    for item in library.concepts { add(item.name, .concept, item.access) }
    for item in library.expressions { add(item.name, .expression(item.type ?? .any), item.access) }
    for item in library.functions {
      if item.access == .public {
        functions[item.name, default: []].append(item)
      } else {
        privateNames.insert(item.name)
      }
    }
  }

  private mutating func add(_ name: String, _ member: Member, _ access: AccessLevel) {
    if access == .public { members[name] = member } else { privateNames.insert(name) }
  }

  /// The conversion library of a model as the evaluator has it built in, for libraries that do not include it or include
  /// it where its source is not at hand.
  init(builtIn name: String, version: String?, model: any DataModel) {
    identifier = LibraryIdentifier(name, version: version)
    for conversion in model.conversions where conversion.library == name {
      functions[conversion.function, default: []].append(
        FunctionDefinition(
          conversion.function, operands: [.init("value", conversion.source)], type: conversion.target, body: nil))
    }
  }
}
