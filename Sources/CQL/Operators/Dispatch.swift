import ClinicalTypes

/// Which function computes which operator.
extension Evaluation {
  /// Operators of one operand.
  func unary(
    _ name: CQLOperator, _ operand: CQLValue, _ precision: CalendarUnit?, type: CQLType?
  ) throws(CQLError) -> CQLValue {
    switch name {
    case .not: return CQLValue(try truth(name, operand).not3())
    case .isNull: return .boolean(operand.isNull || operand.unwrapped.isNull)
    case .isTrue: return .boolean(operand.truth == true)
    case .isFalse: return .boolean(operand.truth == false)
    case .exists:
      recorder?.decide(by: operand)
      return try exists(operand)
    case .toList: return operand.isNull ? .list([]) : .list([operand])
    case .singletonFrom, .first, .last, .flatten, .distinct, .children, .descendents:
      return try listUnary(name, operand)
    case .indexOf, .slice, .times: throw CQLError(.malformed, "\(name.rawValue) needs more operands")
    case .negate, .abs, .ceiling, .floor, .truncate, .round, .ln, .exp, .successor, .predecessor, .precision,
      .lowBoundary, .highBoundary:
      return try arithmetic(name, operand)
    case .length, .upper, .lower: return try text(name, operand)
    case .combine: return try combine(operand, separator: .string(""))
    case .split: return try split(operand, by: .null)
    case .date, .dateTime, .time: return try construct(name, [operand])
    case .dateFrom, .timeFrom, .timezoneFrom, .timezoneOffsetFrom, .dateTimeComponentFrom:
      return try component(name, operand, precision)
    case .calculateAge: return try age(operand, at: now, precision)
    case .start, .end, .width, .size, .pointFrom: return try intervalPart(name, operand)
    case .collapse: return try collapse(operand, per: .null)
    case .expand: return try expand(operand, per: .null)
    case .count, .sum, .product, .min, .max, .avg, .median, .mode, .variance, .populationVariance, .stdDev,
      .populationStdDev, .geometricMean, .allTrue, .anyTrue:
      recorder?.decide(by: operand)
      return try aggregate(name, operand)
    case .expandValueSet: return try expandValueSet(operand)
    case .toBoolean, .toChars, .toConcept, .toDate, .toDateTime, .toDecimal, .toInteger, .toLong, .toQuantity, .toRatio,
      .toString, .toTime:
      return try conversion(name, operand)
    case .convertsToBoolean, .convertsToDate, .convertsToDateTime, .convertsToDecimal, .convertsToInteger,
      .convertsToLong, .convertsToQuantity, .convertsToRatio, .convertsToString, .convertsToTime:
      return try converts(name, operand)
    case .coalesce: return operand.items?.first { !$0.isNull } ?? .null
    case .concatenate, .union, .intersect: return operand
    default: throw CQLError(.malformed, "\(name.rawValue) needs more than one operand")
    }
  }

  /// Operators of two operands.
  func binary(
    _ name: CQLOperator, _ left: CQLValue, _ right: CQLValue, _ precision: CalendarUnit?, type: CQLType?
  ) throws(CQLError) -> CQLValue {
    switch name {
    case .xor:
      let (first, second) = (try truth(name, left), try truth(name, right))
      return CQLValue(first.xor3(second))
    case .equal: return CQLValue(try comparison.equal(left, right))
    case .notEqual: return CQLValue(try comparison.equal(left, right).not3())
    case .equivalent: return .boolean(try comparison.equivalent(left, right))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return CQLValue(try comparison.compares(left, right, by: name))
    case .add, .subtract, .multiply, .divide, .truncatedDivide, .modulo, .power, .log, .round, .lowBoundary,
      .highBoundary:
      return try arithmetic(name, left, right)
    case .concatenate: return try concatenate([left, right])
    case .combine: return try combine(left, separator: right)
    case .split: return try split(left, by: right)
    case .splitOnMatches, .positionOf, .lastPositionOf, .startsWith, .endsWith, .matches, .substring:
      return try text(name, left, right)
    case .indexer: return try index(left, right)
    case .indexOf: return try indexOf(left, right)
    case .date, .dateTime, .time: return try construct(name, [left, right])
    case .durationBetween, .differenceBetween: return try between(name, left, right, precision)
    case .sameAs, .sameOrBefore, .sameOrAfter, .before, .after, .overlaps, .overlapsBefore, .overlapsAfter, .meets,
      .meetsBefore, .meetsAfter, .starts, .ends:
      return CQLValue(try timing(name, left, right, precision))
    case .includes, .includedIn, .properIncludes, .properIncludedIn, .in, .contains, .properIn, .properContains:
      return CQLValue(try membership(name, left, right, precision))
    case .union, .intersect, .except: return try combine(name, left, right)
    case .collapse: return try collapse(left, per: right)
    case .expand: return try expand(left, per: right)
    case .times: return try times(left, right)
    case .slice: return try slice([left, right])
    case .calculateAgeAt: return try age(left, atValue: right, precision)
    case .inValueSet, .anyInValueSet: return CQLValue(try isMember(left, ofValueSet: right))
    case .inCodeSystem, .anyInCodeSystem: return CQLValue(try isMember(left, ofCodeSystem: right))
    case .subsumes: return CQLValue(try subsumes(left, right))
    case .subsumedBy: return CQLValue(try subsumes(right, left))
    case .convertQuantity: return try convertQuantity(left, right)
    case .canConvertQuantity: return try canConvertQuantity(left, right)
    default: throw CQLError(.malformed, "\(name.rawValue) does not take two operands")
    }
  }

  /// Operators of any number of operands.
  func variadic(
    _ name: CQLOperator, _ operands: [CQLValue], _ precision: CalendarUnit?
  ) throws(CQLError) -> CQLValue {
    switch (name, operands.count) {
    case (.now, 0): return .dateTime(now)
    case (.today, 0): return .date(now.date)
    case (.timeOfDay, 0): return now.time.map(CQLValue.time) ?? .null
    case (.date, _), (.dateTime, _), (.time, _): return try construct(name, operands)
    case (.concatenate, _): return try concatenate(operands)
    case (.substring, 3): return try substring(operands[0], operands[1], length: operands[2])
    case (.replaceMatches, 3): return try replaceMatches(operands[0], operands[1], operands[2])
    case (.slice, 3): return try slice(operands)
    case (.message, _): return try message(operands)
    case (.union, _), (.intersect, _), (.except, _):
      guard var result = operands.first else { return .null }
      for operand in operands.dropFirst() { result = try combine(name, result, operand) }
      return result
    default: throw CQLError(.malformed, "\(name.rawValue) does not take \(operands.count) operands")
    }
  }
}
