import ArgumentParser
import ChartsideServer
import FHIR
import FHIRPath
import FHIRValidation
import Foundation
import Guidelines
import JSON

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check FHIR R4 resources; prints lines 'FILE: PATH: severity: message'.")

  @Argument(help: "Resources as JSON files.")
  var files: [String]
  @Option(help: ArgumentHelp("Check against this profile of the content as well.", valueName: "url"))
  var profile: [String] = []
  @OptionGroup var content: ContentOptions

  func run() async throws {
    let validator = try makeValidator()
    var isValid = true
    for file in files {
      let document: JSONDocument
      do throws(CommandFailure) {
        document = try InputFile.document(file)
      } catch {
        guard error.status == .no else { throw error }
        Terminal.say(error.message)
        isValid = false
        continue
      }
      let issues: [ValidationIssue]
      do throws(ProfileError) {
        issues = try validator.validate(document.root, profiles: profile)
      } catch {
        throw CommandFailure(.wrongUse, "\(error)")
      }
      for issue in issues { Terminal.say("\(file): \(issue.location): \(issue.severity.name): \(issue.message)") }
      if issues.hasErrors { isValid = false }
    }
    if !isValid { throw CommandFailure(.no) }
  }

  /// R4 alone needs no content; a profile is one of the content's, and so are the value sets that it binds to.
  private func makeValidator() throws -> ProfileValidator {
    var context = EvaluationContext(now: try EvaluationTime.now())
    guard !profile.isEmpty || !content.folders.isEmpty else { return try ProfileValidator([], context: context) }
    let library = try content.load()
    context.terminology = library.terminology
    let definitions = library.content.artifacts.map(\.resource).filter { $0.isType("StructureDefinition") }
    do throws(ProfileError) {
      return try ProfileValidator(definitions, context: context)
    } catch {
      throw CommandFailure(.wrongUse, "\(error)")
    }
  }
}
