import ClinicalTypes

/// Aggregates (CQL 1.5, appendix B, Aggregate Functions). Nulls are left out; nothing at all gives null, save for counts
/// and truths.
extension Evaluation {
  func aggregate(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    let source: [CQLValue]
    switch operand {
    case .null: source = []
    case .list(let items): source = items
    default: source = [operand]
    }
    try spend(source.count)
    let items = source.compactMap { item in
      let plain = item.unwrapped
      return plain.isNull ? nil : plain
    }
    switch name {
    case .count: return .integer(Int32(clamping: items.count))
    case .allTrue: return .boolean(items.allSatisfy { $0.truth == true })
    case .anyTrue: return .boolean(items.contains { $0.truth == true })
    default: break
    }
    guard let first = items.first else { return .null }
    switch name {
    case .sum: return try fold(items, .add)
    case .product: return try fold(items, .multiply)
    case .min: return try extreme(items, .less)
    case .max: return try extreme(items, .greater)
    case .mode: return try mode(items)
    case .avg: return try average(items)
    case .median: return try median(items)
    case .geometricMean:
      guard let product = try fold(items, .multiply).decimal,
        let share = ExactDecimal(1).divided(by: ExactDecimal(items.count), scale: 17)
      else { return .null }
      return product.raised(to: share)?.roundedForCQL().map(CQLValue.decimal) ?? .null
    default:
      let isPopulation = name == .populationVariance || name == .populationStdDev
      guard let variance = try variance(items, isPopulation: isPopulation) else { return .null }
      let isRoot = name == .stdDev || name == .populationStdDev
      guard let value = isRoot ? variance.squareRoot() : variance, let rounded = value.roundedForCQL() else {
        return .null
      }
      // The variance of quantities keeps their unit, as the standard deviation does.
      if case .quantity(let quantity) = first { return .quantity(Quantity(rounded, quantity.unit)) }
      return .decimal(rounded)
    }
  }

  private func fold(_ items: [CQLValue], _ name: CQLOperator) throws(CQLError) -> CQLValue {
    var result = items[0]
    for item in items.dropFirst() { result = try arithmetic(name, result, item) }
    return result
  }

  private func extreme(_ items: [CQLValue], _ wanted: Ordering) throws(CQLError) -> CQLValue {
    var result = items[0]
    for item in items.dropFirst() where try comparison.order(item, result) == wanted { result = item }
    return result
  }

  private func average(_ items: [CQLValue]) throws(CQLError) -> CQLValue {
    try arithmetic(.divide, try fold(items, .add), .decimal(ExactDecimal(items.count)))
  }

  private func median(_ items: [CQLValue]) throws(CQLError) -> CQLValue {
    let ordered = try sort(items, by: [SortKey(isDescending: false, value: nil)])
    let middle = ordered.count / 2
    if ordered.count % 2 == 1 { return ordered[middle] }
    return try average([ordered[middle - 1], ordered[middle]])
  }

  /// The most frequent value, the first of several.
  private func mode(_ items: [CQLValue]) throws(CQLError) -> CQLValue {
    let values = try distinct(items)
    var best = (value: values[0], count: 0)
    for value in values {
      var count = 0
      try spend(items.count)
      for item in items where try comparison.equal(item, value) == true { count += 1 }
      if count > best.count { best = (value, count) }
    }
    return best.value
  }

  /// The mean of the squared distances from the mean; nil for a sample of one.
  private func variance(_ items: [CQLValue], isPopulation: Bool) throws(CQLError) -> ExactDecimal? {
    var values: [ExactDecimal] = []
    var unit: String?
    for item in items {
      if case .quantity(let quantity) = item {
        guard let converted = try? quantity.converted(to: unit ?? quantity.unit) else { return nil }
        unit = converted.unit
        values.append(converted.value)
      } else if let value = item.decimal {
        values.append(value)
      } else {
        throw .mismatch("Variance", [item])
      }
    }
    let count = isPopulation ? values.count : values.count - 1
    guard count > 0 else { return nil }
    var sum = ExactDecimal.zero
    for value in values {
      guard let next = sum.adding(value) else { return nil }
      sum = next
    }
    guard let mean = sum.divided(by: ExactDecimal(values.count), scale: 12) else { return nil }
    var squares = ExactDecimal.zero
    for value in values {
      guard let distance = value.subtracting(mean)?.normalized, let square = distance.multiplied(by: distance),
        let next = squares.adding(square.rounded(to: 16))
      else { return nil }
      squares = next
    }
    return squares.divided(by: ExactDecimal(count), scale: 12)?.normalized
  }
}
