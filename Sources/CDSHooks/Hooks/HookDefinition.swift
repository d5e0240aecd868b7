/// A hook of the CDS Hooks library: its context, version and standing.
public struct HookDefinition: Sendable, Hashable {
  /// The hook's name (`order-sign`).
  public let name: String
  /// The version of the definition that is implemented.
  public let version: String
  /// The fields of its context, in the order of the hook's table.
  public let fields: [ContextField]
  /// The hook that took its place, for deprecated hooks.
  public let replacement: String?

  /// A hook.
  public init(_ name: String, version: String, fields: [ContextField], replacement: String? = nil) {
    self.name = name
    self.version = version
    self.fields = fields
    self.replacement = replacement
  }

  /// The field called `name`, by its own name or by a variant.
  public func field(_ name: String) -> ContextField? {
    fields.first { $0.name == name } ?? fields.first { $0.variants.contains(name) }
  }

  /// What is known of a hook that the library does not define: the patient, and the usual names where they are used.
  public static func unknown(_ name: String) -> HookDefinition {
    HookDefinition(
      name, version: "",
      fields: [
        .user(isRequired: false), .patient, .encounter(),
        ContextField("draftOrders", .bundle, isRequired: false),
      ])
  }
}

extension ContextField {
  static let patient = ContextField("patientId", .id(of: "Patient"), isPrefetchToken: true)

  static func user(isRequired: Bool = true) -> ContextField {
    ContextField(
      "userId", .reference(["Practitioner", "PractitionerRole", "Patient", "RelatedPerson"]), isRequired: isRequired,
      isPrefetchToken: true)
  }

  static func encounter(isRequired: Bool = false) -> ContextField {
    ContextField("encounterId", .id(of: "Encounter"), isRequired: isRequired, isPrefetchToken: true)
  }
}
