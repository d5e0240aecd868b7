import FHIR
import JSON

/// Checks content beyond what running it needs: every artifact against R4, every canonical, value set and CQL text, whether
/// or not a service uses it.
///
/// ```swift
/// for problem in ContentCheck(library).problems { print(problem) }
/// ```
public struct ContentCheck: Sendable {
  private static let maximumIssues = 20
  private let library: GuidelineLibrary

  /// A check of what a library holds.
  public init(_ library: GuidelineLibrary) { self.library = library }

  /// Every fault, in the order of the artifacts; empty when all is well.
  public var problems: [ContentError] {
    var problems: [ContentError] = []
    for artifact in library.content.artifacts {
      problems += structure(of: artifact)
      problems += canonicals(of: artifact)
      problems += ActivityCheck(artifact)?.problems(plans: library.content.plans) ?? []
      if artifact.resource.isType("ValueSet") {
        problems += expansion(of: artifact) + CodeCheck(artifact: artifact).problems
      }
    }
    problems += library.content.logic.untranslatable
    return problems
  }

  /// What is no fault and may be meant otherwise: plans that nothing runs, withdrawn plans and drafts, and services that the aggregate of their hook
  /// leaves out.
  public var notes: [ContentError] {
    var notes = library.notices
    let members = library.services.flatMap { $0.composition.members.map(\.service.canonical) }
    for plan in library.content.plans
    where plan.standing != .withdrawn && !library.services.contains(where: { $0.id == plan.id })
      && !members.contains(plan.canonical)
    {
      notes.append(plan.error("action", "the plan names no hook and no service is made of it, so nothing runs it"))
    }
    let aggregates = library.services.filter(\.isAggregate)
    for service in library.services where !service.isAggregate {
      for aggregate in aggregates
      where aggregate.hooks.contains(where: service.hooks.contains)
        && !aggregate.members.contains(where: { $0.id == service.id })
      {
        notes.append(
          ContentError(
            file: service.plan.file,
            message: "\(service.id) is no member of \(aggregate.id), which answers its hook too"))
      }
    }
    for artifact in library.content.artifacts { notes += ActivityCheck(artifact)?.notes ?? [] }
    notes += library.content.plans.flatMap { PlanCheck(plan: $0).notes }
    for service in library.services {
      for url in library.content.remoteValueSets(of: service.plan.logic?.needs ?? []) {
        notes.append(
          ContentError(file: service.plan.file, message: "\(service.id) asks the terminology server about \(url)"))
      }
    }
    return notes
  }

  /// Files that are not read, CQL and plans that are legal and surely wrong, and libraries whose ELM says something else than
  /// their source: whoever runs the one gets other cards than who runs the other.
  public var warnings: [ContentError] {
    let logic = library.content.logic
    let unread = library.content.unreadFiles.map {
      ContentError(file: $0, message: "this file is not read; content must be JSON or CQL")
    }
    return unread + logic.suspicious
      + library.content.artifacts.filter { $0.resource.isType("Library") }.flatMap { logic.differences(in: $0) }
      + logic.differencesInFiles + library.content.plans.flatMap { PlanCheck(plan: $0).warnings }
  }

  private func structure(of artifact: ContentArtifact) -> [ContentError] {
    StructuralValidator(maximumIssues: Self.maximumIssues).validate(artifact.resource.value)
      .filter { $0.severity >= .error }
      .map { issue in artifact.error(String(issue.location.drop { $0 != "." }.dropFirst()), issue.message) }
  }

  private func expansion(of artifact: ContentArtifact) -> [ContentError] {
    guard let url = artifact.url else { return [artifact.error("url", "a value set needs a url")] }
    do {
      let set = try library.terminology.expand(url)
      // Whoever has a terminology server asks it about these.
      let unknown = set.openSystems.union(set.doubtfulSystems).sorted()
      if !unknown.isEmpty, !library.content.valueSetsMayBeRemote {
        return [
          artifact.error(
            "compose",
            "its codes of \(unknown.joined(separator: ", ")) are not known here, so what depends on them cannot be checked; "
              + "list them, bring an expansion, or configure a terminology server")
        ]
      }
      return set.codes.isEmpty && unknown.isEmpty ? [artifact.error("compose", "the value set holds no code")] : []
    } catch {
      return [artifact.error("compose", "the value set cannot be expanded here: \(error)")]
    }
  }

  // MARK: Canonicals

  /// What HL7 defines need not be among the content.
  private static let external = ["http://hl7.org/fhir/", "http://terminology.hl7.org/", "http://unitsofmeasure.org"]

  private func canonicals(of artifact: ContentArtifact) -> [ContentError] {
    guard let type = FHIRTypes.shared.resource(named: artifact.resource.typeName) else { return [] }
    var found: [(text: String, path: String)] = []
    Self.gather(artifact.resource.value, type, at: "", into: &found)
    let contained = Set(artifact.resource.value["contained"].elements.compactMap { $0["url"].string })
    return found.compactMap { text, path in
      let parts = text.split(separator: "|", maxSplits: 1)
      guard let url = parts.first.map(String.init), !text.hasPrefix("#"), !contained.contains(url),
        !Self.external.contains(where: { url.hasPrefix($0) }), !resolves(text, url)
      else { return nil }
      return artifact.error(path, "\(text) is not in the content")
    }
  }

  private func resolves(_ canonical: String, _ url: String) -> Bool {
    let version = canonical.count > url.count ? String(canonical.dropFirst(url.count + 1)) : nil
    return library.content.artifacts.contains { $0.url == url && (version == nil || $0.version == version) }
  }

  private static func gather(
    _ value: JSONValue, _ type: FHIRType, at path: String, into found: inout [(text: String, path: String)]
  ) {
    for (name, member) in value.members where name != "contained" {
      guard let property = type.property(named: name) else { continue }
      let items = member.isArray ? Array(member.elements) : [member]
      for (index, item) in items.enumerated() {
        let place = (path.isEmpty ? name : "\(path).\(name)") + (member.isArray ? "[\(index)]" : "")
        if property.type.primitive == .canonical {
          if let text = item.string { found.append((text, place)) }
        } else if item.isObject {
          gather(item, property.type, at: place, into: &found)
        }
      }
    }
  }
}
