import ClinicalTypes
import FHIR
import FHIRPath
import FHIRValidation
import JSON

/// The profiles of the content, checked and compiled once, when the content is loaded.
struct InputProfileLibrary {
  /// The profiles by the canonical of their artifact.
  private var held: [String: InputProfile] = [:]
  /// What keeps a sound profile from describing input, by the canonical of its artifact.
  private var objections: [String: [ContentError]] = [:]
  /// What is wrong with profiles, whether or not a service names them.
  private(set) var errors: [ContentError] = []
  private let content: ContentLibrary

  /// Reads every StructureDefinition that constrains a type; definitions of types and logical models are left alone.
  init(content: ContentLibrary, terminology: LocalTerminology) {
    self.content = content
    for artifact in content.artifacts where artifact.resource.isType("StructureDefinition") {
      guard Self.isProfile(artifact) else { continue }
      compile(artifact, terminology)
    }
  }

  /// The profile that a requirement for `type` names; nil when it is R4's own definition, which wishes for nothing, or
  /// when `fail` was told why it cannot serve.
  func profile(_ canonical: String, for type: String, fail: (ContentError?, String) -> Void) -> InputProfile? {
    if canonical == Self.core + type { return nil }
    guard let artifact = content.artifact("StructureDefinition", canonical) else {
      fail(nil, "the profile \(canonical) is not in the content")
      return nil
    }
    guard Self.isProfile(artifact) else {
      fail(nil, "\(canonical) is no profile: its derivation is not 'constraint'")
      return nil
    }
    // Why it could not be compiled is among the library's own errors.
    guard let profile = held[artifact.canonical] else { return nil }
    guard let wanted = FHIRTypes.shared.resource(named: type), wanted.isSubtype(of: profile.type) else {
      fail(nil, "the profile \(canonical) describes \(profile.type.name), but the requirement is for \(type)")
      return nil
    }
    for objection in objections[artifact.canonical] ?? [] { fail(objection, objection.message) }
    return profile
  }

  // MARK: Reading

  private static let core = "http://hl7.org/fhir/StructureDefinition/"
  private static let maximumIssues = 20

  private mutating func compile(_ artifact: ContentArtifact, _ terminology: LocalTerminology) {
    let issues = StructuralValidator(maximumIssues: Self.maximumIssues).validate(artifact.resource.value)
    guard !issues.hasErrors else {
      errors += issues.filter { $0.severity >= .error }.map { issue in
        artifact.error(String(issue.location.drop { $0 != "." }.dropFirst()), issue.message)
      }
      return
    }
    guard let url = artifact.url,
      let type = artifact.resource.value["type"].string.flatMap(FHIRTypes.shared.type(named:))
    else { return errors.append(artifact.error("type", "a profile needs a url, and the name of an R4 type")) }
    let chain = chain(of: artifact)
    if let fault = chain.fault { return errors.append(artifact.error("baseDefinition", fault)) }
    // Slices may ask value sets; nothing that is looked for here depends on the time.
    var context = EvaluationContext(now: .minimum)
    context.terminology = terminology
    do {
      let validator = try ProfileValidator(chain.profiles.map(\.resource), context: context)
      held[artifact.canonical] = InputProfile(
        url: url, type: type, label: chain.profiles.lazy.compactMap { Self.label(of: $0, type) }.first,
        validator: validator)
      objections[artifact.canonical] = InputProfileCheck(profile: artifact, bases: chain.profiles).objections
    } catch {
      // A fault of a base is reported there.
      guard error.profile == url else { return }
      errors.append(artifact.error(Self.path(of: error, in: artifact), error.message))
    }
  }

  private static func isProfile(_ artifact: ContentArtifact) -> Bool {
    artifact.resource.value["derivation"].string == "constraint"
  }

  /// The profile and those of the content that it builds on, the most specific first, and why they cannot be used.
  private func chain(of artifact: ContentArtifact) -> (profiles: [ContentArtifact], fault: String?) {
    var chain = [artifact]
    while let url = chain.last?.resource.value["baseDefinition"].string, !url.hasPrefix(Self.core),
      let base = content.artifact("StructureDefinition", url)
    {
      guard !chain.contains(where: { $0.url == base.url }) else { return (chain, "the profile builds on itself") }
      guard Self.isProfile(base) else { return (chain, "it builds on \(url), which is no profile of an R4 type") }
      chain.append(base)
    }
    return (chain, nil)
  }

  /// The label of the profile's root element.
  private static func label(of artifact: ContentArtifact, _ type: FHIRType) -> String? {
    let elements = artifact.resource.value["differential"]["element"].elements
    return elements.first { $0["path"].string == type.name }?["label"].string
  }

  /// The element of the file that a compiler's error is about.
  private static func path(of error: ProfileError, in artifact: ContentArtifact) -> String {
    if error.kind == .unknownProfile { return "baseDefinition" }
    let root = artifact.resource.value
    for part in ["snapshot", "differential"] where !error.element.isEmpty {
      let index = root[part]["element"].elements.enumerated().first { _, element in
        (element["id"].string ?? element["path"].string ?? "").hasPrefix(error.element)
      }?.offset
      if let index { return "\(part).element[\(index)]" }
    }
    return ""
  }
}
