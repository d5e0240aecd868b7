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

  /// The names by which a selection may mean this resource: its fullUrl, its bare id, and `Type/id`.
  var names: [String] { [fullURL, id, id.map { "\(type)/\($0)" }].compactMap(\.self) }

  /// The names that a selection may stand for: itself, and the `Type/id` at the end of an absolute URL.
  static func names(in selection: String) -> [String] {
    let segments = selection.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count > 2 else { return [selection] }
    return [selection, segments.suffix(2).joined(separator: "/")]
  }
}
