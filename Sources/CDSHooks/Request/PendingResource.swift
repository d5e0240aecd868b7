import JSON

/// A resource of the context before it is known whether it is selected.
struct PendingResource {
  let field: String
  let value: JSONValue
  let type: String
  let id: String?
  let fullURL: String?

  func finished(isSelected: Bool) -> ContextResource {
    ContextResource(field: field, value: value, type: type, id: id, fullURL: fullURL, isSelected: isSelected)
  }

  /// Whether `selection` names this resource: `Type/id`, a bare id, its fullUrl, or an absolute URL that ends in `Type/id`.
  func matches(_ selection: String) -> Bool {
    if let fullURL, fullURL == selection { return true }
    guard let id else { return false }
    if selection == id { return true }
    let reference = "\(type)/\(id)"
    return selection == reference || selection.hasSuffix("/" + reference)
  }
}
