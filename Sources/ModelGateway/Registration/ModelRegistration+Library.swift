import ClinicalTypes
public import FHIR
import Foundation
import JSON

/// A registration is a FHIR R4 `Library` of type `model-definition`:
///
/// | element | meaning |
/// |---|---|
/// | `id`, `version`, `title`, `publisher`, `url` | id, version, name, owner, page |
/// | `content[contentType = text/plain]` | the prompt template |
/// | `dataRequirement[].id` | the data that the model is given |
/// | `relatedArtifact[type = depends-on].resource` | the menu |
/// | `relatedArtifact[type = citation]`: `label`, `citation`, `url` | the guidelines |
/// | `extension[remote-model]` | deployment, expectedModel, onDrift, promptHash, deidentificationProfile, mode, access (site, service, role), word (further words of its texts), budget |
extension ModelRegistration {
  /// The extension that makes a Library a remote model.
  public static let extensionURL = "https://chartside.health/fhir/StructureDefinition/remote-model"

  private static let known: Set<String> = [
    "deployment", "expectedModel", "onDrift", "promptHash", "deidentificationProfile", "mode", "site", "service",
    "role",
    "word", "concurrency", "tokensPerMinute", "costPerDay", "inputPrice", "outputPrice", "currency",
  ]

  /// Reads a registration.
  /// - Throws: ``ModelRegistrationError`` at the first element that is wrong: a model is governed by what stands here, so
  ///   nothing is guessed and nothing unknown is passed over.
  public init(_ library: Resource) throws(ModelRegistrationError) {
    let value = library.value
    guard library.isType("Library") else { throw .init("resourceType", "expected a Library") }
    guard value["type"]["coding"].elements.contains(where: { $0["code"].stringEquals("model-definition") }) else {
      throw .init("type", "expected the library type model-definition")
    }
    func text(_ member: String) throws(ModelRegistrationError) -> String {
      guard let text = value[member]?.string, !text.isEmpty else { throw .init(member, "expected a text") }
      return text
    }
    guard let extensions = value["extension"]?.elements.first(where: { $0["url"].string == Self.extensionURL }) else {
      throw .init("extension", "expected the extension \(Self.extensionURL)")
    }
    let members = try Members(extensions)
    let prompt = try Self.prompt(of: value, hash: members.required("promptHash"))
    guard let mode = ModelMode(rawValue: members.single("mode") ?? ModelMode.shadow.rawValue) else {
      throw .init("mode", "expected shadow or advisory")
    }
    guard let drift = DriftPolicy(rawValue: members.single("onDrift") ?? DriftPolicy.discard.rawValue) else {
      throw .init("onDrift", "expected discard or close")
    }
    self.init(
      id: try text("id"), version: try text("version"), name: try text("title"), owner: try text("publisher"),
      deployment: try members.required("deployment"), expectedModel: members.single("expectedModel"), drift: drift,
      prompt: prompt, deidentificationProfile: try members.required("deidentificationProfile"),
      menu: value["relatedArtifact"].elements.filter { $0["type"].stringEquals("depends-on") }
        .compactMap { $0["resource"].string },
      guidelines: try Self.guidelines(of: value), furtherWords: members.all("word"),
      dataKeys: value["dataRequirement"].elements.compactMap { $0["id"].string },
      budget: try Self.budget(of: members), mode: mode,
      access: TermsOfAccess(
        sites: members.all("site"), services: members.all("service"), roles: members.all("role")),
      page: value["url"]?.string)
  }

  private static func prompt(of value: JSONValue, hash: String) throws(ModelRegistrationError) -> PromptTemplate {
    let attachment = value["content"].elements.first { $0["contentType"].string?.hasPrefix("text/plain") == true }
    guard let data = attachment?["data"].string.flatMap({ Data(base64Encoded: $0) }),
      let text = String(validating: data, as: UTF8.self), !text.isEmpty
    else { throw .init("content", "expected the prompt template as text/plain in base64") }
    let prompt = PromptTemplate(text)
    guard prompt.hash == hash.lowercased() else {
      throw .init("promptHash", "the prompt template's SHA-256 digest is \(prompt.hash)")
    }
    return prompt
  }

  private static func guidelines(of value: JSONValue) throws(ModelRegistrationError) -> [ModelGuideline] {
    var guidelines: [ModelGuideline] = []
    for artifact in value["relatedArtifact"].elements where artifact["type"].stringEquals("citation") {
      guard let id = artifact["label"].string, (1...100).contains(id.utf8.count),
        id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
      else { throw .init("relatedArtifact.label", "expected the guideline's id, of letters and digits") }
      guard let text = artifact["citation"].string else {
        throw .init("relatedArtifact.citation", "expected the guideline's words")
      }
      guidelines.append(ModelGuideline(id: id, text: text, url: artifact["url"].string))
    }
    return guidelines
  }

  private static func budget(of members: Members) throws(ModelRegistrationError) -> ModelBudget {
    func integer(_ name: String) throws(ModelRegistrationError) -> Int? {
      guard let text = members.single(name) else { return nil }
      guard let number = Int(text), number > 0 else { throw .init(name, "expected a positive integer") }
      return number
    }
    func money(_ name: String) throws(ModelRegistrationError) -> ExactDecimal? {
      guard let text = members.single(name) else { return nil }
      guard let number = ExactDecimal(text), !number.isNegative else { throw .init(name, "expected an amount") }
      return number
    }
    let limit = try money("costPerDay")
    let (input, output) = (try money("inputPrice"), try money("outputPrice"))
    // A limit on money that no price feeds would hold nothing.
    guard limit == nil || (input != nil && output != nil) else {
      throw .init("costPerDay", "inputPrice and outputPrice are needed with it")
    }
    return ModelBudget(
      concurrency: try integer("concurrency") ?? 4, tokensPerMinute: try integer("tokensPerMinute"), costPerDay: limit,
      inputPrice: input ?? 0, outputPrice: output ?? 0, currency: members.single("currency") ?? "USD")
  }

  /// The parts of the extension by name.
  private struct Members {
    private var values: [String: [String]] = [:]

    init(_ value: JSONValue) throws(ModelRegistrationError) {
      for part in value["extension"].elements {
        guard let name = part["url"].string, known.contains(name) else {
          throw .init("extension[remote-model]", "there is a part that is not known")
        }
        let text = part.members.first { $0.key.hasPrefix("value") }.flatMap { $0.value.string ?? $0.value.numberText }
        guard let text, !text.isEmpty else { throw .init(name, "expected a value") }
        values[name, default: []].append(text)
      }
      for (name, list) in values where list.count > 1 && !["site", "service", "role", "word"].contains(name) {
        throw .init(name, "expected it once")
      }
    }

    func all(_ name: String) -> [String] { values[name] ?? [] }
    func single(_ name: String) -> String? { values[name]?.first }
    func required(_ name: String) throws(ModelRegistrationError) -> String {
      guard let text = single(name) else { throw .init(name, "expected a value") }
      return text
    }
  }
}
