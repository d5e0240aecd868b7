/// A search parameter of the base specification, on one type of resource.
public struct SearchParameter: Sendable, Hashable {
  let index: Int

  // Record: type, code, kind, expression, first target, targets. Sorted by type and code.
  private func field(_ field: Int) -> Int { TypeTable.shared.word(.searchParameters, index, field) }

  /// What values the parameter takes.
  public enum Kind: Int, Sendable, Hashable {
    /// `system|code`
    case token
    /// A reference
    case reference
    /// Text, matched from its start
    case string
    /// A date with an optional prefix such as `ge`
    case date
    /// A URI, matched whole
    case uri
    /// A number with unit
    case quantity
    /// A number
    case number
    /// Defined for itself
    case special
  }

  /// The type of resource searched.
  public var type: FHIRType { FHIRType(index: field(0)) }
  /// The name in a query: "patient".
  public var code: String { TypeTable.shared.string(field(1)) }
  /// What values it takes.
  public var kind: Kind { Kind(rawValue: field(2)) ?? .special }
  /// The FHIRPath expression whose results are compared, as far as it concerns ``type``.
  public var expression: String { TypeTable.shared.string(field(3)) }
  /// What a reference may point to; empty means anything.
  public var targets: [FHIRType] {
    (field(4)..<field(4) + field(5)).map { FHIRType(index: TypeTable.shared.word(.targets, $0, 0)) }
  }

  /// The parameter `code` of `type`, or of all resources ("_id", "_lastUpdated"); nil if there is none.
  static func find(_ code: String, on type: FHIRType) -> SearchParameter? {
    var code = code
    return code.withUTF8 { code in
      let table = TypeTable.shared
      var type: FHIRType? = type
      while let current = type {
        if let found = table.find(code, in: .searchParameters, field: 1, range: range(of: current)) {
          return SearchParameter(index: found)
        }
        type = current.base
      }
      return nil
    }
  }

  /// The records of one type.
  static func range(of type: FHIRType) -> Range<Int> {
    let table = TypeTable.shared
    func firstIndex(from target: Int) -> Int {
      var (low, high) = (0, table.extent(.searchParameters).count)
      while low < high {
        let middle = (low + high) / 2
        if table.word(.searchParameters, middle, 0) < target { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return firstIndex(from: Int(type.index))..<firstIndex(from: Int(type.index) + 1)
  }
}
