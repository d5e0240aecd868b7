import ClinicalTypes

/// A range of points: numbers, quantities, dates, times (CQL 1.5, Interval Values).
///
/// A null end that is closed reaches to the extreme of its type; one that is open is unknown.
public struct CQLInterval: Sendable {
  /// The lower end.
  public var low: CQLValue
  /// The upper end.
  public var high: CQLValue
  /// Whether the lower end belongs to the interval.
  public var lowClosed: Bool
  /// Whether the upper end belongs to the interval.
  public var highClosed: Bool
  /// The type of the points, which ends that are both null do not tell.
  public var pointType: SystemType?

  /// An interval, unchecked.
  public init(
    _ low: CQLValue, _ high: CQLValue, lowClosed: Bool = true, highClosed: Bool = true, pointType: SystemType? = nil
  ) {
    self.low = low
    self.high = high
    self.lowClosed = lowClosed
    self.highClosed = highClosed
    self.pointType = low.systemType ?? high.systemType ?? pointType
  }

  /// A value of the point type, for its extremes: a null end has none of its own.
  private var sample: CQLValue { low.isNull ? high : low }

  /// The first point; null if unknown (CQL `start of`).
  func start() throws(CQLError) -> CQLValue {
    if low.isNull { return lowClosed ? Extremes.minimum(pointType, like: sample) : .null }
    return lowClosed ? low : try Neighbours.successor(low)
  }

  /// The last point; null if unknown (CQL `end of`).
  func end() throws(CQLError) -> CQLValue {
    if high.isNull { return highClosed ? Extremes.maximum(pointType, like: sample) : .null }
    return highClosed ? high : try Neighbours.predecessor(high)
  }

  /// Whether the interval starts at the least of all points, whatever they are.
  var isUnboundedBelow: Bool { low.isNull && lowClosed }
  /// Whether the interval ends at the greatest of all points, whatever they are.
  var isUnboundedAbove: Bool { high.isNull && highClosed }
}

extension CQLValue {
  /// The System type of a scalar; nil for null, lists, intervals, tuples and FHIR data.
  var systemType: SystemType? {
    switch self {
    case .boolean: .boolean
    case .integer, .uncertain: .integer
    case .long: .long
    case .decimal: .decimal
    case .string: .string
    case .date: .date
    case .dateTime: .dateTime
    case .time: .time
    case .quantity: .quantity
    case .ratio: .ratio
    case .code: .code
    case .concept: .concept
    case .valueSet: .valueSet
    case .codeSystem: .codeSystem
    default: nil
    }
  }
}
