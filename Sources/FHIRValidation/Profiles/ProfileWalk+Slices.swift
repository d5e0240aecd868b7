import FHIR
import FHIRPath
import JSON

extension ProfileWalk {
  /// Sorts the items into slices, counts each slice and checks its items against its rules.
  mutating func checkSlices(_ items: [Item], _ rule: ElementRule, _ profile: Profile, at parent: Item) {
    let location = parent.location + "." + rule.name
    guard let slicing = rule.slicing ?? library.inheritedSlicing(of: rule, in: profile) else {
      return add(.warning, .notSupported, location, "the slices of \(rule.id) cannot be told apart: no 'slicing'")
    }
    var counts = [Int](repeating: 0, count: rule.slices.count)
    var lastSlice = 0
    var hasRest = false
    for item in items {
      let slice = rule.slices.indices.first { position in
        slicing.discriminators.allSatisfy { matches(item, rule.slices[position], profile, $0) }
      }
      guard let slice else {
        hasRest = true
        if slicing.isClosed { add(.error, .structure, item.location, "is none of the slices that \(rule.id) allows") }
        continue
      }
      if slicing.isOpenAtEnd, hasRest {
        add(.error, .structure, item.location, "items of no slice come last")
      }
      if slicing.isOrdered, slice < lastSlice { add(.error, .structure, item.location, "the slices are out of order") }
      lastSlice = slice
      counts[slice] += 1
      check(item, rule: rule.slices[slice], of: profile)
    }
    for (position, slice) in rule.slices.enumerated() {
      checkCount(counts[position], profile.rules[slice], at: location)
    }
  }

  /// The items of a slice.
  func items(_ items: [Item], ofSlice slice: Int, of rule: ElementRule, _ profile: Profile) -> [Item] {
    guard let slicing = rule.slicing ?? library.inheritedSlicing(of: rule, in: profile) else { return [] }
    return items.filter { item in
      slicing.discriminators.allSatisfy { matches(item, slice, profile, $0) }
    }
  }

  // MARK: Discriminators

  private func matches(
    _ item: Item, _ slice: Int, _ profile: Profile, _ discriminator: SlicingRule.Discriminator
  ) -> Bool {
    guard let steps = discriminator.path.steps else { return false }
    let expected = expectation(slice, steps[...], profile)
    switch discriminator.kind {
    case "value", "pattern":
      let values = follow(steps, from: item)
      if let fixed = expected.fixed { return values.contains { ValueMatching.isEqual($0.value, fixed) } }
      if let pattern = expected.pattern { return values.contains { ValueMatching.fits($0.value, pattern) } }
      if let urls = expected.urls { return values.contains { value in urls.contains { value.value.stringEquals($0) } } }
      if let binding = expected.rule?.binding, binding.strength == .required {
        return values.contains { isMember($0, binding) == true }
      }
      return false
    case "exists":
      let isThere = !follow(steps, from: item).isEmpty
      if expected.rule?.max == 0 { return !isThere }
      return (expected.rule?.min ?? 0) > 0 ? isThere : true
    case "type":
      let types = expected.rule?.types ?? []
      return follow(steps, from: item).contains { found in
        types.contains { type in
          guard let allowed = FHIRTypes.shared.type(named: type.name) else { return false }
          return found.type?.isSubtype(of: allowed) ?? false
        }
      }
    case "profile":
      let profiles = (expected.rule?.types ?? []).flatMap(\.profiles)
      return follow(steps, from: item).contains { found in
        profiles.contains { library.holds($0) && conforms(found, to: $0) }
      }
    default: return false
    }
  }

  private struct Expectation {
    var rule: ElementRule?
    var fixed: JSONValue?
    var pattern: JSONValue?
    /// The URLs of an extension that is only known by its profile.
    var urls: [String]?
  }

  /// What a slice says about the value at a discriminator's path.
  private func expectation(
    _ index: Int, _ steps: ArraySlice<DiscriminatorPath.Step>, _ profile: Profile
  ) -> Expectation {
    let rule = profile.rules[index]
    guard let step = steps.first else { return Expectation(rule: rule, fixed: rule.fixed, pattern: rule.pattern) }
    // A value fixed further up holds the value asked for.
    if let above = rule.fixed ?? rule.pattern, let part = Self.part(of: above, steps) {
      return Expectation(pattern: part)
    }
    let rest = steps.dropFirst()
    switch step {
    case .resolve, .ofType: return expectation(index, rest, profile)
    case .child(let name):
      if let child = rule.children.first(where: { profile.rules[$0].name == name }) {
        let found = expectation(child, rest, profile)
        if found.fixed != nil || found.pattern != nil || name != "url" { return found }
      }
      if name == "url", rest.isEmpty {
        let urls = rule.types.flatMap(\.profiles)
        if !urls.isEmpty { return Expectation(urls: urls) }
      }
      return Expectation()
    case .extension(let url):
      guard let element = rule.children.first(where: { profile.rules[$0].name == "extension" }) else {
        return Expectation()
      }
      for slice in profile.rules[element].slices
      where expectation(slice, [.child("url")], profile).urls?.contains(url) == true {
        return expectation(slice, rest, profile)
      }
      return Expectation()
    }
  }

  /// The part of a fixed value at a path; of an array, its first item that has the path.
  private static func part(of value: JSONValue, _ steps: ArraySlice<DiscriminatorPath.Step>) -> JSONValue? {
    if value.isArray {
      for element in value.elements { if let found = part(of: element, steps) { return found } }
      return nil
    }
    guard let step = steps.first else { return value }
    guard case .child(let name) = step, let member = value[name] else { return nil }
    return part(of: member, steps.dropFirst())
  }

  /// The values of an instance at a discriminator's path.
  private func follow(_ steps: [DiscriminatorPath.Step], from item: Item) -> [Item] {
    steps.reduce([item]) { items, step in
      items.flatMap { item -> [Item] in
        switch step {
        case .child(let name): return item.children(name)
        case .extension(let url):
          return item.children("extension").filter { $0.value[.url]?.stringEquals(url) == true }
        case .ofType(let name): return item.type?.name == name ? [item] : []
        case .resolve: return resolve(item).map { [$0] } ?? []
        }
      }
    }
  }

  private func resolve(_ item: Item) -> Item? {
    guard let reference = Reference(item.value) else { return nil }
    if let found = context.resolver?.resolve(reference, from: item.value) {
      return Item(value: found.value, type: found.type, location: item.location)
    }
    // The type that the reference states is enough to tell slices by type.
    guard let type = reference.type.flatMap({ FHIRTypes.shared.type(named: $0) }) else { return nil }
    return Item(value: item.value, type: type, isCompanionOnly: true, location: item.location)
  }
}
