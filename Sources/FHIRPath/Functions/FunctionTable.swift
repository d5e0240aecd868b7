/// Every function of the language, one table a family.
final class FunctionTable: Sendable {
  static let shared = FunctionTable()

  let definitions: [FunctionDefinition]
  let defineVariableIndex: Int
  private let indices: [String: Int]

  private init() {
    definitions =
      ExistenceFunctions.table + FilteringFunctions.table + SubsettingFunctions.table + CombiningFunctions.table
      + ConversionFunctions.table + StringFunctions.table + PatternFunctions.table + EncodingFunctions.table
      + MathFunctions.table + AggregateFunctions.table + TreeFunctions.table + UtilityFunctions.table
      + BoundaryFunctions.table + TemporalFunctions.table + FHIRFunctions.table + TerminologyFunctions.table
    indices = Dictionary(uniqueKeysWithValues: definitions.enumerated().map { ($1.name, $0) })
    defineVariableIndex = indices["defineVariable"] ?? -1
  }

  func name(_ name: String) -> FunctionName? { indices[name].map(FunctionName.init) }

  func suggestion(for name: String) -> String? {
    Suggestion.closest(to: name, among: definitions.map(\.name) + ["is", "as", "ofType"])
  }
}
