public import ClinicalTypes

extension CQLSuite {
  /// Runs every test from its source, as the command line does: with this module's own translator.
  ///
  /// - Parameter now: The time that `Now()` gives. Its zone is the default one; the suite's own expectations take UTC.
  /// - Returns: What passed and failed.
  public func run(now: PartialDateTime) -> Report { run(now: now) { Self.translate($0) } }

  /// A test's two expressions, translated from their source; a test of CQL 2.0 in that version.
  public static func translate(_ test: CQLTest) -> Compilation {
    var options = TranslationOptions()
    if test.version?.hasPrefix("2") == true { options.languageVersion = .v2_0 }
    let translator = CQLTranslator(options: options)
    let expression = "define expression: \(test.expression)\n"
    let alone = translator.translate(expression, source: test.id)
    if let error = alone.errors.first { return .refused("\(error)") }
    guard let output = test.output else { return .compiled(Compiled(library: alone.library)) }
    let both = translator.translate("\(expression)\ndefine output: \(output)\n", source: test.id)
    if let error = both.errors.first { return .unavailable("its output: \(error)") }
    return .compiled(Compiled(library: both.library))
  }
}
