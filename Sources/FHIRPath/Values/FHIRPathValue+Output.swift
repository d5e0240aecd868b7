import ClinicalTypes
public import JSON

extension FHIRPathValue {
  /// What a Boolean says; nil for any other value.
  public var truth: Bool? {
    if case .boolean(let value) = system { value } else { nil }
  }

  /// The value as `toString()` gives it; nil for elements with children and for types.
  public var text: String? { Conversion.string(self) }

  /// Writes the value as JSON: decimals as written, dates and times as strings without `@`, a Quantity as
  /// `{"value", "unit"}`, an element as it stands in its document, a type as its name with namespace.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .boolean(let value): writer.value(value)
    case .string(let value): writer.value(value)
    case .integer(let value): writer.value(value)
    case .decimal(let value): writer.number(value.description)
    case .date, .dateTime, .time: writer.value(text ?? "")
    case .quantity(let quantity):
      writer.object {
        $0.key("value")
        $0.number(quantity.value.description)
        $0.key("unit")
        $0.value(quantity.unit)
      }
    case .node(let node):
      if let value = node.value { writer.raw(value) } else { writer.null() }
    case .type(let type): writer.value("\(type.namespace).\(type.name)")
    }
  }
}

extension [FHIRPathValue] {
  /// The collection where one Boolean is wanted: nil when empty, true for a single item of another type.
  ///
  /// - Throws: ``FHIRPathError`` for several items.
  public var truth: Bool? {
    get throws(FHIRPathError) { try Singleton.boolean(self) }
  }
}
