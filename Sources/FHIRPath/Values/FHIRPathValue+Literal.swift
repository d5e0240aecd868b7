extension FHIRPathValue {
  /// The value of a constant.
  init(_ literal: Literal) {
    switch literal {
    case .boolean(let value): self = .boolean(value)
    case .string(let value): self = .string(value)
    case .integer(let value): self = .integer(value)
    case .decimal(let value): self = .decimal(value)
    case .date(let value): self = .date(value)
    case .dateTime(let value): self = .dateTime(value)
    case .time(let value): self = .time(value)
    case .quantity(let value): self = .quantity(value)
    }
  }
}
