/// A library with those that it includes, ready to be evaluated any number of times.
///
/// ```swift
/// let engine = try CQLEngine(CQLLibrary(elm: bytes), including: [common])
/// let context = CQLContext(data: store, terminology: LocalTerminology(valueSets), now: now)
/// for entry in engine.evaluate(in: context) { print(entry.name, entry.result) }
/// ```
///
/// Engines that share included libraries are made by one ``CQLLinker`` and evaluated in one ``CQLSession``.
public struct CQLEngine: Sendable {
  let main: LinkedLibrary
  private let included: [LinkedLibrary]

  init(main: LinkedLibrary, included: [LinkedLibrary]) {
    self.main = main
    self.included = included
  }

  /// Links a library with those that it includes.
  ///
  /// - Parameters:
  ///   - library: The library whose defines are evaluated.
  ///   - libraries: Where includes are looked for, by name and version. FHIRHelpers need not be among them.
  /// - Throws: ``CQLError`` of kind `unresolved` for an include that is not there.
  public init(_ library: CQLLibrary, including libraries: [CQLLibrary] = []) throws(CQLError) {
    self = try CQLLinker().engine(library, including: libraries)
  }

  /// The main library.
  public var library: CQLLibrary { main.tree }

  /// The main library and all that it includes, directly or not; FHIRHelpers, where it is the built-in one, is not among
  /// them.
  public var libraries: [CQLLibrary] { [main.tree] + included.map(\.tree) }

  /// The names of the defines, in order.
  public var defines: [String] { library.expressions.map(\.name) }

  /// Evaluates defines.
  ///
  /// - Parameters:
  ///   - names: The defines; nil means all public ones. An unknown name gives an error of kind `unresolved`.
  ///   - context: The data and the time.
  /// - Returns: A value or an error for each define. One that fails does not stop the others.
  public func evaluate(_ names: [String]? = nil, in context: CQLContext) -> CQLResults {
    let session = CQLSession(in: context)
    let wanted = names ?? library.expressions.filter { $0.access == .public }.map(\.name)
    return CQLResults(entries: wanted.map { CQLResults.Entry(name: $0, result: session.result(of: $0, of: self)) })
  }

  /// Evaluates one define.
  public func evaluate(_ name: String, in context: CQLContext) throws(CQLError) -> CQLValue {
    try CQLSession(in: context).value(of: name, of: self)
  }
}
