public import FHIR
public import FHIRPath
public import JSON

/// Checks resources against profiles: StructureDefinitions that narrow R4.
///
/// ```swift
/// let validator = try ProfileValidator([eGFRProfile], context: EvaluationContext(now: now))
/// let issues = try validator.validate(observation, against: "https://chartside.health/fhir/StructureDefinition/egfr")
/// ```
///
/// A profile is read from its snapshot, else from its differential and the held profiles that it builds on. Checked are
/// cardinality, types, fixed values and patterns, bindings to value sets that `context.terminology` holds, slices told
/// apart by value, pattern, existence, type or profile, and invariants.
public struct ProfileValidator: Sendable {
  /// What invariants may know: the time, terminology, and how references resolve.
  public var context: EvaluationContext
  /// How many issues are listed at most.
  public var maximumIssues = 1_000
  private let library: ProfileLibrary

  /// Compiles the StructureDefinitions among `definitions`; a later one replaces an earlier one of the same URL.
  /// - Throws: ``ProfileError`` naming profile and element, if a definition cannot be used.
  public init(_ definitions: [Resource], context: EvaluationContext) throws(ProfileError) {
    var profiles: [String: Profile] = [:]
    for definition in definitions where definition.isType("StructureDefinition") {
      let profile = try ProfileCompiler.compile(definition)
      profiles[profile.url] = profile
    }
    library = ProfileLibrary(profiles)
    self.context = context
    for profile in profiles.values {
      if let base = profile.baseURL, !library.holds(base) {
        throw ProfileError(
          kind: .unknownProfile, profile: profile.url,
          message: "it builds on \(base), which is not held; give a snapshot")
      }
    }
  }

  /// The canonical URLs of the profiles held, sorted.
  public var profiles: [String] { library.urls }

  /// Checks everything: R4's structure and invariants, the held profiles that the resource states in `meta.profile`,
  /// and those asked for.
  /// - Throws: ``ProfileError`` if a profile asked for is not held.
  public func validate(_ resource: JSONValue, profiles: [String] = []) throws(ProfileError) -> [ValidationIssue] {
    let structure = StructuralValidator(maximumIssues: maximumIssues).validate(resource)
    // Expressions over a broken structure would only repeat what is said.
    guard !structure.hasErrors else { return structure }
    var issues = structure
    var walk = InvariantWalk(context: context, maximumIssues: maximumIssues)
    walk.visitResource(resource, location: nil)
    issues += walk.issues
    let stated = (Resource(resource)?.profiles ?? []).filter(library.holds)
    for profile in profiles + stated.filter({ !profiles.contains($0) }) {
      issues += try validate(resource, against: profile)
    }
    return issues
  }

  /// Checks a resource, whose structure is sound, against one profile.
  /// - Throws: ``ProfileError`` if the profile is not held.
  public func validate(_ resource: JSONValue, against profile: String) throws(ProfileError) -> [ValidationIssue] {
    var walk = ProfileWalk(library: library, context: evaluationContext(for: resource), maximumIssues: maximumIssues)
    walk.check(try root(resource, for: profile), profile: profile)
    return walk.issues
  }

  /// The elements that a profile marks as must-support and this resource lacks: what a reader would miss.
  /// - Throws: ``ProfileError`` if the profile is not held.
  public func missingElements(of resource: JSONValue, for profile: String) throws(ProfileError) -> [MissingElement] {
    let walk = ProfileWalk(library: library, context: evaluationContext(for: resource), maximumIssues: maximumIssues)
    return walk.missingElements(of: try root(resource, for: profile), for: profile)
  }

  private func root(_ resource: JSONValue, for profile: String) throws(ProfileError) -> Item {
    guard let held = library.profile(profile) else {
      throw ProfileError(kind: .unknownProfile, profile: profile, message: "this profile is not held here")
    }
    let type = held.type.kind == .resource ? Resource(resource)?.type : held.type
    return Item(value: resource, type: type, location: type?.name ?? held.type.name)
  }

  private func evaluationContext(for resource: JSONValue) -> EvaluationContext {
    var context = context
    context.resource = FHIRPathValue(resource)
    context.rootResource = context.resource
    return context
  }
}

extension ProfileValidator: ProfileConformance {
  /// Whether `value` conforms to a held profile or R4 type; nil if neither is known. Answers FHIRPath's `conformsTo()`.
  public func conforms(_ value: JSONValue, to profile: String) -> Bool? {
    if library.holds(profile) { return (try? validate(value, against: profile)).map { !$0.hasErrors } }
    guard let type = library.type(of: profile) else { return nil }
    guard type.kind == .resource else { return !StructuralValidator().validate(value, as: type).hasErrors }
    guard let own = Resource(value)?.type, own.isSubtype(of: type) else { return false }
    return !StructuralValidator().validate(value).hasErrors
  }
}
