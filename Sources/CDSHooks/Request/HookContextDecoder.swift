import JSON

/// Reads a hook's context by its table of fields.
struct HookContextDecoder {
  let definition: HookDefinition
  private(set) var notices: [ToleratedHabit] = []
  private var tokens: [String: String] = [:]

  /// Selections are matched with drafts one by one, so both are bounded.
  static let maximumReferences = 1_000
  static let maximumResources = 10_000

  init(definition: HookDefinition) { self.definition = definition }

  mutating func decode(_ value: JSONValue?) throws(HookRequestError) -> HookContext {
    guard let value, value.isObject else {
      throw HookRequestError(
        path: "context", expected: "an object with the fields of \(definition.name)", found: value?.kindDescription,
        remedy: "Send the hook's context, at least patientId.")
    }
    var resources: [PendingResource] = []
    var selections: [String]?
    for field in definition.fields {
      guard let (path, found) = try locate(field, in: value) else { continue }
      switch field.shape {
      case .id(let type):
        tokens[field.name] = try identifier(found, of: type, at: path)
      case .reference(let types):
        tokens[field.name] = try reference(found, to: types, at: path)
      case .references:
        let references = try self.references(found, at: path)
        if field.name == "selections" {
          selections = references
        } else {
          tokens[field.name] = references.joined(separator: ",")
        }
      case .bundle:
        resources += try bundle(found, field: field.name, at: path)
      case .resource(let type):
        resources += try resource(found, of: type, field: field.name, at: path)
      case .resources(let type):
        resources += try self.resources(found, of: type, field: field.name, at: path)
      }
    }
    guard let patientID = tokens["patientId"] else {
      // `locate` has already refused a request without it; a hook of one's own must name the patient too.
      throw HookRequestError(
        path: "context.patientId", expected: "a FHIR id", remedy: "Send the id of the patient in context.")
    }
    return HookContext(
      value: value, patientID: patientID, userID: tokens["userId"], encounterID: tokens["encounterId"],
      selections: selections ?? [], resources: select(selections, among: resources), tokens: tokens)
  }

  mutating func tolerate(_ path: String, _ text: String) {
    notices.append(ToleratedHabit(path: path, text: text))
  }

  /// Finds a field by its own name, then by its variants. An empty or null value counts as missing.
  private mutating func locate(
    _ field: ContextField, in context: JSONValue
  ) throws(HookRequestError) -> (String, JSONValue)? {
    var found: JSONValue?
    for name in [field.name] + field.variants {
      guard let value = context[name] else { continue }
      let path = "context.\(name)"
      if name != field.name { tolerate(path, "read as context.\(field.name)") }
      if value.isNull || value.stringEquals("") {
        tolerate(path, "empty where the field should be left out")
        found = value
        continue
      }
      return (path, value)
    }
    let path = "context.\(field.name)"
    if field.isIndispensable {
      throw HookRequestError(
        path: path, expected: field.expectation, found: found.map { $0.isNull ? "null" : "an empty string" },
        remedy: "\(definition.name) cannot be answered without it.")
    }
    if field.isRequired { tolerate(path, "required by \(definition.name) and missing") }
    return nil
  }

  private mutating func identifier(
    _ value: JSONValue, of type: String, at path: String
  ) throws(HookRequestError) -> String {
    guard let text = value.string else {
      throw HookRequestError(
        path: path, expected: "a FHIR id, as a string", found: value.kindDescription,
        remedy: "Send the \(type)'s id as a string.")
    }
    if FHIRID.isValid(text) { return text }
    if let parts = FHIRID.split(text), parts.type == type {
      tolerate(path, "a reference where an id belongs; its id was used")
      return parts.id
    }
    throw HookRequestError(
      path: path, expected: "a FHIR id: 1 to 64 letters, digits, hyphens and dots", found: "a string that is none",
      remedy: "Send the \(type)'s id without server, type or query.")
  }

  private mutating func reference(
    _ value: JSONValue, to types: [String], at path: String
  ) throws(HookRequestError) -> String {
    guard let text = value.string else {
      throw HookRequestError(
        path: path, expected: "a relative reference, Type/id", found: value.kindDescription,
        remedy: "Send it as a string, for example Practitioner/123.")
    }
    if let parts = FHIRID.split(text) {
      if !types.isEmpty, !types.contains(parts.type) { tolerate(path, "refers to a type that the hook does not name") }
      return text
    }
    if FHIRID.isValid(text) {
      tolerate(path, "an id without its type")
      return text
    }
    throw HookRequestError(
      path: path, expected: "a relative reference, Type/id", found: "a string that is none",
      remedy: "Send it without server or query, for example Practitioner/123.")
  }

  private mutating func references(_ value: JSONValue, at path: String) throws(HookRequestError) -> [String] {
    if value.string != nil {
      tolerate(path, "one reference where an array belongs")
      return [try reference(value, to: [], at: path)]
    }
    guard value.isArray else {
      throw HookRequestError(
        path: path, expected: "an array of references", found: value.kindDescription,
        remedy: "Send an array of strings such as MedicationRequest/123.")
    }
    guard value.count <= Self.maximumReferences else {
      throw HookRequestError(
        path: path, expected: "at most \(Self.maximumReferences) references", found: "\(value.count)",
        remedy: "Send only what the user has chosen.")
    }
    var references: [String] = []
    for (index, element) in value.elements.enumerated() {
      // A selection may also be the fullUrl of an entry; it is matched, never dereferenced.
      if let text = element.string, text.hasPrefix("urn:uuid:") || AbsoluteURL.isValid(text) {
        tolerate("\(path)[\(index)]", "a full URL where a relative reference belongs")
        references.append(text)
      } else {
        references.append(try reference(element, to: [], at: "\(path)[\(index)]"))
      }
    }
    return references
  }

  /// Which of the resources the user has just chosen.
  private mutating func select(_ selections: [String]?, among pending: [PendingResource]) -> [ContextResource] {
    guard let selections, !selections.isEmpty else { return pending.map { $0.finished(isSelected: true) } }
    // By look-up, not by comparing each with each: a request may hold thousands of both.
    let names = pending.map(\.names)
    let known = Set(names.joined())
    let chosen = Set(selections.flatMap(PendingResource.names(in:)))
    let matches = names.map { !chosen.isDisjoint(with: $0) }
    for (index, selection) in selections.enumerated()
    where known.isDisjoint(with: PendingResource.names(in: selection)) {
      tolerate("context.selections[\(index)]", "names no resource of the Bundle")
    }
    guard matches.contains(true) else {
      // Silence because of a bad reference would be worse than advice on every draft.
      if !pending.isEmpty { tolerate("context.selections", "none matches; all drafts are taken as selected") }
      return pending.map { $0.finished(isSelected: true) }
    }
    return zip(pending, matches).map { $0.finished(isSelected: $1) }
  }
}

extension ContextField {
  /// What the field should hold, for people.
  var expectation: String {
    switch shape {
    case .id: "a FHIR id"
    case .reference: "a relative reference, Type/id"
    case .references: "an array of references"
    case .bundle: "a FHIR Bundle"
    case .resource(let type): "a FHIR \(type ?? "resource")"
    case .resources(let type): "an array of FHIR \(type) resources"
    }
  }
}
