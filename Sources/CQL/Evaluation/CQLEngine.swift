/// A library with those that it includes, ready to be evaluated any number of times.
///
/// ```swift
/// let engine = try CQLEngine(CQLLibrary(elm: bytes), including: [common])
/// let context = CQLContext(data: store, terminology: LocalTerminology(valueSets), now: now)
/// for entry in engine.evaluate(in: context) { print(entry.name, entry.result) }
/// ```
public struct CQLEngine: Sendable {
  /// The main library.
  public let library: CQLLibrary
  let program: LinkedProgram

  /// Links a library with those that it includes.
  ///
  /// - Parameters:
  ///   - library: The library whose defines are evaluated.
  ///   - libraries: Where includes are looked for, by name and version. FHIRHelpers need not be among them.
  /// - Throws: ``CQLError`` of kind `unresolved` for an include that is not there.
  public init(_ library: CQLLibrary, including libraries: [CQLLibrary] = []) throws(CQLError) {
    self.library = library
    program = try LinkedProgram(library, including: libraries)
  }

  /// The names of the defines, in order.
  public var defines: [String] { library.expressions.map(\.name) }

  /// Evaluates defines.
  ///
  /// - Parameters:
  ///   - names: The defines; nil means all public ones. An unknown name gives an error of kind `unresolved`.
  ///   - context: The data and the time.
  /// - Returns: A value or an error for each define. One that fails does not stop the others.
  public func evaluate(_ names: [String]? = nil, in context: CQLContext) -> CQLResults {
    let evaluation = Evaluation(program, context)
    let wanted = names ?? library.expressions.filter { $0.access == .public }.map(\.name)
    return CQLResults(
      entries: wanted.map { name in
        CQLResults.Entry(name: name, result: evaluation.result(ofDefine: name))
      })
  }

  /// Evaluates one define.
  public func evaluate(_ name: String, in context: CQLContext) throws(CQLError) -> CQLValue {
    try Evaluation(program, context).result(ofDefine: name).get()
  }
}
