import ArgumentParser
import CQL
import ClinicalTypes
import FHIR
import JSON

struct CQLRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Evaluate a CQL library over a patient's data; prints a JSON object, define to value."
  )

  @OptionGroup var library: CQLLibraryOptions
  @Option(help: ArgumentHelp("FHIR data of one patient: Bundles or single resources.", valueName: "file"))
  var data: [String] = []
  @Option(
    name: .customLong("value-sets"),
    help: ArgumentHelp(
      "A folder (or file) of ValueSets and CodeSystems, or of a value set database: {id: {version: {codes: […]}}}.",
      valueName: "dir"))
  var valueSets: [String] = []
  @Option(name: .customLong("define"), help: ArgumentHelp("Only this define; may be repeated.", valueName: "name"))
  var defines: [String] = []
  @Option(
    help: ArgumentHelp(
      "A JSON object, parameter to value. The value of a parameter that is no String is CQL text, as in \"@2026-01-01\".",
      valueName: "file"))
  var parameters: String?
  @Option(help: ArgumentHelp("Evaluate as of this date or dateTime.", valueName: "when"))
  var now: String?
  @Flag(help: "Tell on standard error which sub-expressions and resources decided.")
  var explain = false

  func run() async throws {
    let moment = try now.map(EvaluationTime.parse) ?? EvaluationTime.now()
    let (main, included) = try LibraryFile.load(library.file, including: library.libraryPath)
    var resources: [JSONValue] = []
    for file in data { resources += try InputFile.resources(file) }
    var context = CQLContext(
      data: ResourceStore(resources), terminology: try ValueSetFiles(valueSets), now: moment)
    if let parameters { context.parameters = try ParameterFile.read(parameters, for: main, now: moment) }
    if explain { context.trace = ExplainingTrace() }
    let results: CQLResults
    do throws(CQLError) {
      results = try CQLEngine(main, including: included).evaluate(defines.isEmpty ? nil : defines, in: context)
    } catch {
      throw CommandFailure(.no, "\(error)")
    }
    Terminal.say(bytes: ResultWriter.json(results))
    let failed = results.contains { entry in
      if case .failure = entry.result { true } else { false }
    }
    if failed { throw CommandFailure(.no) }
  }
}

/// Writes why each define gave what it gave: its conditions, and the resources that decided.
private struct ExplainingTrace: CQLTrace {
  func explained(_ explanation: CQLExplanation) {
    var lines = ["\(explanation.define) = \(text(explanation.value))"]
    for condition in explanation.conditions {
      let place = condition.locator.map { " at \($0)" } ?? ""
      lines.append("  \(condition.node)\(place): \(condition.truth.map(String.init) ?? "null")")
    }
    for evidence in explanation.evidence {
      let reference = evidence.resource.reference ?? evidence.resource.typeName
      let fact = [evidence.path, evidence.value.map(text)].compactMap(\.self).joined(separator: " ")
      lines.append("  rests on \(reference)\(fact.isEmpty ? "" : ": \(fact)")\(evidence.date.map { ", \($0)" } ?? "")")
    }
    Terminal.complain(lines.joined(separator: "\n"))
  }

  private func text(_ value: CQLValue) -> String {
    var writer = JSONWriter()
    ResultWriter.write(value, to: &writer)
    return String(decoding: writer.bytes.prefix(400), as: UTF8.self)
  }
}
