public import JSON

extension ClientProfile {
  /// Reads a profile's file. Unknown members are refused, so that a misspelt limit does not silently not apply.
  ///
  ///     {"name": "…", "description": "…",
  ///      "selectionBehavior": ["at-most-one", "any"],
  ///      "suggestions": {"maximumActions": 1, "text": "label" | "action-description"},
  ///      "detail": "markdown" | "plain",
  ///      "links": {"allowed": ["https://…"], "smart": true, "appContext": true},
  ///      "systemActions": false, "criticalPopsUp": false,
  ///      "limits": {"cards": 3, "cardsPerTopic": 1, "summary": 139, "detail": 4000, "label": 80},
  ///      "orderables": {"unmapped": "keep" | "omit-suggestion",
  ///                     "codes": [{"system": "…", "code": "…", "local": {"system": "…", "code": "…", "display": "…"}}]}}
  ///
  /// - Throws: ``ClientProfileError`` with the path at fault.
  public init(decoding document: JSONDocument) throws(ClientProfileError) {
    let root = ProfileObject(document.root, path: "")
    try root.expect([
      "name", "description", "selectionBehavior", "suggestions", "detail", "links", "systemActions", "criticalPopsUp",
      "limits", "orderables",
    ])
    guard let name = try root.string("name"), !name.isEmpty else {
      throw ClientProfileError(path: "name", message: "missing; give the profile a name")
    }
    self.init(name: name)
    description = try root.string("description")
    if let behaviors = try root.strings("selectionBehavior") {
      selectionBehaviors = []
      for behavior in behaviors { selectionBehaviors.insert(try root.parse(behavior, in: "selectionBehavior")) }
    }
    detailForm = try root.choice("detail") ?? detailForm
    acceptsSystemActions = try root.bool("systemActions") ?? acceptsSystemActions
    criticalPopsUp = try root.bool("criticalPopsUp") ?? criticalPopsUp
    if let suggestions = try root.object("suggestions", ["maximumActions", "text"]) {
      maximumActions = try suggestions.count("maximumActions")
      suggestionText = try suggestions.choice("text") ?? suggestionText
    }
    if let links = try root.object("links", ["allowed", "smart", "appContext"]) {
      allowedLinks = try links.strings("allowed")
      for prefix in allowedLinks ?? [] where !AbsoluteURL.isSecure(prefix) {
        throw ClientProfileError(path: "links.allowed", message: "\(prefix) is no absolute https URL")
      }
      supportsSMARTLinks = try links.bool("smart") ?? supportsSMARTLinks
      supportsAppContext = try links.bool("appContext") ?? supportsAppContext
    }
    if let limits = try root.object("limits", ["cards", "cardsPerTopic", "summary", "detail", "label"]) {
      maximumCards = try limits.count("cards")
      maximumCardsPerTopic = try limits.count("cardsPerTopic")
      maximumDetail = try limits.count("detail")
      maximumLabel = try limits.count("label")
      maximumSummary = min(139, try limits.count("summary") ?? maximumSummary)
    }
    if let orderables = try root.object("orderables", ["unmapped", "codes"]) {
      unmappedOrderable = try orderables.choice("unmapped") ?? unmappedOrderable
      self.orderables = try orderables.objects("codes").map { entry throws(ClientProfileError) in
        try entry.expect(["system", "code", "local"])
        guard let local = try entry.object("local", ["system", "code", "display"]) else {
          throw ClientProfileError(path: "\(entry.path).local", message: "missing")
        }
        let coding = Coding(
          code: try local.required("code"), system: try local.required("system"), display: try local.string("display"))
        return Orderable(system: try entry.required("system"), code: try entry.required("code"), local: coding)
      }
    }
  }
}

/// One object of a profile's file.
private struct ProfileObject {
  let value: JSONValue
  let path: String

  init(_ value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  func expect(_ names: [String]) throws(ClientProfileError) {
    guard value.isObject else { throw ClientProfileError(path: path, message: "must be an object") }
    for (name, _) in value.members where !names.contains(name) {
      throw ClientProfileError(
        path: join(name), message: "unknown; expected one of \(names.joined(separator: ", "))")
    }
  }

  func object(_ name: String, _ names: [String]) throws(ClientProfileError) -> ProfileObject? {
    guard let member = value[name] else { return nil }
    let object = ProfileObject(member, path: join(name))
    try object.expect(names)
    return object
  }

  func objects(_ name: String) throws(ClientProfileError) -> [ProfileObject] {
    guard let member = value[name] else { return [] }
    guard member.isArray else { throw ClientProfileError(path: join(name), message: "must be an array of objects") }
    return member.elements.enumerated().map { ProfileObject($1, path: "\(join(name))[\($0)]") }
  }

  func string(_ name: String) throws(ClientProfileError) -> String? {
    guard let member = value[name] else { return nil }
    guard let text = member.string else { throw ClientProfileError(path: join(name), message: "must be a string") }
    return text
  }

  func required(_ name: String) throws(ClientProfileError) -> String {
    guard let text = try string(name), !text.isEmpty else {
      throw ClientProfileError(path: join(name), message: "missing")
    }
    return text
  }

  func strings(_ name: String) throws(ClientProfileError) -> [String]? {
    guard let member = value[name] else { return nil }
    let texts = member.elements.compactMap(\.string)
    guard member.isArray, texts.count == member.count else {
      throw ClientProfileError(path: join(name), message: "must be an array of strings")
    }
    return texts
  }

  func bool(_ name: String) throws(ClientProfileError) -> Bool? {
    guard let member = value[name] else { return nil }
    guard let bool = member.bool else { throw ClientProfileError(path: join(name), message: "must be true or false") }
    return bool
  }

  func count(_ name: String) throws(ClientProfileError) -> Int? {
    guard let member = value[name] else { return nil }
    guard let int = member.int, int > 0 else {
      throw ClientProfileError(path: join(name), message: "must be a whole number above 0")
    }
    return int
  }

  func choice<Choice: RawRepresentable>(
    _ name: String
  ) throws(ClientProfileError) -> Choice? where Choice.RawValue == String {
    guard let text = try string(name) else { return nil }
    return try parse(text, in: name)
  }

  func parse<Choice: RawRepresentable>(
    _ text: String, in name: String
  ) throws(ClientProfileError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      throw ClientProfileError(path: join(name), message: "\"\(text)\" is not one of its values")
    }
    return choice
  }

  private func join(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
