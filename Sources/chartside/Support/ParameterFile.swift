import CQL
import ClinicalTypes
import FHIR
import JSON

/// Parameters of a CQL library from a JSON object. JSON booleans and strings are themselves for Boolean and String
/// parameters; everything else is CQL text, so that every type can be written: `"Interval[@2026-01-01, @2026-12-31]"`.
enum ParameterFile {
  static func read(
    _ path: String, for library: CQLLibrary, now: PartialDateTime
  ) throws(CommandFailure) -> [String: CQLValue] {
    let root = try InputFile.document(path).root
    guard root.isObject else { throw CommandFailure(.wrongUse, "'\(path)' is no JSON object of parameters.") }
    var values: [String: CQLValue] = [:]
    for (name, value) in root.members {
      guard let parameter = library.parameters.first(where: { $0.name == name }) else {
        let known = library.parameters.map(\.name).joined(separator: ", ")
        throw CommandFailure(
          .wrongUse, "The library has no parameter '\(name)'; it has \(known.isEmpty ? "none" : known).")
      }
      if value.isNull {
        values[name] = .null
      } else if parameter.type == .string, let text = value.string {
        values[name] = .string(text)
      } else {
        values[name] = try evaluate(value.string ?? String(decoding: value.sourceBytes, as: UTF8.self), as: name, now)
      }
    }
    return values
  }

  private static func evaluate(
    _ text: String, as name: String, _ now: PartialDateTime
  ) throws(CommandFailure) -> CQLValue {
    let translation = CQLTranslator().translate("define value: \(text)", source: name)
    if let error = translation.errors.first {
      throw CommandFailure(.wrongUse, "The parameter '\(name)': \(error.message).")
    }
    do throws(CQLError) {
      return try CQLEngine(translation.library).evaluate("value", in: CQLContext(data: ResourceStore([]), now: now))
    } catch {
      throw CommandFailure(.wrongUse, "The parameter '\(name)': \(error)")
    }
  }
}
