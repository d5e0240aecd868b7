import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import Testing

@Suite("Faults of CQL content are told at load, with their places")
struct CQLContentErrorTests {
  private func errors(
    plan: String = CQLContent.plan(), main: String = CQLContent.main, common: String? = CQLContent.common
  ) -> [ContentError] {
    do {
      _ = try CQLContent.guidelines(plan: plan, main: main, common: common)
      return []
    } catch let errors as ContentErrors {
      return errors.errors
    } catch {
      return [ContentError(file: "", message: "\(error)")]
    }
  }

  @Test("sound content has none")
  func sound() { #expect(errors().isEmpty) }

  @Test(
    "each names the file, the element or the line, and the fault",
    arguments: [
      (
        "text/cql-identifier", "applies", "content-0.json", "action[0].condition[0].expression",
        "did you mean \"Applies\"?"
      ),
      ("text/cql-identifier", "Nothing", "content-0.json", "action[0].condition[0].expression", "no define"),
      ("text/cql", "exists \"Nothing\"", "content-0.json", "action[0].condition[0].expression", "Nothing"),
      ("text/cql", "1 +", "content-0.json", "action[0].condition[0].expression", "CQL expression is wrong"),
      ("text/x-python", "1", "content-0.json", "action[0].condition[0].expression.language", "is not run"),
    ])
  func conditions(language: String, text: String, file: String, path: String, message: String) throws {
    let found = errors(plan: CQLContent.plan(language: language, condition: text))
    let error = try #require(found.first)
    #expect(error.file == file)
    #expect(error.path == path)
    #expect(error.message.contains(message), "\(error)")
  }

  @Test("an error in a library names its file, line and column")
  func library() throws {
    let found = errors(main: CQLContent.main.replacing("\"Age\" >= \"Limit\"", with: "\"Age\" >= 'x'"))
    let error = try #require(found.first)
    #expect(error.file == "content-2.json")
    #expect(error.path.hasPrefix("BleedingGuard:18:"), "\(error)")
  }

  @Test("an error in an included library is told as that library's")
  func included() throws {
    let found = errors(common: CQLContent.common.replacing("M.status", with: "M.statu"))
    let error = try #require(found.first)
    #expect(error.file == "content-3.json", "\(error)")
    #expect(error.path.hasPrefix("TestCommon:"), "\(error)")
  }

  @Test("an include that is nowhere")
  func missingInclude() throws {
    let error = try #require(errors(common: nil).first)
    #expect(error.path.hasPrefix("BleedingGuard:4:"), "\(error)")
    #expect(error.message.contains("TestCommon"))
  }

  @Test("a value set that a retrieve names and the content lacks")
  func missingValueSet() throws {
    let found = errors(common: CQLContent.common.replacing("ValueSet/anticoagulant", with: "ValueSet/none"))
    #expect(found.map(\.path) == ["library"])
    #expect(found.first?.message.contains("https://example.org/ValueSet/none") == true)
  }

  @Test("a library of which only ELM is at hand runs; inline CQL is refused there")
  func elm() throws {
    let library = #"""
      {"resourceType":"Library","id":"l","name":"BleedingGuard","url":"https://example.org/Library/BleedingGuard",
       "status":"active","content":[{"contentType":"application/elm+json","data":"\#(Data(Self.elm.utf8).base64EncodedString())"}]}
      """#
    let folder = try Folder(["plan.json": CQLContent.plan(), "library.json": library])
    let guidelines = try GuidelineLibrary.load(folders: [folder.path])
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    #expect(try CQLContent.findings(guidelines, prefetch: prefetch).map(\.summary) == ["From ELM"])

    let inline = CQLContent.plan(language: "text/cql", condition: "1 = 1")
    let other = try Folder([
      "plan.json": inline, "library.json": library, "set.json": CQLContent.valueSet,
      "TestCommon.cql": CQLContent.common,
    ])
    let error = #expect(throws: ContentErrors.self) { try GuidelineLibrary.load(folders: [other.path]) }
    #expect(error?.errors.first?.message.contains("only its ELM") == true)
  }

  @Test("a plan in CQL without a library that has any")
  func noLogic() throws {
    let plan = CQLContent.plan().replacing("Library/BleedingGuard", with: "Library/none")
    #expect(errors(plan: plan).contains { $0.path == "library" })
  }

  @Test("an attachment that is no base64")
  func attachment() throws {
    let text = #"""
      {"resourceType":"Library","id":"l","url":"https://example.org/Library/l","status":"active",
       "content":[{"contentType":"text/cql","data":"%%%"}]}
      """#
    let folder = try Folder(["l.json": text])
    let error = #expect(throws: ContentErrors.self) { try ContentLibrary.load(folders: [folder.path]) }
    #expect(error?.errors.map(\.path) == ["content[0].data"])
  }

  @Test("libraries in .cql files beside the plan")
  func files() throws {
    let library = CQLContent.library("BleedingGuard", cql: "", version: "2.0.0")
      .replacing(#","data":"e30=""#, with: "").replacing(#","data":"""#, with: #","url":"BleedingGuard.cql""#)
    let folder = try Folder([
      "plan.json": CQLContent.plan(), "library.json": library, "set.json": CQLContent.valueSet,
      "BleedingGuard.cql": CQLContent.main, "TestCommon-1.0.0.cql": CQLContent.common,
    ])
    let guidelines = try GuidelineLibrary.load(folders: [folder.path])
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    #expect(try CQLContent.findings(guidelines, prefetch: prefetch).count == 1)
  }

  private static let elm = #"""
    {"library":{"identifier":{"id":"BleedingGuard","version":"2.0.0"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
     "usings":{"def":[{"localIdentifier":"System","uri":"urn:hl7-org:elm-types:r1"},
                      {"localIdentifier":"FHIR","uri":"http://hl7.org/fhir","version":"4.0.1"}]},
     "statements":{"def":[
      {"name":"Patient","context":"Patient","expression":{"type":"SingletonFrom","operand":{"type":"Retrieve","dataType":"{http://hl7.org/fhir}Patient"}}},
      {"name":"Applies","context":"Patient","accessLevel":"Public","expression":{"type":"Not","operand":{"type":"IsNull","operand":{"type":"ExpressionRef","name":"Patient"}}}},
      {"name":"Summary","context":"Patient","accessLevel":"Public","expression":{"type":"Literal","valueType":"{urn:hl7-org:elm-types:r1}String","value":"From ELM"}},
      {"name":"Detail","context":"Patient","accessLevel":"Public","expression":{"type":"Null"}},
      {"name":"Indicator","context":"Patient","accessLevel":"Public","expression":{"type":"Null"}}]}}}
    """#

  /// A folder of files that lives as long as the test.
  private final class Folder {
    let path: String

    init(_ files: [String: String]) throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("content-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
      path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
