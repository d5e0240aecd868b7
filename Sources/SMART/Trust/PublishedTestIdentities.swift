/// Issuers and keys from specifications and test tools whose private halves anybody can download. A token signed with
/// one proves nothing, so they are refused outside test mode, whatever name the key goes by.
enum PublishedTestIdentities {
  static let issuers: Set<String> = [
    "https://sandbox.cds-hooks.org", "https://sandbox.cds-hooks.org/", "https://fhir-ehr.example.com/",
    "https://fhir-ehr.example.com", "https://inferno.healthit.gov", "https://inferno.healthit.gov/",
  ]

  static func contains(_ key: VerificationKey) -> Bool { thumbprints.contains(key.thumbprint) }

  /// RFC 7638 thumbprints.
  private static let thumbprints: Set<String> = [
    "I99tVmIhN2uhvx12lO4Zrjk9OhGDH6LvIyYALIZivws",  // SMART App Launch, RS384 example (kid eee9f17a…)
    "gpusNZnFRvG96B1APEttC6NcJetjhM0q2LJagnlW6Tc",  // SMART App Launch, ES384 example (kid cd520211…)
    "-UtOymI2Z0XB5SZogEZu3s5oMyQ4YaewHtR9huroTQs",  // CDS Hooks specification, ES384 example
    "RBFgQFFUIf4hfG8iUUZrf3vFZ_V2r3YRGPx9nKJXk5M",  // Inferno, ES384 (kid 4b49a739…)
    "Q7fgcIzqt0bVAKsWaw_FyUFSDDpOTfsGdGtjJmAnzFY",  // Inferno, RS384 (kid b41528b6…)
    "WUEVfFenRfMtdDhwPUzCCfmqEN45h61hdHclwVoqfes",  // CDS Hooks sandbox, ES256 (kid d9cd3c4f…)
    "s9fOe-KDYD1myZ8YCzleUqJQgrYZL49kVijBxhnZvZc",  // CDS Hooks sandbox, ES384 (kid 44823f3d…)
  ]
}
