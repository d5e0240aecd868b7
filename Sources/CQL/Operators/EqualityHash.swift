import ClinicalTypes
import JSON

/// A hash that equal values share: for sets, which then compare within a bucket only.
enum EqualityHash {
  static func of(_ value: CQLValue) -> Int {
    switch value {
    case .null: 1
    case .boolean(let value): value ? 3 : 2
    case .integer(let value): ExactDecimal(Int(value)).hashValue
    case .long(let value): ExactDecimal(value).hashValue
    case .decimal(let value): value.hashValue
    case .string(let value): value.hashValue
    // Dates that differ in precision or zone may be equal: the year is what they share, but for the zone.
    case .date(let value): value.year
    case .dateTime(let value): value.month == 1 || value.month == 12 || value.month == nil ? 5 : value.year
    case .time: 6
    case .quantity(let value): value.canonical.hashValue
    case .ratio: 7
    case .code(let value): value.code.hashValue
    case .concept(let value): value.codes.first?.code.hashValue ?? 8
    case .valueSet(let value), .codeSystem(let value): value.id.hashValue
    case .interval: 9
    case .list(let items): items.reduce(11) { ($0 &* 31) &+ of($1) }
    case .tuple(let tuple): tuple.elements.reduce(13) { $0 &+ ($1.name.hashValue ^ of($1.value)) }
    case .node(let node):
      if let plain = node.primitiveValue { of(plain) } else { node.json["id"]?.string.hashValue ?? 17 }
    case .uncertain: 19
    }
  }
}
