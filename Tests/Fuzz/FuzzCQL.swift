// modules: ClinicalTypes FHIRPath/Syntax/StringEscapes.swift CQL/Syntax CQL/Tree CQL/Model CQL/Translator
// What the fuzzer asserts: no crash and no hang; diagnostics stand inside the text; an expression that is read prints to
// text that reads back to the same text. Built with the sources of the translator by ./run, see README.md.

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCQL(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var options = TranslationOptions()
  options.limits.textLength = 1 << 16
  let translation = CQLTranslator(options: options).translate(LibraryText(bytes: bytes, source: "fuzz"))
  for diagnostic in translation.diagnostics {
    precondition(diagnostic.range.start >= 0 && diagnostic.range.end <= bytes.count)
    precondition(diagnostic.line > 0 && diagnostic.column > 0)
  }
  precondition(translation.diagnostics.count <= 2 * options.limits.diagnostics + 2)
  var parser = Parser(bytes, limits: options.limits)
  if let node = parser.parseExpression(), parser.diagnostics.isEmpty {
    let text = Printer.print(node)
    // Printing adds parentheses, so that a text at the limit of nesting may print to one beyond it.
    var limits = SyntaxLimits()
    limits.nesting = 2 * options.limits.nesting + 40
    var again = Parser(Array(text.utf8), limits: limits)
    let reread = again.parseExpression()
    precondition(reread != nil && again.diagnostics.isEmpty, text)
    if let reread { precondition(Printer.print(reread) == text, text) }
  }
  return 0
}
