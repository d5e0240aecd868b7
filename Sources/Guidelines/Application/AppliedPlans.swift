import FHIR

/// A plan read for `$apply`, with the plans that its actions stand for, each read once.
struct AppliedPlans {
  /// A plan and its actions.
  struct Entry: Sendable {
    let plan: GuidelinePlan
    let actions: [AppliedAction]
  }

  /// The plan that is applied first, then those that it leads to.
  private(set) var entries: [Entry] = []
  private let library: GuidelineLibrary
  private let profiles: InputProfileLibrary

  /// Reads a plan and all that it leads to.
  /// - Throws: ``ContentErrors`` with every fault of every one of them, a plan that leads back to itself included.
  init(_ artifact: ContentArtifact, in library: GuidelineLibrary) throws(ContentErrors) {
    self.library = library
    profiles = InputProfileLibrary(content: library.content, terminology: library.terminology)
    var errors: [ContentError] = []
    var open = [artifact]
    var seen: Set<String> = [artifact.canonical]
    while !open.isEmpty {
      guard let entry = read(open.removeFirst(), &errors) else { continue }
      entries.append(entry)
      for canonical in Self.nested(in: entry.actions) where seen.insert(canonical).inserted {
        if let found = library.content.artifact("PlanDefinition", canonical) { open.append(found) }
      }
    }
    guard errors.isEmpty else { throw ContentErrors(errors) }
    if let circle = circle() { throw ContentErrors([artifact.error("action", circle)]) }
  }

  private func read(_ artifact: ContentArtifact, _ errors: inout [ContentError]) -> Entry? {
    var reader = PlanReader(
      artifact: artifact, library: library.content, terminology: library.terminology, profiles: profiles)
    reader.isForApplication = true
    let plan = reader.read()
    errors += reader.errors
    return plan.map { Entry(plan: $0, actions: reader.applied) }
  }

  private static func nested(in actions: [AppliedAction]) -> [String] {
    actions.flatMap { action in (action.nested.map { [$0] } ?? []) + nested(in: action.children) }
  }

  /// Plans that lead back to themselves, as a sentence; nil when none does.
  private func circle() -> String? {
    let links = Dictionary(
      entries.map { ($0.plan.canonical, Self.nested(in: $0.actions)) }, uniquingKeysWith: { first, _ in first })
    // What leads to nothing that is left is taken away; a circle stays.
    var left = Set(links.keys)
    while let end = left.first(where: { name in links[name]?.contains(where: left.contains) != true }) {
      left.remove(end)
    }
    guard !left.isEmpty else { return nil }
    return "these plans stand for each other in a circle: \(left.sorted().joined(separator: ", "))"
  }
}
