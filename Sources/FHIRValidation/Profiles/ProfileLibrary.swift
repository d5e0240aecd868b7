import FHIR

/// The profiles that are held, by canonical URL.
struct ProfileLibrary: Sendable {
  private let profiles: [String: Profile]

  init(_ profiles: [String: Profile]) { self.profiles = profiles }

  var urls: [String] { profiles.keys.sorted() }

  func holds(_ url: String) -> Bool { profiles[ProfileCompiler.withoutVersion(url)] != nil }
  func profile(_ url: String) -> Profile? { profiles[ProfileCompiler.withoutVersion(url)] }

  /// A profile and those it builds on, the most basic one first.
  func chain(of url: String) -> [Profile] {
    var chain: [Profile] = []
    var next: String? = ProfileCompiler.withoutVersion(url)
    while let url = next, let profile = profiles[url], !chain.contains(where: { $0 === profile }) {
      chain.insert(profile, at: 0)
      next = profile.baseURL.map(ProfileCompiler.withoutVersion)
    }
    return chain
  }

  /// The type that a profile (or the definition of a type) constrains, or nil if it is not held.
  func type(of url: String) -> FHIRType? {
    if let profile = profile(url) { return profile.type }
    guard url.hasPrefix(ProfileCompiler.core) else { return nil }
    return FHIRTypes.shared.type(named: String(url.dropFirst(ProfileCompiler.core.count)))
  }

  /// The slicing that a profile takes over from the one it builds on.
  func inheritedSlicing(of rule: ElementRule, in profile: Profile) -> SlicingRule? {
    for base in chain(of: profile.url).reversed() where base !== profile {
      if let slicing = base.rules.first(where: { $0.id == rule.id })?.slicing { return slicing }
    }
    return nil
  }
}
