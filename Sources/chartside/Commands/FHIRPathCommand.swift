import ArgumentParser
import FHIRPath
import JSON

struct FHIRPathCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fhirpath", abstract: "Evaluate a FHIRPath expression on a resource; prints a JSON array.")

  @Argument(help: "The expression.")
  var expression: String
  @Argument(help: "The resource as JSON; - for standard input.")
  var file: String
  @Option(help: ArgumentHelp("Evaluate as of this date or dateTime.", valueName: "when"))
  var now: String?

  func run() async throws {
    let moment = try now.map(EvaluationTime.parse) ?? EvaluationTime.now()
    let document = try InputFile.document(file)
    let values: [FHIRPathValue]
    do throws(FHIRPathError) {
      let compiled = try FHIRPathExpression(parsing: expression)
      values = try compiled.evaluate(on: document.root, in: EvaluationContext(now: moment))
    } catch {
      throw CommandFailure(.no, "\(error)")
    }
    var writer = JSONWriter()
    writer.array { for value in values { value.write(to: &$0) } }
    Terminal.say(bytes: writer.bytes)
  }
}
