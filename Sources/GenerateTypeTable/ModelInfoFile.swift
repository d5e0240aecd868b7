import Foundation

/// Writes what the CQL translator must know of FHIR's model as Swift source: lines of text in one string literal, found
/// by name when asked for.
enum ModelInfoFile {
  /// Writes the Swift file for a ModelInfo document.
  static func write(modelInfo: URL, to output: URL) throws {
    let reader = try ModelInfoReader(file: modelInfo)
    let lines =
      ["\(reader.name)\t\(reader.version)\t\(reader.url)"]
      + reader.contexts.map { "@\($0)" }
      + reader.conversions.sorted { $0.key < $1.key }.map { ">\($0.key)\t\($0.value.sorted().joined(separator: ","))" }
      + reader.classes.sorted()
    let source = """
      // Written by GenerateTypeTable from the CQL ModelInfo of FHIR 4.0.1. Do not edit; run the generator again.
      // FHIR (R) is the registered trademark of HL7; the specification is published under CC0.
      // swift-format-ignore-file

      /// FHIR 4.0.1 for CQL, as text. ``ModelTable`` reads it.
      ///
      /// First line: name, version, namespace. `@context class key birthDate`. `>function target sources`.
      /// Others: `class base retrievable codePath label elements`, where an element is `name:type`; a type is a class of
      /// the model, `.T` of System, `<T` an interval, `*T` a list, `T|U` a choice.
      enum GeneratedFHIRModel {
        static let text: StaticString = #\"\"\"
      \(lines.joined(separator: "\n"))
      \"\"\"#
      }

      """
    try Data(source.utf8).write(to: output)
    print("classes: \(reader.classes.count), bytes: \(source.utf8.count)")
  }
}
