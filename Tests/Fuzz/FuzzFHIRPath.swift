// modules: JSON ClinicalTypes FHIR FHIRPath
// libFuzzer harness: no expression may crash, hang, overflow the stack or fill the memory; what parses prints and parses
// again to the same tree; the compiled form agrees with the interpreter about success and about how many items there are.
// The input is an expression; text after a newline and "{" is taken as the document it runs over.
import ClinicalTypes
import FHIR
import FHIRPath
import JSON

private let patient = """
  {"resourceType": "Patient", "id": "p", "active": true, "birthDate": "1974-12-25", "deceasedBoolean": false,
   "_birthDate": {"extension": [{"url": "u", "valueDateTime": "1974-12-25T14:35:45-05:00"}]},
   "name": [{"use": "official", "family": "C", "given": ["P", null], "_given": [null, {"id": "g"}]}, {"given": ["J"]}],
   "telecom": [{"rank": 1}, {"rank": 2, "value": "(03)"}], "managingOrganization": {"reference": "#o"},
   "contained": [{"resourceType": "Organization", "id": "o"}]}
  """

private let fallback = try? JSONDocument(fhir: patient)

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  // A newline before a brace ends the expression.
  let end = input.indices.first { input[$0] == 0x0A && $0 + 1 < input.count && input[$0 + 1] == 0x7B } ?? input.count
  let text = String(decoding: input[..<end], as: UTF8.self)
  let document = (try? JSONDocument(fhir: Array(input[min(end + 1, input.count)...]))) ?? fallback
  guard let document, let now = PartialDateTime("2026-11-23T09:00:00.000Z"),
    let expression = try? FHIRPathExpression(parsing: text)
  else { return 0 }
  let printed = expression.description
  if let again = try? FHIRPathExpression(parsing: printed) {
    precondition(again.syntax == expression.syntax)
  } else {
    // Printing adds blanks and parentheses, so that only a text at its bounds may fail to parse again.
    precondition(printed.utf8.count > 8_000 || expression.syntax.depth > 50)
  }
  _ = try? FHIRPathExpression(parsing: text, checking: .strict, focusType: "Patient")
  var context = EvaluationContext(now: now)
  context.stepBudget = 50_000
  let values = [FHIRPathValue(document.root)]
  let compiled = Result { () throws(FHIRPathError) in try expression.evaluate(on: values, in: context) }
  let interpreted = Result { () throws(FHIRPathError) in try expression.interpret(on: values, in: context) }
  switch (compiled, interpreted) {
  case (.success(let a), .success(let b)): precondition(a.count == b.count)
  case (.failure(let a), .failure(let b)): precondition(a.kind == b.kind || a.kind == .limit || b.kind == .limit)
  case (.failure(let error), .success): precondition(error.kind == .limit)
  // What the compiled form does not need to look at cannot fail there.
  case (.success, .failure): break
  }
  return 0
}
