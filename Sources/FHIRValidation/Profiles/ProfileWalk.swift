import FHIR
import FHIRPath
import JSON

/// Checks one instance against profiles.
struct ProfileWalk {
  let library: ProfileLibrary
  let context: EvaluationContext
  let maximumIssues: Int
  /// Profiles may demand profiles of the same value; a circle ends here.
  static let maximumDepth = 24
  private(set) var issues: [ValidationIssue] = []
  private var depth = 0

  init(library: ProfileLibrary, context: EvaluationContext, maximumIssues: Int) {
    self.library = library
    self.context = context
    self.maximumIssues = maximumIssues
  }

  mutating func add(
    _ severity: OperationOutcome.Issue.Severity, _ code: OperationOutcome.Issue.Code, _ location: String,
    _ message: String
  ) {
    let issue = ValidationIssue(severity: severity, code: code, location: location, message: message)
    // A profile and the one it builds on may say the same.
    if issues.count < maximumIssues, !issues.contains(issue) { issues.append(issue) }
  }

  /// Checks `item` against a profile and those it builds on.
  mutating func check(_ item: Item, profile url: String) {
    guard depth < Self.maximumDepth else {
      return add(.warning, .notSupported, item.location, "profiles refer to each other too deeply")
    }
    depth += 1
    defer { depth -= 1 }
    for profile in library.chain(of: url) {
      guard let type = item.type, type.isSubtype(of: profile.type) else {
        return add(.error, .structure, item.location, "expected \(profile.type.name) for the profile \(url)")
      }
      check(item, rule: 0, of: profile)
    }
  }

  // MARK: Elements

  mutating func check(_ item: Item, rule index: Int, of profile: Profile) {
    let rule = profile.rules[index]
    // Of another type, the rest says nothing new.
    guard checkType(item, rule) else { return }
    if item.isCompanionOnly {
      if rule.fixed != nil { add(.error, .value, item.location, "a fixed value is missing") }
    } else {
      if let fixed = rule.fixed, !ValueMatching.isEqual(item.value, fixed) {
        add(.error, .value, item.location, "expected the value that \(profile.url) fixes for \(rule.id)")
      }
      if let pattern = rule.pattern, !ValueMatching.fits(item.value, pattern) {
        add(.error, .value, item.location, "does not fit the pattern that \(profile.url) sets for \(rule.id)")
      }
      if let binding = rule.binding { checkBinding(item, binding) }
    }
    for invariant in rule.invariants {
      var context = context
      if index == 0, Resource(item.value) != nil { context.resource = FHIRPathValue(item.value) }
      let name = item.type?.name ?? ""
      if let issue = invariant.issue(on: item.value, typeName: name, location: item.location, context) {
        add(issue.severity, issue.code, issue.location, issue.message)
      }
    }
    for child in rule.children { checkChild(child, of: item, profile) }
  }

  private mutating func checkChild(_ index: Int, of parent: Item, _ profile: Profile) {
    let rule = profile.rules[index]
    let items = parent.children(rule.name)
    checkCount(items.count, rule, at: parent.location + "." + rule.name)
    for item in items { check(item, rule: index, of: profile) }
    if !rule.slices.isEmpty || rule.slicing?.isClosed == true { checkSlices(items, rule, profile, at: parent) }
  }

  func isWithin(_ count: Int, _ rule: ElementRule) -> Bool {
    count >= rule.min ?? 0 && count <= rule.max ?? .max
  }

  mutating func checkCount(_ count: Int, _ rule: ElementRule, at location: String) {
    let name = rule.sliceName.map { "\(rule.name):\($0)" } ?? rule.name
    if let min = rule.min, count < min {
      add(.error, .required, location, "expected at least \(min) of '\(name)', found \(count)")
    }
    if let max = rule.max, count > max {
      add(.error, .structure, location, "expected at most \(max) of '\(name)', found \(count)")
    }
  }

  // MARK: Types

  /// Whether the item is of a type that the rule allows; what else the rule says of types is checked too.
  private mutating func checkType(_ item: Item, _ rule: ElementRule) -> Bool {
    guard !rule.types.isEmpty, let type = item.type else { return true }
    let fitting = rule.types.filter { named in
      // The nested type of an element is called by its path, its type in a definition BackboneElement or Element.
      guard let allowed = FHIRTypes.shared.type(named: named.name) else { return true }
      return type.isSubtype(of: allowed) || (type.primitive != nil && type.name == "id" && named.name == "string")
    }
    guard !fitting.isEmpty else {
      add(
        .error, .structure, item.location,
        "expected \(rule.types.map(\.name).joined(separator: " or ")), found \(type.name)")
      return false
    }
    if type.name == "Reference" { checkTarget(item, fitting) }
    let profiles = fitting.flatMap(\.profiles).filter(library.holds)
    guard !profiles.isEmpty, !fitting.contains(where: \.profiles.isEmpty), !item.isCompanionOnly else { return true }
    if profiles.count == 1 {
      check(item, profile: profiles[0])
    } else if !profiles.contains(where: { conforms(item, to: $0) }) {
      add(.error, .invalid, item.location, "fits none of \(profiles.joined(separator: ", "))")
    }
    return true
  }

  private mutating func checkTarget(_ item: Item, _ types: [TypeRule]) {
    let targets = types.flatMap(\.targetProfiles)
    guard !targets.isEmpty, let reference = Reference(item.value), let name = reference.type,
      let type = FHIRTypes.shared.type(named: name)
    else { return }
    let allowed = targets.map(library.type(of:))
    // A target profile that is not held may be on any type.
    guard !allowed.contains(where: { $0 == nil }) else { return }
    if !allowed.contains(where: { $0.map(type.isSubtype) ?? false }) {
      add(
        .error, .value, item.location,
        "expected a reference to \(allowed.compactMap { $0?.name }.joined(separator: " or "))")
    }
  }

  /// Whether `item` conforms, without reporting why not.
  func conforms(_ item: Item, to url: String) -> Bool {
    guard depth < Self.maximumDepth else { return false }
    var walk = ProfileWalk(library: library, context: context, maximumIssues: maximumIssues)
    walk.depth = depth + 1
    walk.check(item, profile: url)
    return !walk.issues.hasErrors
  }
}
