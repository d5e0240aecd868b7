import ClinicalTypes

/// Time, tracing, variables and types (FHIRPath N1, 5.9 and 10.2; `defineVariable`, `comparable` are of the draft).
enum UtilityFunctions {
  static let table: [FunctionDefinition] = [
    .init("trace", 1...2, Signature(parameters: [.string, .projection], result: .input), trace),
    .init("now", 0...0, Signature(result: .dateTime), now),
    .init("today", 0...0, Signature(result: .date), today),
    .init("timeOfDay", 0...0, Signature(result: .time), timeOfDay),
    // Evaluated by the interpreter itself, since the variable is seen by the rest of the chain.
    .init("defineVariable", 1...2, Signature(parameters: [.string, .lambda], result: .input)) {
      (call) throws(FHIRPathError) in call.input
    },
    .init("type", 0...0, Signature(result: .unknown), type),
    .init(
      "comparable", 1...1, Signature(input: .quantity, parameters: [.quantity], result: .boolean, isSingular: true),
      comparable),
  ]

  static func trace(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let receive = call.state.context.trace, let name = try call.string(0) else { return call.input }
    var values = call.input
    if call.has(1) {
      values = []
      for (position, item) in call.input.enumerated() { values += try call.argument(1, for: item, at: position) }
    }
    receive(name, values)
    return call.input
  }

  static func now(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { [.dateTime(call.state.context.now)] }

  static func today(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.date(call.state.context.now.date)]
  }

  static func timeOfDay(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    call.state.context.now.time.map { [.time($0)] } ?? []
  }

  static func type(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    call.input.map { .type(TypeReflection(of: $0.typeID)) }
  }

  static func comparable(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item(), let other = try Singleton.item(try call.argument(0)) else { return [] }
    guard case .quantity(let left) = Conversion.quantity(item), case .quantity(let right) = Conversion.quantity(other)
    else { return [.boolean(false)] }
    return [.boolean(left.isComparable(to: right))]
  }
}
