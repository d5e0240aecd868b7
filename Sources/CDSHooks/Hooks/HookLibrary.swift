/// The published hooks (CDS Hooks Library 1.0.1, with the drafts of its current build).
///
/// Where a hook's table and its printed examples disagree, the table's name is the field's name and the example's is a
/// variant that is accepted with a notice.
public enum HookLibrary {
  /// All hooks, the mature ones first.
  public static let hooks: [HookDefinition] = [
    HookDefinition("patient-view", version: "1.0", fields: [.user(), .patient, .encounter()]),
    HookDefinition(
      "order-sign", version: "1.0",
      fields: [.user(), .patient, .encounter(), ContextField("draftOrders", .bundle)]),
    HookDefinition(
      "order-select", version: "1.0",
      fields: [
        .user(), .patient, .encounter(),
        ContextField("selections", .references, isRequired: false), ContextField("draftOrders", .bundle),
      ]),
    HookDefinition(
      "appointment-book", version: "1.0",
      fields: [.user(), .patient, .encounter(), ContextField("appointments", .bundle)]),
    HookDefinition("encounter-start", version: "1.0", fields: [.user(), .patient, .encounter(isRequired: true)]),
    HookDefinition("encounter-discharge", version: "1.0", fields: [.user(), .patient, .encounter(isRequired: true)]),
    HookDefinition(
      "order-dispatch", version: "1.1",
      fields: [
        .patient, ContextField("dispatchedOrders", .references, isPrefetchToken: true, variants: ["order"]),
        ContextField("performer", .reference([]), isPrefetchToken: true),
        ContextField(
          "fulfillmentTasks", .resources(of: "Task"), isRequired: false, variants: ["fulfillment-tasks", "task"]),
      ]),
    HookDefinition(
      "medication-refill", version: "0.1.0",
      fields: [.user(isRequired: false), .patient, .encounter(), ContextField("medications", .bundle)]),
    HookDefinition(
      "allergyintolerance-create", version: "0.1.0",
      fields: [
        .user(), .patient, .encounter(),
        ContextField("allergyIntolerance", .resource("AllergyIntolerance"), variants: ["allergyIntolerances"]),
      ]),
    HookDefinition(
      "problem-list-item-create", version: "0.1.0",
      fields: [.user(), .patient, .encounter(), ContextField("conditions", .bundle)]),
    HookDefinition(
      "medication-verify", version: "0.1.0",
      fields: [.user(), .patient, .encounter(), ContextField("medication", .resource(nil), variants: ["order"])]),
    HookDefinition(
      "order-review", version: "1.0", fields: [.user(), .patient, .encounter(), ContextField("orders", .bundle)],
      replacement: "order-sign"),
    HookDefinition(
      "medication-prescribe", version: "1.0",
      fields: [.user(), .patient, .encounter(), ContextField("medications", .bundle)], replacement: "order-select"),
  ]

  /// The hook called `name`, or nil when the library has none of that name.
  public static func hook(_ name: String) -> HookDefinition? { byName[name] }

  private static let byName = Dictionary(hooks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
