import FHIR
import JSON

/// Whether the request that an ActivityDefinition makes is sound R4, and holds all that the definition says.
struct ActivityCheck {
  let artifact: ContentArtifact
  private let template: ActivityTemplate
  private let kind: FHIRType

  /// Nil for what is no ActivityDefinition of a kind that R4 knows.
  init?(_ artifact: ContentArtifact) {
    let template = ActivityTemplate(artifact)
    guard artifact.resource.isType("ActivityDefinition"), let kind = FHIRTypes.shared.resource(named: template.kind)
    else { return nil }
    self.artifact = artifact
    self.template = template
    self.kind = kind
  }

  /// What R4 asks of the request and neither the definition nor a `dynamicValue` of its own or of an action in `plans` gives:
  /// what is made would not be valid.
  func problems(plans: [ContentArtifact]) -> [ContentError] {
    let frame = RequestFrame(
      patientID: "p", encounterID: "e", requester: "Practitioner/p", authoredOn: "2000-01-01T00:00:00Z")
    guard let document = try? JSONDocument(fhir: template.create(in: frame).serialized()) else { return [] }
    var computed = Set(Self.elements(set: artifact.resource.value, of: kind))
    for plan in plans { gather(below: plan.resource.value, into: &computed) }
    return StructuralValidator().validate(document.root).filter { $0.severity >= .error }.compactMap { issue in
      let name =
        issue.code == .required
        ? issue.message.split(separator: "'").last.map(String.init)
        : issue.location.split(separator: ".").dropFirst().first.map { String($0.prefix { $0 != "[" }) }
      if let name, computed.contains(where: { $0 == name || $0.hasPrefix(name) }) { return nil }
      return artifact.error("kind", "the \(kind.name) that this makes is not valid R4: \(issue.message)")
    }
  }

  /// What the definition says and the kind has no place for.
  var notes: [ContentError] {
    var request = RequestWriter(kind: kind.name)
    return template.layOver(&request).map { element in
      artifact.error(element, "R4 has no place for it in the kind \(kind.name), so it is left out of what is made")
    }
  }

  /// The elements that actions which name the definition compute.
  private func gather(below element: JSONValue, into elements: inout Set<String>) {
    for action in element["action"].elements {
      let named = action["definitionCanonical"].string.flatMap { $0.split(separator: "|").first.map(String.init) }
      if named != nil, named == artifact.url { elements.formUnion(Self.elements(set: action, of: kind)) }
      gather(below: action, into: &elements)
    }
  }

  private static func elements(set value: JSONValue, of kind: FHIRType) -> [String] {
    value["dynamicValue"].elements.compactMap {
      PublishedHabits.element($0["path"].string).flatMap { ElementPath($0, of: kind.name).steps.first?.name }
    }
  }
}
