/// `toX()` and `convertsToX()` (FHIRPath N1, 5.5).
enum ConversionFunctions {
  static let table: [FunctionDefinition] =
    pair("Boolean", .boolean, Conversion.boolean) + pair("Integer", .integer, Conversion.integer)
    + pair("Decimal", .decimal, Conversion.decimal) + pair("Date", .date, Conversion.date)
    + pair("DateTime", .dateTime, Conversion.dateTime) + pair("Time", .time, Conversion.time)
    + pair("String", .string) { Conversion.string($0).map(FHIRPathValue.string) } + [
      .init("toQuantity", 0...1, Signature(parameters: [.string], result: .quantity, isSingular: true), toQuantity),
      .init("convertsToQuantity", 0...1, Signature(parameters: [.string], result: .boolean, isSingular: true)) {
        (call) throws(FHIRPathError) in
        call.input.isEmpty ? [] : [.boolean(!(try toQuantity(call)).isEmpty)]
      },
    ]

  private static func pair(
    _ type: String, _ result: Signature.Result, _ convert: @escaping @Sendable (FHIRPathValue) -> FHIRPathValue?
  ) -> [FunctionDefinition] {
    [
      .init("to" + type, 0...0, Signature(result: result, isSingular: true)) { (call) throws(FHIRPathError) in
        try call.item().flatMap(convert).map { [$0] } ?? []
      },
      .init("convertsTo" + type, 0...0, Signature(result: .boolean, isSingular: true)) {
        (call) throws(FHIRPathError) in
        try call.item().map { [.boolean(convert($0) != nil)] } ?? []
      },
    ]
  }

  static func toQuantity(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    let unit = call.has(0) ? try call.string(0) : nil
    return Conversion.quantity(item, unit: unit).map { [$0] } ?? []
  }
}
