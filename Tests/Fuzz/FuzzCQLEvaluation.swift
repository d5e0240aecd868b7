// separate modules: JSON ClinicalTypes FHIR FHIRPath CQL
// files: Tests/CQLTests/ExpressionGenerator.swift Tests/CQLTests/GeneratedLibrary.swift
// What the fuzzer asserts: a well-typed expression, whose form the input's bytes choose, gives the same value or the same
// error in closures and in the reference interpreter, and the ELM that is written of it the same once more.

import CQL
import ClinicalTypes
import FHIR
import JSON

/// Each byte of the input is one choice; when they are used up, all further choices are the first.
private struct Choices: RandomNumberGenerator {
  var bytes: UnsafeBufferPointer<UInt8>.SubSequence

  mutating func next() -> UInt64 {
    // The upper bits choose; the lower are such that no draw has to be repeated.
    UInt64(bytes.popFirst() ?? 0) << 56 | (1 << 56 - 1)
  }
}

private let context: CQLContext? = {
  guard let now = PartialDateTime("2024-05-01T12:00:00.000-04:00"),
    let documents = try? GeneratedLibrary.resources.map({ try JSONDocument(fhir: $0) }),
    let valueSet = (try? JSONDocument(fhir: GeneratedLibrary.valueSet)).flatMap({ Resource($0.root) })
  else { return nil }
  var context = CQLContext(
    data: ResourceStore(documents: documents), terminology: LocalTerminology([valueSet]), now: now)
  context.stepBudget = 200_000
  return context
}()

/// The value as JSON, or the error; nil for limits, which the evaluators count differently.
private func outcome(_ engine: CQLEngine, _ evaluator: CQLContext.Evaluator, _ context: CQLContext) -> String? {
  var context = context
  context.evaluator = evaluator
  do throws(CQLError) {
    var writer = JSONWriter()
    ResultWriter.write(try engine.evaluate("X", in: context), to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  } catch {
    return error.kind == .limit ? nil : "\(error.kind) \(error.message)"
  }
}

/// Ends the run with the expression and both outcomes where they differ.
private func expect(_ first: String, _ second: String, _ text: String) {
  guard first != second else { return }
  print("the expression \(text)\ngives  \(first)\nand    \(second)")
  fatalError("two outcomes")
}

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCQLEvaluation(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let context else { preconditionFailure("the data cannot be read") }
  var generator = ExpressionGenerator(Choices(bytes: UnsafeBufferPointer(start: start, count: count)[...]))
  let text = generator.any(4)
  let translation = CQLTranslator().translate(GeneratedLibrary.prelude + "define X: \(text)\n")
  guard translation.errors.isEmpty, let engine = try? CQLEngine(translation.library, including: translation.includes)
  else { return 0 }
  guard let compiled = outcome(engine, .compiled, context), let interpreted = outcome(engine, .interpreter, context)
  else { return 0 }
  expect(compiled, interpreted, text)
  guard let again = try? CQLEngine(CQLLibrary(elm: translation.library.elm()), including: translation.includes) else {
    preconditionFailure("the ELM cannot be read: \(text)")
  }
  // ELM has no `Z`: it is the offset 0 there, which is written as +00:00.
  if let reread = outcome(again, .compiled, context) {
    expect(compiled.replacing("Z\"", with: "+00:00\""), reread.replacing("Z\"", with: "+00:00\""), text)
  }
  return 0
}
